import { type Kysely, sql } from 'kysely';
import type { Happening } from '../contract/happening.ts';
import type { Tables } from './tables.ts';

/** Entries that are looked at, and what people read of them. */
const MOST_READ = 1_000;
const MOST_TOLD = 200;

/** Steps that nobody's deed tells already. */
const FOUND = ['detected', 'alerted', 'seen'];

interface Entry {
  readonly at: Date;
  readonly action: string;
  readonly actor: string;
  readonly name: string | null;
  readonly told: Record<string, unknown> | null;
}

/**
 * Everything that happened to an opportunity, newest first: what was found, decided, held, said, drafted, and what was frozen
 * meanwhile. From the audit trail, which nobody can alter.
 */
export async function happeningsOf(db: Kysely<Tables>, brand: string, opportunity: string): Promise<Happening[]> {
  const [{ rows }, steps] = await Promise.all([
    readEntries(db, brand, opportunity),
    db
      .selectFrom('steps')
      .select(['step', 'at'])
      .where('opportunity', '=', opportunity)
      .where('brand', '=', brand)
      .where('step', 'in', FOUND as never)
      .execute(),
  ]);
  const found = steps.map(({ step, at }): Happening => ({ at: at.toISOString(), action: `step.${step}`, by: null }));
  const all = [...collapse(rows.map(asHappening)), ...found];
  return all.sort((a, b) => Date.parse(b.at) - Date.parse(a.at)).slice(0, MOST_TOLD);
}

/** Newest first. What was frozen counts from the opening of the card until it closed. */
function readEntries(db: Kysely<Tables>, brand: string, opportunity: string) {
  return sql<Entry>`
    WITH card AS (
      SELECT (body->>'openedAt')::timestamptz AS opened,
        CASE WHEN state = 'closed' THEN updated_at ELSE 'infinity'::timestamptz END AS closed
      FROM opportunities WHERE id = ${opportunity} AND brand = ${brand}
    )
    SELECT a.at, a.action, a.actor, u.name, a.after AS told
    FROM audit AS a LEFT JOIN "user" AS u ON u.id = a.actor
    WHERE (a.brand = ${brand} AND a.subject IN (
        SELECT ${opportunity}::text UNION ALL
        SELECT id FROM drafts WHERE opportunity = ${opportunity} AND brand = ${brand}
      ) AND (a.action LIKE 'opportunity.%' OR a.action LIKE 'draft.%'
        OR a.action LIKE 'publication.%' OR a.action LIKE 'outside.%'))
      OR (a.subject IN (${brand}, '*') AND a.action IN ('freeze.set', 'freeze.lift')
        AND a.at BETWEEN (SELECT opened FROM card) AND (SELECT closed FROM card))
    ORDER BY a.id DESC
    LIMIT ${MOST_READ}
  `.execute(db);
}

function asHappening({ at, action, actor, name, told }: Entry): Happening {
  const { remark, verdict, to } = (told ?? {}) as Record<string, Record<string, unknown> | undefined>;
  const isRemark = action === 'draft.ask-change' || action === 'draft.reject';
  const isFreeze = action.startsWith('freeze.');
  const said = isRemark ? remark?.['text'] : isFreeze ? told?.['reason'] : (told?.['override'] ?? told?.['note']);
  return {
    at: at.toISOString(),
    action,
    by: name === null ? null : { id: actor, name },
    ...text('reason', isFreeze ? undefined : told?.['reason']),
    ...text('text', said),
    ...text('until', told?.['until'] ?? (action === 'draft.send' ? told?.['deadline'] : undefined)),
    ...text('verdict', verdict?.['level']),
    ...text('to', to?.['name']),
    ...text('link', told?.['link']),
    ...(action === 'opportunity.hold' && { reasons: (told?.['reasons'] ?? []) as string[] }),
  };
}

const text = <K extends string>(name: K, value: unknown): Partial<Record<K, string>> =>
  typeof value === 'string' && value !== '' ? ({ [name]: value } as Record<K, string>) : {};

/** Whoever writes saves many times: in a row they are one. */
function collapse(newestFirst: readonly Happening[]): Happening[] {
  const told: Happening[] = [];
  for (const one of newestFirst) {
    const last = told.at(-1);
    const again = one.action === 'draft.write' && last?.action === one.action && last.by?.id === one.by?.id;
    if (again) told[told.length - 1] = { ...last, times: (last.times ?? 1) + 1 };
    else told.push(one);
  }
  return told;
}
