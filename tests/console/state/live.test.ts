import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Card } from '../../../src/contract/card.ts';
import type { ChangeBody } from '../../../src/contract/change.ts';
import type { Decision } from '../../../src/contract/decision.ts';
import type { Draft } from '../../../src/contract/draft.ts';
import type { Freeze } from '../../../src/contract/freeze.ts';
import type { ServerFrame } from '../../../src/contract/frame.ts';
import type { MomentCard } from '../../../src/contract/moment-card.ts';
import { initialLive, reduceLive } from '../../../src/console/state/live.ts';
import type { LiveEvent, LiveState } from '../../../src/console/state/live.ts';
import { fakeCard } from '../../support/console-cards.ts';

const NOW = Date.parse('2026-11-22T20:15:00Z');
const BRAND = 'maison-sorbier';

const card = (id: string, score = 50): Card => fakeCard(NOW, { id, title: id, score });
const frame = (value: ServerFrame): LiveEvent => ({ type: 'frame', frame: value, at: NOW });
const hello = (epoch = 'one', brands = [BRAND]): LiveEvent =>
  frame({ type: 'hello', epoch, at: new Date(NOW + 5_000).toISOString(), brands });
const snapshot = (seq: number, ...cards: Card[]): LiveEvent =>
  frame({ type: 'snapshot', brand: BRAND, seq, cards, moments: [], freezes: [], drafts: [] });
const caughtUp = (seq: number, missed = 0): LiveEvent => frame({ type: 'caught-up', brand: BRAND, seq, missed });
const change = (seq: number, value: Card): LiveEvent => {
  const body = { noun: 'card' as const, id: value.opportunity.id, value };
  return frame({ type: 'change', change: { brand: BRAND, seq, at: new Date(NOW).toISOString(), body } });
};
const after = (...events: LiveEvent[]): LiveState => events.reduce(reduceLive, initialLive);
const scoreOf = (state: LiveState, id: string) => state.cards[BRAND]?.[id]?.opportunity.score;

