import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Signal } from '../../../src/contract/signal.ts';
import { countVoice, emptyCount, forgetVoices, voicesBetween } from '../../../src/core/burst/count.ts';
import { detectBurst, likelihoodRatio, NO_BURST, WINDOWS_MINUTES } from '../../../src/core/burst/detect.ts';
import { article, by, HOUR, MINUTE, NOON, post } from '../../support/signals.ts';

/** About three voices a day, in a brand whose ways are known. */
const USUAL = { rate: 3 / (24 * 60), knownSince: NOON - 48 * HOUR };

/** Counts signals at their own times. */
function counted(signals: readonly { signal: Signal; at: number; copy?: boolean }[]) {
  const count = emptyCount();
  for (const { signal, at, copy } of signals) countVoice(count, signal, at, copy ?? false);
  return count;
}

const voices = (count: ReturnType<typeof emptyCount>, from = 0, to = Infinity): number =>
  voicesBetween(count, from, to);

describe('voices', () => {
  it('are authors: one who posts five hundred times is one', () => {
    const shouting = Array.from({ length: 500 }, (_, i) => ({ signal: post(`final ${i}`, by('a')), at: NOON + i }));
    expect(voices(counted(shouting))).toBe(1);
    expect(detectBurst(counted(shouting), NOON + 500, NOON, USUAL)).toEqual(NO_BURST);
  });

  it('are articles: each further one of an outlet is an editor who decided', () => {
    const printed = ['one', 'two', 'three'].map((title) => ({ signal: article(title, { source: 'paper' }), at: NOON }));
    expect(voices(counted([...printed, ...printed]))).toBe(3);
  });

  it('of the same name on two networks are two', () => {
    const said = ['x', 'y'].map((source) => ({ signal: post('final', { source, ...by('a') }), at: NOON }));
    expect(voices(counted(said))).toBe(2);
  });

  it('who only repeat count little, until they say something of their own', () => {
    const echo = (id: string, copy: boolean) => ({ signal: post('final', by(id)), at: NOON, copy });
    const echoes = Array.from({ length: 10 }, (_, i) => echo(`e${i}`, true));
    expect(voices(counted(echoes))).toBeLessThan(3);
    expect(detectBurst(counted(echoes), NOON, NOON, USUAL)).toEqual(NO_BURST);
    expect(voices(counted([...echoes, echo('e0', false)]))).toBeCloseTo(voices(counted(echoes)) + 0.8);
  });

  it('count from when they were last heard, in whatever order they arrive', () => {
    const heard = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.nat(180)), { maxLength: 30 });
    fc.assert(
      fc.property(heard, fc.nat(180), fc.nat(180), (all, one, other) => {
        const [from, to] = [NOON + Math.min(one, other) * MINUTE, NOON + Math.max(one, other) * MINUTE];
        const signals = all.map(([id, minute]) => ({ signal: post('final', by(id)), at: NOON + minute * MINUTE }));
        const last = new Map<string, number>();
        for (const { signal, at } of signals)
          last.set(signal.author!.id, Math.max(at, last.get(signal.author!.id) ?? 0));
        const wanted = [...last.values()].filter((at) => at > from && at <= to).length;
        expect(voices(counted(signals), from, to)).toBe(wanted);
        expect(voices(counted(signals.toReversed()), from, to)).toBe(wanted);
      }),
    );
  });

  it('are forgotten only once they are old', () => {
    const count = counted([0, 1, 2].map((hours) => ({ signal: post('x', by(`a${hours}`)), at: NOON + hours * HOUR })));
    forgetVoices(count, NOON);
    expect(count.voices.size).toBe(2);
    forgetVoices(count, NOON + 2 * HOUR);
    expect(count.voices.size).toBe(0);
  });

  it('of a story told by everybody are those heard last', () => {
    const count = emptyCount();
    const say = (n: number, minute: number) =>
      countVoice(count, post('final', by(`a${n}`)), NOON + minute * MINUTE, false);
    for (let n = 0; n < 100_000; n++) say(n, n < 10 ? 0 : 1);
    say(0, 2);
    for (let n = 100_000; n < 100_009; n++) say(n, 3);
    expect(voicesBetween(count, NOON - MINUTE, NOON)).toBe(0);
    expect(voicesBetween(count, NOON - MINUTE, NOON + 3 * MINUTE)).toBe(100_000);
  });
});

