import type { Opportunity } from '../../src/contract/opportunity.ts';
import { createLiveRules, type LiveRules } from '../../src/app/rules.ts';
import { loadRules } from '../../src/app/load-rules.ts';
import { createDetectOpportunities } from '../../streams/processors/detect-opportunities.ts';
import { createMatchTerritories } from '../../streams/processors/match-territories.ts';
import type { Topic, Topics } from '../../streams/topics.ts';
import type { LogRecord, Transport } from '../../streams/transport/transport.ts';
import type { Database } from '../../src/store/database.ts';

/** A change as the database keeps it. */
export interface KeptChange {
  readonly brand: string;
  readonly seq: number;
  readonly opportunity: Opportunity;
}

export interface Run {
  readonly topics: Topics;
  readonly signals: readonly LogRecord[];
  readonly mentions: readonly LogRecord[];
  /** Of every change, whatever its noun, by brand and number. */
  readonly numbers: readonly Pick<KeptChange, 'brand' | 'seq'>[];
  /** Those of cards. */
  readonly changes: readonly KeptChange[];
  /** Last state of each opportunity. */
  readonly opportunities: readonly Opportunity[];
  readonly rules: LiveRules;
}

export interface Verdict {
  readonly signals: number;
  readonly mentions: number;
  /** Mentions that lie in the log more than once: what a crash may leave. */
  readonly repeated: number;
  readonly changes: number;
  readonly opportunities: number;
  /** What is not as it must be, in words; empty where all is. */
  readonly faults: readonly string[];
}

/** Rules as the configuration says them, first versions. */
export async function rulesOf(configFolder: string): Promise<LiveRules> {
  const config = await loadRules(configFolder);
  const rules = createLiveRules(config);
  rules.replace(
    config.brands,
    config.territories.map((territory) => ({ version: 1, territory })),
  );
  return rules;
}

/**
 * Holds a run against its two promises: the mentions are what matching every signal once gives, and the changes are what
 * one uninterrupted pass over the mentions that this run left gives, with repetitions and without them. Numbers of
 * changes have no gaps.
 */
export function checkRun(run: Run): Verdict {
  const faults: string[] = [];
  const mentions = run.mentions.filter(({ key }) => key !== null);
  const texts = mentions.map(textOf);
  const found = new Set(texts);
  compareSets('mentions', expectedMentions(run), found, faults);
  compareChanges('over the log as it is', onePass(run, run.mentions), run, faults);
  if (found.size < texts.length) {
    compareChanges('over the log without repetitions', onePass(run, withoutRepetitions(run.mentions)), run, faults);
  }
  checkNumbers(run, faults);
  checkLast(run, faults);
  return {
    signals: run.signals.length,
    mentions: found.size,
    repeated: texts.length - found.size,
    changes: run.changes.length,
    opportunities: run.opportunities.length,
    faults,
  };
}

/** What a run left behind. Nothing may write any more. */
export async function readRun(
  { db }: Pick<Database, 'db'>,
  transport: Transport,
  topics: Topics,
  rules: LiveRules,
): Promise<Run> {
  const changes = await db
    .selectFrom('changes')
    .select(['brand', 'seq', 'body'])
    .orderBy('brand')
    .orderBy('seq')
    .execute();
  const opportunities = await db.selectFrom('opportunities').select('body').execute();
  return {
    topics,
    rules,
    signals: await readTopic(transport, topics.signals),
    mentions: await readTopic(transport, topics.mentions),
    numbers: changes.map(({ brand, seq }) => ({ brand, seq })),
    changes: changes.flatMap(({ brand, seq, body }) =>
      body.noun === 'card' ? [{ brand, seq, opportunity: body.value.opportunity }] : [],
    ),
    opportunities: opportunities.map(({ body }) => body),
  };
}

/** Everything that lies in a topic, partition by partition, in order. */
export async function readTopic(transport: Transport, topic: Topic): Promise<LogRecord[]> {
  const group = `check-${process.hrtime.bigint().toString(36)}`;
  const partitions = Array.from({ length: topic.partitions }, (): LogRecord[] => []);
  const consumer = await transport.consume({
    topic,
    group,
    batch: 1_000,
    assign: async ({ partition }) => ({
      from: 0,
      handler: { handle: async (records) => void partitions[partition]!.push(...records), close: async () => {} },
    }),
  });
  // A group is behind by all there is until it has acknowledged something.
  while ((await transport.lag(topic, group)) > 0) await new Promise((again) => setTimeout(again, 20));
  await consumer.stop();
  return partitions.flat();
}