describe('the live state', () => {
  it('is live once every brand has caught up, on the server’s clock', () => {
    const state = after({ type: 'connecting' }, hello(), snapshot(3, card('a')), caughtUp(3));
    expect(state).toMatchObject({ connection: { kind: 'live' }, clockSkew: 5_000, cursors: { [BRAND]: 3 } });
  });

  it('says since when it is offline, and keeps saying so until the server greets again', () => {
    const state = after(hello(), { type: 'closed', at: 7 }, { type: 'closed', at: 9 }, { type: 'connecting' });
    expect(state.connection).toEqual({ kind: 'offline', since: 7 });
  });

  it('counts what was missed while it was away', () => {
    const away = after(hello(), snapshot(1, card('a')), caughtUp(1), { type: 'closed', at: 7 }, { type: 'connecting' });
    const back = [hello(), change(2, card('b')), change(3, card('c'))].reduce(reduceLive, away);
    expect(back.connection).toEqual({ kind: 'catching-up', missed: 2 });
    expect(reduceLive(back, caughtUp(3, 2)).connection).toEqual({ kind: 'live' });
  });

  it('announces cards that appear, not those that were there or only changed', () => {
    const state = after(hello(), snapshot(1, card('a')), caughtUp(1), change(2, card('a', 60)), change(3, card('b')));
    expect(state.arrivals).toEqual(['b']);
    expect(reduceLive(state, { type: 'looked-at', ids: ['b'] }).arrivals).toEqual([]);
  });

  it('drops a number it has seen, and asks for a new line where one is missing', () => {
    const state = after(hello(), snapshot(1, card('a', 10)), change(2, card('a', 20)), change(2, card('a', 99)));
    expect(scoreOf(state, 'a')).toBe(20);
    const gap = reduceLive(state, change(4, card('a', 40)));
    expect(gap).toMatchObject({ resync: true, cursors: { [BRAND]: 2 } });
    expect(scoreOf(gap, 'a')).toBe(20);
  });

  it('asks for a new line when told to be further than it is, and for a brand it has no number of', () => {
    expect(after(hello(), snapshot(1), caughtUp(4)).resync).toBe(true);
    expect(after(hello(), change(1, card('a'))).resync).toBe(true);
  });

  it('counts a change whose noun it does not know', () => {
    const foreign: LiveEvent = { type: 'frame', frame: { type: 'foreign-change', brand: BRAND, seq: 2 }, at: NOW };
    const state = after(hello(), snapshot(1, card('a')), foreign, change(3, card('a', 70)));
    expect(state.resync).toBe(false);
    expect(scoreOf(state, 'a')).toBe(70);
  });

  it('throws its numbers away when the server’s history is another one', () => {
    const state = after(hello(), snapshot(90, card('old')), hello('two'), snapshot(2, card('new')), caughtUp(2));
    expect(Object.keys(state.cards[BRAND] ?? {})).toEqual(['new']);
    expect(state.cursors).toEqual({ [BRAND]: 2 });
  });

  it('forgets the cards of a brand that was taken away', () => {
    const state = after(hello(), snapshot(1, card('a')), hello('one', []));
    expect(state).toMatchObject({ cards: {}, cursors: {}, connection: { kind: 'live' } });
  });

  it('keeps nothing of anybody once signed out', () => {
    const state = after(hello(), snapshot(1, card('a')), { type: 'signed-out' });
    expect(state).toEqual({ ...initialLive, connection: { kind: 'signed-out' } });
  });

  it('lays the answer to a decision over the card, but never an older judgement over a newer', () => {
    const decision = { action: 'accept' as const, id: 'd', brand: BRAND, opportunity: 'a', by: { id: 'x', name: 'X' } };
    const answer = { ...card('a', 10), decision: { ...decision, at: new Date(NOW).toISOString() } };
    const newer = { ...card('a', 30) };
    newer.opportunity = { ...newer.opportunity, updatedAt: new Date(NOW + 1_000).toISOString() };
    const state = after(hello(), snapshot(1, card('a')), change(2, newer), { type: 'decided', card: answer });
    expect(scoreOf(state, 'a')).toBe(30);
    expect(state.cards[BRAND]?.['a']?.decision?.id).toBe('d');
  });
});

