import pg from 'pg';
import type { Opportunity } from '../../src/contract/opportunity.ts';
import type { LogRecord } from '../../streams/transport/transport.ts';
import { checkRun, rulesOf, type KeptChange } from '../support/check-run.ts';
import type { Recorded } from './recorder.ts';
import type { Rig } from './rig.ts';

export interface Found {
  readonly signals: number;
  readonly mentions: number;
  /** Mentions that lie in the log more than once: what a crash may leave. */
  readonly repeated: number;
  readonly refused: number;
  readonly changes: number;
  readonly opportunities: number;
  /** Acknowledged, and not in the log. */
  readonly lost: number;
  /** In words; empty where everything is as it must be. */
  readonly faults: readonly string[];
}

/**
 * Holds what a run left in Kafka and in the database against what was sent. Mentions are judged by the plan alone, which
 * knows nothing of matching; opportunities by one uninterrupted pass over the mentions that lie in the log. Nothing may
 * write any more.
 */
export async function checkLeft(rig: Rig, recorded: Recorded): Promise<Found> {
  const [signals, mentions, refused] = await Promise.all(
    (['signals', 'mentions', 'rejected'] as const).map((topic) => rig.log.readAll(rig.nameOf(topic))),
  );
  const kept = await readDatabase(rig.databaseUrl);
  const verdict = checkRun({
    topics: rig.topics,
    rules: await rulesOf(rig.config),
    signals: signals!,
    mentions: mentions!,
    ...kept,
  });
  const { lost, faults } = compareWithPlan(recorded, {
    signals: signals!,
    mentions: mentions!,
    refused: refused!,
    opportunities: kept.opportunities,
  });
  return { ...verdict, lost, refused: refused!.length, faults: [...verdict.faults, ...faults] };
}

/** What a run left. */
interface Left {
  readonly signals: readonly LogRecord[];
  readonly mentions: readonly LogRecord[];
  readonly refused: readonly LogRecord[];
  readonly opportunities: readonly Opportunity[];
}

/** Holds what a run left against what was acknowledged, by the plan alone. */
export function compareWithPlan(
  recorded: Recorded,
  { signals, mentions, refused, opportunities }: Left,
): Pick<Found, 'lost' | 'faults'> {
  const lying = new Set(signals.map(({ key }) => key));
  const lost = [...recorded.acknowledged].filter((id) => !lying.has(id)).length;
  const faults = [
    ...compare('mentions by the plan', new Set(recorded.mentions), new Set(mentions.flatMap(mentionId))),
    ...compare('refused records', new Set(recorded.poison), new Set(refused.map(({ key }) => key ?? ''))),
    ...(lost > 0 ? [`${lost} acknowledged signals do not lie in the log`] : []),
    ...twice(
      'opportunities',
      opportunities.map(({ id }) => id),
    ),
  ];
  return { lost, faults };
}

function mentionId({ key, value }: LogRecord): string[] {
  if (key === null || value === null) return [];
  return [(JSON.parse(Buffer.from(value).toString()) as { id: string }).id];
}

function compare(what: string, wanted: ReadonlySet<string>, found: ReadonlySet<string>): string[] {
  const missing = [...wanted].filter((one) => !found.has(one));
  const extra = [...found].filter((one) => !wanted.has(one));
  return [
    ...(missing.length > 0 ? [`${what}: ${missing.length} are missing, the first ${missing[0]}`] : []),
    ...(extra.length > 0 ? [`${what}: ${extra.length} are too many, the first ${extra[0]}`] : []),
  ];
}

function twice(what: string, ids: readonly string[]): string[] {
  const count = ids.length - new Set(ids).size;
  return count > 0 ? [`${what}: ${count} stand there twice`] : [];
}

async function readDatabase(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: changes } = await client.query<{
      brand: string;
      seq: string;
      body: { noun: string; value: { opportunity: Opportunity } };
    }>('SELECT brand, seq, body FROM changes ORDER BY brand, seq');
    const { rows: opportunities } = await client.query<{ body: Opportunity }>('SELECT body FROM opportunities');
    return {
      numbers: changes.map(({ brand, seq }) => ({ brand, seq: Number(seq) })),
      changes: changes.flatMap(({ brand, seq, body }): KeptChange[] =>
        body.noun === 'card' ? [{ brand, seq: Number(seq), opportunity: body.value.opportunity }] : [],
      ),
      opportunities: opportunities.map(({ body }) => body),
    };
  } finally {
    await client.end();
  }
}
