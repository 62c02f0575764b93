import { z } from 'zod';
import type { PushSignals } from '../context.ts';
import type { RawSignal } from '../contract/signal.ts';
import type { SourceConfig } from '../contract/source.ts';
import { readEvening } from './recording/evening.ts';
import type { Evening, EveningLine } from './recording/evening.ts';
import { createHealth } from './health.ts';
import { createPace } from './recording/pace.ts';
import type { Speed } from './recording/pace.ts';
import type { Source, SourceCursors } from './source.ts';
import type { Time } from './time.ts';

type DemonstrationConfig = Extract<SourceConfig, { type: 'demonstration' }>;

const MINUTE = 60_000;
/** The evening is made to be watched: `max` means an hour in a minute. */
const FASTEST = 60;

/** Minute of the evening up to which everything is durable. */
const Cursor = z.object({ minute: z.number() });

export interface DemonstrationDependencies {
  /** The evening, an NDJSON file. */
  readonly file: string;
  readonly time: Time;
  readonly cursors: SourceCursors;
}

/**
 * Plays the fictional evening. On a fresh installation its `startMinute` is now: what lies before is handed over at once
 * as history, the rest unfolds live, each item dated when it appears. After a restart it goes on from the minute reached.
 */
export function createDemonstrationSource(
  config: DemonstrationConfig,
  dependencies: DemonstrationDependencies,
): Source {
  const { file, time, cursors } = dependencies;
  const health = createHealth({ id: config.id, label: config.label, type: config.type, demonstration: true }, time.now);
  const pace = createPace(time, 1);

  async function start(push: PushSignals, signal: AbortSignal) {
    health.attempted();
    try {
      const evening = await readEvening(file);
      health.answered();
      if (evening.refused.length > 0) health.noted(sayRefused(evening));
      await play(evening, push, signal);
    } catch (error) {
      if (!signal.aborted) health.failed((error as Error).message);
    }
  }

  async function play(evening: Evening, push: PushSignals, signal: AbortSignal) {
    const saved = Cursor.safeParse(await cursors.load(config.id));
    const from = saved.success ? saved.data.minute : evening.startMinute;
    pace.begin(from * MINUTE);
    const arrival = time.now();
    const hand = async (lines: readonly EveningLine[], history: boolean) => {
      const at = ({ minute }: EveningLine) =>
        history ? arrival - (from - minute) * MINUTE : pace.wallTime(minute * MINUTE);
      const signals = lines.map((line) => stamp(line, at(line)));
      await push(signals);
      health.received(signals, history);
      await cursors.save(config.id, { minute: lines.at(-1)!.minute });
    };
    const past = saved.success ? [] : evening.lines.filter(({ minute }) => minute <= from);
    if (past.length > 0) await hand(past, true);
    let rest = evening.lines.filter(({ minute }) => minute > from);
    while (rest.length > 0) {
      await pace.until(rest[0]!.minute * MINUTE, signal);
      if (signal.aborted) return;
      const due = rest.filter(({ minute }) => pace.due(minute * MINUTE));
      rest = rest.slice(due.length);
      await hand(due, false);
    }
    health.became('ended');
  }

  const setSpeed = (speed: Speed) => pace.setSpeed(Math.min(speed === 'max' ? FASTEST : speed, FASTEST));
  return { id: config.id, start, status: () => health.status(pace.speed()), setSpeed };
}

/** The first time an item appears it was published; afterwards it is only observed again. */
function stamp({ raw, first }: EveningLine, at: number): { raw: RawSignal; receivedAt: number } {
  const receivedAt = Math.round(at);
  const instant = new Date(receivedAt).toISOString();
  return { raw: { ...raw, [first ? 'publishedAt' : 'observedAt']: instant }, receivedAt };
}

const sayRefused = ({ refused }: Evening) =>
  `${refused.length} line${refused.length === 1 ? '' : 's'} could not be read; line ${refused[0]!.line}: ${refused[0]!.reason}`;