describe('what keeps a brand from speaking', () => {
  const by = { id: 'n', name: 'Nora' };
  const freeze = (scope: string): Freeze => ({ scope, reason: 'why', by, at: new Date(NOW).toISOString() });
  const frozen = (seq: number, scope: string, value: Freeze | null): LiveEvent =>
    told(seq, { noun: 'freeze', id: scope, value });
  const scopes = (state: LiveState) => state.freezes[BRAND]?.map(({ scope }) => scope);

  it('comes with the snapshot, goes on with the changes, and ends with them', () => {
    const begun = after(hello(), looked(1, { freezes: [freeze(BRAND)] }), frozen(2, '*', freeze('*')));
    expect(scopes(begun)).toEqual(['*', BRAND]);
    expect(scopes(reduceLive(begun, frozen(3, BRAND, null)))).toEqual(['*']);
    const again = reduceLive(begun, frozen(3, '*', { ...freeze('*'), reason: 'another' }));
    expect(again.freezes[BRAND]?.map(({ reason }) => reason)).toEqual(['another', 'why']);
    expect(reduceLive(begun, hello('one', [])).freezes).toEqual({});
    expect(reduceLive(begun, looked(4, {})).freezes).toEqual({ [BRAND]: [] });
  });

  it('forgets that a context was opened once the verdict is another', () => {
    const review = fakeCard(NOW, { id: 'a', title: 'a', verdict: 'review' });
    const opened: LiveEvent = { type: 'opened', id: 'a', verdict: 'review' };
    const state = after(hello(), snapshot(1, review, card('b')), opened, change(2, review), change(3, card('b')));
    expect(state.opened).toEqual({ a: 'review' });
    const worse = fakeCard(NOW, { id: 'a', title: 'a', verdict: 'block' });
    expect(reduceLive(state, change(4, worse)).opened).toEqual({});
    expect(reduceLive(state, snapshot(4, worse)).opened).toEqual({});
  });

  it('holds a card whichever comes first, the answer to the decision or what the pipeline says next', () => {
    const at = (seconds: number) => new Date(NOW + seconds * 1_000).toISOString();
    const decision = (id: string, action: Decision['action'], seconds: number): Decision => {
      return { id, action, brand: BRAND, opportunity: 'a', by, at: at(seconds) };
    };
    const of = (updated: number, rest: Partial<Card>): Card => {
      const { opportunity } = card('a');
      return {
        opportunity: { ...opportunity, updatedAt: at(updated) },
        decision: null,
        hold: null,
        assignment: null,
        ...rest,
      };
    };
    const accepted = of(0, { decision: decision('one', 'accept', 1) });
    const held = of(2, { decision: accepted.decision, hold: { at: at(2), reasons: ['event.death'] } });
    const reopened = of(2, { decision: decision('two', 'reopen', 3) });
    const holdAfter = (...events: LiveEvent[]) =>
      after(hello(), snapshot(1, of(0, {})), ...events).cards[BRAND]?.['a']?.hold?.reasons ?? null;
    const answered = (value: Card): LiveEvent => ({ type: 'decided', card: value });
    expect(holdAfter(answered(accepted), change(2, accepted), change(3, held))).toEqual(['event.death']);
    expect(holdAfter(change(2, accepted), change(3, held), answered(accepted))).toEqual(['event.death']);
    expect(holdAfter(change(2, accepted), change(3, held), answered(reopened))).toBeNull();
    expect(holdAfter(change(2, accepted), change(3, held), change(4, reopened), answered(reopened))).toBeNull();
  });

  it('keeps moments until they are over, and what was decided about them', () => {
    const decided = { ...moment('m'), decision: { action: 'plan' as const, by, at: new Date(NOW).toISOString() } };
    const state = after(
      hello(),
      looked(1, { moments: [moment('m')] }),
      told(2, { noun: 'moment', id: 'n', value: moment('n') }),
      { type: 'moment-decided', card: decided },
      told(3, { noun: 'moment', id: 'n', value: moment('n', 'over') }),
    );
    expect(state.moments[BRAND]).toEqual({ m: decided });
  });

  const looked = (seq: number, rest: { moments?: MomentCard[]; freezes?: Freeze[] }): LiveEvent =>
    frame({ type: 'snapshot', brand: BRAND, seq, cards: [], moments: [], freezes: [], drafts: [], ...rest });
  const told = (seq: number, body: ChangeBody): LiveEvent =>
    frame({ type: 'change', change: { brand: BRAND, seq, at: new Date(NOW).toISOString(), body } });
  const moment = (id: string, state: MomentCard['state'] = 'ahead'): MomentCard =>
    ({ id, brand: BRAND, state, updatedAt: new Date(NOW).toISOString(), decision: null }) as unknown as MomentCard;
});

