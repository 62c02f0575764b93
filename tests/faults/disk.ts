import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder, removeFolder, until } from '../support/app.ts';
import { seeded } from '../support/random.ts';
import { drained, openAlone, type Alone, type AloneOptions, type AloneResult, type AloneTrial } from './alone.ts';
import { checkAlone } from './check-alone.ts';
import { recordByHttp, type IntakeRecorder } from './intake.ts';
import { watchLive } from './onlooker.ts';
import { openPatrol, type Patrol, type Tour } from './patrol.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';
import { brandIds } from './workload.ts';

const MB = 2 ** 20;
/** What has to stay free by the settings of these runs: the least that can be asked for. */
const FLOOR_MB = 64;
/** Above that, for signals to use up. */
const ROOM_MB = 40;
const FULL_MS = 30_000;
const BROKEN_MS = 15_000;
/** No request may go without an answer for longer. */
const ANSWERED_WITHIN_MS = 5_000;
const BACK_WITHIN_MS = 15_000;

/** About 12 KB in a post that speaks of no brand, different each time so that it does not lie there compressed. */
function longText(n: number): string {
  const random = seeded(n);
  return Array.from({ length: 1_000 }, () => `${random().toString(36).slice(2)}`).join(' ');
}

export const diskFull: AloneTrial = {
  name: 'F9',
  about:
    'the disk of the embedded database fills up by signals, then to the last byte, then its log has no room either',
  target: 'intake refuses before; no answer later than 5 s; then equal, by itself <= 15 s after there is room',
  async run(options, say) {
    const folder = await makeFolder();
    const disk = await mountSmallDisk(`${folder}/disk`, 1024 * MB);
    try {
      return await fillAndRelieve(options, folder, disk, say);
    } finally {
      await disk.close();
      await removeFolder(folder);
    }
  },
};

async function fillAndRelieve(
  { seed }: AloneOptions,
  folder: string,
  disk: SmallDisk,
  say: (step: string) => void,
): Promise<AloneResult> {
  const alone = await openAlone(folder, `${disk.folder}/var`, { REBOND_FREE_MEGABYTES: String(FLOOR_MB) });
  try {
    const [faults, notes]: [string[], Record<string, unknown>] = [[], {}];
    const onlooker = watchLive(alone.person);
    const recorder = recordByHttp(alone, { seed, signals: 6_000, rate: 150, filler: longText });
    await until('signals are taken', () => recorder.sent() > 300);
    await disk.resize((await disk.used()) + (FLOOR_MB + ROOM_MB) * MB);
    const diskMb = Math.round(((await disk.used()) + (await disk.free())) / MB);
    say(`the disk has ${diskMb} MB now`);
    const patrol = openPatrol(alone, brandIds[0]!);

    await until('signals are refused', () => recorder.answers().refusal !== null, 120_000);
    const freeMb = Math.round((await disk.free()) / MB);
    say(`signals are refused with ${freeMb} MB free`);
    if (freeMb < FLOOR_MB / 2) faults.push(`signals were refused late, with ${freeMb} MB free`);
    const { disk: readiness } = await patrol.look();
    if (readiness === null) faults.push('readiness does not speak of the disk');
    Object.assign(notes, { diskMb, freeMbAtRefusal: freeMb, refusal: recorder.answers().refusal, readiness });
    await sleep(5_000);
    notes['refused'] = judge('signals refused', patrol.tour(), faults, { reads: true });

    // From here on a read may be refused, too: the database ends as soon as its log needs another piece.
    await disk.fill();
    const freeBytes = await disk.free();
    notes['freeBytes'] = freeBytes;
    say(`${freeBytes} bytes are free`);
    await sleep(FULL_MS);
    notes['full'] = judge('disk full', patrol.tour(), faults, { reads: false });

    const switched = await askForMoreLog(alone);
    notes['switchedLog'] = switched;
    say(`the database wants another piece of its log: ${switched}`);
    await sleep(BROKEN_MS);
    notes['fullForItsLog'] = judge('no room for the log', patrol.tour(), faults, { reads: false });

    const back = await relieve(alone, disk, recorder, patrol, faults);
    Object.assign(notes, back);
    say(`room again: signals are taken ${back.intakeBackMs} ms later`);
    const recorded = await recorder.done;
    await drained(alone);
    await patrol.close();
    notes['databaseSaid'] = await severeWords(`${alone.data}/postgres.log`);
    notes['intake'] = recorder.answers().statuses;
    notes['changesSeen'] = onlooker.changes();
    faults.push(...onlooker.faults());
    await onlooker.close();
    await alone.stop();
    const found = await checkAlone(alone, recorded);
    return { found, faults, notes };
  } finally {
    await alone.product.stop();
  }
}

function judge(phase: string, tour: Tour, faults: string[], { reads }: { reads: boolean }): Tour {
  for (const [what, { longestMs, failed, count }] of Object.entries(tour)) {
    if (longestMs > ANSWERED_WITHIN_MS) faults.push(`${phase}: ${what} went ${longestMs} ms without an answer`);
    if (reads && what === 'read' && failed > 0) faults.push(`${phase}: ${failed} of ${count} reads failed`);
  }
  return tour;
}

/** What the database called fatal or worse, each sentence once, with how often. */
async function severeWords(path: string): Promise<Record<string, number>> {
  const words: Record<string, number> = {};
  for (const [, said = ''] of (await readFile(path, 'utf8')).matchAll(/(?:FATAL|PANIC|ERROR): +(.*)/g)) {
    const sentence = said.replace(/[0-9A-F]{4,}|\d+/g, '#');
    words[sentence] = (words[sentence] ?? 0) + 1;
  }
  return words;
}

/** A new segment of the write-ahead log takes 16 MB. The database may end over it, which is the worst of a full disk. */
async function askForMoreLog({ ask }: Alone): Promise<string> {
  try {
    await ask('CREATE TABLE faults_ballast (n int); SELECT pg_switch_wal(); INSERT INTO faults_ballast VALUES (1)');
    await ask('SELECT pg_switch_wal()');
    await ask('INSERT INTO faults_ballast SELECT generate_series(1, 100000)');
    return 'it went on';
  } catch (error) {
    return (error as Error).message;
  }
}

async function relieve(
  { product }: Alone,
  disk: SmallDisk,
  recorder: IntakeRecorder,
  patrol: Patrol,
  faults: string[],
): Promise<{ intakeBackMs: number; readyMs: number; freeAgain: Tour }> {
  const begun = performance.now();
  await disk.relieve();
  await disk.resize(2_048 * MB);
  const alive = async (): Promise<boolean> => {
    const over = await Promise.race([product.ended.then(() => true), sleep(0).then(() => false)]);
    if (over) throw new Error('the product has ended');
    return recorder.takenAt() > begun;
  };
  await until('signals are taken again', alive, 120_000);
  const intakeBackMs = Math.round(recorder.takenAt() - begun);
  await until('readiness is green again', async () => (await patrol.look()).ready, 120_000);
  const readyMs = Math.round(performance.now() - begun);
  if (Math.max(intakeBackMs, readyMs) > BACK_WITHIN_MS)
    faults.push(`it was back after ${intakeBackMs} and ${readyMs} ms`);
  return { intakeBackMs, readyMs, freeAgain: patrol.tour() };
}
