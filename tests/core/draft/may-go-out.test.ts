import { describe, expect, it } from '@jest/globals';
import type { Card } from '../../../src/contract/card.ts';
import type { Freeze } from '../../../src/contract/freeze.ts';
import type { Verdict, VerdictLevel } from '../../../src/contract/opportunity.ts';
import { holdUnder, mayGoOut, seenVerdict } from '../../../src/core/draft/may-go-out.ts';
import { anOpportunity } from '../../store/samples.ts';

const AT = '2026-11-22T20:00:00.000Z';
const by = { id: 'ana', name: 'Ana' };

/** Reasons as `level:code`. */
function verdict(level: VerdictLevel, ...reasons: string[]): Verdict {
  return {
    level,
    reasons: reasons.map((text) => {
      const [at, code] = text.split(':') as [VerdictLevel, string];
      return { level: at, code, data: {}, words: [], signals: [] };
    }),
  };
}

/** Accepted under one verdict, now under another. */
function accepted(then: Verdict, now: Verdict, override?: string): Card {
  const decision = { id: 'd', brand: 'lumo', opportunity: 'lumo-1', action: 'accept' as const, by, at: AT };
  return {
    opportunity: anOpportunity({ verdict: now }),
    decision: { ...decision, verdict: seenVerdict(then), ...(override === undefined ? {} : { override }) },
    hold: null,
    assignment: null,
  };
}

const go = verdict('go', 'go:nothing-grave');
const death = verdict('block', 'block:event.death', 'review:unconfirmed');
const freeze = (scope: string): Freeze => ({ scope, reason: 'a bad day', by, at: AT });

describe('what may go out', () => {
  it('is what somebody accepted and nothing has turned since', () => {
    expect(mayGoOut(accepted(go, go), [])).toBeNull();
    expect(mayGoOut(accepted(go, verdict('review', 'review:unconfirmed')), [])).toBeNull();
    expect(mayGoOut({ ...accepted(go, go), decision: null }, [])).toEqual({ kind: 'not-accepted' });
  });

  it('is nothing while the brand or everything is frozen; another brand’s freeze is not ours', () => {
    expect(mayGoOut(accepted(go, go), [freeze('vela')])).toBeNull();
    expect(mayGoOut(accepted(go, go), [freeze('lumo')])).toEqual({ kind: 'frozen', freeze: freeze('lumo') });
    expect(mayGoOut(accepted(go, go), [freeze('lumo'), freeze('*')])).toEqual({ kind: 'frozen', freeze: freeze('*') });
  });

  it('is nothing the gate blocks, unless somebody answered for these very reasons', () => {
    expect(mayGoOut(accepted(go, death), [])).toEqual({ kind: 'blocked', reasons: ['event.death'] });
    expect(mayGoOut(accepted(death, death, 'the family asked us to'), [])).toBeNull();
    const worse = verdict('block', 'block:event.death', 'block:unconfirmed');
    expect(mayGoOut(accepted(death, worse, 'the family asked us to'), [])).toEqual({
      kind: 'blocked',
      reasons: ['unconfirmed'],
    });
    expect(mayGoOut(accepted(go, verdict('block')), [])).toEqual({ kind: 'blocked', reasons: [] });
  });

  it('is nothing that is held', () => {
    const hold = { at: AT, reasons: ['event.death'] };
    expect(mayGoOut({ ...accepted(go, go), hold }, [])).toEqual({ kind: 'held', hold });
  });
});

describe('the hold of what was accepted', () => {
  const later = '2026-11-22T20:05:00.000Z';

  it('comes with the first block, although the same reason stood there as a milder one', () => {
    const review = verdict('review', 'review:event.death');
    expect(holdUnder(accepted(review, death), death, later)).toEqual({ at: later, reasons: ['event.death'] });
    expect(holdUnder(accepted(go, go), verdict('review', 'review:event.death'), later)).toBeNull();
  });

  it('grows, keeps its time, and never goes by itself', () => {
    const hold = { at: AT, reasons: ['event.death'] };
    const held = { ...accepted(go, death), hold };
    expect(holdUnder(held, death, later)).toBe(hold);
    expect(holdUnder(held, go, later)).toBe(hold);
    expect(holdUnder(held, verdict('block', 'block:no-go'), later)).toEqual({
      at: AT,
      reasons: ['event.death', 'no-go'],
    });
  });

  it('does not come where an editor answered for it, nor because the block outlives its reasons', () => {
    const answered = accepted(death, death, 'the family asked us to');
    expect(holdUnder(answered, death, later)).toBeNull();
    expect(holdUnder(answered, verdict('block', 'block:held', 'review:event.death'), later)).toBeNull();
    expect(holdUnder(answered, verdict('block', 'block:event.attack'), later)?.reasons).toEqual(['event.attack']);
  });

  it('is nothing for a card that nobody accepted', () => {
    expect(holdUnder({ decision: null, hold: null }, death, later)).toBeNull();
  });
});
