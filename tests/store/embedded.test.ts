import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { eventually, quiet } from '../support/postgres.ts';
import { type Embedded, startEmbedded } from '../../src/store/embedded.ts';
import { DataFolderBusyError } from '../../src/store/folder-lock.ts';

describe('the embedded database', () => {
  let home: string;
  let folder: string;
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'rebond-embedded-'));
    folder = join(home, 'postgres');
    // The server's own user must be able to enter.
    chmodSync(home, 0o755);
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  const ask = async (url: string, statement: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(statement)).rows;
    } finally {
      await client.end();
    }
  };

  /** Another Rebond: starts on the folder, says its address, and stays until killed. */
  async function anotherProcess(): Promise<{ child: ChildProcess; url: string }> {
    const child = spawn(process.execPath, [join(import.meta.dirname, '../support/embedded-holder.ts'), folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => void (said += chunk.toString()));
    return { child, url: await eventually(() => /postgres:\S+/.exec(said)?.[0], 30_000) };
  }

  const postmaster = () => Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);

  it('keeps what was written, and its port, from one start to the next', async () => {
    const first = await startEmbedded({ folder, log: quiet });
    await ask(first.url, `CREATE TABLE kept AS SELECT 'é' AS word`);
    await first.stop();
    expect(existsSync(`${folder}.lock`)).toBe(false);
    const second = await startEmbedded({ folder, log: quiet });
    expect(second.url).toBe(first.url);
    expect(await ask(second.url, 'SELECT word, lower(word) = word AS same FROM kept')).toEqual([
      { word: 'é', same: true },
    ]);
    expect(await ask(second.url, `SHOW listen_addresses`)).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(statSync(`${folder}.password`).mode & 0o077).toBe(0);
    await second.stop();
  });

  it('refuses a second start on the same folder in one sentence, in this process and in another', async () => {
    const held: Embedded = await startEmbedded({ folder, log: quiet });
    await expect(startEmbedded({ folder, log: quiet })).rejects.toBeInstanceOf(DataFolderBusyError);
    await held.stop();
    const { child } = await anotherProcess();
    await expect(startEmbedded({ folder, log: quiet })).rejects.toThrow(
      new RegExp(`The data folder .* is in use by another Rebond \\(process ${child.pid}\\)`),
    );
    child.kill('SIGTERM');
    await eventually(() => !existsSync(`${folder}.lock`));
  });

  it('takes over from a killed process whose server still runs, with everything it had committed', async () => {
    const { child, url } = await anotherProcess();
    await ask(url, 'CREATE TABLE committed AS SELECT 42 AS n');
    const orphan = postmaster();
    child.kill('SIGKILL');
    await eventually(() => child.signalCode !== null);
    expect(() => process.kill(orphan, 0)).not.toThrow();
    const next = await startEmbedded({ folder, log: quiet });
    expect(postmaster()).not.toBe(orphan);
    expect(await ask(next.url, 'SELECT n FROM committed')).toEqual([{ n: 42 }]);
    await next.stop();
  });

  it('is not held up by a torn lock, nor by numbers that now belong to other programs', async () => {
    writeFileSync(`${folder}.lock`, '{"pid":');
    writeFileSync(join(folder, 'postmaster.pid'), `${process.pid}\n${folder}\n`);
    await (await startEmbedded({ folder, log: quiet })).stop();
    writeFileSync(`${folder}.lock`, JSON.stringify({ pid: process.pid, started: 'long ago' }));
    await (await startEmbedded({ folder, log: quiet })).stop();
  });

  it('starts the server again when it is shot', async () => {
    const running = await startEmbedded({ folder, log: quiet });
    const before = postmaster();
    process.kill(before, 'SIGQUIT');
    const rows = await eventually(() => ask(running.url, 'SELECT n FROM committed').catch(() => null), 20_000);
    expect(rows).toEqual([{ n: 42 }]);
    expect(postmaster()).not.toBe(before);
    await running.stop();
  });

  it('leaves a folder with other things in it alone', async () => {
    const other = join(home, 'documents');
    cpSync(`${folder}.log`, join(other, 'letter.txt'));
    await expect(startEmbedded({ folder: other, log: quiet })).rejects.toThrow(/holds files that are not a database/);
    expect(existsSync(join(other, 'letter.txt'))).toBe(true);
  });
});
