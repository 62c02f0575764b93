import { describe, expect, it } from '@jest/globals';
import { exampleSignal } from '../../../src/core/territory/examples.ts';
import { prepareDocument } from '../../../src/core/territory/match.ts';
import { parseQuery } from '../../../src/core/territory/parse.ts';
import { printQuery } from '../../../src/core/territory/print.ts';
import { logLikelihood, tellingTerms } from '../../../src/core/territory/suggest-terms.ts';
import { withoutTerm, withTerm } from '../../../src/core/territory/take-term.ts';

const docs = (titles: readonly string[]) =>
  titles.map((title) => prepareDocument(exampleSignal({ title, topics: [] })));
const many = (count: number, title: (n: number) => string) => Array.from({ length: count }, (_, n) => title(n));

describe('terms that tell texts from others', () => {
  it('are weighed by the log-likelihood ratio', () => {
    // Dunning's measure by hand: 10 of 100 against 10 of 1,000.
    const share = 20 / 1_100;
    const l = (k: number, n: number, p: number) => k * Math.log(p) + (n - k) * Math.log(1 - p);
    const byHand = 2 * (l(10, 100, 0.1) + l(10, 1_000, 0.01) - l(10, 100, share) - l(10, 1_000, share));
    expect(logLikelihood(10, 100, 10, 1_000)).toBeCloseTo(byHand, 9);
    expect(logLikelihood(5, 50, 100, 1_000)).toBe(0);
    expect(logLikelihood(0, 50, 0, 1_000)).toBe(0);
    expect(logLikelihood(50, 50, 0, 1_000)).toBeGreaterThan(300);
  });

  it('are the words and phrases that go with them, each said once, not what stands everywhere', () => {
    const good = many(12, (n) => `Penalty shootout drama again, report ${n}`);
    const other = [
      ...many(300, (n) => `Markets report ${n} again`),
      ...many(3, (n) => `Another penalty shootout ${n}`),
    ];
    const told = tellingTerms(docs(good), docs(other), { fewest: 3, leastLift: 4, most: 5 });
    expect(told.map(({ term }) => term)).toEqual(['"shootout drama"', 'penalty']);
    expect(told[0]!.score).toBeGreaterThanOrEqual(told.at(-1)!.score);
  });

  it('are taken into a rule without changing the rest of it', () => {
    const known = new Set(['jobs']);
    const plain = (query: string) => {
      const read = parseQuery(query, { lists: known });
      return 'query' in read ? printQuery(read.query) : `refused: ${query}`;
    };
    const cases: [query: string, added: string, leftOut: string][] = [
      ['a1', 'a1 OR "new one"', 'a1 AND NOT "new one"'],
      ['a1 OR b1', 'a1 OR b1 OR "new one"', '(a1 OR b1) AND NOT "new one"'],
      [
        '(a1 OR b1) NOT list:jobs',
        '(a1 OR b1 OR "new one") AND NOT list:jobs',
        '(a1 OR b1) AND NOT list:jobs AND NOT "new one"',
      ],
      ['a1 b1', '(a1 AND b1) OR "new one"', 'a1 AND b1 AND NOT "new one"'],
      [
        '(a1 OR b1) NEAR/3 (c1 OR d1) NOT e1',
        '((a1 OR b1) NEAR/3 (c1 OR d1) OR "new one") AND NOT e1',
        '(a1 OR b1) NEAR/3 (c1 OR d1) AND NOT e1 AND NOT "new one"',
      ],
    ];
    for (const [query, added, leftOut] of cases) {
      expect(plain(withTerm(query, '"new one"', known))).toBe(plain(added));
      expect(plain(withoutTerm(query, '"new one"', known))).toBe(plain(leftOut));
    }
    expect(withTerm('(open', 'x1', known)).toBe('(open');
  });
});
