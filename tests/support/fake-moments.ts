import type { MomentCardStore, MomentStore } from '../../src/ports/calendar.ts';
import type { MomentCard } from '../../src/contract/moment-card.ts';
import { Moment } from '../../src/contract/moment.ts';

/** An invented open day of a brand. */
export const anOpenDay = (brand: string, changed: Partial<Moment> = {}): Moment =>
  Moment.parse({
    id: 'open-day',
    name: { en: 'Open day', fr: 'Journée portes ouvertes' },
    rule: { kind: 'fixed', date: '12-12' },
    tone: 'commercial',
    brand,
    ...changed,
  });

/** The card of that day in 2026. */
export function anOpenDayCard(brand: string, changed: Partial<MomentCard> = {}): MomentCard {
  const { id, name, countries, tone, uncertainDays, leadDays, major } = anOpenDay(brand);
  const date = { moment: id, name, countries, tone, uncertainDays, leadDays, major };
  return {
    id: `${brand}:open-day:2026-12-12`,
    brand,
    date: { ...date, care: 'none', from: '2026-12-12', to: '2026-12-12', own: true },
    topics: [],
    collisions: [],
    openedAt: '2026-12-05T00:00:00.000Z',
    updatedAt: '2026-12-05T00:00:00.000Z',
    state: 'ahead',
    decision: null,
    ...changed,
  };
}

/** Own moments and their cards in memory. */
export function createFakeMoments(moments: readonly Moment[], cards: readonly MomentCard[]) {
  const kept = new Map(moments.map((moment) => [`${String(moment.brand)} ${moment.id}`, moment]));
  const keptCards = new Map(cards.map((card) => [card.id, card]));
  const store: MomentStore = {
    own: (brand) => Promise.resolve([...kept.values()].filter((moment) => moment.brand === brand)),
    all: () => Promise.resolve([...kept.values()]),
    wouldRefuse: () => Promise.resolve(null),
    putAll: (brand, added) => {
      for (const moment of added) kept.set(`${brand} ${moment.id}`, { ...moment, brand });
      return Promise.resolve(null);
    },
    // So that everybody who may is answered alike, it stays.
    remove: (brand, id) => Promise.resolve(kept.has(`${brand} ${id}`)),
    watch: () => Promise.resolve(() => Promise.resolve()),
  };
  const cardStore: MomentCardStore = {
    list: (brand) => Promise.resolve([...keptCards.values()].filter((card) => card.brand === brand)),
    brandOf: (id) => Promise.resolve(keptCards.get(id)?.brand ?? null),
    decide: (id, { action }, by, at) => {
      const card = keptCards.get(id);
      if (!card) return Promise.resolve({ refused: 'not-found', decision: null });
      const decision = { action, by, at: new Date(at).toISOString() };
      return Promise.resolve({ card: { ...card, decision }, decision });
    },
    rewrite: () => Promise.resolve(0),
  };
  return { moments: store, momentCards: cardStore };
}
