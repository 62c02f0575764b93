import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Draft } from '../../../src/contract/draft.ts';
import type { Publication } from '../../../src/contract/publication.ts';
import { newDraft } from '../../../src/core/draft/new-draft.ts';
import { obstacleTo, ordered, withPublication, type GoingOut } from '../../../src/core/draft/publish-draft.ts';
import {
  absent,
  answered,
  claimed,
  held,
  keepBack,
  LEASE_MS,
  MOST_ATTEMPTS,
  movedByHand,
  nextAt,
  remedyNow,
  type Remedy,
  type Sent,
  unknown,
} from '../../../src/core/draft/publication.ts';
import '../../support/properties.ts';

const AT = Date.parse('2026-11-22T20:00:00Z');
const WHEN = new Date(AT).toISOString();
const by = { id: 'ana', name: 'Ana' };
const reason = { code: 'publication.answered', data: { status: 503 } };

const due: Publication = {
  ...{ id: 'one', platform: 'bluesky', via: 'bluesky', destination: { id: 'account', label: 'Account' } },
  ...{ version: 1, state: 'due', by, dueAt: WHEN, attempts: 0, updatedAt: WHEN },
};
const fine: GoingOut = { barred: null, verdict: 'go', at: 0, measure: () => ({ length: 1, limit: 300, fits: true }) };

function approved(changed: Partial<Draft> = {}): Draft {
  const begun = newDraft({ text: 'Lights out?' }, { id: 'd', brand: 'b', opportunity: 'o', by, at: AT });
  const approval = { by, at: WHEN, roles: [], version: 1, verdict: 'go' as const };
  return { ...begun, state: 'approved', approvals: [approval], ...changed };
}

/** What may happen to a publication that is being followed. */
const sent: fc.Arbitrary<Sent> = fc.oneof(
  fc.constant<Sent>({ kind: 'out', link: 'https://bsky.app/1' }),
  fc.record({ kind: fc.constant('again' as const), reason: fc.constant(reason), afterMs: fc.nat(10_000_000) }),
  fc.constant<Sent>({ kind: 'refused', reason }),
  fc.constant<Sent>({ kind: 'doubt', reason }),
);
const remedy = fc.constantFrom<Remedy>('look', 'repeat', 'none');
const event = fc.oneof(
  fc.record({ what: fc.constant('answer' as const), sent, remedy }),
  fc.record({
    what: fc.constantFrom('claim', 'absent', 'lose', 'hold', 'resume', 'cancel', 'confirm', 'deny', 'again'),
  }),
);

function after(
  one: Publication,
  happens: typeof event extends fc.Arbitrary<infer T> ? T : never,
  at: number,
): Publication {
  switch (happens.what) {
    case 'answer':
      return answered(one, (happens as { sent: Sent }).sent, (happens as { remedy: Remedy }).remedy, at);
    case 'claim':
      return nextAt(one) !== null && nextAt(one)! <= at ? claimed(one, at) : one;
    case 'absent':
      return absent(one, at);
    case 'lose':
      return unknown(one, reason, at);
    case 'hold':
      return held(one, reason, at);
    case 'deny':
      return movedByHand(one, { move: 'deny', again: false }, at) ?? one;
    case 'again':
      return movedByHand(one, { move: 'deny', again: true }, at) ?? one;
    default:
      return movedByHand(one, { move: happens.what }, at) ?? one;
  }
}

describe('a publication, whatever befalls it', () => {
  it('never leaves again once it is out or given up, and never goes from perhaps to certainly not by itself', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(event, fc.nat(400_000)), { maxLength: 40 }), (events) => {
        let one = due;
        let at = AT;
        for (const [happens, ms] of events) {
          at += ms;
          const next = after(one, happens, at);
          if (one.state === 'out' || one.state === 'cancelled') expect(next).toBe(one);
          // What may be out is not called otherwise but by a look, by an answer that says so, or by a person.
          if (one.state === 'unknown' && next !== one) expect(['confirm', 'deny', 'again']).toContain(happens.what);
          if (one.state === 'sending' && next.state === 'held') throw new Error('held while it may be out');
          if (next.attempts > one.attempts) expect(next.state).toBe('sending');
          if (next.state === 'out') expect(next.outAt).toBeDefined();
          expect(nextAt(next) === null).toBe(!['due', 'sending'].includes(next.state));
          one = next;
        }
      }),
    );
  });

  it('is given up by machines after so many attempts, and gets new ones from a person', () => {
    let one = due;
    for (let n = 0; n < MOST_ATTEMPTS; n++) {
      expect(one.state).toBe('due');
      one = answered(claimed(one, AT), { kind: 'again', reason }, 'none', AT);
    }
    expect([one.state, one.attempts]).toEqual(['failed', MOST_ATTEMPTS]);
    const resumed = movedByHand(one, { move: 'resume' }, AT)!;
    const again = answered(claimed(resumed, AT), { kind: 'again', reason }, 'none', AT);
    expect([again.state, again.attempts]).toEqual(['due', MOST_ATTEMPTS + 1]);
  });

  it('waits longer each time, as long as the other side asks, and no longer than a quarter of an hour', () => {
    const wait = (attempts: number, afterMs = 0) => {
      const one = answered({ ...claimed(due, AT), attempts }, { kind: 'again', reason, afterMs }, 'none', AT);
      return (Date.parse(one.dueAt) - AT) / 1000;
    };
    expect([1, 2, 3, 4, 5].map((n) => wait(n))).toEqual([5, 15, 45, 135, 405]);
    expect([wait(1, 60_000), wait(1, 86_400_000)]).toEqual([60, 900]);
  });

  it('in doubt is looked at when its time is over, and said to be unknown where nobody can look', () => {
    const sending = claimed(due, AT);
    const doubtful = answered(sending, { kind: 'doubt', reason }, 'look', AT + 1);
    expect([doubtful.state, nextAt(doubtful)]).toEqual(['sending', AT + 1 + LEASE_MS]);
    expect(answered(sending, { kind: 'doubt', reason }, 'none', AT).state).toBe('unknown');
    expect(remedyNow({ ...sending, attempts: MOST_ATTEMPTS }, 'repeat')).toBe('none');
  });
});

