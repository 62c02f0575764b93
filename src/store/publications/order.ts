import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Draft } from '../../contract/draft.ts';
import type { PublicationMoveRequest, PublicationRequest } from '../../contract/publishing.ts';
import { obstacleTo, ordered, withPublication, type Order } from '../../core/draft/publish-draft.ts';
import { movedByHand } from '../../core/draft/publication.ts';
import type { Drafter } from '../../ports/newsroom.ts';
import type { PublicationRefusal, RefusedPublication } from '../../ports/publishing.ts';
import type { Tables } from '../tables.ts';
import { lockedDraft, writePublishing } from './locked.ts';

export interface Ordered {
  readonly draft: string;
  readonly request: PublicationRequest;
  readonly by: Drafter;
  readonly at: number;
}

type Outcome = { readonly draft: Draft } | RefusedPublication;

/** Sends a version of a draft on its way inside a transaction, or says why not. */
export async function orderPublications(trx: Transaction<Tables>, asked: Ordered): Promise<Outcome> {
  const { request, by, at } = asked;
  const locked = await lockedDraft(trx, asked.draft, at);
  if (!locked) return refuse({ kind: 'not-found' });
  if (!by.mayWrite) return refuse({ kind: 'no-right' });
  const before = locked.draft;
  const orders: Order[] = [];
  for (const { platform, destination: id } of request.to) {
    const found = await trx
      .selectFrom('destinations')
      .select(['label', 'platforms', 'way'])
      .where('id', '=', id)
      .where('brand', '=', before.brand)
      .executeTakeFirst();
    if (!found?.platforms.includes(platform)) return refuse({ kind: 'no-destination', platform });
    orders.push({ id: randomUUID(), platform, destination: { id, label: found.label, kind: found.way.kind } });
  }
  const dueAt = request.at === undefined ? at : Date.parse(request.at);
  const outcome = ordered(before, orders, { version: request.version, by, dueAt, at }, locked.now);
  if ('refused' in outcome) return refuse(outcome.refused);
  await writePublishing(trx, { draft: outcome.draft, before, move: 'order', actor: by.id, at });
  return outcome;
}

export interface AskedPublicationMove {
  readonly publication: string;
  readonly request: PublicationMoveRequest;
  readonly by: Drafter;
  readonly at: number;
}

/** What a person does with a publication. One that goes on has to be allowed to go out as everything else. */
export async function movePublication(trx: Transaction<Tables>, asked: AskedPublicationMove): Promise<Outcome> {
  const { publication, request, by, at } = asked;
  const row = await trx.selectFrom('publications').select('draft').where('id', '=', publication).executeTakeFirst();
  const locked = row && (await lockedDraft(trx, row.draft, at));
  const one = locked?.draft.publications.find(({ id }) => id === publication);
  if (!locked || !one) return refuse({ kind: 'not-found' });
  if (!by.mayWrite) return refuse({ kind: 'no-right' });
  const next = movedByHand(one, request, at);
  if (!next) return refuse({ kind: 'wrong-publication', state: one.state });
  const obstacle = next.state === 'due' ? obstacleTo(locked.draft, one, locked.now) : null;
  if (obstacle) return refuse(obstacle);
  const draft = withPublication(locked.draft, next, at);
  await writePublishing(trx, { draft, before: locked.draft, move: request.move, actor: by.id, at });
  return { draft };
}

const refuse = (refused: PublicationRefusal): RefusedPublication => ({ refused });
