import { describe, expect, it } from '@jest/globals';
import type { Card } from '../../../src/contract/card.ts';
import type { Decision } from '../../../src/contract/decision.ts';
import type { Permission } from '../../../src/contract/user.ts';
import { arrange } from '../../../src/console/state/arrange.ts';
import { initialLive } from '../../../src/console/state/live.ts';
import type { LiveState } from '../../../src/console/state/live.ts';
import { heldIds, mayAccept, standingOf, wantedCards } from '../../../src/console/state/select.ts';
import type { Filter } from '../../../src/console/state/select.ts';
import { actsOf } from '../../../src/console/state/acts.ts';
import type { Guards } from '../../../src/console/state/acts.ts';
import { windowLeft } from '../../../src/console/state/window.ts';
import { fakeCard, fakeMe } from '../../support/console-cards.ts';
import type { FakeStory } from '../../support/console-cards.ts';

const NOW = Date.parse('2026-11-22T20:15:00Z');
const MINUTE = 60_000;

const card = (id: string, rest: Partial<FakeStory> = {}) => fakeCard(NOW, { id, title: id, ...rest });
const decided = (base: Card, action: Decision['action'], rest: Partial<Decision> = {}): Card => ({
  ...base,
  decision: {
    id: 'd',
    brand: base.opportunity.brand,
    opportunity: base.opportunity.id,
    action,
    by: { id: 'lea', name: 'Léa' },
    at: new Date(NOW).toISOString(),
    ...rest,
  },
});
const stateOf = (...cards: Card[]): LiveState => ({
  ...initialLive,
  cards: { 'maison-sorbier': Object.fromEntries(cards.map((one) => [one.opportunity.id, one])) },
});
const wanted = (filter: Partial<Filter>, ...cards: Card[]) =>
  wantedCards(stateOf(...cards), { view: 'all', ...filter }, 'lea', NOW);

describe('the order of the feed', () => {
  it('is score times chance, undecided before taken', () => {
    const cards = [
      card('late', { score: 90, inTime: 0.1 }),
      card('best', { score: 70, inTime: 0.9 }),
      decided(card('taken', { score: 99, inTime: 1 }), 'accept'),
      card('good', { score: 60, inTime: 0.9 }),
    ];
    expect(wanted({}, ...cards)).toEqual(['best', 'good', 'late', 'taken']);
  });

  it('leaves out what was put aside, until the snooze is over', () => {
    const until = (minutes: number) => ({ until: new Date(NOW + minutes * MINUTE).toISOString() });
    const cards = [
      decided(card('gone'), 'dismiss'),
      decided(card('asleep'), 'snooze', until(5)),
      decided(card('awake'), 'snooze', until(-5)),
      card('over', { state: 'closed' }),
      decided(card('back'), 'reopen'),
    ];
    expect(wanted({}, ...cards).toSorted()).toEqual(['awake', 'back']);
    expect(wanted({ view: 'aside' }, ...cards).toSorted()).toEqual(['asleep', 'gone', 'over']);
  });

  it('can be narrowed by verdict, phase, words and to one’s own', () => {
    const cards = [
      card('Le gâteau géant', { topics: ['gourmandise'] }),
      card('match', { verdict: 'review', phase: 'fading', topics: ['sport'] }),
      decided(card('mine'), 'accept'),
      decided(card('theirs'), 'accept', { by: { id: 'tom', name: 'Tom' } }),
    ];
    expect(wanted({ view: 'review' }, ...cards)).toEqual(['match']);
    expect(wanted({ phase: 'fading' }, ...cards)).toEqual(['match']);
    expect(wanted({ search: 'GATEAU gourm' }, ...cards)).toEqual(['Le gâteau géant']);
    expect(wanted({ view: 'mine' }, ...cards)).toEqual(['mine']);
  });
});

describe('what stands under the pointer', () => {
  it('stays, and new cards wait', () => {
    expect(arrange(['a', 'b'], ['c', 'b', 'd'], true)).toEqual({ shown: ['a', 'b'], waiting: ['c', 'd'] });
  });

  it('is put in order when nobody is there', () => {
    expect(arrange(['a', 'b'], ['c', 'b'], false)).toEqual({ shown: ['c', 'b'], waiting: [] });
  });

  it('comes at once into an empty feed', () => {
    expect(arrange([], ['a'], true)).toEqual({ shown: ['a'], waiting: [] });
  });
});

