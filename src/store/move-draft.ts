import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from 'kysely';
import type { Drafter, DraftRefusal, RefusedDraft } from '../ports/newsroom.ts';
import { Brand } from '../contract/brand.ts';
import type { Card } from '../contract/card.ts';
import type { ClearedAngle } from '../contract/cleared-angle.ts';
import type { Draft, DraftMoveRequest, NewDraftRequest } from '../contract/draft.ts';
import type { Freeze } from '../contract/freeze.ts';
import { policyUnder } from '../core/draft/approval-policy.ts';
import { usedAngle } from '../core/draft/cleared-angle.ts';
import { mayGoOut } from '../core/draft/may-go-out.ts';
import { newDraft } from '../core/draft/new-draft.ts';
import { deadlineOf, moveDraft, type Moving } from '../core/draft/workflow.ts';
import { angleOf, lockedAngle, writeAngle } from './angle-row.ts';
import { lastMove } from './draft-moves.ts';
import { standingFreezes } from './freezes.ts';
import { toJson } from './json.ts';
import { areOfBrand } from './media.ts';
import { writeChanges } from './numbered-changes.ts';
import type { Tables } from './tables.ts';
import { writeDraft, type DraftDeed } from './write-draft.ts';

export type Moved = { readonly draft: Draft } | RefusedDraft;

/** What answers a story at most, withdrawn drafts aside: each goes to every console of the brand. */
const MOST_DRAFTS = 20;

export interface AskedDraft {
  /** The name that the draft gets. */
  readonly id: string;
  readonly opportunity: string;
  readonly request: NewDraftRequest;
  readonly by: Drafter;
  readonly at: number;
}

/** Begins a draft inside a transaction. Writing is allowed while nothing may go out, but only for what was accepted. */
export async function createDraft(trx: Transaction<Tables>, asked: AskedDraft): Promise<Moved> {
  const { id, opportunity, by, at } = asked;
  const card = await lockedCard(trx, opportunity);
  if (!card) return refuse({ kind: 'not-found' });
  if (!by.mayWrite) return refuse({ kind: 'no-right' });
  if (card.opportunity.state === 'closed') return refuse({ kind: 'closed' });
  const bar = mayGoOut(card, []);
  if (bar && bar.kind !== 'held') return refuse({ kind: 'barred', by: bar });
  const { brand } = card.opportunity;
  const { angle, ...words } = asked.request;
  const isOfBrand = angle !== undefined && (await isAngleOf(trx, angle, brand));
  const draft = newDraft(isOfBrand ? asked.request : words, { id, brand, opportunity, by, at });
  const begun = await begunBefore(trx, draft);
  if (begun) return { draft: begun };
  if ((await countDrafts(trx, opportunity)) >= MOST_DRAFTS) return refuse({ kind: 'too-many', most: MOST_DRAFTS });
  if (!(await areOfBrand(trx, brand, picturesOf(asked.request)))) return refuse({ kind: 'no-picture' });
  return write(trx, { draft, before: null, move: 'create', actor: by.id, at });
}

export interface AskedMove {
  readonly draft: string;
  readonly request: DraftMoveRequest;
  readonly by: Drafter;
  readonly at: number;
}

/**
 * Moves a draft inside a transaction: row, text, audit entry, step and numbered change, or nothing but the reason why not.
 * Locks are taken in the order of every acceptance: the opportunity's row, the draft's, the angle's, the freeze, the numbers.
 */
export async function moveDraftRow(trx: Transaction<Tables>, asked: AskedMove): Promise<Moved> {
  const { request, by, at } = asked;
  const found = await trx.selectFrom('drafts').select('opportunity').where('id', '=', asked.draft).executeTakeFirst();
  const card = found && (await lockedCard(trx, found.opportunity));
  if (!card) return refuse({ kind: 'not-found' });
  const { body: before } = await trx
    .selectFrom('drafts')
    .select('body')
    .where('id', '=', asked.draft)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (!(await areOfBrand(trx, before.brand, picturesOf(request)))) return refuse({ kind: 'no-picture' });
  const angle = await lockedAngle(trx, before);
  const freezes = await standingFreezes(trx, before.brand);
  const moving = { ...circumstances(card, await brandOf(trx, before.brand), freezes, by, at), angle };
  const outcome = moveDraft(before, request, moving);
  if ('draft' in outcome) await noteUse(trx, angle, { draft: outcome.draft, move: request.move, actor: by.id, at });
  if ('draft' in outcome) return write(trx, { draft: outcome.draft, before, move: request.move, actor: by.id, at });
  const { refused } = outcome;
  return { refused, draft: before, last: await lastMove(trx, before, refused.kind), policy: moving.policy };
}

