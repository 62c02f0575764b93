import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createSimilar, type Compared } from '../../../src/core/learning/similar.ts';
import { listedFrequency } from '../../../src/core/territory/matcher/frequency.ts';

const words = { final: 400, stadium: 60, new: 2_000, match: 500, lights: 80, chocolate: 20 };
const similarTo = createSimilar(listedFrequency({ words }));
const opportunity = (id: string, title: string, changed: Partial<Compared> = {}): Compared => ({
  id,
  title,
  topics: [{ topic: 'sport', label: 'Sport nights' }],
  verdict: 'go',
  openedAt: '2026-11-20T20:00:00.000Z',
  ...changed,
});
const now = opportunity('now', 'The stadium goes dark in the middle of the final', {
  openedAt: '2026-11-22T20:00:00.000Z',
});
const food = { topics: [{ topic: 'food', label: 'Food' }] };
const idsOf = (past: readonly Compared[], one = now, most = 5) =>
  similarTo(one, past, most).map(({ other }) => other.id);

describe('earlier opportunities like one', () => {
  it('come by what they share: rare words before common ones, and topics', () => {
    const past = [
      opportunity('other-match', 'A new match, a new coach'),
      opportunity('same-kind', 'Lights out: a stadium dark during the final'),
      opportunity('far', 'A cake for a hundred guests', food),
    ];
    expect(idsOf(past)).toEqual(['same-kind', 'other-match']);
    const [first] = similarTo(now, past, 1);
    expect(first).toMatchObject({ topics: ['Sport nights'], words: ['dark', 'stadium', 'final'] });
  });

  it('count a name more than another word as rare', () => {
    const about = opportunity('now', 'At last Delmas answers the wugs', food);
    const past = [opportunity('word', 'Some wugs in the rain', food), opportunity('name', 'When Delmas sang', food)];
    expect(idsOf(past, about)[0]).toBe('name');
  });

  it('say nothing rather than something far-fetched', () => {
    expect(idsOf([opportunity('far', 'A cake for a hundred guests', food)])).toEqual([]);
    expect(idsOf([])).toEqual([]);
    // Same verdict and same week are no likeness.
    expect(idsOf([opportunity('empty', '', { topics: [] })], opportunity('now', '', { topics: [] }))).toEqual([]);
  });

  it('are never the opportunity itself, nor later ones', () => {
    const later = opportunity('later', now.title, { openedAt: '2026-11-23T20:00:00.000Z' });
    expect(idsOf([now, later, opportunity('twin', now.title)])).toEqual(['twin']);
  });

  it('prefer the same season and, of equals, the newer', () => {
    const title = 'Chocolate at dawn';
    const past = [
      opportunity('summer', title, { openedAt: '2026-06-20T20:00:00.000Z' }),
      opportunity('last-year', title, { openedAt: '2025-11-25T20:00:00.000Z' }),
      opportunity('last-week', title, { openedAt: '2026-11-15T20:00:00.000Z' }),
    ];
    expect(idsOf(past, opportunity('now', title, { openedAt: now.openedAt }))).toEqual([
      'last-week',
      'last-year',
      'summer',
    ]);
  });

  it('are alike between 0 and 1, the same to itself most of all, whatever the titles', () => {
    const title = fc.array(fc.constantFrom('stadium', 'Final', 'dark', 'Éclair', '2026', 'né', '🎈', 'the'), {
      maxLength: 9,
    });
    fc.assert(
      fc.property(title, title, (a, b) => {
        const one = opportunity('now', a.join(' '), { openedAt: now.openedAt });
        const past = [opportunity('other', b.join(' ')), opportunity('twin', a.join(' '))];
        const found = similarTo(one, past, 5);
        for (const { likeness } of found) expect(likeness >= 0 && likeness <= 1.000001).toBe(true);
        const of = (id: string) => found.find(({ other }) => other.id === id)?.likeness ?? 0;
        expect(of('twin')).toBeGreaterThanOrEqual(of('other') - 1e-9);
      }),
    );
  });
});
