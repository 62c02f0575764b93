import { join } from 'node:path';
import { connectionSettings, openDatabase } from '../../src/store/database.ts';
import { startEmbedded } from '../../src/store/embedded.ts';
import { topics as allTopics } from '../../streams/topics.ts';
import { createPostgresLog } from '../../streams/transport/postgres-log.ts';
import { checkRun, readRun, readTopic, rulesOf } from '../support/check-run.ts';
import { quiet } from '../support/postgres.ts';
import type { Alone } from './alone.ts';
import { compareWithPlan, type Found } from './checker.ts';
import type { Recorded } from './recorder.ts';

/** As many as the product makes unless told. */
const PARTITIONS = { signals: 1, mentions: 4 };

/** Holds what a run left in its embedded database against what was sent. The product has ended. */
export async function checkAlone({ data, config }: Alone, recorded: Recorded): Promise<Found> {
  const server = await startEmbedded({ folder: join(data, 'postgres'), log: quiet });
  const database = openDatabase({ url: server.url, log: quiet });
  const connection = connectionSettings({ url: server.url, log: quiet });
  const log = createPostgresLog({ pool: database.pool, connection, log: quiet });
  try {
    const topics = allTopics(PARTITIONS);
    const run = await readRun(database, log, topics, await rulesOf(config));
    const refused = await readTopic(log, topics.rejected);
    const verdict = checkRun(run);
    const { lost, faults } = compareWithPlan(recorded, { ...run, refused });
    return { ...verdict, lost, refused: refused.length, faults: [...verdict.faults, ...faults] };
  } finally {
    await log.close();
    await database.close();
    await server.stop();
  }
}
