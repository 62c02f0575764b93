import '../../support/properties.ts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ApprovalPolicy, Draft, DraftMoveRequest } from '../../../src/contract/draft.ts';
import type { VerdictLevel } from '../../../src/contract/opportunity.ts';
import { PERMISSIONS, type Role } from '../../../src/contract/user.ts';
import { newDraft } from '../../../src/core/draft/new-draft.ts';
import {
  deadlineOf,
  escalated,
  escalatesAt,
  moveDraft,
  possibleMoves,
  underVerdict,
  type Moving,
} from '../../../src/core/draft/workflow.ts';

const MINUTE = 60_000;
const AT = Date.parse('2026-11-22T20:00:00Z');
const DEADLINE = AT + 20 * MINUTE;
const ANY: ApprovalPolicy = { of: 'any', roles: ['editor', 'admin'], secondPerson: false };

const ROLES: Record<string, Role[]> = {
  ana: ['community-manager'],
  ed: ['editor'],
  eve: ['editor'],
  ada: ['admin'],
  max: ['editor', 'admin'],
  vic: ['viewer'],
};

function by(id: string, change: Partial<Moving> = {}): Moving {
  const roles = ROLES[id]!;
  const may = (permission: 'decide' | 'approve') => roles.some((role) => PERMISSIONS[role].includes(permission));
  return {
    ...{ person: { id, name: id.toUpperCase() }, roles, mayWrite: may('decide'), mayApprove: may('approve') },
    ...{ verdict: 'go', policy: ANY, barred: null, deadline: DEADLINE, at: AT },
    ...change,
  };
}

const begun = (author = 'ana'): Draft =>
  newDraft({ text: 'Lights out?' }, { id: 'd', brand: 'lumo', opportunity: 'lumo-1', by: by(author).person, at: AT });

/** The draft after moves, each of which must succeed. */
function after(draft: Draft, ...moves: [DraftMoveRequest, Moving][]): Draft {
  return moves.reduce((now, [request, moving]) => {
    const outcome = moveDraft(now, request, moving);
    if ('refused' in outcome) throw new Error(`${request.move} was refused: ${JSON.stringify(outcome.refused)}`);
    return outcome.draft;
  }, draft);
}
const refusalOf = (draft: Draft, request: DraftMoveRequest, moving: Moving) => {
  const outcome = moveDraft(draft, request, moving);
  return 'refused' in outcome ? outcome.refused : null;
};
const send = { move: 'send', version: 1 } as const;
const approve = { move: 'approve', version: 1 } as const;
const publish = { move: 'publish', version: 1 } as const;