describe('accepting', () => {
  const calm: Guards = { opened: {}, freezes: {} };
  const withRights = (...permissions: Permission[]) => ({
    ...fakeMe,
    brands: fakeMe.brands.map((brand) => ({ ...brand, permissions })),
  });
  const editor = withRights('read', 'decide', 'approve');

  it('wants the context of a review card opened, under the verdict it has now', () => {
    const review = card('r', { verdict: 'review' });
    expect(mayAccept(review, {})).toBe('open-first');
    expect(mayAccept(review, { r: 'review' })).toBe('yes');
    expect(mayAccept(review, { r: 'go' })).toBe('open-first');
  });

  it('is never offered for a blocked card, nor to those who only read', () => {
    expect(actsOf(card('b', { verdict: 'block' }), fakeMe, calm, NOW)).toMatchObject({ main: 'why', override: false });
    const nothing = { main: 'open', aside: false, reopen: false, override: false };
    expect(actsOf(card('g'), withRights('read'), calm, NOW)).toEqual(nothing);
    expect(actsOf(card('g'), fakeMe, calm, NOW)).toEqual({ ...nothing, main: 'accept', aside: true });
  });

  it('against the gate is offered to editors alone', () => {
    const blocked = card('b', { verdict: 'block' });
    expect(actsOf(blocked, editor, calm, NOW)).toMatchObject({ main: 'why', override: true });
    expect(actsOf(card('g'), editor, calm, NOW).override).toBe(false);
    expect(
      actsOf({ ...blocked, opportunity: { ...blocked.opportunity, state: 'closed' } }, editor, calm, NOW).override,
    ).toBe(false);
  });

  it('waits while the brand or everything is frozen; putting aside does not', () => {
    const freeze = { reason: 'r', by: { id: 'n', name: 'N' }, at: new Date(NOW).toISOString() };
    const brand = fakeMe.brands[0]!.id;
    for (const scope of [brand, '*']) {
      const frozen: Guards = { opened: {}, freezes: { [brand]: [{ ...freeze, scope }] } };
      expect(actsOf(card('g'), editor, frozen, NOW)).toMatchObject({ main: 'frozen', aside: true });
      expect(actsOf(card('b', { verdict: 'block' }), editor, frozen, NOW).override).toBe(false);
      expect(actsOf(card('o', { brand: fakeMe.brands[1]!.id }), editor, frozen, NOW).main).toBe('accept');
    }
  });

  it('can be taken back while the card lives', () => {
    expect(actsOf(decided(card('g'), 'dismiss'), fakeMe, calm, NOW).main).toBe('reopen');
    expect(actsOf(decided(card('g', { state: 'closed' }), 'dismiss'), fakeMe, calm, NOW).reopen).toBe(false);
    expect(standingOf(decided(card('g', { state: 'closed' }), 'accept'), NOW)).toBe('accepted');
  });

  it('that is held comes before everything, and says why', () => {
    const hold = { at: new Date(NOW).toISOString(), reasons: ['event.death'] };
    const held = { ...decided(card('h', { score: 0 }), 'accept'), hold };
    expect(standingOf(held, NOW)).toBe('held');
    expect(actsOf(held, fakeMe, calm, NOW)).toMatchObject({ main: 'why', reopen: true, aside: false });
    expect(wanted({}, card('g', { score: 99 }), held)).toEqual(['h', 'g']);
    expect(wanted({ view: 'mine' }, held)).toEqual(['h']);
    expect(heldIds(stateOf(card('g'), held, { ...held, ...card('u') }))).toEqual(['h']);
  });
});

describe('the window', () => {
  const pace = (window: [number, number, number], state: FakeStory['state'] = 'open') =>
    windowLeft(card('w', { window, state }).opportunity, NOW).pace;

  it('is held against what the team usually needs', () => {
    expect(pace([25, 38, 70])).toBe('ok');
    expect(pace([12, 19, 34])).toBe('tight');
    expect(pace([4, 9, 15])).toBe('late');
    expect(pace([-9, -4, 6])).toBe('last');
    expect(pace([-30, -20, -10])).toBe('over');
    expect(pace([25, 38, 70], 'closed')).toBe('over');
  });
});
