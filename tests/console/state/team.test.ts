import { describe, expect, it } from '@jest/globals';
import { initialLive, reduceLive } from '../../../src/console/state/live.ts';
import type { LiveEvent, LiveState } from '../../../src/console/state/live.ts';
import { choicesIn, standingOf, wantedCards } from '../../../src/console/state/select.ts';
import type { Card } from '../../../src/contract/card.ts';
import type { Decision } from '../../../src/contract/decision.ts';
import type { ServerFrame } from '../../../src/contract/frame.ts';
import type { AlertLevel } from '../../../src/contract/opportunity.ts';
import type { Comment } from '../../../src/contract/teamwork.ts';
import { fakeCard } from '../../support/console-cards.ts';
import type { FakeStory } from '../../support/console-cards.ts';

const NOW = Date.parse('2026-11-22T20:15:00Z');
const BRAND = 'maison-sorbier';
const at = (seconds = 0) => new Date(NOW + seconds * 1_000).toISOString();
const tom = { id: 'tom', name: 'Tom' };
const lea = { id: 'lea', name: 'Léa' };

const card = (id: string, rest: Partial<FakeStory> = {}) => fakeCard(NOW, { id, title: id, ...rest });
const frame = (told: ServerFrame): LiveEvent => ({ type: 'frame', frame: told, at: NOW });
const hello = (brands = [BRAND]) => frame({ type: 'hello', epoch: 'one', at: at(), brands });
const snapshot = (seq: number, ...cards: Card[]) =>
  frame({ type: 'snapshot', brand: BRAND, seq, cards, moments: [], freezes: [], drafts: [] });
const after = (...events: LiveEvent[]): LiveState => events.reduce(reduceLive, initialLive);
const comment = (id: string): Comment => {
  return { id, brand: BRAND, opportunity: 'a', text: id, by: tom, at: at(), mentions: [] };
};

describe('what colleagues do, as the console keeps it', () => {
  const told = (seq: number, value: Comment): LiveEvent =>
    frame({ type: 'change', change: { brand: BRAND, seq, at: at(), body: { noun: 'comment', id: value.id, value } } });
  const ids = (state: LiveState) => state.comments[BRAND]?.map(({ id }) => id);

  it('has a comment once, whether the answer or the change comes first, and leaves with the brand', () => {
    const state = after(
      hello(),
      snapshot(1, card('a')),
      { type: 'commented', comment: comment('mine') },
      told(2, comment('mine')),
      told(3, comment('his')),
      { type: 'commented', comment: comment('his') },
    );
    expect(ids(state)).toEqual(['mine', 'his']);
    expect(state.cursors[BRAND]).toBe(3);
    expect(reduceLive(state, hello([])).comments).toEqual({});
  });

  it('knows who looks where while the line stands, and no longer', () => {
    const present = (...people: (typeof tom)[]) => frame({ type: 'presence', brand: BRAND, opportunity: 'a', people });
    const state = after(hello(), snapshot(1, card('a')), present(tom, lea));
    expect(state.presence).toEqual({ a: [tom, lea] });
    expect(reduceLive(state, present()).presence).toEqual({});
    expect(reduceLive(state, { type: 'closed', at: NOW }).presence).toEqual({});
    expect(reduceLive(state, hello()).presence).toEqual({});
  });

  it('shows as mine what was given to me or taken by me', () => {
    const accepted: Decision = { id: 'd', brand: BRAND, opportunity: 'taken', action: 'accept', by: lea, at: at() };
    const state = after(
      hello(),
      snapshot(
        1,
        { ...card('given'), assignment: { to: lea, by: tom, at: at() } },
        { ...card('his'), assignment: { to: tom, by: tom, at: at() } },
        { ...card('taken'), decision: accepted },
        { ...card('aside'), assignment: { to: lea, by: tom, at: at() }, decision: { ...accepted, action: 'dismiss' } },
      ),
    );
    expect(wantedCards(state, { view: 'mine' }, 'lea', NOW).toSorted()).toEqual(['given', 'taken']);
  });

  it('keeps the newer assignment, whichever comes first', () => {
    const given = (seconds: number, to: typeof tom): Card => {
      return { ...card('a'), assignment: { to, by: tom, at: at(seconds) } };
    };
    const state = after(hello(), snapshot(1, given(5, lea)), { type: 'decided', card: given(1, tom) });
    expect(state.cards[BRAND]?.['a']?.assignment?.to).toEqual(lea);
  });
});

describe('a snoozed card', () => {
  const snoozed = (under: AlertLevel | undefined, level: AlertLevel, minutes = 30): Card => {
    const made = card('a');
    const decision: Decision = {
      ...{ id: 'd', brand: BRAND, opportunity: 'a', action: 'snooze', by: tom, at: at(), until: at(minutes * 60) },
      ...(under && { level: under }),
    };
    return { ...made, opportunity: { ...made.opportunity, level }, decision };
  };

  it('sleeps until its end, and wakes before when it is louder than it was', () => {
    expect(standingOf(snoozed('alert', 'alert'), NOW)).toBe('snoozed');
    expect(standingOf(snoozed('alert', 'quiet'), NOW)).toBe('snoozed');
    expect(standingOf(snoozed('alert', 'urgent'), NOW)).toBe('undecided');
    expect(standingOf(snoozed('quiet', 'alert'), NOW)).toBe('undecided');
    expect(standingOf(snoozed(undefined, 'urgent'), NOW)).toBe('snoozed');
    expect(standingOf(snoozed('alert', 'alert', -1), NOW)).toBe('undecided');
  });
});

describe('filters', () => {
  it('leave what has the topic and the platform, and offer what there is', () => {
    const bluesky = [{ name: 'bluesky', share: 1 }];
    const state = after(
      hello(),
      snapshot(1, card('a', { topics: ['cake'], platforms: bluesky }), card('b', { topics: ['football'] })),
    );
    expect(wantedCards(state, { view: 'all', topic: 'cake' }, 'lea', NOW)).toEqual(['a']);
    expect(wantedCards(state, { view: 'all', topic: 'cake', platform: 'x' }, 'lea', NOW)).toEqual([]);
    expect(choicesIn(state.cards)).toEqual({ topics: ['cake', 'football'], platforms: ['bluesky', 'news', 'x'] });
    expect(choicesIn(state.cards, 'another')).toEqual({ topics: [], platforms: [] });
  });
});
