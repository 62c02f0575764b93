import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readBackup } from '../../../src/store/backup/read-backup.ts';
import { writeBackup } from '../../../src/store/backup/write-backup.ts';
import { filesIn } from '../../commands/sink.ts';
import { testDatabase, type TestDatabase } from '../../support/postgres.ts';

const clock = () => Date.parse('2026-11-23T00:00:00Z');

describe('a back-up', () => {
  let database: TestDatabase;
  let folder: string;
  beforeAll(async () => {
    database = await testDatabase('backup');
    folder = await filesIn({});
  });
  afterAll(() => database.drop());

  const write = (name: string) => {
    const file = join(folder, name);
    return writeBackup({ url: database.url, file, version: '1', secret: 's', clock }).then((rows) => ({ file, rows }));
  };

  it('holds one moment, though the database is written to meanwhile', async () => {
    const { meta: untouched = 0 } = (await write('untouched')).rows;
    let over = false;
    const writing = (async () => {
      // Both or neither: the one comes first in the back-up, the other last.
      for (let n = 0; !over; n++) {
        const client = await database.pool.connect();
        await client.query('BEGIN');
        await client.query(`INSERT INTO meta (key, value) VALUES ($1, '{}')`, [`s${n}`]);
        await client.query(`INSERT INTO writer_spend VALUES (date '2000-01-01' + $1::int, 1)`, [n]);
        await client.query('COMMIT');
        client.release();
      }
    })();
    for (let i = 0; i < 5; i++) {
      const { rows } = await write(`moment-${i}`);
      expect(rows.meta).toBe(rows.writer_spend! + untouched);
    }
    over = true;
    await writing;
  });

  it('is told from one that is cut off, damaged, short of rows, or none; and only its owner reads it', async () => {
    const { file } = await write('whole');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const bytes = await readFile(file);
    const text = gunzipSync(bytes).toString();
    const spoilt = {
      'cut off': bytes.subarray(0, bytes.length - 40),
      'without its end': gzipSync(text.slice(0, text.lastIndexOf('{"end"'))),
      damaged: Buffer.concat([bytes.subarray(0, 200), Buffer.from('damage'), bytes.subarray(206)]),
      'short of a row': gzipSync(text.replace(/\ns1\t.*/, '')),
      none: Buffer.from('not a back-up'),
    };
    for (const [name, content] of Object.entries(spoilt)) {
      await writeFile(join(folder, name), content);
      await expect(readBackup(join(folder, name))).rejects.toMatchObject({ name: 'BackupError' });
    }
    await expect(readBackup(join(folder, 'short of a row'))).rejects.toThrow(/rows of meta and says/);
    await expect(readBackup(join(folder, 'nowhere'))).rejects.toThrow('There is no file');
  });

  it('never takes the place of another file, and leaves nothing where it cannot be written', async () => {
    await write('first');
    const before = await readFile(join(folder, 'first'));
    await expect(write('first')).rejects.toThrow('exists already');
    expect(await readFile(join(folder, 'first'))).toEqual(before);
    await expect(write('no/such/folder')).rejects.toThrow('ENOENT');
    await expect(
      writeBackup({ url: database.url, file: '/dev/full/x', version: '1', secret: null, clock }),
    ).rejects.toThrow();
  });
});
