import { describe, expect, it } from '@jest/globals';
import type { MomentCard } from '../../../src/contract/moment-card.ts';
import { cardsByDate, comingUp, dateKey, daysAhead, findMoment } from '../../../src/console/state/moments.ts';

const NOW = new Date(2026, 10, 10, 9, 30).getTime();
const AT = '2026-11-10T08:30:00Z';

function card(id: string, from: string, rest: Partial<MomentCard> = {}, major = false): MomentCard {
  return {
    ...{ id, brand: 'maison-sorbier', topics: [], collisions: [], openedAt: AT, updatedAt: AT, state: 'ahead' },
    decision: null,
    date: {
      ...{ moment: id, name: { en: id, fr: id }, countries: [], tone: 'festive', care: 'none', from, to: from },
      ...{ uncertainDays: 0, leadDays: 7, own: false, major },
    },
    ...rest,
  };
}

const decided = (action: 'plan' | 'dismiss' | 'reopen'): Pick<MomentCard, 'decision'> => ({
  decision: { action, by: { id: 'lea', name: 'Léa' }, at: AT },
});

const of = (...cards: MomentCard[]) => {
  const brands = Object.groupBy(cards, ({ brand }) => brand);
  return Object.fromEntries(
    Object.entries(brands).map(([brand, own = []]) => [brand, Object.fromEntries(own.map((one) => [one.id, one]))]),
  );
};

describe('what comes up', () => {
  it('is what nobody decided about, the nearest first, of a day the great ones first', () => {
    const moments = of(
      card('late', '2026-12-06'),
      card('small', '2026-11-19'),
      card('great', '2026-11-19', {}, true),
      card('planned', '2026-11-11', decided('plan')),
      card('not-ours', '2026-11-11', decided('dismiss')),
      card('again', '2026-11-12', decided('reopen')),
      card('over', '2026-11-09', { state: 'over' }),
      card('theirs', '2026-11-13', { brand: 'kettle-and-crumb' }),
    );
    expect(comingUp(moments)).toEqual(['again', 'theirs', 'great', 'small', 'late']);
    expect(comingUp(moments, 'kettle-and-crumb')).toEqual(['theirs']);
    expect(findMoment(moments, 'planned')?.decision?.action).toBe('plan');
    expect(findMoment(moments, 'nothing')).toBeUndefined();
  });

  it('is found by its date, so that the calendar can mark it', () => {
    const planned = card('planned', '2026-11-11', decided('plan'));
    expect(cardsByDate(of(planned), 'maison-sorbier').get(dateKey(planned.date))).toBe(planned);
    expect(cardsByDate(of(planned), 'kettle-and-crumb').size).toBe(0);
  });
});

describe('days ahead', () => {
  it('are counted from the viewer’s day, but never contradict the server', () => {
    expect(daysAhead(card('a', '2026-11-16'), NOW)).toBe(6);
    expect(daysAhead(card('a', '2026-11-10'), NOW)).toBe(1);
    expect(daysAhead(card('a', '2026-11-11', { state: 'on' }), NOW)).toBe(0);
  });
});
