import { describe, expect, it } from '@jest/globals';
import type { Brand } from '../../src/contract/brand.ts';
import type { Reason } from '../../src/contract/common.ts';
import { emojisOf } from '../../src/core/text/emoji.ts';
import {
  aCard,
  createTrial,
  DARK_FINAL,
  DARK_TOPIC,
  evidence,
  fits,
  shippedBooks,
} from '../support/suggestion-trial.ts';

const HARBOUR = 'harbour-and-pine';
const dark = (brand: string, id: string) =>
  aCard(brand, id, DARK_FINAL, { title: DARK_FINAL[0]!.title, topics: DARK_TOPIC });
const codes = (reasons: readonly Reason[]) => reasons.map(({ code }) => code);

describe('the books of turns', () => {
  it('have forty turns at least in each language, over all angles', () => {
    for (const { turns } of shippedBooks()) {
      expect(turns.length).toBeGreaterThanOrEqual(40);
      const angles = Map.groupBy(turns, ({ angle }) => angle);
      expect([...angles.values()].map((same) => same.length >= 5)).toEqual([true, true, true, true, true]);
    }
  });
});

describe('the template writer', () => {
  it('makes several ways to say it out of the story’s words and the brand’s products, and says from what', async () => {
    const { desk, put, ask } = createTrial();
    put(dark(HARBOUR, 'a'));
    const { suggestions } = await ask('a', { count: 5 });
    expect(new Set(suggestions.map(({ angle }) => angle)).size).toBe(5);
    for (const one of suggestions) {
      expect(one).toMatchObject({ writer: 'template', lang: 'en' });
      expect(one.text).not.toMatch(/[{}[\]|]|undefined|null|\s\s|!/);
      expect(codes(one.basedOn)).toEqual(expect.arrayContaining(['words', 'voice']));
      expect(fits('x', one.text)).toBe(true);
    }
    expect(suggestions.some(({ text }) => /flask|blanket|lantern|tea/.test(text))).toBe(true);
    expect(suggestions.some(({ text }) => text.includes('#LighthouseCup'))).toBe(true);
    expect(await desk.suggest('nowhere', { count: 1 }, 'ana', new AbortController().signal)).toBe('not-found');
  });

  it('writes the brand’s language although the story is told in another, with its own turns', async () => {
    const { put, ask } = createTrial();
    put(dark('maison-sorbier', 'fr'));
    const { suggestions } = await ask('fr', { count: 5 });
    expect(suggestions.length).toBeGreaterThanOrEqual(4);
    for (const { lang, text } of suggestions) {
      expect(lang).toBe('fr');
      expect(text).not.toMatch(/[a-zà-ÿ][;:!?]|'|\bde le\b|\bà le\b|\bde les\b/u);
      expect(emojisOf(text).length).toBeLessThanOrEqual(1);
    }
  });

  it('never offers a turn for another story within a week, and other ones when asked again', async () => {
    const { put, ask, days } = createTrial();
    for (const id of ['one', 'two', 'three']) put(dark(HARBOUR, id));
    const turns = async (id: string) => (await ask(id, { count: 4 })).suggestions.map(({ turn }) => turn);
    const first = await turns('one');
    const again = await turns('one');
    const second = await turns('two');
    expect(again.filter((turn) => first.includes(turn))).toEqual([]);
    expect(second.filter((turn) => [...first, ...again].includes(turn))).toEqual([]);
    days(8);
    expect((await turns('three')).length).toBe(4);
  });

  it('makes it shorter, bolder within the tone, and says it in another language', async () => {
    const { put, ask } = createTrial();
    put(dark(HARBOUR, 'a'));
    const [one] = (await ask('a', { angle: 'service', count: 1 })).suggestions;
    const like = { text: one!.text, turn: one!.turn };
    const [shorter] = (await ask('a', { angle: 'service', count: 1, like: { ...like, wish: 'shorter' } })).suggestions;
    expect([...shorter!.text].length).toBeLessThan([...one!.text].length);
    const [bolder] = (await ask('a', { count: 1, like: { ...like, wish: 'bolder' } })).suggestions;
    expect(bolder!.text).not.toBe(one!.text);
    const [other] = (await ask('a', { count: 1, like: { ...like, wish: 'other-language' } })).suggestions;
    expect(other!.lang).toBe('fr');
  });

  it('makes no jokes for a brand that makes none', async () => {
    const { put, ask } = createTrial({
      change: (brand: Brand) => ({ ...brand, tone: { ...brand.tone, humour: 'none' } }),
    });
    put(dark(HARBOUR, 'a'));
    expect((await ask('a', { angle: 'humour' })).suggestions).toEqual([]);
    expect((await ask('a', { count: 5 })).suggestions.map(({ angle }) => angle)).not.toContain('humour');
  });

  it('sells nothing and jokes about nothing under review, and is silent where it may be grave', async () => {
    const { put, turn, ask } = createTrial();
    const card = dark(HARBOUR, 'a');
    put(card);
    const under = (code: string) => {
      const reasons = [{ code, level: 'review' as const, data: {}, words: [], signals: [] }];
      turn('a', { opportunity: { ...card.opportunity, verdict: { level: 'review', reasons } } });
    };
    under('climate');
    const { suggestions } = await ask('a', { count: 5 });
    expect(suggestions.length).toBeGreaterThan(0);
    for (const one of suggestions) {
      expect(one.angle).not.toBe('humour');
      expect(codes(one.basedOn)).not.toContain('product');
      expect(one.text).not.toContain('#');
      expect(codes(one.findings)).toEqual(['draft.story']);
    }
    under('event.accident');
    expect(await ask('a')).toEqual({ suggestions: [], notes: [{ code: 'grave', data: {} }] });
  });

  it('offers less, and says so, where nothing fits honestly', async () => {
    const { put, ask } = createTrial();
    put(
      aCard(HARBOUR, 'tax', [evidence(1, { title: 'New rules for company accounts' })], {
        title: 'New rules for company accounts',
        topics: [],
      }),
    );
    expect(await ask('tax')).toEqual({ suggestions: [], notes: [{ code: 'nothing-fits', data: {} }] });
  });

  it('takes no hashtag that may be somebody’s name', async () => {
    const { put, ask } = createTrial();
    const posts = DARK_FINAL.map((post) => ({ ...post, text: post.text.replace('#LighthouseCup', '#Quintard') }));
    put(aCard(HARBOUR, 'a', posts, { title: posts[0]!.title, topics: DARK_TOPIC }));
    const { suggestions } = await ask('a', { count: 5 });
    expect(suggestions.map(({ text }) => text).join(' ')).not.toContain('#');
  });

  it('answers one request of a person at a time', async () => {
    const { desk, put } = createTrial();
    put(dark(HARBOUR, 'a'));
    const { signal } = new AbortController();
    const both = await Promise.all([
      desk.suggest('a', { count: 1 }, 'ana', signal),
      desk.suggest('a', { count: 1 }, 'ana', signal),
    ]);
    expect(both[1]).toBe('busy');
    expect(typeof both[0]).toBe('object');
  });
});