describe('words on their way out', () => {
  const author = { id: 'lea', name: 'Léa' };
  const at = (seconds: number) => new Date(NOW + seconds * 1_000).toISOString();
  const draft = (id: string, state: Draft['state'], seconds: number, version = 1): Draft => ({
    ...{ id, brand: BRAND, opportunity: 'a', text: 'Lights out?', lang: 'en', version, state, author, approvals: [] },
    ...{ createdAt: at(0), updatedAt: at(seconds), variants: [], media: [], publications: [] },
  });
  const looked = (seq: number, ...drafts: Draft[]): LiveEvent =>
    frame({ type: 'snapshot', brand: BRAND, seq, cards: [], moments: [], freezes: [], drafts });
  const told = (seq: number, value: Draft): LiveEvent => {
    const body = { noun: 'draft' as const, id: value.id, value };
    return frame({ type: 'change', change: { brand: BRAND, seq, at: at(0), body } });
  };
  const moved = (value: Draft): LiveEvent => ({ type: 'draft-moved', draft: value });
  const states = (...events: LiveEvent[]) =>
    Object.values(after(hello(), ...events).drafts[BRAND] ?? {}).map(({ id, state }) => `${id} ${state}`);

  it('come with the snapshot, go on with the changes, and are gone once they are withdrawn', () => {
    const begun = [looked(1, draft('d', 'writing', 0)), told(2, draft('e', 'writing', 1))];
    expect(states(...begun)).toEqual(['d writing', 'e writing']);
    expect(states(...begun, told(3, draft('d', 'waiting', 2)))).toContain('d waiting');
    expect(states(...begun, told(3, draft('d', 'withdrawn', 2)))).toEqual(['e writing']);
    expect(states(...begun, looked(5, draft('f', 'published', 4)))).toEqual(['f published']);
    expect(states(...begun, hello('one', []))).toEqual([]);
  });

  it('stay as new as they are, whichever comes first, the answer to a move or its change', () => {
    const sent = draft('d', 'waiting', 1);
    const approved = draft('d', 'approved', 2, 2);
    const begun = looked(1, draft('d', 'writing', 0));
    expect(states(begun, moved(sent))).toEqual(['d waiting']);
    expect(states(begun, moved(sent), told(2, sent), told(3, approved))).toEqual(['d approved']);
    expect(states(begun, told(2, sent), told(3, approved), moved(sent))).toEqual(['d approved']);
    // It comes with its change, if it is still there by then.
    expect(states(begun, moved(draft('new', 'writing', 3)))).toEqual(['d writing']);
  });
});

describe('any interleaving of cuts, repeats and lost frames', () => {
  const step = fc.record({
    /** What happens to the line before the next frames. */
    fault: fc.constantFrom('none', 'cut', 'repeat', 'lose', 'snapshot'),
    count: fc.integer({ min: 1, max: 5 }),
  });
  const contiguous = fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), score: fc.nat(100) }), {
    minLength: 1,
    maxLength: 30,
  });

  it('ends in the state of an uninterrupted line', () => {
    fc.assert(
      fc.property(contiguous, fc.array(step, { maxLength: 20 }), (changes, steps) => {
        const frames = changes.map(({ id, score }, index) => change(index + 1, card(id, score)));
        const calm = after(hello(), snapshot(0), ...frames);
        const rough = live(frames, steps);
        expect({ cards: rough.cards, cursors: rough.cursors }).toEqual({ cards: calm.cards, cursors: calm.cursors });
      }),
      { numRuns: 200 },
    );
  });

  /** A server and a line with faults: whenever the client asks, it reconnects and is sent what follows its cursor. */
  function live(frames: LiveEvent[], steps: { fault: string; count: number }[]): LiveState {
    let state = after(hello(), snapshot(0));
    const cursor = () => state.cursors[BRAND] ?? 0;
    const take = (events: LiveEvent[]) => (state = events.reduce(reduceLive, state));
    const reconnect = () => take([{ type: 'closed', at: NOW }, { type: 'connecting' }, hello()]);
    for (const { fault, count } of steps) {
      const next = frames.slice(cursor(), cursor() + count);
      if (fault === 'cut') reconnect();
      if (fault === 'snapshot') take([snapshot(cursor(), ...Object.values(state.cards[BRAND] ?? {}))]);
      if (fault === 'lose') take(next.slice(1));
      else take(fault === 'repeat' ? [...next, ...next, ...frames.slice(0, cursor())] : next);
      if (state.resync) reconnect();
    }
    return take(frames.slice(cursor()));
  }
});
