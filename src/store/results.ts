import { type Kysely, sql } from 'kysely';
import type { PastCase, ResultStore } from '../ports/newsroom.ts';
import { happeningsOf } from './happenings.ts';
import { listenedSince } from './steps.ts';
import type { Tables } from './tables.ts';

/** Newest changes of cards by which the latency is told. */
const CHANGES_LOOKED_AT = 2_000;

/** What became of opportunities, for looking back. Reads only; cases and latencies answer no person's name. */
export function createResults({ db }: { readonly db: Kysely<Tables> }): ResultStore {
  return {
    cases: (brand, from, to, most) => readCases(db, brand, { from: new Date(from), to: new Date(to) }, most),
    latencies: (brand, from, to) => readLatencies(db, brand, { from: new Date(from), to: new Date(to) }),
    happenings: (brand, opportunity) => happeningsOf(db, brand, opportunity),
  };
}

interface Period {
  readonly from: Date;
  readonly to: Date;
}

/** A body is large: only what is counted leaves the database. */
async function readCases(db: Kysely<Tables>, brand: string, { from, to }: Period, most: number): Promise<PastCase[]> {
  const { rows } = await sql<PastCase>`
    SELECT o.id, o.body->>'title' AS title, o.body->>'lang' AS lang, o.body->>'openedAt' AS "openedAt", o.state,
      COALESCE(o.decision->'verdict'->>'level', o.body->'verdict'->>'level') AS verdict,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('topic', t->'topic', 'label', t->'label'))
        FROM jsonb_array_elements(o.body->'topics') AS t), '[]') AS topics,
      (SELECT jsonb_object_agg(s.step, to_char(s.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        FROM steps AS s WHERE s.opportunity = o.id) AS steps,
      CASE WHEN o.decision IS NULL THEN NULL ELSE jsonb_strip_nulls(jsonb_build_object(
        'action', o.decision->'action', 'reason', o.decision->'reason', 'at', o.decision->'at')) END AS decision
    FROM steps AS d JOIN opportunities AS o ON o.id = d.opportunity AND o.brand = d.brand
    WHERE d.brand = ${brand} AND d.step = 'detected' AND d.at >= ${from} AND d.at < ${to}
    ORDER BY d.at DESC, o.id
    LIMIT ${most}
  `.execute(db);
  return rows;
}

/**
 * A person's decision is a change, too, under the signal that caused the one before: only the first change that a signal
 * caused counts. Signals from before the brand's first territory were caught up on, not waited for.
 */
async function readLatencies(db: Kysely<Tables>, brand: string, { from, to }: Period): Promise<number[]> {
  const { rows } = await sql<{ seconds: number }>`
    WITH newest AS (
      SELECT at, body->>'id' AS card, (body->'value'->'opportunity'->>'causedAt')::timestamptz AS caused
      FROM changes
      WHERE brand = ${brand} AND at >= ${from} AND at < ${to} AND body->>'noun' = 'card'
      ORDER BY seq DESC LIMIT ${CHANGES_LOOKED_AT}
    )
    SELECT GREATEST(EXTRACT(EPOCH FROM min(at) - caused), 0)::float8 AS seconds
    FROM newest WHERE caused >= ${listenedSince(brand)} GROUP BY card, caused
  `.execute(db);
  return rows.map(({ seconds }) => seconds);
}
