import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Card } from '../contract/card.ts';
import type { Draft } from '../contract/draft.ts';
import type { OutsideAnswer, OutsideLink, OutsideRequest, OutsideView } from '../contract/outside.ts';
import { moveDraft, possibleMoves } from '../core/draft/workflow.ts';
import type { Drafter } from '../ports/newsroom.ts';
import type { OutsideDesk, RefusedOutside } from '../ports/outside.ts';
import { writeAudit } from './audit.ts';
import { allows, colleaguesOf } from './colleagues.ts';
import { standingFreezes } from './freezes.ts';
import { brandOf, circumstances, lockedCard, moveDraftRow } from './move-draft.ts';
import type { Tables } from './tables.ts';

const HOUR_MS = 3_600_000;

type Link = Selectable<Tables['outside_links']>;

/** A link while it is good, what it is about, and whoever made it as they stand now. */
interface Good {
  readonly link: Link;
  readonly draft: Draft;
  readonly card: Card;
  readonly maker: Drafter;
}

/** Takes everything back that its transaction has done. */
class Refusal extends Error {
  readonly refused: RefusedOutside['refused'];
  constructor(refused: RefusedOutside['refused']) {
    super(refused);
    this.refused = refused;
  }
}

export function createOutside({ db }: { readonly db: Kysely<Tables> }): OutsideDesk {
  async function attempt<T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T | RefusedOutside> {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (error instanceof Refusal) return { refused: error.refused };
      throw error;
    }
  }

  return {
    ask: (id, request, by, at) => db.transaction().execute((trx) => askOutside(trx, { id, request, by, at })),
    links: (draft, at) => linksOf(db, draft, at),
    takeBack: (draft, link, by, at) => db.transaction().execute((trx) => takeBack(trx, { draft, link, by: by.id, at })),
    look: (token, at) => attempt(async (trx) => present(trx, await findGood(trx, token, at))),
    answer: (answer, at) => attempt((trx) => answerOutside(trx, answer, at)),
  };
}

interface Asked {
  readonly id: string;
  readonly request: OutsideRequest;
  readonly by: Drafter;
  readonly at: number;
}

/** Only what somebody could do now can be handed over. Older links to the same person for the same draft are void. */
async function askOutside(trx: Transaction<Tables>, { id, request, by, at }: Asked): ReturnType<OutsideDesk['ask']> {
  const found = await lockedDraft(trx, id);
  if (!found) return { refused: { kind: 'not-found' }, draft: null, last: null, policy: null };
  const { card, draft } = found;
  const freezes = await standingFreezes(trx, draft.brand);
  const moving = circumstances(card, await brandOf(trx, draft.brand), freezes, by, at);
  const outcome = moveDraft(draft, { move: 'approve', version: request.version }, moving);
  if ('refused' in outcome) return { refused: outcome.refused, draft, last: null, policy: moving.policy };
  const { name, email = null, hours, version } = request;
  const token = randomBytes(32).toString('base64url');
  const expires = new Date(at + hours * HOUR_MS);
  await trx
    .deleteFrom('outside_links')
    .where('draft', '=', id)
    .where('name', '=', name)
    .where('used_at', 'is', null)
    .execute();
  const link = { id: randomUUID(), brand: draft.brand, draft: id, version, name, email };
  await trx
    .insertInto('outside_links')
    .values({ hash: hashOf(token), ...link, by_person: by.id, created_at: new Date(at), expires_at: expires })
    .execute();
  const after = { link: link.id, version, name, email, expiresAt: expires.toISOString() };
  await writeAudit(trx, { at, actor: by.id, action: 'outside.ask', subject: id, brand: draft.brand, after });
  // Behind the `#`: no server's log ever sees it.
  return { path: `/outside#${token}`, expiresAt: expires.toISOString() };
}

async function linksOf(db: Kysely<Tables>, draft: string, at: number): Promise<OutsideLink[]> {
  const rows = await db
    .selectFrom('outside_links')
    .leftJoin('user', 'user.id', 'outside_links.by_person')
    .selectAll('outside_links')
    .select('user.name as asker')
    .where('draft', '=', draft)
    .where((is) => is.or([is('used_at', 'is not', null), is('expires_at', '>', new Date(at))]))
    .orderBy('created_at', 'desc')
    .orderBy('outside_links.id')
    .execute();
  return rows.map(({ id, name, email, version, by_person: by, asker, created_at, expires_at, used_at }) => ({
    ...{ id, name, email, version, by: { id: by, name: asker ?? by } },
    ...{ createdAt: created_at.toISOString(), expiresAt: expires_at.toISOString() },
    usedAt: used_at?.toISOString() ?? null,
  }));
}

interface TakingBack {
  readonly draft: string;
  readonly link: string;
  readonly by: string;
  readonly at: number;
}