/** Sent by an angle, and approved by that: one use less. */
async function noteUse(
  trx: Transaction<Tables>,
  angle: ClearedAngle | null,
  { draft, move, actor, at }: Omit<DraftDeed, 'before'>,
): Promise<void> {
  if (!angle || move !== 'send' || !draft.approvals.some((approval) => approval.angle === angle.id)) return;
  await writeAngle(trx, { angle: usedAngle(angle, at), before: angle, move: 'use', actor, at });
}

/** Under what somebody would move a draft of a card; its angle aside. */
export function circumstances(
  card: Card,
  { approval, publishMinutes }: Brand,
  freezes: readonly Freeze[],
  by: Drafter,
  at: number,
): Moving {
  const { verdict, window, topics } = card.opportunity;
  return {
    ...{ person: { id: by.id, name: by.name }, roles: by.roles, mayWrite: by.mayWrite, mayApprove: by.mayApprove },
    ...(by.outside !== undefined && { outside: by.outside }),
    verdict: verdict.level,
    policy: policyUnder(approval, verdict.level),
    barred: mayGoOut(card, freezes),
    deadline: deadlineOf(window.p50, publishMinutes),
    topics: topics.map(({ topic }) => topic),
    at,
  };
}

/** A brand as it is; one that was stored before it could say something gets what is usual. */
export async function brandOf(trx: Transaction<Tables>, id: string): Promise<Brand> {
  const { body } = await trx.selectFrom('brands').select('body').where('id', '=', id).executeTakeFirstOrThrow();
  return Brand.parse(body);
}

const picturesOf = (request: NewDraftRequest | DraftMoveRequest): string[] =>
  ('media' in request ? (request.media ?? []) : []).map(({ media }) => media);

async function write(trx: Transaction<Tables>, deed: DraftDeed): Promise<Moved> {
  const change = await writeDraft(trx, deed);
  await writeChanges(trx, [change], deed.at);
  return { draft: deed.draft };
}

const refuse = (refused: DraftRefusal): RefusedDraft => ({ refused, draft: null, last: null, policy: null });

const isAngleOf = async (trx: Transaction<Tables>, angle: string, brand: string): Promise<boolean> =>
  (await angleOf(trx, angle).where('brand', '=', brand).executeTakeFirst()) !== undefined;

/** The card as it is and stays until the transaction ends. */
export async function lockedCard(trx: Transaction<Tables>, id: string): Promise<Card | null> {
  const row = await trx
    .selectFrom('opportunities')
    .select(['body', 'decision', 'hold', 'assignment'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return null;
  const { body: opportunity, ...byPeople } = row;
  return { opportunity, ...byPeople };
}

/**
 * The same words by the same person that nobody has touched since: a second click, or a request sent again because its
 * answer was lost. The card's row is locked, so two of them come one after the other.
 */
async function begunBefore(trx: Transaction<Tables>, draft: Draft): Promise<Draft | null> {
  const rows = await trx
    .selectFrom('drafts')
    .select('body')
    .where('opportunity', '=', draft.opportunity)
    .where('state', '=', 'writing')
    .orderBy('id')
    .execute();
  const wanted = beginning(JSON.parse(toJson(draft)) as Draft);
  return rows.find(({ body }) => isDeepStrictEqual(beginning(body), wanted))?.body ?? null;
}

const beginning = ({ text, lang, variants, media, angle, version, author }: Draft) => {
  return { text, lang, variants, media, angle, version, author: author.id };
};

async function countDrafts(trx: Transaction<Tables>, opportunity: string): Promise<number> {
  const { n } = await trx
    .selectFrom('drafts')
    .select((is) => is.fn.countAll().as('n'))
    .where('opportunity', '=', opportunity)
    .where('state', '<>', 'withdrawn')
    .executeTakeFirstOrThrow();
  return Number(n);
}