describe('a draft with publications', () => {
  it('holds those that have not left as soon as its text, its approval or its life changes', () => {
    const draft = approved({ publications: [due, { ...due, id: 'two', platform: 'x', state: 'sending' }] });
    const states = (changed: Partial<Draft>) =>
      keepBack({ ...draft, ...changed }, AT).publications.map((one) => [one.state, one.reason?.code]);
    expect(keepBack(draft, AT)).toBe(draft);
    expect(states({ version: 2 })).toEqual([
      ['held', 'publication.other-version'],
      ['sending', undefined],
    ]);
    expect(states({ state: 'waiting' })[0]).toEqual(['held', 'publication.not-approved']);
    expect(states({ state: 'withdrawn' })[0]).toEqual(['cancelled', 'publication.withdrawn']);
  });

  it('is out with its first publication, and gives up another way to the same platform', () => {
    const draft = approved({
      publications: [
        { ...due, state: 'held' },
        { ...due, id: 'two', state: 'sending' },
      ],
    });
    const out = answered(draft.publications[1]!, { kind: 'out', link: 'https://bsky.app/1' }, 'look', AT);
    const after = withPublication(draft, out, AT);
    expect([after.state, after.publishedAt, after.link]).toEqual(['published', WHEN, 'https://bsky.app/1']);
    expect(after.publications.map(({ state }) => state)).toEqual(['cancelled', 'out']);
  });

  it('goes nowhere while anything stands in the way, and says what', () => {
    const to = { platform: 'bluesky' as const, version: 1 };
    const kind = (draft: Draft, now: GoingOut = fine) => obstacleTo(draft, to, now)?.kind ?? 'none';
    const freeze = { scope: '*', reason: 'a bad day', by, at: WHEN } as const;
    expect(kind(approved())).toBe('none');
    expect(kind(approved(), { ...fine, barred: { kind: 'frozen', freeze } })).toBe('barred');
    expect(kind(approved({ state: 'waiting' }))).toBe('wrong-state');
    expect(kind(approved({ version: 2 }))).toBe('other-version');
    expect(kind(approved(), { ...fine, verdict: 'review' })).toBe('approved-under');
    expect(kind(approved({ media: [{ media: 'm', alt: '' }] }))).toBe('alt-missing');
    expect(kind(approved({ publications: [{ ...due, state: 'out' }] }))).toBe('already-out');
    for (const state of ['due', 'sending', 'unknown'] as const) {
      expect(kind(approved({ publications: [{ ...due, state }] }))).toBe('going-out');
    }
    expect(kind(approved(), { ...fine, measure: () => ({ length: 301, limit: 300, fits: false }) })).toBe('too-long');
  });

  it('is sent to all platforms or to none', () => {
    const order = (platform: 'x' | 'bluesky') => ({
      ...{ id: `to-${platform}`, platform },
      destination: { id: 'relay', label: 'Relay', kind: 'webhook' as const },
    });
    const ordering = { version: 1, by, dueAt: AT, at: AT };
    const taken = approved({ publications: [{ ...due, state: 'out' }] });
    expect(ordered(taken, [order('x'), order('bluesky')], ordering, fine)).toEqual({
      refused: { kind: 'already-out' },
    });
    const waiting = approved({ publications: [{ ...due, state: 'failed' }] });
    const outcome = ordered(waiting, [order('x'), order('bluesky')], ordering, fine);
    const states = 'draft' in outcome ? outcome.draft.publications.map(({ id, state }) => `${id} ${state}`) : [];
    expect(states).toEqual(['one cancelled', 'to-x due', 'to-bluesky due']);
  });
});
