import { setTimeout as sleep } from 'node:timers/promises';
import { readFile } from 'node:fs/promises';
import { until } from '../support/app.ts';
import { handled, type Slot } from './rig.ts';
import type { Scene, Trial } from './trial.ts';

export interface Kills {
  readonly service: number;
  readonly broker: number;
  readonly database: number;
}

const MINUTE = 60_000;
/** One of each, where nothing depends on there being two. */
const ONE_EACH = { roles: ['api', 'match', 'detect'] } as const;
/** Jiffies of the kernel's accounts. */
const TICKS_A_SECOND = 100;

/** `kill -9` at random moments of a load, of whichever process the seed says. */
export const killTrial = (kills: Kills): Trial => ({
  name: 'F1',
  about: `kill -9: ${kills.service} of the service, ${kills.broker} of the broker, ${kills.database} of the database`,
  target: 'equal; ready <= 10 s, progress <= 30 s; consoles see each change once',
  async fault(scene) {
    const { rig, random, note } = scene;
    const victims = shuffled(
      [
        ...Array.from({ length: kills.service }, () => 'service'),
        ...Array.from({ length: kills.broker }, () => 'broker'),
        ...Array.from({ length: kills.database }, () => 'database'),
      ],
      random,
    );
    const log: string[] = [];
    for (const [n, victim] of victims.entries()) {
      await scene.reached((n + 0.2 + 0.6 * random()) / (victims.length + 0.5));
      await sleep(Math.floor(random() * 50));
      log.push(await killOne(scene, victim));
    }
    note('kills', log);
    note('slots', rig.slots.map(({ role }) => role).join(' '));
  },
});

async function killOne(scene: Scene, victim: string): Promise<string> {
  const { rig, random } = scene;
  const begun = performance.now();
  let what = victim;
  let readyMs: number;
  if (victim === 'service') {
    const slot = rig.slots[Math.floor(random() * rig.slots.length)]!;
    what = slot.role;
    readyMs = await slot.kill();
  } else if (victim === 'broker') {
    await rig.broker.kill();
    await rig.broker.start();
    readyMs = Math.round(performance.now() - begun);
  } else {
    await rig.killDatabase();
    readyMs = Math.round(performance.now() - begun);
  }
  const progressMs = await scene.progress();
  return `${what}: back after ${readyMs} ms, progress ${progressMs} ms later`;
}

function shuffled<T>(list: T[], random: () => number): T[] {
  for (let n = list.length - 1; n > 0; n--) {
    const other = Math.floor(random() * (n + 1));
    [list[n], list[other]] = [list[other]!, list[n]!];
  }
  return list;
}

const stopping: Trial = {
  name: 'F2',
  about: 'SIGTERM to every process in the middle of the load, twice',
  target: 'exit 0 <= 10 s; nothing handed over twice',
  rig: ONE_EACH,
  async fault(scene) {
    const stops: number[] = [];
    for (const share of [0.3, 0.6]) {
      await scene.reached(share);
      for (const slot of scene.rig.slots) stops.push(await replaceOne(scene, slot));
    }
    scene.note('stopMs', Math.max(...stops));
  },
};

async function replaceOne({ fault }: Scene, slot: Slot): Promise<number> {
  const { ended, stopMs } = await slot.replace();
  if (ended.code !== 0) fault(`${slot.role} ended with ${ended.code ?? ended.signal}`);
  if (stopMs > 10_000) fault(`${slot.role} took ${stopMs} ms to end`);
  return stopMs;
}

const unreachable: Trial = {
  name: 'F3',
  about: 'no way to the broker for 30 s',
  target: 'equal; readiness red <= 10 s, process up; first progress <= 5 s after; CPU <= 20 % while waiting',
  rig: ONE_EACH,
  async fault(scene) {
    const { rig, note, reached } = scene;
    await reached(0.3);
    rig.kafkaWay.become('cut');
    const match = rig.slots.find(({ role }) => role === 'match')!;
    note('redAfterMs', await redAfter(match));
    const [cpu, at] = [await cpuSeconds(match), performance.now()];
    await sleep(20_000);
    const share = ((await cpuSeconds(match)) - cpu) / ((performance.now() - at) / 1_000);
    note('cpuWhileWaiting', `${Math.round(100 * share)} %`);
    note('alive', (await fetch(`${match.url}/healthz`)).status);
    rig.kafkaWay.become('open');
    note('progressMs', await scene.progress());
    note('greenMs', await greenAfter(match));
  },
};

const brokerKilled: Trial = {
  name: 'F4',
  about: 'the broker killed with kill -9 and started again on the same data, three times',
  target: 'equal for all acknowledged; progress <= 5 s after it answers',
  rig: ONE_EACH,
  async fault(scene) {
    const progress: number[] = [];
    for (const share of [0.2, 0.45, 0.7]) {
      await scene.reached(share);
      await scene.rig.broker.kill();
      await sleep(2_000);
      await scene.rig.broker.start();
      progress.push(await scene.progress());
    }
    scene.note('progressMs', progress);
  },
};

const halfOpen: Trial = {
  name: 'F5',
  about: 'the way to the broker silent for 30 s, then 2 s late, then 10 KB/s',
  target: 'noticed <= 30 s; equal',
  rig: ONE_EACH,
  async fault(scene) {
    const { rig, note, reached } = scene;
    await reached(0.3);
    const match = rig.slots.find(({ role }) => role === 'match')!;
    rig.kafkaWay.become('silent');
    note('redAfterMs', await redAfter(match));
    await sleep(15_000);
    rig.kafkaWay.become({ delayMs: 2_000, bytesPerSecond: 10_000_000 });
    note('progressLateMs', await scene.progress());
    await sleep(15_000);
    rig.kafkaWay.become({ delayMs: 0, bytesPerSecond: 10_000 });
    await sleep(15_000);
    rig.kafkaWay.become('open');
    note('progressMs', await scene.progress());
  },
};

