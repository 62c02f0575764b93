import { expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { openDatabase } from '../../src/store/database.ts';
import { openWay } from '../faults/way.ts';
import { quiet, testServer } from '../support/postgres.ts';

// Whoever holds a connection between two queries asks it nothing, so that nobody hears its end but the process.
it('a connection that is cut in the middle of a transaction ends the transaction, and not the process', async () => {
  const url = new URL(await testServer());
  const way = await openWay(Number(url.port));
  url.port = String(way.port);
  url.hostname = '127.0.0.1';
  const database = openDatabase({ url: url.href, log: quiet });
  try {
    const work = database.db.transaction().execute(async (trx) => {
      await sql`SELECT 1`.execute(trx);
      way.become('cut');
      await new Promise((resolve) => setTimeout(resolve, 200));
      await sql`SELECT 2`.execute(trx);
    });
    await expect(work).rejects.toThrow(/terminated|ECONNRESET|not queryable/);
    way.become('open');
    await expect(sql<{ n: number }>`SELECT 3 AS n`.execute(database.db)).resolves.toMatchObject({ rows: [{ n: 3 }] });
  } finally {
    await database.close();
    await way.close();
  }
});