function expectedMentions({ topics, rules, signals }: Run): Set<string> {
  const matcher = createMatchTerritories(topics, rules.territories);
  const outcomes = signals.flatMap((record) => matcher.process(record));
  return new Set(
    outcomes.flatMap((outcome) => (outcome.kind === 'emit' ? [Buffer.from(outcome.record.value).toString()] : [])),
  );
}

function onePass({ topics, rules }: Run, mentions: readonly LogRecord[]): Opportunity[] {
  const byPartition = Map.groupBy(mentions, ({ partition }) => partition);
  return [...byPartition.values()].flatMap((records) => {
    const partition = createDetectOpportunities(topics, rules).open([]);
    return records.flatMap((record) =>
      partition.process(record).flatMap((outcome) => (outcome.kind === 'change' ? [outcome.opportunity] : [])),
    );
  });
}

/** Ticks repeat themselves rightly: they have no key. */
function withoutRepetitions(mentions: readonly LogRecord[]): LogRecord[] {
  const seen = new Set<string>();
  return mentions.filter((record) => {
    if (record.key === null) return true;
    const text = textOf(record);
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}

const textOf = ({ value }: LogRecord): string => Buffer.from(value ?? []).toString();

function compareSets(what: string, wanted: ReadonlySet<string>, found: ReadonlySet<string>, faults: string[]): void {
  const missing = [...wanted].filter((text) => !found.has(text));
  const extra = [...found].filter((text) => !wanted.has(text));
  if (missing.length > 0) faults.push(`${missing.length} ${what} are missing, the first: ${missing[0]!.slice(0, 300)}`);
  if (extra.length > 0) faults.push(`${extra.length} ${what} are too many, the first: ${extra[0]!.slice(0, 300)}`);
}

function compareChanges(how: string, wanted: readonly Opportunity[], { changes }: Run, faults: string[]): void {
  const wantedByBrand = Map.groupBy(wanted, ({ brand }) => brand);
  const foundByBrand = Map.groupBy(changes, ({ brand }) => brand);
  for (const brand of new Set([...wantedByBrand.keys(), ...foundByBrand.keys()])) {
    const want = (wantedByBrand.get(brand) ?? []).map(canonical);
    const have = (foundByBrand.get(brand) ?? []).map(({ opportunity }) => canonical(opportunity));
    const at = want.findIndex((text, n) => text !== have[n]);
    if (at < 0 && want.length === have.length) continue;
    const first = at < 0 ? want.length : at;
    faults.push(
      `${brand}: one pass ${how} gives ${want.length} changes, the run left ${have.length}; ` +
        `they part at number ${first + 1}: ${difference(want[first], have[first])}`,
    );
  }
}

function checkNumbers({ numbers }: Pick<Run, 'numbers'>, faults: string[]): void {
  for (const [brand, own] of Map.groupBy(numbers, (change) => change.brand)) {
    const gap = own.findIndex(({ seq }, n) => seq !== n + 1);
    if (gap >= 0) faults.push(`${brand}: change ${gap + 1} has the number ${own[gap]!.seq}`);
  }
}

function checkLast({ changes, opportunities }: Run, faults: string[]): void {
  const last = new Map(changes.map(({ opportunity }) => [opportunity.id, canonical(opportunity)]));
  if (last.size !== opportunities.length) {
    faults.push(`${last.size} opportunities were ever told of, ${opportunities.length} are kept`);
  }
  const wrong = opportunities.filter((opportunity) => canonical(opportunity) !== last.get(opportunity.id));
  if (wrong.length > 0) faults.push(`${wrong.length} opportunities are not as last told, the first: ${wrong[0]!.id}`);
}

/** The database does not keep the order of names. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function difference(want: string | undefined, have: string | undefined): string {
  if (want === undefined || have === undefined) return want === undefined ? 'one too many' : 'it is missing';
  const [a, b] = [want, have].map((text) => JSON.parse(text) as Record<string, unknown>);
  const names = Object.keys({ ...a, ...b }).filter((name) => JSON.stringify(a![name]) !== JSON.stringify(b![name]));
  return names.map((name) => `${name} ${JSON.stringify(a![name])} became ${JSON.stringify(b![name])}`).join('; ');
}