const rebalances: Trial = {
  name: 'F6',
  about: 'a match process joins and leaves five times, a detect process five times',
  target: 'equal; pause <= 10 s each; never two owners',
  async fault(scene) {
    await scene.reached(0.1);
    for (let n = 0; n < 10; n++) {
      const slot = await scene.rig.join(n % 2 === 0 ? 'match' : 'detect');
      await sleep(1_500);
      await slot.stop();
    }
  },
};

const databaseAway: Trial = {
  name: 'F8',
  about: 'the database killed and out of reach for 60 s',
  target: 'nothing of the second hop acknowledged meanwhile; equal; normal <= 10 s after; memory <= +100 MB',
  rig: ONE_EACH,
  async fault(scene) {
    const { rig, note, fault, reached } = scene;
    await reached(0.3);
    const detect = rig.slots.find(({ role }) => role === 'detect')!;
    const api = rig.slots.find(({ role }) => role === 'api')!;
    const before = await residentBytes(detect);
    rig.databaseWay.become('cut');
    await rig.killDatabase();
    await sleep(2_000);
    const mentions = () => rig.log.handled(rig.nameOf('mentions'), rig.groupOf('mentions'));
    const at = await mentions();
    const intake = await fetch(`${api.url}/api/signals`, {
      method: 'POST',
      headers: { authorization: 'Bearer x' },
      body: '',
    });
    note('intake', `${intake.status}, Retry-After ${intake.headers.get('retry-after')}`);
    await sleep(56_000);
    const acknowledged = (await mentions()) - at;
    if (acknowledged > 0) fault(`${acknowledged} mentions were acknowledged while the database was away`);
    note('memoryMb', Math.round(((await residentBytes(detect)) - before) / 1e6));
    rig.databaseWay.become('open');
    const begun = performance.now();
    await until('mentions are handled again', async () => (await mentions()) > at, 120_000);
    note('progressMs', Math.round(performance.now() - begun));
  },
};

const twice: Trial = {
  name: 'F11',
  about: 'every signal twice, both copies in one batch',
  target: 'equal',
  rig: ONE_EACH,
  load: { copies: 2 },
  fault: () => Promise.resolve(),
};

const outOfOrder: Trial = {
  name: 'F12',
  about: 'order shuffled over 60 s; times up to 10 min late, partitions up to 5 min apart',
  target: 'equal',
  rig: ONE_EACH,
  load: {
    shuffle: 12_000,
    happened: (n, at, random) => at - Math.floor(random() * 10 * MINUTE) - (n % 3 === 0 ? 5 * MINUTE : 0),
  },
  fault: () => Promise.resolve(),
};

const poison: Trial = {
  name: 'F13',
  about: '1 % poison, 100 in a row, and as the very first records',
  target: 'every one refused with its reason; all others handled; no restart',
  rig: ONE_EACH,
  load: { poison: 0.01, poisonInARow: 100 },
  fault: () => Promise.resolve(),
};

const burst: Trial = {
  name: 'F16',
  about: 'ten times the rate for 60 s',
  target: 'nothing lost; lag back to 0 <= 5 min; memory <= 512 MB',
  async fault(scene) {
    const { rig, note, recorder } = scene;
    await recorder.done;
    const begun = performance.now();
    let most = 0;
    const look = async (): Promise<boolean> => {
      most = Math.max(most, ...(await Promise.all(rig.slots.map(residentBytes))));
      const lengths = (await rig.log.length(rig.nameOf('signals'))) + (await rig.log.length(rig.nameOf('mentions')));
      return (await handled(rig)) >= lengths;
    };
    await until('the lag is back to nothing', look, 10 * MINUTE);
    note('drainedMs', Math.round(performance.now() - begun));
    note('mostResidentMb', Math.round(most / 1e6));
  },
};

const rolling: Trial = {
  name: 'F17',
  about: 'every process replaced in turn, five times round',
  target: 'equal; gap <= 15 s; consoles resume',
  async fault(scene) {
    const ready: number[] = [];
    for (let round = 0; round < 5; round++) {
      await scene.reached((round + 0.5) / 6);
      for (const slot of scene.rig.slots) {
        const { ended, readyMs } = await slot.replace();
        if (ended.code !== 0) scene.fault(`${slot.role} ended with ${ended.code ?? ended.signal}`);
        ready.push(readyMs);
      }
    }
    scene.note('readyMs', Math.max(...ready));
  },
};

/** By their numbers in the list of faults. */
export const TRIALS: readonly Trial[] = [
  ...[stopping, unreachable, brokerKilled, halfOpen, rebalances, databaseAway],
  ...[twice, outOfOrder, poison, burst, rolling],
];

async function redAfter(slot: Slot): Promise<number> {
  const begun = performance.now();
  await until('readiness is red', async () => !(await slot.isReady()), MINUTE);
  return Math.round(performance.now() - begun);
}

async function greenAfter(slot: Slot): Promise<number> {
  const begun = performance.now();
  await until('readiness is green', () => slot.isReady(), MINUTE);
  return Math.round(performance.now() - begun);
}

/** Processor time of a process so far. */
export async function cpuSeconds({ pid }: Pick<Slot, 'pid'>): Promise<number> {
  const fields = (await readFile(`/proc/${pid()}/stat`, 'utf8')).split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

/** Memory of a process; 0 where it has just ended. */
export async function residentBytes({ pid }: Pick<Slot, 'pid'>): Promise<number> {
  const status = await readFile(`/proc/${pid()}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) * 1_024;
}
