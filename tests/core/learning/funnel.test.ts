import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Steps } from '../../../src/contract/funnel.ts';
import { clockOf, funnelOf, STEPS } from '../../../src/core/learning/funnel.ts';
import { outcomeOf } from '../../../src/core/learning/outcome.ts';
import { percentile } from '../../../src/core/learning/percentile.ts';
import { reportOf } from '../../../src/core/learning/report.ts';

const AT = Date.parse('2026-11-22T20:00:00Z');
const at = (minutes: number) => new Date(AT + minutes * 60_000).toISOString();

/** Steps taken or not, in any order of times. */
const anySteps: fc.Arbitrary<Steps> = fc
  .tuple(...STEPS.map(() => fc.option(fc.integer({ min: -300, max: 300 }), { nil: undefined })))
  .map((minutes) =>
    Object.fromEntries(STEPS.flatMap((step, i) => (minutes[i] === undefined ? [] : [[step, at(minutes[i])]]))),
  );

describe('percentiles', () => {
  it('leave their share of the values at or below them, and no more than that strictly below', () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
        const found = percentile(all, share)!;
        const place = (all.length - 1) * share;
        expect(all.filter((value) => value < found).length).toBeLessThanOrEqual(Math.ceil(place));
        expect(all.filter((value) => value <= found + 1e-6).length).toBeGreaterThanOrEqual(Math.floor(place) + 1);
        expect(found).toBeGreaterThanOrEqual(Math.min(...all) - 1e-6);
        expect(found).toBeLessThanOrEqual(Math.max(...all) + 1e-6);
      }),
    );
  });

  it('are what a brute look says', () => {
    const brute = (all: number[], share: number) => {
      const sorted = [...all].sort((a, b) => a - b);
      // Each value stands for a point on a line of equal steps; read the line at the share.
      const points = sorted.map((value, i) => ({ x: i / (all.length - 1), value }));
      const right = points.findIndex(({ x }) => x >= share - 1e-12);
      const [a, b] = [points[Math.max(right - 1, 0)]!, points[right]!];
      return b.x === a.x || right === 0 ? b.value : a.value + ((share - a.x) / (b.x - a.x)) * (b.value - a.value);
    };
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 2, maxLength: 40 }), (all) => {
        for (const share of [0, 0.5, 0.95, 1]) expect(percentile(all, share)).toBeCloseTo(brute(all, share), 6);
      }),
    );
    expect(percentile([], 0.5)).toBeNull();
    expect(percentile([7], 0.95)).toBe(7);
    expect(percentile([1, 2, 3, 4], 0.5)).toBe(2.5);
  });
});

describe('the funnel', () => {
  it('never widens, whatever was taken in whatever order', () => {
    fc.assert(
      fc.property(fc.array(anySteps, { maxLength: 30 }), (cases) => {
        const funnel = funnelOf(cases);
        expect(funnel.map(({ step }) => step)).toEqual(STEPS);
        for (const [i, { count, median, p95 }] of funnel.entries()) {
          expect(count).toBeLessThanOrEqual(i === 0 ? cases.length : funnel[i - 1]!.count);
          if (median !== null) expect(0 <= median && median <= p95!).toBe(true);
        }
      }),
    );
  });

  it('counts how long each step took since the last one before it that was taken', () => {
    const whole: Steps = { detected: at(0), alerted: at(1), seen: at(4), decided: at(6), drafted: at(16) };
    // Quiet, opened all the same.
    const quiet: Steps = { detected: at(0), seen: at(30) };
    expect(funnelOf([whole, quiet])).toEqual([
      { step: 'detected', count: 2, median: null, p95: null },
      { step: 'alerted', count: 2, median: 1, p95: 1 },
      { step: 'seen', count: 2, median: 16.5, p95: expect.closeTo(28.65, 6) },
      { step: 'decided', count: 1, median: 2, p95: 2 },
      { step: 'drafted', count: 1, median: 10, p95: 10 },
      { step: 'approved', count: 0, median: null, p95: null },
      { step: 'published', count: 0, median: null, p95: null },
    ]);
  });

  it('gives a story under review more time to be approved', () => {
    const steps: Steps = { detected: at(0), alerted: at(1), decided: at(9), drafted: at(10), approved: at(22) };
    const figure = (verdict: 'go' | 'review', step: string) =>
      clockOf([{ steps, verdict }]).find((one) => one.step === step);
    expect(figure('go', 'approved')).toMatchObject({ count: 1, within: 0, median: 12, since: 'drafted' });
    expect(figure('review', 'approved')).toMatchObject({ count: 1, within: 1 });
    expect(figure('go', 'decided')).toMatchObject({ count: 1, within: 0, median: 8, since: 'alerted' });
    expect(figure('go', 'published')).toMatchObject({ count: 0, within: 0, median: null });
  });
});

