import type { Transaction } from 'kysely';
import type { DecisionRefusal, RefusedDecision } from '../ports/newsroom.ts';
import type { Card } from '../contract/card.ts';
import type { Decision, DecisionRequest } from '../contract/decision.ts';
import type { Opportunity } from '../contract/opportunity.ts';
import { mayGoOut, seenVerdict } from '../core/draft/may-go-out.ts';
import { writeAudit } from './audit.ts';
import { hasReadContext } from './contexts.ts';
import { standingFreezes } from './freezes.ts';
import { toJson } from './json.ts';
import { writeChanges } from './numbered-changes.ts';
import { noteStep } from './steps.ts';
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

export type Decided = { card: Card; decision: Decision } | RefusedDecision;

const MINUTE_MS = 60_000;

/** Decides inside a transaction: card, history, audit entry and numbered change, or nothing but the reason why not. */
export async function decideCard(trx: Transaction<Tables>, asked: AskedDecision): Promise<Decided> {
  const row = await trx
    .selectFrom('opportunities')
    .select(['brand', 'body', 'decision', 'hold', 'assignment'])
    .where('id', '=', asked.opportunity)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return { refused: 'not-found', decision: null };
  const refused = refusal(row.body, row.decision, asked.request);
  if (refused) return { refused, decision: row.decision };

  // Whoever decides again answers for what the card was held for.
  const card = { opportunity: row.body, decision: toDecision(asked, row.body), hold: null, assignment: row.assignment };
  const barred = await gateRefusal(trx, card);
  if (barred) return { ...barred, decision: row.decision };
  await write(trx, asked, card, row);
  return { card, decision: card.decision };
}

async function write(
  trx: Transaction<Tables>,
  asked: AskedDecision,
  card: Card & { decision: Decision },
  before: Pick<Card, 'decision' | 'hold'>,
): Promise<void> {
  const { opportunity, decision } = card;
  const { id, brand } = opportunity;
  const at = new Date(asked.at);
  await trx
    .updateTable('opportunities')
    .set({ decision: toJson(decision), decided_at: at, hold: null })
    .where('id', '=', id)
    .execute();
  await trx
    .insertInto('decisions')
    .values({ id: decision.id, brand, opportunity: id, at, body: toJson(decision) })
    .execute();
  await noteStep(trx, id, brand, 'seen', asked.at);
  const settles = decision.action === 'accept' || decision.action === 'dismiss';
  if (settles) await noteStep(trx, id, brand, 'decided', asked.at);
  await writeAudit(trx, {
    at: asked.at,
    actor: asked.by.id,
    action: decision.override === undefined ? `opportunity.${decision.action}` : 'opportunity.override',
    subject: id,
    brand,
    before: before.hold ? { ...before.decision, hold: before.hold } : before.decision,
    after: decision,
  });
  await writeChanges(trx, [{ brand, body: { noun: 'card', id, value: card } }], asked.at);
}

/** Accepted and dismissed are settled until somebody reopens; a snooze may be followed by anything. */
function refusal(opportunity: Opportunity, last: Decision | null, request: DecisionRequest): DecisionRefusal | null {
  if (opportunity.state === 'closed') return 'closed';
  const settled = last?.action === 'accept' || last?.action === 'dismiss';
  const untouched = last === null || last.action === 'reopen';
  return (request.action === 'reopen' ? untouched : settled) ? 'already-decided' : null;
}

/** What stands in the way of an acceptance: a freeze, the gate, or a context that this person has not opened. */
async function gateRefusal(
  trx: Transaction<Tables>,
  card: Card & { decision: Decision },
): Promise<Pick<RefusedDecision, 'refused' | 'freeze'> | null> {
  const { opportunity, decision } = card;
  if (decision.action !== 'accept') return null;
  const bar = mayGoOut(card, await standingFreezes(trx, opportunity.brand));
  if (bar?.kind === 'frozen') return { refused: 'frozen', freeze: bar.freeze };
  if (bar) return { refused: 'blocked' };
  if (opportunity.verdict.level !== 'review') return null;
  const read = await hasReadContext(trx, opportunity.id, decision.by.id, 'review');
  return read ? null : { refused: 'context-unread' };
}

function toDecision({ id, request, by, at }: AskedDecision, opportunity: Opportunity): Decision {
  return {
    id,
    brand: opportunity.brand,
    opportunity: opportunity.id,
    action: request.action,
    ...('reason' in request ? { reason: request.reason } : {}),
    ...(request.note === undefined ? {} : { note: request.note }),
    ...(request.action === 'accept' ? answerFor(request.override, opportunity) : {}),
    ...(request.action === 'snooze' ? sleepFor(request.minutes, at, opportunity) : {}),
    by: { id: by.id, name: by.name },
    at: new Date(at).toISOString(),
  };
}

/** Until when it sleeps, and how loud it was: louder, it wakes before. */
const sleepFor = (minutes: number, at: number, { level }: Opportunity): Pick<Decision, 'until' | 'level'> => ({
  until: new Date(at + minutes * MINUTE_MS).toISOString(),
  level,
});

/** What the person accepts under; an override only counts where there is something to override. */
function answerFor(override: string | undefined, { verdict }: Opportunity): Pick<Decision, 'override' | 'verdict'> {
  const overrides = override !== undefined && verdict.level === 'block';
  return { ...(overrides ? { override } : {}), verdict: seenVerdict(verdict) };
}
