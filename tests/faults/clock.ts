import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Opportunity } from '../../src/contract/opportunity.ts';
import { makeFolder, rebond, removeFolder, until } from '../support/app.ts';
import { signIn } from '../support/person.ts';
import { drained, openAlone, Skipped, type Alone, type AloneResult, type AloneTrial, type Say } from './alone.ts';
import { checkAlone } from './check-alone.ts';
import { recordByHttp } from './intake.ts';
import { watchLive } from './onlooker.ts';

/** Where Debian's package of that name puts it, and others. */
const LIBRARIES = ['x86_64-linux-gnu/', 'aarch64-linux-gnu/', ''].map(
  (place) => `/usr/lib/${place}faketime/libfaketimeMT.so.1`,
);
const HOUR = 3_600_000;
const LATE_MS = 20_000;
/** A tick comes every 5 s. */
const TICK_MS = 5_000;
/** How far ahead of its receipt a signal may claim to be, with some slack for the way. */
const AHEAD_MS = 3 * 60_000;
const ADMINISTRATOR = 'admin@rebond.local';
/** The number of seconds since 1970 no longer fits 32 bits eight seconds later. */
const SHORTLY_BEFORE_2038 = Date.parse('2038-01-19T03:14:00Z');

interface FakeClock {
  readonly settings: Readonly<Record<string, string>>;
  /** What the product's clock says, ms since 1970. */
  now(): number;
  /** Lets it be so much ahead of the true one (ms); true a second later. */
  be(ahead: number): Promise<void>;
}

/** The clock of the product alone: its database and whoever looks on keep the true one. */
async function createFakeClock(folder: string, zone?: string): Promise<FakeClock> {
  const library = await firstThere(LIBRARIES);
  const file = join(folder, 'clock');
  let ahead = 0;
  const be = async (next: number): Promise<void> => {
    await writeFile(file, `${next < 0 ? '-' : '+'}${Math.abs(Math.round(next / 1_000))}\n`);
    ahead = Math.round(next / 1_000) * 1_000;
    await sleep(1_500);
  };
  await be(0);
  return {
    settings: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_CACHE_DURATION: '1',
      // Without it timers stand still when the clock is put back.
      DONT_FAKE_MONOTONIC: '1',
      NO_FAKE_STAT: '1',
      ...(zone && { TZ: zone }),
    },
    now: () => Date.now() + ahead,
    be,
  };
}

async function firstThere(paths: readonly string[]): Promise<string> {
  for (const path of paths) {
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (there) return path;
  }
  throw new Skipped(
    'libfaketime is not there: install the package of that name (Debian: apt-get install libfaketime).',
  );
}

export const clockJumps: AloneTrial = {
  name: 'F14',
  about:
    'the clock of the product jumps 1 h ahead, back, 1 h behind, back, and to 2038; then both changes of summer time',
  target: 'equal; sessions outlive an hour; ticks go on <= 20 s; no story lies in the future',
  async run({ seed }, say) {
    const runs: Record<string, AloneResult> = {
      jumps: await within('jumps', say, (folder) => jump(folder, seed, say)),
      // At these moments clocks in Paris go from 2 to 3 in the morning, and from 3 to 2.
      spring: await within('spring', say, (folder) =>
        changeSummerTime(folder, seed, Date.parse('2027-03-28T01:00:00Z')),
      ),
      autumn: await within('autumn', say, (folder) =>
        changeSummerTime(folder, seed, Date.parse('2026-10-25T01:00:00Z')),
      ),
    };
    const { found } = runs['jumps']!;
    return {
      ...(found && { found }),
      faults: Object.entries(runs).flatMap(([name, one]) => one.faults.map((fault) => `${name}: ${fault}`)),
      notes: Object.fromEntries(
        Object.entries(runs).map(([name, one]) => [
          name,
          { ...one.notes, lost: one.found?.lost, mentions: one.found?.mentions, changes: one.found?.changes },
        ]),
      ),
    };
  },
};

async function within(name: string, say: Say, work: (folder: string) => Promise<AloneResult>): Promise<AloneResult> {
  say(name);
  const folder = await makeFolder();
  try {
    const { found, faults, notes } = await work(folder);
    return { ...(found && { found }), notes, faults: [...faults, ...(found?.faults ?? [])] };
  } finally {
    await removeFolder(folder);
  }
}

async function jump(folder: string, seed: number, say: Say): Promise<AloneResult> {
  const clock = await createFakeClock(folder);
  const alone = await openAlone(folder, undefined, clock.settings);
  try {
    const [faults, notes]: [string[], Record<string, unknown>] = [[], {}];
    const onlooker = watchLive(alone.person);
    const recorder = recordByHttp(alone, { seed, signals: 30_000, rate: 50 });
    await until('signals are taken', () => recorder.sent() > 500);
    for (const [name, ahead] of [
      ['+1 h', HOUR],
      ['back from +1 h', 0],
      ['-1 h', -HOUR],
      ['back from -1 h', 0],
    ] as const) {
      notes[name] = await step(alone, clock, ahead, () => recorder.sent(), faults, name);
      say(`${name}: ${JSON.stringify(notes[name])}`);
      if (name === '+1 h') faults.push(...(await inTheFuture(alone)));
      await sleep(6_000);
    }
    await until('consoles know all', async () => (await alone.behind()) < 50, 120_000);
    await sleep(2_000);
    notes['changesSeen'] = onlooker.changes();
    faults.push(...onlooker.faults());
    await onlooker.close();
    notes['2038'] = await leapTo2038(alone, clock, () => recorder.sent(), faults);
    say(`2038: ${JSON.stringify(notes['2038'])}`);
    faults.push(...(await inTheFuture(alone)));
    recorder.end();
    const recorded = await recorder.done;
    notes['intake'] = recorder.answers();
    await drained(alone);
    await alone.stop();
    return { found: await checkAlone(alone, recorded), faults, notes };
  } finally {
    await alone.product.stop();
  }
}