describe('the way of a draft', () => {
  it('leads from writing over one approval to the post', () => {
    const waiting = after(begun(), [send, by('ana')]);
    expect(waiting).toMatchObject({ state: 'waiting', sentAt: '2026-11-22T20:00:00.000Z' });
    expect(waiting.deadline).toBe('2026-11-22T20:20:00.000Z');
    const approved = after(waiting, [approve, by('ed')]);
    const signature = { by: { id: 'ed', name: 'ED' }, roles: ['editor'], version: 1, verdict: 'go' };
    expect(approved).toMatchObject({ state: 'approved', approvals: [signature] });
    const link = 'https://lumo.example/1';
    const out = after(approved, [{ ...publish, link }, by('ana', { at: AT + MINUTE })]);
    expect(out).toMatchObject({ state: 'published', publishedAt: '2026-11-22T20:01:00.000Z', link });
    expect(possibleMoves(out, by('max'))).toEqual([]);
  });

  it('tells who comes second that somebody was first', () => {
    const approved = after(begun(), [send, by('ana')], [approve, by('ed')]);
    expect(refusalOf(approved, approve, by('eve'))).toEqual({ kind: 'wrong-state', state: 'approved' });
    expect(refusalOf(approved, send, by('ana'))).toEqual({ kind: 'wrong-state', state: 'approved' });
  });

  it('keeps people from approving or overwriting what they have not read', () => {
    const edited = after(
      begun(),
      [{ move: 'write', version: 1, text: 'Other words' }, by('eve')],
      [{ move: 'send', version: 2 }, by('ana')],
    );
    expect(edited).toMatchObject({ version: 2, author: { id: 'eve' } });
    expect(refusalOf(edited, approve, by('ed'))).toEqual({ kind: 'other-version', version: 2 });
    const write = { move: 'write', version: 1, text: 'Mine' } as const;
    expect(refusalOf(edited, write, by('ana'))).toEqual({ kind: 'other-version', version: 2 });
  });

  it('lets an approver edit and approve in one act, and makes a version of it', () => {
    const approved = after(begun(), [send, by('ana')], [{ ...approve, text: 'Lights out!' }, by('ed')]);
    expect(approved).toMatchObject({ text: 'Lights out!', version: 2, state: 'approved', author: { id: 'ana' } });
    expect(approved.approvals).toMatchObject([{ by: { id: 'ed' }, version: 2 }]);
    expect(refusalOf(approved, publish, by('ana'))).toEqual({ kind: 'other-version', version: 2 });
    const same = after(begun(), [send, by('ana')], [{ ...approve, text: 'Lights out?' }, by('ed')]);
    expect(same.version).toBe(1);
  });

  it('asks for approval again once the text is another', () => {
    const approved = after(begun(), [send, by('ana')], [approve, by('ed')]);
    const rewritten = after(approved, [{ move: 'write', version: 1, text: 'Better' }, by('ana')]);
    expect(rewritten).toMatchObject({ state: 'writing', approvals: [], version: 2 });
    expect(rewritten).not.toHaveProperty('sentAt');
    expect(rewritten).not.toHaveProperty('deadline');
  });

  it('comes back with a remark, which goes when it is sent anew', () => {
    const reason = 'Too cheeky for tonight';
    const back = after(begun(), [send, by('ana')], [{ move: 'ask-change', version: 1, reason }, by('ed')]);
    expect(back).toMatchObject({ state: 'changes-asked', remark: { by: { id: 'ed' }, text: reason } });
    expect(after(back, [send, by('ana')])).not.toHaveProperty('remark');
    const rejected = after(begun(), [send, by('ana')], [{ move: 'reject', version: 1, reason }, by('ed')]);
    expect(refusalOf(rejected, send, by('ana'))).toEqual({ kind: 'wrong-state', state: 'rejected' });
    expect(possibleMoves(rejected, by('ana'))).toEqual(['write', 'withdraw']);
  });

  it('is approved by sending where nobody need approve', () => {
    const policy: ApprovalPolicy = { ...ANY, of: 'nobody' };
    const sent = after(begun(), [send, by('ana', { policy })]);
    expect(sent).toMatchObject({ state: 'approved', approvals: [{ by: { id: 'ana' }, verdict: 'go' }] });
  });

  it('waits for one person of each role where all must approve; one person is not two', () => {
    const policy: ApprovalPolicy = { ...ANY, of: 'all' };
    const waiting = after(begun(), [send, by('ana')]);
    for (const pair of [
      ['max', 'ed'],
      ['ed', 'max'],
      ['max', 'ada'],
    ]) {
      const [first = '', second = ''] = pair;
      const half = after(waiting, [approve, by(first, { policy })]);
      expect(half).toMatchObject({ state: 'waiting', approvals: [{ by: { id: first } }] });
      expect(after(half, [approve, by(first, { policy })]).state).toBe('waiting');
      expect(after(half, [approve, by(second, { policy })]).state).toBe('approved');
    }
    expect(after(waiting, [approve, by('ed', { policy })], [approve, by('eve', { policy })]).state).toBe('waiting');
  });

  it('asks whoever wrote it last for another person where the brand wants two', () => {
    const policy: ApprovalPolicy = { ...ANY, secondPerson: true };
    const own = after(begun('ed'), [send, by('ed', { policy })]);
    expect(refusalOf(own, approve, by('ed', { policy }))).toEqual({ kind: 'own-text' });
    expect(possibleMoves(own, by('ed', { policy }))).not.toContain('approve');
    expect(after(own, [approve, by('eve', { policy })]).state).toBe('approved');
    expect(after(own, [approve, by('ed')]).state).toBe('approved');
  });

  it('lets nobody approve who may not, or whom the policy does not name', () => {
    const waiting = after(begun(), [send, by('ana')]);
    for (const move of ['approve', 'ask-change', 'reject'] as const) {
      const request = { move, version: 1, reason: 'no reason' } as DraftMoveRequest;
      expect(refusalOf(waiting, request, by('ana'))).toEqual({ kind: 'no-right' });
      const policy: ApprovalPolicy = { ...ANY, roles: ['admin'] };
      expect(refusalOf(waiting, request, by('ed', { policy }))).toEqual({ kind: 'no-right' });
    }
    expect(refusalOf(waiting, { move: 'withdraw', version: 1 }, by('vic'))).toEqual({ kind: 'no-right' });
  });

  it('goes no further while nothing may go out; writing and coming back go on', () => {
    const barred = { kind: 'not-accepted' } as const;
    const waiting = after(begun(), [send, by('ana')]);
    const approved = after(waiting, [approve, by('ed')]);
    expect(refusalOf(begun(), send, by('ana', { barred }))).toEqual({ kind: 'barred', by: barred });
    expect(refusalOf(waiting, approve, by('ed', { barred }))).toEqual({ kind: 'barred', by: barred });
    expect(refusalOf(approved, publish, by('ana', { barred }))).toEqual({ kind: 'barred', by: barred });
    expect(possibleMoves(approved, by('ed', { barred }))).toEqual(['write', 'ask-change', 'withdraw']);
  });
});

