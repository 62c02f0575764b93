import type { Rejection } from '../src/contract/intake.ts';
import type { Ledger, Snapshot } from './ledger.ts';
import type { Line } from './line.ts';
import { silentObserver, type Observer } from './observer.ts';
import type { Outcome } from './outcome.ts';
import type { KeyedProcessor, PartitionState, Processor, StatelessProcessor } from './processors/processor.ts';
import type { Topic, Topics } from './topics.ts';
import type { Assignment, Consumer, LogRecord, NewRecord, PartitionHandler, Transport } from './transport/transport.ts';

export interface RunOptions {
  readonly topics: Topics;
  readonly transport: Transport;
  readonly ledger: Ledger;
  readonly observer?: Observer;
  /** Lets the records of a processor through; without it all of them go. One for all of its partitions. */
  readonly line?: (processor: string) => Line;
  /** Most records handled before their effects are written. */
  readonly batch?: number;
  /**
   * Records after which the state of a partition is kept, so that a restart has little to go over again. A large state
   * is kept less often, up to four times as many records apart.
   */
  readonly snapshotEvery?: number;
}

const BATCH = 500;
const SNAPSHOT_EVERY = 5_000;
/** Keeping the state costs by its length, going over records again by their number: a record for so many letters. */
const LETTERS_A_RECORD = 1_000;
const LONGEST_WAIT = 4;
/** Of a refused record so much is kept. */
const REJECTED_BYTES = 64 * 1024;

/** Drives processors over a transport until stopped. */
export async function run(processors: readonly Processor[], options: RunOptions): Promise<Consumer> {
  const lines: Line[] = [];
  const consumers = await Promise.all(
    processors.map((processor) => {
      const line = options.line?.(processor.name);
      if (line) lines.push(line);
      return options.transport.consume({
        topic: processor.reads,
        group: processor.name,
        batch: options.batch ?? BATCH,
        assign: (assignment) =>
          processor.kind === 'stateless'
            ? Promise.resolve({ handler: createStateless(processor, options, line), from: 'committed' as const })
            : createKeyed(processor, assignment, options, line),
      });
    }),
  );
  return {
    healthy: () => consumers.every((consumer) => consumer.healthy()),
    stop: async () => {
      for (const line of lines) line.end();
      await Promise.all(consumers.map((consumer) => consumer.stop()));
    },
  };
}

/** A record with what was made of it. */
interface Made {
  readonly record: LogRecord;
  readonly outcomes: readonly Outcome[];
}

/** A record is acknowledged once all that it led to lies in the log. */
function createStateless(processor: StatelessProcessor, options: RunOptions, line?: Line): PartitionHandler {
  const observer = options.observer ?? silentObserver;
  return {
    handle: async (records) => {
      await line?.pass();
      const made = records.map((record) => ({ record, outcomes: processSafely(processor, record, observer) }));
      await append(emitted(made.flatMap(({ outcomes }) => outcomes)), options);
      await appendRejections(made, processor, options);
      line?.handled(made.map(isRefused));
      observer.handled(processor.name, records.length);
    },
    close: () => Promise.resolve(),
  };
}

const isRefused = ({ outcomes }: Made): boolean => outcomes.some(({ kind }) => kind === 'reject');

/**
 * Effects and position are written in one transaction, so that a record handed over again changes nothing. What lies
 * between the last snapshot and the position is gone over silently, to have the state again without its effects.
 */
