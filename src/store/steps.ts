import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Step, Steps } from '../contract/funnel.ts';
import type { Opportunity } from '../contract/opportunity.ts';
import type { Tables } from './tables.ts';

interface TakenStep {
  readonly opportunity: string;
  readonly brand: string;
  readonly step: Step;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Notes that an opportunity has taken a step. Each happens once: where it was taken before, nothing changes. */
export function noteStep(
  trx: Transaction<Tables>,
  opportunity: string,
  brand: string,
  step: Step,
  at: number,
): Promise<void> {
  return noteSteps(trx, [{ opportunity, brand, step, at }]);
}

/**
 * Notes what the pipeline has found: detected when the card opened, in the time of the signals, but not before anybody
 * listened for the brand; alerted when it first
 * disturbs people, which is when it is written, whatever the time of the signals.
 */
export async function noteFound(
  trx: Transaction<Tables>,
  opportunities: readonly Opportunity[],
  at: number,
): Promise<void> {
  const found = opportunities.flatMap(({ id: opportunity, brand, openedAt, level }): TakenStep[] => {
    const detected = Date.parse(openedAt);
    const steps: TakenStep[] = [{ opportunity, brand, step: 'detected', at: detected }];
    return level === 'quiet' ? steps : [...steps, { opportunity, brand, step: 'alerted', at }];
  });
  await noteSteps(trx, found);
}

/** What of the newsroom clock is known of an opportunity. */
export async function stepsOf(db: Kysely<Tables>, opportunity: string): Promise<Steps> {
  const rows = await db.selectFrom('steps').select(['step', 'at']).where('opportunity', '=', opportunity).execute();
  return Object.fromEntries(rows.map(({ step, at }) => [step, at.toISOString()]));
}

/** When the brand's first territory was published; long ago where that is not known. */
export const listenedSince = (brand: string | RawBuilder<string>): RawBuilder<Date> =>
  sql<Date>`COALESCE((SELECT min(created_at) FROM territories WHERE territories.brand = ${brand}), '-infinity')`;

async function noteSteps(trx: Transaction<Tables>, steps: readonly TakenStep[]): Promise<void> {
  if (steps.length === 0) return;
  // In the order of the key: whoever writes several never waits for somebody who waits for them.
  const first = new Map(steps.toReversed().map((one) => [`${one.opportunity}\n${one.step}`, one]));
  const rows = [...first.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  await sql`
    INSERT INTO steps (opportunity, brand, step, at)
    SELECT found.opportunity, found.brand, found.step,
      CASE found.step WHEN 'detected' THEN GREATEST(found.at, ${listenedSince(sql.ref('found.brand'))}) ELSE found.at END
    FROM unnest(${rows.map((row) => row.opportunity)}::text[], ${rows.map((row) => row.brand)}::text[],
      ${rows.map((row) => row.step)}::text[], ${rows.map((row) => new Date(row.at).toISOString())}::timestamptz[])
      AS found (opportunity, brand, step, at)
    ON CONFLICT (opportunity, step) DO NOTHING
  `.execute(trx);
}