describe('a graver verdict', () => {
  const later = AT + 5 * MINUTE;
  const approved = after(begun(), [send, by('ana')], [approve, by('ed')]);

  it('takes the approval back, and the time for approving begins anew', () => {
    const called = escalated({ ...approved, state: 'waiting' }, DEADLINE)!;
    const taken = underVerdict(called, 'review', DEADLINE + MINUTE, later);
    expect(taken).toMatchObject({
      ...{ state: 'waiting', approvals: [], sentAt: '2026-11-22T20:05:00.000Z', deadline: '2026-11-22T20:21:00.000Z' },
      remark: { by: null, text: 'verdict.review' },
    });
    expect(taken).not.toHaveProperty('escalatedAt');
    expect(refusalOf(taken!, publish, by('ana', { verdict: 'review' }))).toMatchObject({ kind: 'wrong-state' });
    expect(after(taken!, [approve, by('ed', { verdict: 'review' })]).state).toBe('approved');
  });

  it('gives one that nobody had to approve a deadline', () => {
    const policy: ApprovalPolicy = { ...ANY, of: 'nobody' };
    const sent = after(begun(), [send, by('ana', { policy })]);
    expect(escalatesAt(underVerdict(sent, 'block', DEADLINE, later)!)).toBe((later + DEADLINE) / 2);
  });

  it('leaves alone what was approved under it, what is milder, and what does not wait', () => {
    expect(underVerdict(approved, 'go', DEADLINE, later)).toBeNull();
    const seen = after(begun(), [send, by('ana')], [approve, by('ed', { verdict: 'block' })]);
    for (const level of ['go', 'review', 'block'] as const)
      expect(underVerdict(seen, level, DEADLINE, later)).toBeNull();
    const out = after(approved, [publish, by('ana')]);
    expect(underVerdict(out, 'block', DEADLINE, later)).toBeNull();
    expect(underVerdict(after(begun(), [send, by('ana')]), 'block', DEADLINE, later)).toBeNull();
  });

  it('stands in the way of publishing even where nobody has told the draft', () => {
    expect(refusalOf(approved, publish, by('ana', { verdict: 'review' }))).toEqual({
      kind: 'approved-under',
      verdict: 'go',
    });
  });
});

describe('the time for approving', () => {
  it('ends where there is just time to publish within the window, and calls others at its half', () => {
    expect(deadlineOf('2026-11-22T20:22:00Z', 2)).toBe(DEADLINE);
    const waiting = after(begun(), [send, by('ana')]);
    expect(escalatesAt(waiting)).toBe(AT + 10 * MINUTE);
    expect(escalated(waiting, AT + 10 * MINUTE - 1)).toBeNull();
    const called = escalated(waiting, AT + 10 * MINUTE)!;
    expect(called).toMatchObject({ state: 'waiting', escalatedAt: '2026-11-22T20:10:00.000Z' });
    expect(escalated(called, DEADLINE)).toBeNull();
    const late = after(begun(), [send, by('ana', { deadline: AT - MINUTE })]);
    expect(escalated(late, AT)).not.toBeNull();
    expect(escalatesAt(after(waiting, [approve, by('ed')]))).toBeNull();
  });
});