/** One jump: how long until the product says the new time by itself, and takes and handles signals. */
async function step(
  alone: Alone,
  clock: FakeClock,
  ahead: number,
  sent: () => number,
  faults: string[],
  name: string,
): Promise<Record<string, unknown>> {
  await clock.be(ahead);
  const begun = performance.now();
  const before = sent();
  const tickMs = await tickWithin(alone, clock);
  if (tickMs === null) faults.push(`${name}: no tick within ${LATE_MS} ms`);
  await until('signals are taken', () => sent() > before, 60_000);
  await until('signals are handled', async () => (await alone.behind()) < 200, 60_000);
  const handledMs = Math.round(performance.now() - begun);
  const { status } = await alone.person.get('/api/me');
  if (status !== 200) faults.push(`${name}: the session is answered with ${status}`);
  return { tickMs, handledMs, session: status };
}

/** Milliseconds until a tick lies in the log that says the present time of the product; null where none came in time. */
async function tickWithin({ lastTick }: Alone, { now }: FakeClock): Promise<number | null> {
  const begun = performance.now();
  const recent = async (): Promise<boolean> =>
    Math.abs((await lastTick().then((at) => at ?? 0)) - now()) < TICK_MS + 3_000;
  return until('a tick', recent, LATE_MS).then(
    () => Math.round(performance.now() - begun),
    () => null,
  );
}

/** Sessions of two weeks are over by then, rightly; everything else goes on. */
async function leapTo2038(alone: Alone, clock: FakeClock, sent: () => number, faults: string[]) {
  await clock.be(SHORTLY_BEFORE_2038 - Date.now());
  const before = sent();
  const tickMs = await tickWithin(alone, clock);
  if (tickMs === null) faults.push(`2038: no tick within ${LATE_MS} ms`);
  await until('signals are taken', () => sent() > before, 60_000);
  const old = (await alone.person.get('/api/me')).status;
  const settings = { ...clock.settings, REBOND_CONFIG: alone.config, REBOND_PORT: new URL(alone.product.url).port };
  const { out, err } = await rebond(['user', 'link', ADMINISTRATOR], { data: alone.data, settings });
  const link = /http\S+/.exec(out)?.[0];
  if (link === undefined) faults.push(`2038: there is no new link to sign in by: ${err}`);
  const anew = link === undefined ? null : (await (await signIn(link)).get('/api/me')).status;
  if (anew !== 200) faults.push(`2038: a new session is answered with ${anew}`);
  await until('the 32 bits are over', () => clock.now() > (2 ** 31 + 10) * 1_000, 60_000);
  const after = await tickWithin(alone, clock);
  if (after === null) faults.push(`after 2038-01-19T03:14:08Z: no tick within ${LATE_MS} ms`);
  return { tickMs, tickAfter32BitsMs: after, oldSession: old, newSession: anew };
}

/** What people said lies where they said it, whatever the clock of the product says: at true times. */
async function inTheFuture({ ask }: Alone): Promise<string[]> {
  const rows = await ask<{ body: Opportunity }>('SELECT body FROM opportunities');
  return rows.flatMap(({ body: { id, firstAt, lastAt } }) =>
    Math.max(Date.parse(firstAt), Date.parse(lastAt)) > Date.now() + AHEAD_MS
      ? [`the opportunity ${id} reaches from ${firstAt} to ${lastAt}, which is to come`]
      : [],
  );
}

/** The product starts three quarters of a minute before the change and works through it. */
async function changeSummerTime(folder: string, seed: number, change: number): Promise<AloneResult> {
  const clock = await createFakeClock(folder, 'Europe/Paris');
  await clock.be(change - 45_000 - Date.now());
  const alone = await openAlone(folder, undefined, clock.settings);
  try {
    const faults: string[] = [];
    const toChangeMs = change - clock.now();
    const onlooker = watchLive(alone.person);
    const recorder = recordByHttp(alone, { seed, signals: 2_000, rate: 40 }, () => clock.now());
    const ticks = watchTicks(alone);
    const recorded = await recorder.done;
    await until('the change is over', () => clock.now() > change + 15_000, 120_000);
    const longestTickMs = await ticks.stop();
    if (longestTickMs > 15_000) faults.push(`no tick for ${longestTickMs} ms`);
    const { status } = await alone.person.get('/api/me');
    if (status !== 200) faults.push(`the session is answered with ${status}`);
    await drained(alone);
    faults.push(...onlooker.faults());
    const notes = {
      startedMsBeforeChange: toChangeMs,
      longestTickMs,
      changesSeen: onlooker.changes(),
      session: status,
    };
    await onlooker.close();
    await alone.stop();
    return { found: await checkAlone(alone, recorded), faults, notes };
  } finally {
    await alone.product.stop();
  }
}

/** The longest time between two ticks, as they lie in the log. */
function watchTicks({ lastTick }: Alone): { stop(): Promise<number> } {
  let [over, longest] = [false, 0];
  const watch = async (): Promise<void> => {
    let [last, since] = [await lastTick(), performance.now()];
    while (!over) {
      const now = await lastTick();
      if (now !== last) [last, since] = [now, performance.now()];
      longest = Math.max(longest, performance.now() - since);
      await sleep(200);
    }
  };
  const watching = watch();
  return {
    async stop() {
      over = true;
      await watching;
      return Math.round(longest);
    },
  };
}
