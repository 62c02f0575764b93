import pg from 'pg';
import pino from 'pino';
import { z } from 'zod';
import { createPostgresLog } from '../../streams/transport/postgres-log.ts';

// Consumes a topic and prints every value, until it is killed: `log-consumer.ts URL TOPIC`.
const [url, name] = process.argv.slice(2) as [string, string];
const log = createPostgresLog({
  pool: new pg.Pool({ connectionString: url }),
  connection: { connectionString: url },
  log: pino({ level: 'silent' }),
});
const topic = { name, key: 'any', schema: z.any(), retentionDays: 7, partitions: 2 };

await log.consume({
  topic,
  group: 'g',
  batch: 10,
  assign: async () => ({
    from: 'committed',
    handler: {
      handle: async (records) => {
        for (const { value } of records) process.stdout.write(`${Buffer.from(value ?? []).toString()}\n`);
      },
      close: async () => undefined,
    },
  }),
});