describe('whatever people, the gate and the freeze do', () => {
  const RANK: Record<VerdictLevel, number> = { go: 0, review: 1, block: 2 };
  const level = fc.constantFrom<VerdictLevel>('go', 'review', 'block');
  const roles = fc.constantFrom<Role[]>(['editor', 'admin'], ['editor'], ['admin'], ['editor', 'editor']);
  const policy = fc.record({ of: fc.constantFrom('nobody', 'any', 'all'), roles, secondPerson: fc.boolean() });
  const words = fc.constantFrom('a', 'b', 'c');
  const step = fc.oneof(
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('verdict' as const), level }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('bar' as const), on: fc.boolean() }) },
    {
      weight: 12,
      arbitrary: fc.record({
        kind: fc.constant('move' as const),
        move: fc.constantFrom('write', 'send', 'send', 'approve', 'approve', 'ask-change', 'reject', 'publish'),
        who: fc.constantFrom(...Object.keys(ROLES)),
        /** Versions behind what stands there. */
        behind: fc.constantFrom(0, 0, 0, 0, 1),
        text: fc.option(words, { nil: undefined }),
      }),
    },
  );

  /** Whether these people, all different, hold these roles, one each; by trying every order. */
  const covers = (wanted: readonly Role[], people: readonly (readonly Role[])[]): boolean =>
    wanted.length === 0 ||
    people.some((held, i) => held.includes(wanted[0]!) && covers(wanted.slice(1), people.toSpliced(i, 1)));

  function frozenDeep(draft: Draft): Draft {
    Object.freeze(draft.approvals);
    return Object.freeze(draft);
  }

  function expectApproved(draft: Draft, under: VerdictLevel, by: ApprovalPolicy): void {
    expect(draft.approvals.length).toBeGreaterThan(0);
    expect(new Set(draft.approvals.map((one) => one.by.id)).size).toBe(draft.approvals.length);
    for (const approval of draft.approvals) {
      expect(approval.version).toBe(draft.version);
      expect(RANK[approval.verdict]).toBeGreaterThanOrEqual(RANK[under]);
      if (by.of !== 'nobody') expect(approval.roles.some((role) => by.roles.includes(role))).toBe(true);
    }
    if (by.of !== 'all') return;
    expect(
      covers(
        by.roles,
        draft.approvals.map((one) => one.roles),
      ),
    ).toBe(true);
  }

  it('goes out only with enough approvals of its very text, under a verdict as grave as the one that stands', () => {
    const reached = { approved: 0, published: 0, takenBack: 0 };
    fc.assert(
      fc.property(
        fc.record({ go: policy, review: policy, block: policy }),
        fc.array(step, { minLength: 10, maxLength: 60 }),
        (policies, steps) => {
          let draft = frozenDeep(begun('ed'));
          let verdict: VerdictLevel = 'go';
          let isBarred = false;
          /** Under which the last approval was given. */
          let approvedBy = policies.go;
          steps.forEach((step, i) => {
            const at = AT + i * MINUTE;
            const before = draft;
            if (step.kind === 'bar') isBarred = step.on;
            else if (step.kind === 'verdict') {
              verdict = step.level;
              const taken = underVerdict(draft, verdict, DEADLINE, at);
              if (taken) reached.takenBack += 1;
              draft = frozenDeep(taken ?? draft);
            } else {
              const { move, who, text } = step;
              const request = {
                ...{ move, version: draft.version - step.behind, reason: 'why not' },
                ...(move === 'write' ? { text: text ?? 'z' } : { text }),
              } as DraftMoveRequest;
              const barred = isBarred ? ({ kind: 'not-accepted' } as const) : null;
              const moving = by(who, { verdict, policy: policies[verdict], barred, at });
              const outcome = moveDraft(draft, request, moving);
              if ('draft' in outcome) {
                draft = frozenDeep(outcome.draft);
                expect(step.behind).toBe(0);
                expect(PERMISSIONS[ROLES[who]![0]!]).toContain('decide');
                if (isBarred) expect(['write', 'ask-change', 'reject']).toContain(move);
                if (move === 'send' || move === 'approve') approvedBy = policies[verdict];
                if (move === 'approve') {
                  expect(policies[verdict].secondPerson && before.author.id === who).toBe(false);
                  expect(moving.mayApprove).toBe(true);
                }
              }
            }
            expect(draft.version - before.version).toBe(
              draft.text === before.text && draft.version === before.version ? 0 : 1,
            );
            if (draft.state === 'approved') expectApproved(draft, verdict, approvedBy);
            if (draft.state === 'approved') reached.approved += 1;
            if (draft.state === 'published' && before.state !== 'published') {
              expectApproved(draft, verdict, approvedBy);
              expect(isBarred).toBe(false);
              reached.published += 1;
            }
            if (before.state === 'published') expect(draft).toBe(before);
          });
        },
      ),
      { numRuns: 2_000 },
    );
    for (const many of Object.values(reached)) expect(many).toBeGreaterThan(100);
  });
});
