import pino from 'pino';
import { startEmbedded } from '../../src/store/embedded.ts';

// Holds a data folder until it is told to end or is killed: `embedded-holder.ts FOLDER`.
const held = await startEmbedded({ folder: process.argv[2]!, log: pino({ level: 'silent' }) });
const alive = setInterval(() => undefined, 60_000);
process.once('SIGTERM', () => {
  clearInterval(alive);
  void held.stop();
});
process.stdout.write(`${held.url}\n`);
