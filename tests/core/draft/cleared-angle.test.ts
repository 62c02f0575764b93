import '../../support/properties.ts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ClearedAngle } from '../../../src/contract/cleared-angle.ts';
import type { ApprovalPolicy, Draft } from '../../../src/contract/draft.ts';
import {
  angleEnds,
  approveAngle,
  newAngle,
  obstacleToLane,
  obstacleToUse,
  usedAngle,
  withdrawAngle,
  type AnsweredNow,
} from '../../../src/core/draft/cleared-angle.ts';
import { newDraft } from '../../../src/core/draft/new-draft.ts';
import { moveDraft, type Moving } from '../../../src/core/draft/workflow.ts';

const MINUTE = 60_000;
const AT = Date.parse('2026-11-22T20:00:00Z');
const iso = (minutes: number) => new Date(AT + minutes * MINUTE).toISOString();
const ana = { id: 'ana', name: 'Ana' };
const nora = { id: 'nora', name: 'Nora' };
const ANY: ApprovalPolicy = { of: 'any', roles: ['editor', 'admin'], secondPerson: false };
const TEXT = 'You can still dunk in the dark.';

const proposed = (changed: object = {}): ClearedAngle =>
  newAngle(
    {
      ...{
        name: 'Lights out',
        text: TEXT,
        lang: 'en',
        topics: ['power'],
        until: iso(600),
        uses: 2,
        coolDownMinutes: 30,
      },
      variants: [{ platform: 'x' }, { platform: 'bluesky', text: 'Dunk on.' }],
      ...changed,
    },
    { id: 'angle', brand: 'lumo', by: ana, at: AT - 600 * MINUTE },
  );
const approving = (policy = ANY, person = nora) =>
  ({ person, roles: ['editor'], mayApprove: true, policy, at: AT - 500 * MINUTE }) as const;
const angleOf = (outcome: ReturnType<typeof approveAngle>): ClearedAngle => {
  if ('refused' in outcome) throw new Error(JSON.stringify(outcome.refused));
  return outcome.angle;
};
const approved = (changed: object = {}) => angleOf(approveAngle(proposed(changed), approving()));
const now = (changed: Partial<AnsweredNow> = {}): AnsweredNow => ({
  topics: ['power'],
  verdict: 'go',
  at: AT,
  ...changed,
});
const taken = (changed: Partial<Draft> = {}): Draft => ({
  ...newDraft(
    { text: TEXT, variants: [{ platform: 'x' }, { platform: 'bluesky', text: 'Dunk on.' }], angle: 'angle' },
    { id: 'd', brand: 'lumo', opportunity: 'lumo-1', by: ana, at: AT },
  ),
  ...changed,
});
const send = { move: 'send', version: 1 } as const;
const moving = (changed: Partial<Moving> = {}): Moving => ({
  ...{ person: ana, roles: ['community-manager'], mayWrite: true, mayApprove: false, verdict: 'go', policy: ANY },
  ...{ barred: null, deadline: AT + 20 * MINUTE, topics: ['power'], angle: approved(), at: AT },
  ...changed,
});
const sent = (draft: Draft, changed: Partial<Moving> = {}): Draft => {
  const outcome = moveDraft(draft, send, moving(changed));
  if ('refused' in outcome) throw new Error(JSON.stringify(outcome.refused));
  return outcome.draft;
};

