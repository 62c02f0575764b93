import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createBrandDetection, type BrandState } from '../../../src/core/opportunity/brand-state.ts';
import { decodeBrandState, encodeBrandState } from '../../../src/core/opportunity/snapshot.ts';
import {
  article,
  BRAND,
  by,
  hit,
  HOUR,
  mentionOf,
  MINUTE,
  NOON,
  post,
  shippedFigures,
  shippedReading,
  TERRITORY,
} from '../../support/signals.ts';

const given = { brand: BRAND, territory: TERRITORY, ...shippedFigures() };
const reading = shippedReading();

const TEXTS = [
  'Floodlights fail at the cup final and the stadium sings in the dark',
  'The mascot of the final walks alone through the dark stadium',
  'Three people injured at the final, police say, nobody knows why',
  'Grandmother dunks a chocolate bar into her tea during the final',
  '🍫 $map {"$map":[]} "quoted" \\ back',
];

interface Step {
  seconds: number;
  text: number;
  author: number;
  kind: 'post' | 'news' | 'tick' | 'late' | 'update';
}
const step: fc.Arbitrary<Step> = fc.record({
  seconds: fc.oneof({ weight: 8, arbitrary: fc.nat(20) }, { weight: 1, arbitrary: fc.nat(5_000) }),
  text: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: fc.nat(TEXTS.length - 1) }),
  author: fc.nat(40),
  kind: fc.constantFrom('post', 'post', 'post', 'post', 'news', 'tick', 'late', 'update'),
});

/** Everything said, step by step, as text, and the state that is left. */
function play(steps: readonly Step[], cut: number): { said: string[]; state: BrandState } {
  let detection = createBrandDetection(reading);
  let at = NOON;
  const said = steps.map(({ seconds, text, author, kind }, i) => {
    if (i === cut) detection = createBrandDetection(reading, decodeBrandState(encodeBrandState(detection.state)));
    at += seconds * 1_000;
    if (kind === 'tick') return JSON.stringify(detection.tick(at, given));
    const when = kind === 'late' ? at - 10 * MINUTE : at;
    const noun = {
      at: when,
      source: `s${author % 3}`,
      externalId: kind === 'update' ? `u${author}` : `${i}`,
      metrics: { likes: i },
    };
    const words = `${TEXTS[text]} ${i % 7}`;
    const signal = kind === 'news' ? article(words, noun) : post(words, { ...noun, ...by(`a${author}`) });
    const mention = mentionOf(signal, { revision: i, noGo: author === 0 ? [hit('rivals')] : [] });
    return JSON.stringify(detection.take(mention, given));
  });
  return { said, state: detection.state };
}

describe('a snapshot of a brand', () => {
  it('of another version is not read: the brand begins anew', () => {
    const { format: _, ...old } = JSON.parse(encodeBrandState(play([], -1).state)) as { format: number };
    expect(decodeBrandState(JSON.stringify(old))).toBeUndefined();
    expect(decodeBrandState(JSON.stringify({ ...old, format: 1 }))).toBeUndefined();
  });

  it('taken anywhere goes on as if nothing had happened, byte for byte', () => {
    let opened = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 120, size: 'max' }), fc.nat(119), (steps, cut) => {
        const whole = play(steps, -1);
        const resumed = play(steps, cut % steps.length);
        expect(resumed.said).toEqual(whole.said);
        expect(encodeBrandState(resumed.state)).toBe(encodeBrandState(whole.state));
        opened += whole.said.filter((one) => one.includes('"opportunity"')).length;
      }),
      { numRuns: 30 },
    );
    expect(opened).toBeGreaterThan(0);
  });

  it('of an empty brand is an empty brand', () => {
    const { state } = createBrandDetection(reading);
    expect(decodeBrandState(encodeBrandState(state))).toEqual(state);
  });

  it('is the state itself: every map in its order, every story one object', () => {
    const steps: Step[] = Array.from({ length: 60 }, (_, i) => ({
      seconds: 4,
      text: i % 3,
      author: i,
      kind: i % 9 ? 'post' : 'news',
    }));
    const { state } = play(steps, -1);
    const again = decodeBrandState(encodeBrandState(state))!;
    expect(again).toEqual(state);
    expect([...again.seen.keys()]).toEqual([...state.seen.keys()]);
    for (const [id, { story }] of again.live) expect(again.grouping.stories.get(id)).toBe(story);
  });

  it('does not depend on when it is taken: two passes over the same log agree', () => {
    const steps: Step[] = Array.from({ length: 80 }, (_, i) => ({
      seconds: 3,
      text: i % 5,
      author: i % 33,
      kind: 'post',
    }));
    expect(play(steps, -1).said).toEqual(play(steps, -1).said);
  });
});

describe('time without mentions', () => {
  it('looked at minute by minute or all at once closes a card at the same minute', () => {
    const burst: Step[] = Array.from({ length: 30 }, (_, i) => ({ seconds: 3, text: 0, author: i, kind: 'post' }));
    const last = (stride: number): unknown => {
      const detection = createBrandDetection(reading, play(burst, -1).state);
      const said: unknown[] = [];
      const end = NOON + 12 * HOUR;
      for (let at = NOON + 2 * MINUTE; at <= end; at += stride) {
        said.push(
          ...detection.tick(at, given).map(({ opportunity: { id, state, updatedAt } }) => ({ id, state, updatedAt })),
        );
      }
      return said.at(-1);
    };
    expect(last(MINUTE)).toMatchObject({ state: 'closed' });
    expect(last(50 * MINUTE)).toEqual(last(MINUTE));
  });
});
