import { describe, expect, it } from '@jest/globals';
import type { EndedLife } from '../../../src/contract/life.ts';
import type { LearntBands } from '../../../src/contract/window-model.ts';
import { relearnBands } from '../../../src/core/opportunity/relearn.ts';
import { createDetectOpportunities } from '../../../streams/processors/detect-opportunities.ts';
import type { Outcome } from '../../../streams/outcome.ts';
import { by, hit, HOUR, iso, mentionOf, MINUTE, NOON, post, shippedWindow } from '../../support/signals.ts';
import { entry, shippedRules, tickAt, topics } from '../evening.ts';

const processor = createDetectOpportunities(topics, shippedRules());
const brand = 'harbour-and-pine';
const SAID = 'The storm lanterns of the harbour light up for the regatta tonight';

const crowd = Array.from({ length: 40 }, (_, i) => {
  const words = ['and', 'what', 'a', 'night', 'that'].map((word) => `${word}${i}`).join(' ');
  return mentionOf(post(`${SAID} ${words}`, { at: NOON + i * 3_000, ...by(`person-${i}`) }), {
    brand,
    topics: [hit('weather-outdoors')],
  });
});

const lives = Array.from({ length: 200 }, (_, i): EndedLife => {
  const counts = [2, 4, 8, ...new Array<number>(30).fill(10), ...new Array<number>(20).fill(0)];
  return { brand, story: `${i}`, kind: 'posts', endedAt: iso(NOON), stepMinutes: 5, counts };
});
const learnt = (window: LearntBands) => ({ learntAt: iso(NOON), window });
const long = learnt(relearnBands(shippedWindow(), lives));

const records = (values: readonly unknown[]) => values.map((value, offset) => entry(offset, value));
const closings = (outcomes: readonly Outcome[]): string[] =>
  outcomes.flatMap((outcome) => (outcome.kind === 'change' ? [outcome.opportunity.window.p50] : []));

describe('what was learnt about windows', () => {
  it('counts from its entry in the log on, also after a restart', () => {
    const asShipped = processor.open([]);
    const before = closings(records(crowd).flatMap((record) => asShipped.process(record)));
    const state = processor.open([]);
    const half = crowd.length / 2;
    const first = records([long, ...crowd.slice(0, half)]).flatMap((record) => [...state.process(record)]);
    const copy = processor.open(state.snapshots());
    const rest = records(crowd.slice(half));
    const one = rest.flatMap((record) => [...state.process(record)]);
    expect(rest.flatMap((record) => [...copy.process(record)])).toEqual(one);
    const after = closings([...first, ...one]);
    expect(after.length).toBe(before.length);
    expect(Date.parse(after.at(-1)!)).toBeGreaterThan(Date.parse(before.at(-1)!));
  });

  it('is kept with the snapshots once, until there is something newer', () => {
    const state = processor.open([]);
    for (const record of records([long])) expect(state.process(record)).toEqual([]);
    expect(state.snapshots()).toHaveLength(1);
    expect(state.snapshots()).toEqual([]);
  });

  it('that belongs to another version of the product is passed over', () => {
    const state = processor.open([]);
    const foreign = learnt({ ...long.window, basis: 'another' });
    const [asShipped, told] = [processor.open([]), state].map((own, i) =>
      closings(records([...(i === 1 ? [foreign] : []), ...crowd]).flatMap((record) => [...own.process(record)])),
    );
    expect(told).toEqual(asShipped);
  });
});

describe('a story with a card', () => {
  it('tells its life once it is forgotten, and only once', () => {
    const state = processor.open([]);
    for (const record of records(crowd)) state.process(record);
    const ticks = Array.from({ length: 40 }, (_, i) => tickAt(NOON + 10 * MINUTE + i * 2 * HOUR));
    const ended = records(ticks).flatMap((record) =>
      state.process(record).flatMap((outcome) => (outcome.kind === 'ended' ? [outcome.life] : [])),
    );
    expect(ended).toHaveLength(1);
    expect(ended[0]).toMatchObject({ brand, kind: 'posts', stepMinutes: 5 });
    expect(ended[0]!.counts.reduce((sum, n) => sum + n, 0)).toBe(crowd.length);
  });
});
