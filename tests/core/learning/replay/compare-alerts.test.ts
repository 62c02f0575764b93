import { describe, expect, it } from '@jest/globals';
import type { Alert } from '../../../../src/core/learning/replay/alert-book.ts';
import { compareAlerts } from '../../../../src/core/learning/replay/compare-alerts.ts';

const MINUTE = 60_000;
const alert = (opportunity: string, minute: number, signals: readonly string[]): Alert => ({
  ...{ opportunity, story: `s-${opportunity}`, title: opportunity, level: 'alert', score: 60 },
  ...{ at: minute * MINUTE, receivedAt: minute * MINUTE, signals: new Set(signals) },
});
const ids = (alerts: readonly Alert[]) => alerts.map(({ opportunity }) => opportunity);

describe('two runs compared', () => {
  it('tells what both tell, what one alone tells, and what the new rules tell at another time', () => {
    const old = [alert('a', 1, ['1']), alert('b', 5, ['2', '3']), alert('c', 9, ['4'])];
    const changed = [alert('a', 1.5, ['1']), alert('b2', 2, ['3', '5', '6']), alert('d', 9, ['7'])];
    const { same, moved, gained, lost } = compareAlerts(old, changed);
    expect(same.map(({ before, after }) => [before.opportunity, after.opportunity])).toEqual([['a', 'a']]);
    expect(moved.map(({ before, after }) => [before.opportunity, after.opportunity])).toEqual([['b', 'b2']]);
    expect([ids(gained), ids(lost)]).toEqual([['d'], ['c']]);
  });

  it('gives each alert one partner: the one that shares most, then the nearest', () => {
    const old = [alert('x', 0, ['1', '2', '3', '4']), alert('y', 60, ['1', '2'])];
    const changed = [alert('z', 58, ['1', '2', '3']), alert('w', 1, ['3', '4'])];
    const { same, moved, gained, lost } = compareAlerts(old, changed);
    const partners = [...same, ...moved].map(({ before, after }) => `${before.opportunity}${after.opportunity}`);
    expect(partners.toSorted()).toEqual(['xw', 'yz']);
    expect([gained, lost]).toEqual([[], []]);
  });

  it('takes a signal or two of many in common for chance', () => {
    const many = Array.from({ length: 20 }, (_, i) => String(i));
    const { gained, lost } = compareAlerts(
      [alert('a', 0, many)],
      [alert('b', 0, [...many.slice(0, 2), ...many.map((n) => `x${n}`)])],
    );
    expect([ids(gained), ids(lost)]).toEqual([['b'], ['a']]);
  });
});
