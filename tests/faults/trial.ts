import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../support/app.ts';
import { signIn } from '../support/person.ts';
import { checkLeft, type Found } from './checker.ts';
import { watchLive, type Onlooker } from './onlooker.ts';
import { record, type Load, type Recorder } from './recorder.ts';
import { behind, handled, openRig, type Rig, type RigOptions } from './rig.ts';

/** What a fault is given to work with. */
export interface Scene {
  readonly rig: Rig;
  readonly recorder: Recorder;
  readonly load: Load;
  /** The same numbers for the same seed. */
  readonly random: () => number;
  /** Waits until a share of the load, 0 to 1, was handled by both hops. */
  reached(share: number): Promise<void>;
  /** Milliseconds until something more is handled. */
  progress(): Promise<number>;
  note(name: string, value: unknown): void;
  /** Something that is not as the fault's target says. */
  fault(sentence: string): void;
}

export interface Trial {
  /** Number in the list of faults, such as F4. */
  readonly name: string;
  readonly about: string;
  readonly target: string;
  readonly rig?: Partial<RigOptions>;
  readonly load?: Partial<Load>;
  fault(scene: Scene): Promise<void>;
}

export interface Result extends Found {
  readonly name: string;
  readonly seed: number;
  /** Milliseconds for which both hops stood still although something waited, at most. */
  readonly longestPauseMs: number;
  readonly seconds: number;
  readonly notes: Readonly<Record<string, unknown>>;
}

const ONLOOKERS = 3;
const LOOK_MS = 200;
const DRAINED_WITHIN_MS = 600_000;

/** A load, a fault in the middle of it, and what is left when both are over, held against what was sent. */
export async function runTrial(trial: Trial, load: Load, say: (step: string) => void = () => {}): Promise<Result> {
  const begun = performance.now();
  const rig = await openRig({ roles: ['api', 'match', 'match', 'detect'], ...trial.rig });
  try {
    say('everything runs');
    const person = await signIn(rig.link);
    const onlookers = Array.from({ length: ONLOOKERS }, () => watchLive(person));
    const recorder = record(rig, load);
    const watch = watchProgress(rig);
    const { scene, notes, faults } = createScene(rig, recorder, load);
    await trial.fault(scene);
    say('the fault is over');
    await recorder.done;
    await drained(rig);
    say('everything is handled');
    const longestPauseMs = watch.stop();
    const { missed, latencies } = await caughtUp(onlookers);
    const codes = await endInOrder(rig);
    say('everything has ended');
    const found = await checkLeft(rig, await recorder.done);
    return {
      name: trial.name,
      seed: load.seed,
      ...found,
      faults: [...found.faults, ...faults, ...missed, ...codes],
      longestPauseMs,
      seconds: Math.round((performance.now() - begun) / 1_000),
      notes: { ...notes, frames: latencies.length, signalToFrameMs: quantiles(latencies) },
    };
  } finally {
    await rig.close();
  }
}

function createScene(rig: Rig, recorder: Recorder, load: Load) {
  const notes: Record<string, unknown> = {};
  const faults: string[] = [];
  let state = load.seed >>> 0;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const scene: Scene = {
    ...{ rig, recorder, load, random },
    async reached(share) {
      const wanted = share * load.signals * (load.copies ?? 1);
      await until(
        `${Math.round(share * 100)} % handled`,
        async () => (await handled(rig)) >= wanted,
        DRAINED_WITHIN_MS,
      );
    },
    async progress() {
      const [at, before] = [performance.now(), await handled(rig)];
      if ((await behind(rig)) > 0) {
        await until('something is handled', async () => (await handled(rig)) > before, DRAINED_WITHIN_MS);
      }
      return Math.round(performance.now() - at);
    },
    note: (name, value) => void (notes[name] = value),
    fault: (sentence) => void faults.push(sentence),
  };
  return { scene, notes, faults };
}

/** The longest time without anything being handled while something waited. */
function watchProgress(rig: Rig): { stop(): number } {
  let over = false;
  let longest = 0;
  const watch = async (): Promise<void> => {
    let [at, last] = [performance.now(), -1];
    while (!over) {
      const [now, waiting] = [await handled(rig), await behind(rig)];
      if (now !== last || waiting === 0) [at, last] = [performance.now(), now];
      longest = Math.max(longest, performance.now() - at);
      await sleep(LOOK_MS);
    }
  };
  void watch();
  return {
    stop() {
      over = true;
      return Math.round(longest);
    },
  };
}

const drained = (rig: Rig): Promise<unknown> =>
  until('everything is handled', async () => (await behind(rig)) === 0, DRAINED_WITHIN_MS);

/** Waits until every onlooker knows the same last numbers, and ends them. */
async function caughtUp(onlookers: readonly Onlooker[]) {
  const cursors = (): Set<string> =>
    new Set(onlookers.map((one) => JSON.stringify(Object.entries(one.cursors()).sort(([a], [b]) => (a < b ? -1 : 1)))));
  let same = '';
  await until('every console knows the same', async () => {
    const now = cursors();
    const settled = now.size === 1 && [...now][0] === same;
    same = [...now][0]!;
    await sleep(500);
    return settled;
  });
  const missed = onlookers.flatMap((one, n) => one.faults().map((fault) => `console ${n + 1}: ${fault}`));
  const latencies = onlookers.flatMap((one) => one.latencies());
  await Promise.all(onlookers.map((one) => one.close()));
  return { missed, latencies };
}

/** Those that lay ticks in the log first, so that what they laid last is handled, too. */
async function endInOrder(rig: Rig): Promise<string[]> {
  const [first, then] = [true, false].map((serves) => rig.slots.filter(({ role }) => (role === 'api') === serves));
  const ended = await Promise.all(first!.map((slot) => slot.stop()));
  await drained(rig);
  ended.push(...(await Promise.all(then!.map((slot) => slot.stop()))));
  return ended.flatMap(({ code, signal }) => (code === 0 ? [] : [`a process ended with ${code ?? signal}`]));
}

export function quantiles(values: readonly number[]) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number | null =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: sorted.at(-1) ?? null };
}
