import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LONGEST_BACKLOG, goesOn, takePublished, takeRead, whereToStart } from '../../../src/core/delivery/catch-up.ts';
import type { Follower } from '../../../src/core/delivery/catch-up.ts';

const change = (seq: number) => ({ seq });
const range = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, i) => change(from + 1 + i));

describe('whereToStart', () => {
  it('goes on from the cursor', () => {
    expect(whereToStart({ cursor: 7, sameEpoch: true, last: 9 })).toEqual({ kind: 'resume', after: 7 });
    expect(whereToStart({ cursor: 0, sameEpoch: true, last: 9 })).toEqual({ kind: 'resume', after: 0 });
  });

  it.each([
    ['there is no cursor', { cursor: undefined, sameEpoch: true, last: 9 }],
    ['the cursor is of another history', { cursor: 7, sameEpoch: false, last: 9 }],
    ['the cursor is ahead of us', { cursor: 10, sameEpoch: true, last: 9 }],
    ['the backlog is too long', { cursor: 0, sameEpoch: true, last: LONGEST_BACKLOG + 1 }],
  ])('wants a snapshot where %s', (_why, known) => {
    expect(whereToStart(known)).toEqual({ kind: 'snapshot' });
  });
});

describe('takeRead', () => {
  const follower = { seen: 3, live: false };

  it('goes live once everything published so far is seen', () => {
    expect(takeRead(follower, range(3, 5), { before: 5, now: 5 })).toMatchObject({ follower: { seen: 5, live: true } });
    expect(takeRead(follower, range(3, 5), { before: 5, now: 6 })).toMatchObject({
      follower: { seen: 5, live: false },
    });
    expect(takeRead(follower, [], { before: 3, now: 3 })).toMatchObject({ follower: { seen: 3, live: true } });
  });

  it('reads again where a change was published while nothing new was read', () => {
    const step = takeRead(follower, [], { before: 3, now: 4 });
    expect(step).toEqual({ kind: 'send', changes: [], follower: { seen: 3, live: false } });
  });

  it('starts anew rather than leave a gap', () => {
    const head = { before: 6, now: 6 };
    expect(takeRead(follower, null, head)).toEqual({ kind: 'resync' });
    expect(takeRead(follower, range(4, 6), head)).toEqual({ kind: 'resync' });
    expect(takeRead(follower, [change(4), change(6)], head)).toEqual({ kind: 'resync' });
    expect(takeRead(follower, [], head)).toEqual({ kind: 'resync' });
  });
});

describe('takePublished', () => {
  it('sends the next, drops what is known, reads on where one is missing', () => {
    expect(takePublished({ seen: 3, live: true }, 4)).toBe('send');
    expect(takePublished({ seen: 3, live: true }, 3)).toBe('known');
    expect(takePublished({ seen: 3, live: true }, 5)).toBe('behind');
    expect(takePublished({ seen: 3, live: false }, 4)).toBe('behind');
  });
});

/** What can happen next; a read takes place at one moment and arrives at a later one. */
const event = fc.oneof(
  fc.record({ kind: fc.constant('commit' as const), n: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant('publish' as const), n: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('read' as const), n: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('arrive' as const) }),
  fc.record({ kind: fc.constant('disconnect' as const) }),
);

describe('catching up while changes are committed', () => {
  it('delivers every change once, in order, whatever the interleaving', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 120 }), fc.nat({ max: 20 }), (events, cursor) => {
        const world = createWorld(cursor);
        for (const next of events) world.step(next);
        world.settle();
        expect(world.received).toEqual(range(0, world.committed()).map((c) => c.seq));
      }),
      { numRuns: 500 },
    );
  });
});

/** A table, a channel that publishes from it, and one client, without sockets and without time. */
function createWorld(already: number) {
  let committed = already;
  let head = 0;
  let follower: Follower = { seen: 0, live: false };
  let underWay: { read: { seq: number }[]; before: number } | null = null;
  const received: number[] = [];

  const deliver = (seq: number) => {
    received.push(seq);
  };
  const publish = () => {
    head += 1;
    const step = takePublished(follower, head);
    if (step === 'behind') follower = { ...follower, live: false };
    if (step !== 'send') return;
    deliver(head);
    follower = { seen: head, live: true };
  };
  const read = (n: number) => {
    if (follower.live) return;
    underWay ??= { read: range(follower.seen, Math.min(committed, follower.seen + n)), before: head };
  };
  const arrive = () => {
    if (!underWay) return;
    const step = takeRead(follower, underWay.read, { before: underWay.before, now: head });
    underWay = null;
    if (step.kind === 'resync') throw new Error('the table is whole: there is no reason to start anew');
    for (const { seq } of step.changes) deliver(seq);
    follower = step.follower;
  };
  return {
    received,
    committed: () => committed,
    step(next: { kind: string; n?: number }) {
      const n = next.n ?? 0;
      if (next.kind === 'commit') committed += n;
      if (next.kind === 'publish') for (let i = 0; i < n && head < committed; i += 1) publish();
      if (next.kind === 'read') read(n);
      if (next.kind === 'arrive') arrive();
      if (next.kind === 'disconnect') {
        // It comes back with what it saw: a cursor is never ahead of what was delivered.
        underWay = null;
        const start = whereToStart({ cursor: received.at(-1) ?? 0, sameEpoch: true, last: committed });
        follower = { seen: start.kind === 'resume' ? start.after : 0, live: false };
      }
    },
    settle() {
      while (head < committed) publish();
      for (let rounds = 0; rounds < 1_000 && (!follower.live || underWay); rounds += 1) {
        read(2);
        arrive();
      }
    },
  };
}

describe('goesOn', () => {
  it('wants numbers without a gap', () => {
    expect(goesOn(3, range(3, 6))).toBe(true);
    expect(goesOn(3, [])).toBe(true);
    expect(goesOn(3, [change(5)])).toBe(false);
    expect(goesOn(3, [change(4), change(4)])).toBe(false);
  });
});
