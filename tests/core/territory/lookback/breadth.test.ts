import { describe, expect, it } from '@jest/globals';
import { advise } from '../../../../src/core/territory/lookback/advise.ts';
import { complete, readSeen } from '../../../../src/core/territory/lookback/complete.ts';
import { evenOut } from '../../../../src/core/territory/lookback/recent.ts';
import { groupIntoStories, shareOfStories } from '../../../../src/core/story/group-signals.ts';
import { createStoryRules } from '../../../../src/core/story/model.ts';
import { Frequencies } from '../../../../src/contract/frequencies.ts';
import { StoryModel } from '../../../../src/contract/story-model.ts';
import { normalise } from '../../../../src/core/signal/normalise.ts';
import { readFileSync } from 'node:fs';

const NOON = Date.parse('2026-11-22T12:00:00Z');
const signal = (n: number, text: string, more: object = {}) =>
  normalise(
    {
      source: 's',
      kind: 'post',
      externalId: `${n}`,
      lang: 'en',
      text,
      publishedAt: new Date(NOON).toISOString(),
      ...more,
    },
    NOON,
  );
const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

describe('an even sample', () => {
  it('gives each signal the same chance, whenever it was kept and whether it was mentioned', () => {
    const drawn = Array.from({ length: 4_000 }, (_, n) => ({ signal: signal(n, 'x'), chance: n % 2 === 0 ? 1 : 0.25 }));
    const { signals, chance } = evenOut(drawn, 0.25, 1);
    expect(chance).toBe(0.25);
    expect(Math.abs(signals.length - 1_000)).toBeLessThan(120);
    expect(evenOut(drawn.slice(0, 9), 0.25, 0.25).signals).toHaveLength(9);
  });
});

describe('names seen lately', () => {
  const seen = readSeen([
    signal(1, 'Tonight at the Stade de France with @Otter_beck #Finale'),
    signal(2, 'Lights out at the Stade de France, says @otter_beck #finale'),
    signal(3, 'I saw Stella once'),
  ]);

  it('are completed from their first letters, whatever the case, once they were seen twice', () => {
    expect(complete(seen, '#fin')).toEqual({ tags: [{ text: '#finale', count: 2 }], names: [] });
    expect(complete(seen, '@ot').names).toEqual([{ text: '@otter_beck', count: 2 }]);
    expect(complete(seen, 'st').names).toEqual([{ text: 'Stade', count: 2 }]);
  });
});

describe('stories of a sample', () => {
  it('are told apart, and what stands alone is none', () => {
    const rules = createStoryRules(
      StoryModel.parse(readJson('config/story.json')),
      Frequencies.parse(readJson('config/frequencies.json')),
    );
    const outage = (n: number) =>
      signal(n, 'Power cut at the national stadium during the cup final, fans sing in the dark');
    const grouping = groupIntoStories(
      [outage(1), signal(2, 'A recipe for praline cake with hazelnuts'), outage(3)],
      rules,
    );
    let step = grouping.next();
    while (!step.done) step = grouping.next();
    expect([...step.value]).toEqual([step.value[2], -1, step.value[0]]);
    expect(step.value[0]).not.toBe(-1);
  });

  it('are shared out only where there are enough of them', () => {
    const stories = Int32Array.from({ length: 40 }, (_, i) => (i < 4 ? -1 : i % 12));
    expect(shareOfStories(stories, [0, 5, 17, 6])).toBeCloseTo(2 / 12);
    expect(shareOfStories(Int32Array.of(1, 1, 2, 2), [0])).toBeNull();
  });
});

describe('advice', () => {
  const total = { count: 9, low: 9, high: 9, exact: true };
  const hit = { lang: 'en', site: 'a.example', source: 's', kind: 'news' as const };
  const calm = { share: 0.001, clauses: [], carrier: null, finds: 20, sources: [], hits: [] };
  const hits = (of: number, more: object) =>
    Array.from({ length: 20 }, (_, n) => ({ ...hit, site: `${n}.example`, ...(n < of && more) }));
  const codes = (rule: object) => advise({ ...calm, ...rule }).map(({ code }) => code);

  it.each([
    ['finds-nothing', { finds: 0 }],
    ['finds-nothing-of', { finds: 0, sources: ['no-such-wire'] }],
    ['too-broad', { share: 0.02, hits: hits(0, {}) }],
    ['too-broad-by', { share: 0.02, hits: hits(0, {}), carrier: { clause: 'plus', share: 0.7 } }],
    ['carried', { hits: hits(0, {}), carrier: { clause: 'plus', share: 0.7 } }],
    ['removes', { clauses: [{ from: 0, to: 1, text: 'NOT a', total, removes: 0.9 }] }],
    ['one-outlet', { hits: hits(15, { site: 'one.example' }) }],
    ['languages', { hits: hits(8, { lang: 'fr' }) }],
    ['never', { clauses: [{ from: 0, to: 1, text: 'a', total: { ...total, count: 0 }, removes: null }] }],
  ])('says %s', (code, rule) => {
    expect(codes(rule)).toEqual([code]);
  });

  it('is silent about a rule in order, and about few hits', () => {
    expect(codes({ hits: hits(0, {}) })).toEqual([]);
    expect(codes({ share: 0.5, hits: hits(0, {}).slice(0, 5), carrier: { clause: 'plus', share: 1 } })).toEqual([]);
  });
});