describe('the likelihood ratio', () => {
  const ROUNDING = 1e-9;
  const usual = fc.double({ min: 0.01, max: 100, noNaN: true });
  const some = fc.double({ min: 0, max: 500, noNaN: true });

  it('is zero where nothing is unusual, and never negative', () => {
    fc.assert(
      fc.property(some, usual, (n, mu) => {
        const llr = likelihoodRatio(n, mu);
        expect(llr).toBeGreaterThanOrEqual(-ROUNDING);
        if (n <= mu) expect(llr).toBe(0);
      }),
    );
  });

  it('grows with how many there are, and falls with how many are usual', () => {
    fc.assert(
      fc.property(some, usual, fc.double({ min: 0.01, max: 50, noNaN: true }), (n, mu, more) => {
        expect(likelihoodRatio(n + more, mu)).toBeGreaterThanOrEqual(likelihoodRatio(n, mu) - ROUNDING);
        expect(likelihoodRatio(n, mu + more)).toBeLessThanOrEqual(likelihoodRatio(n, mu) + ROUNDING);
      }),
    );
  });
});

describe('a burst', () => {
  const crowd = (n: number, minutes: number) =>
    counted(
      Array.from({ length: n }, (_, i) => ({
        signal: post('final', by(`a${i}`)),
        at: NOON + ((i + 1) * minutes * MINUTE) / n,
      })),
    );

  it('names a window that holds as many voices as it says', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(720), { maxLength: 40 }), (minutes) => {
        const count = counted(
          minutes.map((minute, i) => ({ signal: post('x', by(`a${i}`)), at: NOON + minute * MINUTE })),
        );
        const at = NOON + 720 * MINUTE;
        const burst = detectBurst(count, at, NOON, USUAL);
        if (burst.llr === 0) return expect(burst).toEqual(NO_BURST);
        expect(WINDOWS_MINUTES).toContain(burst.minutes);
        expect(burst.count).toBe(voices(count, at - burst.minutes * MINUTE, at));
        expect(burst.llr).toBeCloseTo(likelihoodRatio(burst.count, burst.usual));
      }),
    );
  });

  it('of a larger crowd in the same time is never weaker', () => {
    const llr = (n: number): number => detectBurst(crowd(n, 10), NOON + 10 * MINUTE, NOON, USUAL).llr;
    fc.assert(fc.property(fc.integer({ min: 1, max: 60 }), (n) => expect(llr(n + 1)).toBeGreaterThanOrEqual(llr(n))));
  });

  it('needs at least three voices, and five on the first day of a brand', () => {
    const first = { ...USUAL, knownSince: NOON - HOUR };
    expect(detectBurst(crowd(2, 1), NOON + MINUTE, NOON, USUAL)).toEqual(NO_BURST);
    expect(detectBurst(crowd(3, 1), NOON + MINUTE, NOON, USUAL).llr).toBeGreaterThan(0);
    expect(detectBurst(crowd(4, 1), NOON + MINUTE, NOON, first)).toEqual(NO_BURST);
    expect(detectBurst(crowd(5, 1), NOON + MINUTE, NOON, first).llr).toBeGreaterThan(0);
  });

  it('is over when nobody speaks for half a day', () => {
    expect(detectBurst(crowd(50, 10), NOON + 13 * HOUR, NOON, USUAL)).toEqual(NO_BURST);
  });

  it('is less of a surprise in a story that was always like this', () => {
    const steady = counted(
      Array.from({ length: 120 }, (_, i) => ({ signal: post('x', by(`a${i}`)), at: NOON + (i + 1) * MINUTE * 10 })),
    );
    const at = NOON + 1_200 * MINUTE;
    const fresh = counted(
      Array.from({ length: 12 }, (_, i) => ({ signal: post('x', by(`a${i}`)), at: at - i * MINUTE * 10 })),
    );
    expect(detectBurst(steady, at, NOON, USUAL).llr).toBeLessThan(detectBurst(fresh, at, at - 2 * HOUR, USUAL).llr);
  });
});