describe('a report', () => {
  const base = { id: 'a', title: 'T', lang: 'en', state: 'closed', verdict: 'go', decision: null, topics: [] } as const;
  const topics = (...ids: string[]) => ids.map((topic) => ({ topic, label: `L ${topic}` }));
  const given = {
    brand: 'b',
    from: '2026-11-22',
    to: '2026-11-23',
    complete: true,
    latencies: [],
    timeZone: 'Europe/Paris',
  };

  it('groups by verdict, by each topic, and by the day of the brand', () => {
    const late = { ...base, id: 'b', openedAt: at(200), steps: { detected: at(200) }, topics: topics('sport', 'food') };
    const review = {
      ...base,
      verdict: 'review',
      openedAt: at(0),
      steps: { detected: at(0) },
      topics: topics('food'),
    } as const;
    const report = reportOf({ ...given, cases: [late, review] });
    expect(report.byVerdict.map(({ verdict, steps }) => [verdict, steps[0]!.count])).toEqual([
      ['go', 1],
      ['review', 1],
    ]);
    expect(report.byTopic.map(({ label, steps }) => [label, steps[0]!.count])).toEqual([
      ['L food', 2],
      ['L sport', 1],
    ]);
    // 23:20 UTC is past midnight in Paris.
    expect(report.byDay.map(({ day }) => day)).toEqual(['2026-11-22', '2026-11-23']);
    expect(report.latency).toBeNull();
    expect(reportOf({ ...given, cases: [], latencies: [1, 3] }).latency).toEqual({ changes: 2, median: 2, p95: 2.9 });
  });

  it('calls missed what alerted, could be answered, and went by unseen', () => {
    const alerted = { detected: at(0), alerted: at(1) };
    const cases = [
      { ...base, id: 'missed', openedAt: at(0), steps: alerted },
      { ...base, id: 'seen', openedAt: at(0), steps: { ...alerted, seen: at(2) } },
      { ...base, id: 'quiet', openedAt: at(0), steps: { detected: at(0) } },
      { ...base, id: 'blocked', openedAt: at(0), steps: alerted, verdict: 'block' },
      { ...base, id: 'alive', openedAt: at(0), steps: alerted, state: 'open' },
    ] as const;
    const { missed } = reportOf({ ...given, cases });
    expect(missed).toMatchObject({ count: 1, cards: [{ id: 'missed' }] });
  });
});

describe('how it went', () => {
  it.each([
    [{ steps: { published: at(9), approved: at(8) }, state: 'closed', decision: { action: 'accept' } }, 'published'],
    [{ steps: { approved: at(8) }, state: 'closed', decision: { action: 'accept' } }, 'approved'],
    [{ steps: {}, state: 'closed', decision: { action: 'accept' } }, 'accepted'],
    [{ steps: {}, state: 'open', decision: { action: 'dismiss' } }, 'dismissed'],
    [{ steps: { seen: at(1) }, state: 'closed', decision: null }, 'seen'],
    [{ steps: {}, state: 'closed', decision: null }, 'missed'],
    [{ steps: {}, state: 'fading', decision: { action: 'snooze' } }, 'open'],
  ] as const)('%j is %s', (gone, outcome) => {
    expect(outcomeOf(gone)).toBe(outcome);
  });
});
