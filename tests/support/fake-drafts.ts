import type { Context } from '../../src/context.ts';
import type { Drafter, DraftStore, LastMove, RefusedDraft } from '../../src/ports/newsroom.ts';
import type { DraftVersion } from '../../src/contract/approval.ts';
import { Brand } from '../../src/contract/brand.ts';
import type { Card } from '../../src/contract/card.ts';
import type { Draft } from '../../src/contract/draft.ts';
import { policyUnder } from '../../src/core/draft/approval-policy.ts';
import { mayGoOut } from '../../src/core/draft/may-go-out.ts';
import { newDraft } from '../../src/core/draft/new-draft.ts';
import { deadlineOf, moveDraft, possibleMoves, type Moving } from '../../src/core/draft/workflow.ts';
import type { FakeCards } from './fake-cards.ts';

/** Drafts in memory, as the store keeps them; brands say nothing about who approves. */
export function createFakeDrafts(store: Pick<FakeCards, 'cards' | 'freezes'>): DraftStore {
  const drafts = new Map<string, Draft>();
  const versions = new Map<string, DraftVersion[]>();
  const last = new Map<string, LastMove>();
  const { approval, publishMinutes } = Brand.parse({ id: 'usual', name: 'usual', languages: ['fr'] });

  const refuse = (refused: RefusedDraft['refused']): RefusedDraft => ({
    refused,
    draft: null,
    last: null,
    policy: null,
  });

  async function cardOf(opportunity: string): Promise<Card | null> {
    const brand = await store.cards.brandOf(opportunity);
    return brand === null ? null : store.cards.get(brand, opportunity);
  }

  async function circumstances({ brand, opportunity }: Draft, by: Drafter, at: number): Promise<Moving> {
    const card = (await cardOf(opportunity))!;
    const { window, verdict } = card.opportunity;
    return {
      ...{ person: { id: by.id, name: by.name }, roles: by.roles, mayWrite: by.mayWrite, mayApprove: by.mayApprove },
      ...{ verdict: verdict.level, policy: policyUnder(approval, verdict.level) },
      ...{
        barred: mayGoOut(card, await store.freezes.of(brand)),
        deadline: deadlineOf(window.p50, publishMinutes),
        at,
      },
    };
  }

  function keep(draft: Draft, move: string, { id, name }: Drafter, at: number) {
    const texts = versions.get(draft.id) ?? [];
    const when = new Date(at).toISOString();
    const { version, text: words, variants, media } = draft;
    const text = { version, text: words, variants, media, by: { id, name }, at: when };
    if (texts.length < draft.version) versions.set(draft.id, [...texts, text]);
    drafts.set(draft.id, draft);
    last.set(draft.id, { move, by: { id, name }, at: when });
    return { draft };
  }

  return {
    async create(opportunity, request, by, at) {
      const card = await cardOf(opportunity);
      if (!card) return refuse({ kind: 'not-found' });
      if (card.opportunity.state === 'closed') return refuse({ kind: 'closed' });
      const bar = mayGoOut(card, []);
      if (bar) return refuse({ kind: 'barred', by: bar });
      const id = `draft-${String(drafts.size + 1)}`;
      return keep(newDraft(request, { id, brand: card.opportunity.brand, opportunity, by, at }), 'create', by, at);
    },
    async move(id, request, by, at) {
      const draft = drafts.get(id);
      if (!draft) return refuse({ kind: 'not-found' });
      const moving = await circumstances(draft, by, at);
      const outcome = moveDraft(draft, request, moving);
      if ('draft' in outcome) return keep(outcome.draft, request.move, by, at);
      return { refused: outcome.refused, draft, last: last.get(id) ?? null, policy: moving.policy };
    },
    list: (opportunity) => Promise.resolve([...drafts.values()].filter((draft) => draft.opportunity === opportunity)),
    async get(id, by, at) {
      const draft = drafts.get(id);
      if (!draft) return null;
      const moving = await circumstances(draft, by, at);
      const { policy, barred } = moving;
      const moves = possibleMoves(draft, moving);
      return { draft, versions: versions.get(id) ?? [], policy, moves, barred: barred?.kind ?? null };
    },
    brandOf: (id) => Promise.resolve(drafts.get(id)?.brand ?? null),
    async waiting(brand) {
      const waiting = [...drafts.values()].filter((draft) => draft.brand === brand && draft.state === 'waiting');
      const cards = await Promise.all(waiting.map(({ opportunity }) => cardOf(opportunity)));
      return waiting.map((draft, i) => ({ draft, card: cards[i]! }));
    },
    escalate: () => Promise.resolve(0),
  };
}

/** Accepts an opportunity and begins a draft for it; answers the draft's id. */
export async function aDraft({ cards, draftStore, clock }: Context, opportunity: string): Promise<string> {
  const by = { id: 'manager', name: 'The manager' };
  await cards.decide(opportunity, { action: 'accept' }, by, clock());
  const writer: Drafter = { ...by, roles: ['community-manager'], mayWrite: true, mayApprove: false };
  const begun = await draftStore.create(opportunity, { text: 'CANARY: lights out?' }, writer, clock());
  if ('refused' in begun) throw new Error(`no draft: ${begun.refused.kind}`);
  return begun.draft.id;
}
