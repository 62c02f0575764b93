import type { CardStore, ChangeStore, FreezeStore } from '../../src/ports/newsroom.ts';
import type { Card } from '../../src/contract/card.ts';
import type { Change } from '../../src/contract/change.ts';
import type { Decision } from '../../src/contract/decision.ts';
import type { Freeze } from '../../src/contract/freeze.ts';
import type { Opportunity } from '../../src/contract/opportunity.ts';
import { mayGoOut } from '../../src/core/draft/may-go-out.ts';

const AT = '2026-11-22T20:00:00.000Z';

/** An invented opportunity. */
export function anOpportunity(brand: string, id: string, change: Partial<Opportunity> = {}): Opportunity {
  return {
    id,
    brand,
    story: `story-${id}`,
    demonstration: true,
    state: 'open',
    title: 'The stadium goes dark in the middle of the final',
    lang: 'en',
    ...{ openedAt: AT, updatedAt: AT, firstAt: AT, lastAt: AT },
    phase: 'rising',
    score: 82,
    parts: [{ name: 'fit', value: 0.8, reasons: [{ code: 'fit.title', data: {} }] }],
    level: 'alert',
    verdict: { level: 'go', reasons: [] },
    window: { p10: AT, p50: AT, p90: AT },
    reactivityMinutes: 22,
    inTime: 0.7,
    topics: [{ topic: 'sport', words: ['final'], inTitle: true, label: 'Sport nights' }],
    ...{ authors: 41, outlets: 6, items: 60, copies: 3 },
    burst: { count: 41, minutes: 9, usual: 2, llr: 120 },
    velocity: 4.5,
    why: [],
    platforms: [{ name: 'bluesky', share: 1 }],
    curve: { from: AT, stepMinutes: 1, counts: [1, 2, 8], usual: 1 },
    ...change,
  };
}

/** Cards and their numbered changes in memory, as the store keeps them. */
export interface FakeCards {
  readonly cards: CardStore;
  readonly freezes: FreezeStore;
  readonly changes: ChangeStore;
  /** Writes an opportunity as the pipeline does; answers the numbered change. */
  commit(opportunity: Opportunity): Change;
  /** Whatever is read waits for this first. */
  delay: () => Promise<void>;
  /** Oldest number kept is one more than this. */
  purgedUpTo: number;
  epoch: string;
  reads: number;
  /** Who waits for word of changes. */
  readonly watchers: Set<(brand: string) => void>;
}

export function createFakeCards(): FakeCards {
  const byBrand = new Map<string, Change[]>();
  const cards = new Map<string, Card>();
  const history = new Map<string, Decision[]>();
  const freezes = new Map<string, Freeze>();
  /** Level of the verdict under which somebody read, by opportunity and person. */
  const contexts = new Map<string, string>();
  const freezesOf = (brand: string) => [...freezes.values()].filter(({ scope }) => scope === '*' || scope === brand);
  const of = (brand: string) => byBrand.get(brand) ?? [];

  function record(card: Card): Change {
    const { brand, id } = card.opportunity;
    const change: Change = { brand, seq: of(brand).length + 1, at: AT, body: { noun: 'card', id, value: card } };
    byBrand.set(brand, [...of(brand), change]);
    cards.set(id, card);
    for (const watcher of fake.watchers) setImmediate(watcher, brand);
    return change;
  }

  const fake: FakeCards = {
    delay: () => Promise.resolve(),
    purgedUpTo: 0,
    epoch: 'epoch-1',
    reads: 0,
    watchers: new Set(),
    commit: (opportunity) =>
      record({ decision: null, hold: null, assignment: null, ...cards.get(opportunity.id), opportunity }),
    freezes: {
      of: (brand) => Promise.resolve(freezesOf(brand)),
      freeze: (scope, reason, by, at) => {
        const freeze = freezes.get(scope) ?? { scope, reason, by, at: new Date(at).toISOString() };
        freezes.set(scope, freeze);
        return Promise.resolve(freeze);
      },
      lift: (scope) => {
        const freeze = freezes.get(scope) ?? null;
        freezes.delete(scope);
        return Promise.resolve(freeze);
      },
    },
    changes: {
      epoch: () => Promise.resolve(fake.epoch),
      last: async (brand) => {
        const last = of(brand).length;
        await fake.delay();
        return last;
      },
      since: async (brand, seq, limit) => {
        fake.reads += 1;
        await fake.delay();
        const read = seq < fake.purgedUpTo ? null : of(brand).slice(seq, seq + limit);
        await fake.delay();
        return read;
      },
      watch: (listener) => {
        fake.watchers.add(listener);
        return Promise.resolve(() => {
          fake.watchers.delete(listener);
          return Promise.resolve();
        });
      },
    },
    cards: {
      list: async (brand) => {
        const seq = of(brand).length;
        const own = [...cards.values()].filter((card) => card.opportunity.brand === brand);
        await fake.delay();
        return { seq, cards: own, moments: [], freezes: freezesOf(brand), drafts: [] };
      },
      get: (brand, id, person) => {
        const card = cards.get(id);
        const found = card?.opportunity.brand === brand ? card : null;
        const contextRead = contexts.get(`${id} ${person}`) === card?.opportunity.verdict.level;
        return Promise.resolve(
          found && { ...found, story: null, history: history.get(id) ?? [], contextRead, steps: {} },
        );
      },
      readContext: (id, person, seen) => {
        const verdict = cards.get(id)?.opportunity.verdict.level;
        if (!verdict) return Promise.resolve(null);
        const contextRead = seen === undefined || seen === verdict;
        if (contextRead) contexts.set(`${id} ${person}`, verdict);
        return Promise.resolve({ verdict, contextRead });
      },
      brandOf: (id) => Promise.resolve(cards.get(id)?.opportunity.brand ?? null),
      decide: (id, request, by, at) => {
        const card = cards.get(id);
        if (!card) return Promise.resolve({ refused: 'not-found', decision: null });
        if (card.opportunity.state === 'closed') return Promise.resolve({ refused: 'closed', decision: null });
        if (request.action === 'accept' && card.decision?.action === 'accept') {
          return Promise.resolve({ refused: 'already-decided', decision: card.decision });
        }
        const decision: Decision = {
          ...{ id: `decision-${String(at)}`, brand: card.opportunity.brand, opportunity: id },
          ...{ action: request.action, by, at: new Date(at).toISOString() },
          ...(request.action === 'accept' && request.override ? { override: request.override } : {}),
        };
        const decided = { ...card, decision, hold: null };
        const { level } = card.opportunity.verdict;
        const bar = request.action === 'accept' ? mayGoOut(decided, freezesOf(card.opportunity.brand)) : null;
        if (bar?.kind === 'frozen') return Promise.resolve({ refused: 'frozen', decision: null, freeze: bar.freeze });
        if (bar) return Promise.resolve({ refused: 'blocked', decision: null });
        if (request.action === 'accept' && level === 'review' && contexts.get(`${id} ${by.id}`) !== level) {
          return Promise.resolve({ refused: 'context-unread', decision: null });
        }
        history.set(id, [...(history.get(id) ?? []), decision]);
        record(decided);
        return Promise.resolve({ card: decided, decision });
      },
    },
  };
  return fake;
}