describe('a pre-cleared angle', () => {
  it('is approved by those whom the brand asks, and by nobody in their place', () => {
    expect(approveAngle(proposed(), { ...approving(), mayApprove: false })).toMatchObject({
      refused: { kind: 'no-right' },
    });
    const two: ApprovalPolicy = { ...ANY, secondPerson: true };
    expect(approveAngle(proposed(), approving(two, ana))).toMatchObject({ refused: { kind: 'own-text' } });
    const all: ApprovalPolicy = { ...ANY, of: 'all' };
    const half = angleOf(approveAngle(proposed(), approving(all)));
    expect(half.state).toBe('proposed');
    const whole = approveAngle(half, { ...approving(all, { id: 'ada', name: 'Ada' }), roles: ['admin'] });
    expect(angleOf(whole).state).toBe('approved');
    expect(approveAngle(approved(), approving())).toMatchObject({ refused: { kind: 'wrong-state' } });
    const gone = angleOf(withdrawAngle(approved(), ana, AT));
    expect(approveAngle(gone, approving())).toMatchObject({ refused: { kind: 'wrong-state' } });
  });

  it('opens only under every one of its conditions, and says which is missing', () => {
    expect(obstacleToUse(approved(), now())).toBeNull();
    expect(obstacleToUse(proposed(), now())).toBe('not-approved');
    expect(obstacleToUse(angleOf(withdrawAngle(approved(), ana, AT)), now())).toBe('withdrawn');
    expect(obstacleToUse(approved(), now({ verdict: 'review' }))).toBe('verdict');
    expect(obstacleToUse(approved(), now({ topics: ['biscuits'] }))).toBe('topic');
    expect(obstacleToUse(approved({ topics: [] }), now({ topics: [] }))).toBeNull();
    expect(obstacleToUse(approved({ from: iso(1) }), now())).toBe('early');
    expect(obstacleToUse(approved(), now({ at: AT + 600 * MINUTE }))).toBe('expired');
    const once = usedAngle(approved(), AT - 10 * MINUTE);
    expect(obstacleToUse(once, now())).toBe('cool-down');
    expect(obstacleToUse(once, now({ at: AT + 20 * MINUTE }))).toBeNull();
    expect(obstacleToUse(usedAngle(once, AT), now({ at: AT + 500 * MINUTE }))).toBe('used-up');
  });

  it('is never open more often than it may be used, nor twice within its rest, whatever the times', () => {
    const times = fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 60 });
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 120 }), (minutes, uses, rest) => {
        let angle = approved({ uses, coolDownMinutes: rest, until: iso(400) });
        const opened: number[] = [];
        for (const minute of minutes.toSorted((a, b) => a - b)) {
          const at = AT + minute * MINUTE;
          if (obstacleToUse(angle, now({ at })) !== null) continue;
          angle = usedAngle(angle, at);
          opened.push(minute);
        }
        expect(opened.length).toBeLessThanOrEqual(uses);
        expect(opened.every((minute) => minute < 400)).toBe(true);
        expect(opened.every((minute, i) => i === 0 || minute - opened[i - 1]! >= rest)).toBe(true);
      }),
    );
  });

  it('approves its own words, in full or on fewer platforms, and no others', () => {
    expect(sent(taken())).toMatchObject({
      state: 'approved',
      approvals: [{ by: nora, angle: 'angle', verdict: 'go' }],
    });
    expect(sent(taken({ variants: [{ platform: 'x' }] })).state).toBe('approved');
    const other: Partial<Draft>[] = [
      { text: `${TEXT} Now.` },
      { variants: [{ platform: 'bluesky' }] },
      { variants: [{ platform: 'linkedin' }] },
      { variants: [] },
      { media: [{ media: 'm', alt: 'a lamp' }] },
    ];
    for (const changed of other) {
      expect(sent(taken(changed))).toMatchObject({
        state: 'waiting',
        approvals: [],
        remark: { text: 'angle.changed' },
      });
    }
  });

  it('leaves a draft to be approved as any other where it cannot be used, for the first reason there is', () => {
    const remark = (changed: Partial<Moving>) => sent(taken(), changed).remark?.text;
    expect(remark({ angle: null })).toBe('angle.withdrawn');
    expect(remark({ verdict: 'review' })).toBe('angle.verdict');
    expect(remark({ topics: [] })).toBe('angle.topic');
    expect(remark({ at: AT + 600 * MINUTE })).toBe('angle.expired');
    expect(remark({ angle: { ...approved(), brand: 'other' } })).toBe('angle.withdrawn');
    const frozen = { kind: 'frozen', freeze: { scope: '*', reason: 'no', by: nora, at: iso(0) } } as const;
    expect(moveDraft(taken(), send, moving({ barred: frozen }))).toMatchObject({ refused: { kind: 'barred' } });
  });

  it('approves nothing that anybody has changed by a single sign, whatever they changed', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(TEXT.length), (more, place) => {
        const text = TEXT.slice(0, place) + more + TEXT.slice(place);
        expect(obstacleToLane(approved(), taken({ text }), now())).toBe('changed');
      }),
    );
  });

  it('holds what it has approved only until it ends, and only where it goes', () => {
    const draft = sent(taken({ variants: [{ platform: 'x' }] }));
    expect(angleEnds(draft, approved(), 'x', AT)).toBeNull();
    expect(angleEnds(draft, approved(), 'linkedin', AT)).toBe('platform');
    expect(angleEnds(draft, approved(), 'x', AT + 600 * MINUTE)).toBe('expired');
    expect(angleEnds(draft, angleOf(withdrawAngle(approved(), ana, AT)), 'x', AT)).toBe('withdrawn');
    expect(angleEnds({ ...draft, approvals: [] }, null, 'linkedin', AT)).toBeNull();
    const publish = { move: 'publish', version: 1, platform: 'linkedin' } as const;
    expect(moveDraft(draft, publish, moving())).toMatchObject({ refused: { kind: 'angle-over', why: 'platform' } });
    expect(moveDraft(draft, { ...publish, platform: 'x' }, moving())).toMatchObject({ draft: { state: 'published' } });
  });
});
