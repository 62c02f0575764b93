import type { Transaction } from 'kysely';
import type { DecisionRefusal } from '../context.ts';
import type { Card } from '../contract/card.ts';
import type { Decision, DecisionRequest } from '../contract/decision.ts';
import type { Opportunity } from '../contract/opportunity.ts';
import { writeAudit } from './audit.ts';
import { toJson } from './json.ts';
import { writeChanges } from './numbered-changes.ts';
import type { Tables } from './tables.ts';

export interface AskedDecision {
  /** The name that the decision gets. */
  readonly id: string;
  readonly opportunity: string;
  readonly request: DecisionRequest;
  readonly by: { readonly id: string; readonly name: string };
  /** Milliseconds since 1970. */
  readonly at: number;
}

export type Decided = { card: Card; decision: Decision } | { refused: DecisionRefusal; decision: Decision | null };

const MINUTE_MS = 60_000;

/** Decides inside a transaction: card, history, audit entry and numbered change, or nothing but the reason why not. */
export async function decideCard(trx: Transaction<Tables>, asked: AskedDecision): Promise<Decided> {
  const row = await trx
    .selectFrom('opportunities')
    .select(['brand', 'body', 'decision'])
    .where('id', '=', asked.opportunity)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return { refused: 'not-found', decision: null };
  const refused = refusal(row.body, row.decision, asked.request);
  if (refused) return { refused, decision: row.decision };

  const decision = toDecision(asked, row.brand);
  const at = new Date(asked.at);
  await trx
    .updateTable('opportunities')
    .set({ decision: toJson(decision), decided_at: at })
    .where('id', '=', asked.opportunity)
    .execute();
  await trx
    .insertInto('decisions')
    .values({ id: decision.id, brand: row.brand, opportunity: asked.opportunity, at, body: toJson(decision) })
    .execute();
  await writeAudit(trx, {
    at: asked.at,
    actor: asked.by.id,
    action: `opportunity.${asked.request.action}`,
    subject: asked.opportunity,
    brand: row.brand,
    before: row.decision,
    after: decision,
  });
  const card = { opportunity: row.body, decision };
  const body = { noun: 'card', id: asked.opportunity, value: card } as const;
  await writeChanges(trx, [{ brand: row.brand, body }], asked.at);
  return { card, decision };
}

/** Accepted and dismissed are settled until somebody reopens; a snooze may be followed by anything. */
function refusal(opportunity: Opportunity, last: Decision | null, request: DecisionRequest): DecisionRefusal | null {
  if (opportunity.state === 'closed') return 'closed';
  const settled = last?.action === 'accept' || last?.action === 'dismiss';
  const untouched = last === null || last.action === 'reopen';
  if (request.action === 'reopen' ? untouched : settled) return 'already-decided';
  if (request.action === 'accept' && opportunity.verdict.level === 'block') return 'blocked';
  return null;
}

function toDecision({ id, opportunity, request, by, at }: AskedDecision, brand: string): Decision {
  return {
    id,
    brand,
    opportunity,
    action: request.action,
    ...('reason' in request ? { reason: request.reason } : {}),
    ...(request.note === undefined ? {} : { note: request.note }),
    ...(request.action === 'snooze' ? { until: new Date(at + request.minutes * MINUTE_MS).toISOString() } : {}),
    by: { id: by.id, name: by.name },
    at: new Date(at).toISOString(),
  };
}
