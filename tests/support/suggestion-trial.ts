import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { createDraftDesk } from '../../src/app/draft-desk.ts';
import { Brand } from '../../src/contract/brand.ts';
import type { Card, CardDetail } from '../../src/contract/card.ts';
import type { Opportunity } from '../../src/contract/opportunity.ts';
import type { Evidence } from '../../src/contract/story.ts';
import { WriterBook } from '../../src/contract/writer-book.ts';
import { measure } from '../../src/core/draft/limits/measure.ts';
import type { Fits } from '../../src/core/draft/template/choose-turns.ts';
import type { SpendStore, TurnStore, Writer } from '../../src/ports/writer.ts';
import { createTemplateWriter } from '../../src/writer/template.ts';
import { createSuggestionDesk } from '../../src/writer/writer.ts';
import { HARBOUR, shippedRules, SORBIER } from '../core/safety/draft/support.ts';
import { anOpportunity } from './fake-cards.ts';
import { createFakeContext } from './fake-context.ts';

const config = join(import.meta.dirname, '../../config');

export const shippedBooks = (): WriterBook[] =>
  ['en', 'fr'].map((lang) => WriterBook.parse(parse(readFileSync(join(config, 'writer', `${lang}.yaml`), 'utf8'))));

export const fits: Fits = (platform, text) => measure(platform, text).fits;
export const rules = shippedRules();
export const NOW = Date.parse('2026-11-22T20:15:00Z');
const DAY = 24 * 60 * 60_000;

/** A post or, with a title, a headline; each by somebody else. */
export function evidence(
  nth: number,
  { lang = 'en', title = '', text = '', author = `reader${String(nth)}` } = {},
): Evidence {
  const at = new Date(NOW - 60_000 * (100 - nth)).toISOString();
  const kind = title === '' ? 'post' : 'news';
  return { signal: `s${String(nth)}`, kind, source: 'demo-x', author, at, lang, title, text, metrics: {} };
}

/** A card of one of the demonstration brands with these posts. */
export function aCard(
  brand: string,
  id: string,
  posts: readonly Evidence[],
  change: Partial<Opportunity> = {},
): CardDetail {
  const opportunity = anOpportunity(brand, id, { lang: posts[0]?.lang ?? 'en', why: [...posts], ...change });
  return {
    opportunity,
    decision: null,
    hold: null,
    assignment: null,
    story: null,
    history: [],
    contextRead: false,
    steps: {},
  };
}

/** Turns in memory. */
export function memoryTurns(): TurnStore {
  const all: { brand: string; opportunity: string; turn: string; at: number }[] = [];
  return {
    offered: async (brand, since) => all.filter((one) => one.brand === brand && one.at > since),
    offer: async ({ brand, opportunity, turns }, { count, since, at }) => {
      const spent = new Set(
        all
          .filter((one) => one.brand === brand && one.opportunity !== opportunity && one.at > since)
          .map((one) => one.turn),
      );
      const taken = turns.filter((turn) => !spent.has(turn)).slice(0, count);
      all.push(...taken.map((turn) => ({ brand, opportunity, turn, at })));
      return taken;
    },
    purge: async () => {},
  };
}

/** A budget in memory. */
export function memorySpend(): SpendStore & { spent: number } {
  const book = {
    spent: 0,
    reserve: async (_day: string, tokens: number, budget: number) => {
      if (book.spent + tokens > budget) return false;
      book.spent += tokens;
      return true;
    },
    settle: async (_day: string, reserved: number, used: number) => void (book.spent += used - reserved),
  };
  return book;
}

/** The desk as it is shipped, over cards in memory; the draft check is the real one. */
export function createTrial({
  model = null,
  change = (brand: Brand) => brand,
}: { model?: Writer | null; change?: (brand: Brand) => Brand } = {}) {
  let now = NOW;
  const clock = () => now;
  const shipped = [HARBOUR, SORBIER].map((matter) => ({ ...matter, brand: change(Brand.parse(matter.brand)) }));
  const known = new Map<string, CardDetail>();
  const { context } = createFakeContext({ clock });
  const cards = {
    ...context.cards,
    brandOf: async (id: string) => known.get(id)?.opportunity.brand ?? null,
    get: async (_brand: string, id: string) => known.get(id) ?? null,
  };
  const brands = {
    ...context.brands,
    get: async (id: string) => shipped.find(({ brand }) => brand.id === id)?.brand ?? null,
  };
  const territories = {
    ...context.territories,
    get: async (id: string) => ({ version: 1, territory: shipped.find(({ brand }) => brand.id === id)!.territory! }),
  };
  const drafts = createDraftDesk({ clock, brands, territories, cards, moments: context.moments, calendar: [], rules });
  const habits = { platforms: async () => [] };
  const template = createTemplateWriter(shippedBooks(), fits);
  const desk = createSuggestionDesk({ clock, brands, cards, drafts, turns: memoryTurns(), habits, template, model });
  return {
    desk,
    put: (card: CardDetail) => known.set(card.opportunity.id, card),
    turn: (id: string, part: Partial<Card>) => known.set(id, { ...known.get(id)!, ...part }),
    days: (count: number) => (now += count * DAY),
    ask: async (id: string, request: Partial<Parameters<typeof desk.suggest>[1]> = {}) => {
      const answer = await desk.suggest(id, { count: 3, ...request }, 'ana', new AbortController().signal);
      if (typeof answer === 'string') throw new Error(answer);
      return answer;
    },
  };
}

/** A final that goes dark, told by several people. */
export const DARK_FINAL = [
  evidence(1, {
    title: 'Lighthouse Cup final halted as floodlights fail',
    text: 'Play stopped in the Lighthouse Cup final.',
  }),
  evidence(2, { text: 'pitch black at the Lighthouse Cup, everyone is singing #LighthouseCup' }),
  evidence(3, { text: 'floodlights gone, whole stadium singing #LighthouseCup' }),
  evidence(4, { text: 'best power cut of my life, they keep singing #LighthouseCup' }),
  evidence(5, { text: 'kettle on and lights out at the stadium #LighthouseCup' }),
];
export const DARK_TOPIC = [
  {
    topic: 'sport-nights',
    label: 'Sport nights',
    inTitle: true,
    words: ['#lighthousecup', 'lighthouse cup', 'final', 'stadium'],
  },
];