async function takeBack(trx: Transaction<Tables>, { draft, link, by, at }: TakingBack): Promise<boolean> {
  const gone = await trx
    .deleteFrom('outside_links')
    .where('draft', '=', draft)
    .where('id', '=', link)
    .where('used_at', 'is', null)
    .returning(['brand', 'name', 'email', 'version'])
    .executeTakeFirst();
  if (!gone) return false;
  const { brand, ...told } = gone;
  const entry = { at, actor: by, action: 'outside.take-back', subject: draft, brand };
  await writeAudit(trx, { ...entry, before: { link, ...told } });
  return true;
}

async function answerOutside(trx: Transaction<Tables>, answer: OutsideAnswer, at: number): Promise<{ draft: Draft }> {
  const { link, draft, card, maker } = await findGood(trx, answer.token, at);
  if (answer.version !== link.version || answer.verdict !== card.opportunity.verdict.level)
    throw new Refusal('changed');
  const { version } = link;
  const request =
    answer.answer === 'approve'
      ? ({ move: 'approve', version } as const)
      : ({ move: 'ask-change', version, reason: answer.reason } as const);
  const moved = await moveDraftRow(trx, { draft: draft.id, request, by: { ...maker, outside: link.name }, at });
  if ('refused' in moved) throw new Refusal('spent');
  const { numUpdatedRows } = await trx
    .updateTable('outside_links')
    .set({ used_at: new Date(at) })
    .where('hash', '=', link.hash)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Refusal('spent');
  const after = { link: link.id, name: link.name, answer: answer.answer, version };
  await writeAudit(trx, {
    at,
    actor: maker.id,
    action: 'outside.answer',
    subject: draft.id,
    brand: draft.brand,
    after,
  });
  return { draft: moved.draft };
}

/**
 * A link that is not used or over, of a draft that still waits in that version, of a story that may go out, from somebody
 * who could still approve it themselves. Card and draft stay as they are until the transaction ends.
 */
async function findGood(trx: Transaction<Tables>, token: string, at: number): Promise<Good> {
  const link = await trx
    .selectFrom('outside_links')
    .selectAll()
    .where('hash', '=', hashOf(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', new Date(at))
    .executeTakeFirst();
  const found = link && (await lockedDraft(trx, link.draft));
  if (!found) throw new Refusal('spent');
  const { card, draft } = found;
  const [person] = await colleaguesOf(trx, link.brand, [link.by_person]);
  if (!person || draft.version !== link.version || draft.state !== 'waiting') throw new Refusal('spent');
  const may = { mayWrite: allows(person, 'decide'), mayApprove: allows(person, 'approve') };
  const maker: Drafter = { ...person, ...may };
  const freezes = await standingFreezes(trx, link.brand);
  const moving = circumstances(card, await brandOf(trx, link.brand), freezes, maker, at);
  if (moving.barred && moving.barred.kind !== 'frozen') throw new Refusal('spent');
  if (!possibleMoves(draft, { ...moving, barred: null }).includes('approve')) throw new Refusal('spent');
  if (moving.barred) throw new Refusal('frozen');
  return { link, draft, card, maker };
}

/** A draft and its card, locked in the order of every move. */
async function lockedDraft(trx: Transaction<Tables>, id: string): Promise<{ card: Card; draft: Draft } | null> {
  const found = await trx.selectFrom('drafts').select('opportunity').where('id', '=', id).executeTakeFirst();
  const card = found && (await lockedCard(trx, found.opportunity));
  if (!card) return null;
  const row = await trx.selectFrom('drafts').select('body').where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
  return { card, draft: row.body };
}

async function present(trx: Transaction<Tables>, { link, draft, card, maker }: Good): Promise<OutsideView> {
  const { title, lang, verdict } = card.opportunity;
  const brand = await brandOf(trx, draft.brand);
  const { version, text, variants, author, deadline } = draft;
  return {
    ...{ name: link.name, askedBy: maker.name, brand: brand.name },
    expiresAt: link.expires_at.toISOString(),
    deadline: deadline ?? null,
    story: { title, lang, verdict: verdict.level },
    draft: {
      ...{ version, text, lang: draft.lang, author: author.name, variants, platforms: brand.platforms },
      pictures: await picturesOf(trx, draft),
    },
  };
}

/** Small enough to go along with the answer: whoever has no account can ask for nothing else. */
async function picturesOf(trx: Transaction<Tables>, { media }: Draft): Promise<OutsideView['draft']['pictures']> {
  if (media.length === 0) return [];
  const ids = media.map((one) => one.media);
  const rows = await trx.selectFrom('media').select(['id', 'small']).where('id', 'in', ids).execute();
  const small = new Map(rows.map((row) => [row.id, row.small]));
  return media.map((one) => {
    const bytes = small.get(one.media) ?? Buffer.alloc(0);
    return { ...one, src: `data:image/webp;base64,${bytes.toString('base64')}` };
  });
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