async function createKeyed(
  processor: KeyedProcessor,
  { topic, partition }: Assignment,
  options: RunOptions,
  line?: Line,
): Promise<{ handler: PartitionHandler; from: number | 'committed' }> {
  const observer = options.observer ?? silentObserver;
  const every = options.snapshotEvery ?? SNAPSHOT_EVERY;
  const claim = await options.ledger.claim(topic, partition);
  const state = processor.open(claim.snapshots);
  /** Last offset that is part of the state; effects up to `written` are in the database. */
  let applied = claim.snapshotPosition;
  let written = claim.position;
  let sinceSnapshot = 0;
  let keepAfter = recordsWorth(claim.snapshots, every);
  let pending: Outcome[] = [];
  let refused: Made[] = [];
  /** Taken and not yet written: the state gives each away only once. */
  const taken = new Map<string, Snapshot>();

  async function handle(records: readonly LogRecord[]): Promise<void> {
    await line?.pass();
    // What could not be written last time goes first and as it was, so that the ledger can tell whether it was.
    await settle();
    const known = written;
    const made = records.filter(({ offset }) => offset > applied).map(apply);
    sinceSnapshot += made.length;
    await settle();
    // What is gone over once more was counted then.
    line?.handled(made.filter(({ record }) => record.offset > known).map(isRefused));
    observer.handled(processor.name, made.length);
  }

  function apply(record: LogRecord): Made {
    const made = { record, outcomes: processSafely(bind(processor, state), record, observer) };
    applied = record.offset;
    if (applied > written) {
      pending.push(...made.outcomes);
      refused.push(made);
    }
    return made;
  }

  async function settle(): Promise<void> {
    await appendRejections(refused, processor, options);
    refused = [];
    if (applied > written) await commit();
  }

  async function commit(): Promise<void> {
    const due = sinceSnapshot >= keepAfter;
    await options.ledger.commit(claim, {
      position: applied,
      effects: effectsOf(pending),
      ...(due && { snapshots: takeSnapshots() }),
    });
    if (due) {
      sinceSnapshot = 0;
      keepAfter = recordsWorth([...taken.values()], every);
      taken.clear();
    }
    written = applied;
    const done = pending;
    pending = [];
    for (const outcome of done) if (outcome.kind === 'change') observer.changed(outcome.opportunity);
  }

  function takeSnapshots(): Snapshot[] {
    for (const snapshot of state.snapshots()) taken.set(snapshot.brand, snapshot);
    return [...taken.values()];
  }

  async function close(): Promise<void> {
    if (sinceSnapshot === 0 || applied !== written) return;
    // Only spares the next owner work: whoever cannot write it any more is no longer the owner.
    await options.ledger
      .commit(claim, { position: written, effects: effectsOf([]), snapshots: takeSnapshots() })
      .catch((error: unknown) => observer.failed(processor.name, error as Error));
  }

  return {
    handler: { handle, close },
    from: claim.position < 0 ? 'committed' : claim.snapshotPosition + 1,
  };
}

function recordsWorth(snapshots: readonly Snapshot[], every: number): number {
  const letters = snapshots.reduce((sum, { state }) => sum + state.length, 0);
  return Math.min(Math.max(every, letters / LETTERS_A_RECORD), every * LONGEST_WAIT);
}

const bind = (processor: KeyedProcessor, state: PartitionState): Pick<StatelessProcessor, 'name' | 'process'> => ({
  name: processor.name,
  process: (record) => state.process(record),
});

/** A record that a processor trips over is refused like any other bad record, and stops nobody. */
function processSafely(
  processor: Pick<StatelessProcessor, 'name' | 'process'>,
  record: LogRecord,
  observer: Observer,
): readonly Outcome[] {
  let outcomes: readonly Outcome[];
  try {
    outcomes = processor.process(record);
  } catch (error) {
    observer.failed(processor.name, error as Error);
    outcomes = [{ kind: 'reject', reason: 'unreadable', detail: `${processor.name}: ${(error as Error).message}` }];
  }
  for (const outcome of outcomes) {
    if (outcome.kind === 'drop') observer.dropped(processor.name, outcome.reason);
    else if (outcome.kind === 'reject') observer.rejected(processor.name, outcome.reason, outcome.detail);
  }
  return outcomes;
}

function emitted(outcomes: readonly Outcome[]): Map<Topic, NewRecord[]> {
  const byTopic = new Map<Topic, NewRecord[]>();
  for (const outcome of outcomes) {
    if (outcome.kind !== 'emit') continue;
    const records = byTopic.get(outcome.topic);
    if (records) records.push(outcome.record);
    else byTopic.set(outcome.topic, [outcome.record]);
  }
  return byTopic;
}

async function append(byTopic: ReadonlyMap<Topic, NewRecord[]>, options: RunOptions): Promise<void> {
  for (const [topic, records] of byTopic) {
    await options.transport.append(topic, records);
    options.observer?.emitted(topic.name, records.length);
  }
}

async function appendRejections(
  made: readonly Made[],
  processor: Pick<Processor, 'name'>,
  options: RunOptions,
): Promise<void> {
  const records = made.flatMap(({ record, outcomes }) =>
    outcomes.flatMap((outcome) =>
      outcome.kind === 'reject' ? [rejectionRecord(record, outcome.reason, outcome.detail)] : [],
    ),
  );
  if (records.length > 0) await append(new Map([[options.topics.rejected, records]]), options);
}

function rejectionRecord(record: LogRecord, reason: string, detail: string): NewRecord {
  const { topic, partition, offset, key, timestamp } = record;
  const bytes = Buffer.from((record.value ?? new Uint8Array()).subarray(0, REJECTED_BYTES));
  const rejection: Rejection = {
    topic,
    partition,
    offset,
    key,
    reason: `${reason}: ${detail}`,
    value: bytes.toString('base64'),
  };
  return { key, value: Buffer.from(JSON.stringify(rejection)), timestamp };
}

const effectsOf = (outcomes: readonly Outcome[]) => {
  const changes = outcomes.filter((outcome) => outcome.kind === 'change');
  const lives = outcomes.flatMap((outcome) => (outcome.kind === 'ended' ? [outcome.life] : []));
  return {
    opportunities: changes.map(({ opportunity }) => opportunity),
    stories: changes.map(({ story }) => story),
    ...(lives.length > 0 && { lives }),
  };
};
