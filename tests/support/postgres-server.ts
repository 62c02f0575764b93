import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pino from 'pino';
import { startEmbedded } from '../../src/store/embedded.ts';

// Runs beside jest: `postgres-server.ts FILE` writes the server's address to FILE and serves until its input ends.
const note = process.argv[2]!;
const home = dirname(note);

mkdirSync(home, { recursive: true, mode: 0o755 });
const server = await startEmbedded({
  folder: join(home, 'postgres'),
  log: pino({ level: 'silent' }),
  settings: { fsync: 'off', synchronous_commit: 'off', max_connections: '200' },
});
writeFileSync(`${note}.new`, server.url);
renameSync(`${note}.new`, note);

process.on('SIGINT', () => undefined);
process.stdin.resume();
process.stdin.on('close', () => {
  void server.stop().then(() => rmSync(home, { recursive: true, force: true }));
});
