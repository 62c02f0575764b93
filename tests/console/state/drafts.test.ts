import { describe, expect, it } from '@jest/globals';
import { Brand } from '../../../src/contract/brand.ts';
import type { Card } from '../../../src/contract/card.ts';
import type { Draft } from '../../../src/contract/draft.ts';
import type { VerdictLevel } from '../../../src/contract/opportunity.ts';
import { draftNews } from '../../../src/console/state/draft-news.ts';
import {
  deadlineFor,
  draftsOf,
  obstacleOf,
  policyOf,
  timeLeft,
  waitingDrafts,
} from '../../../src/console/state/drafts.ts';
import { policyUnder } from '../../../src/core/draft/approval-policy.ts';
import { mayGoOut } from '../../../src/core/draft/may-go-out.ts';
import { deadlineOf } from '../../../src/core/draft/workflow.ts';
import { fakeCard, fakeMe } from '../../support/console-cards.ts';

const NOW = Date.UTC(2026, 10, 22, 20);
const SORBIER = 'maison-sorbier';
const iso = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();
const LEA = { id: fakeMe.id, name: fakeMe.name };
const MARC = { id: 'marc', name: 'Marc' };
const NORA = { id: 'nora', name: 'Nora' };
const editor = {
  ...fakeMe,
  brands: fakeMe.brands.map((brand) =>
    brand.id === SORBIER ? { ...brand, permissions: [...brand.permissions, 'approve' as const] } : brand,
  ),
};

function draft(id: string, rest: Partial<Draft> = {}): Draft {
  return {
    ...{ id, brand: SORBIER, opportunity: 'dark', text: id, lang: 'fr', version: 1, state: 'waiting', author: MARC },
    ...{ createdAt: iso(-9), updatedAt: iso(-5), approvals: [], variants: [], media: [], publications: [] },
    ...rest,
  };
}
const live = (...drafts: Draft[]) => ({ [SORBIER]: Object.fromEntries(drafts.map((one) => [one.id, one])) });

describe('waiting drafts', () => {
  it('come with the most urgent first, those others were called for before all', () => {
    const drafts = live(
      draft('late', { deadline: iso(30) }),
      draft('soon', { deadline: iso(5) }),
      draft('called', { deadline: iso(20), escalatedAt: iso(-1) }),
      draft('whenever'),
      draft('written', { state: 'writing' }),
    );
    expect(waitingDrafts(drafts, editor).map(({ id }) => id)).toEqual(['called', 'soon', 'late', 'whenever']);
  });

  it('are nobody’s who may not approve for the brand', () => {
    expect(waitingDrafts(live(draft('one')), fakeMe)).toEqual([]);
    expect(waitingDrafts({ 'kettle-and-crumb': { one: draft('one') } }, editor)).toEqual([]);
  });

  it('have the time that is left between sending and deadline', () => {
    const one = draft('one', { sentAt: iso(-10), deadline: iso(10) });
    expect([-20, 0, 5, 40].map((minutes) => timeLeft(one, NOW + minutes * 60_000))).toEqual([1, 0.5, 0.25, 0]);
    expect(timeLeft(draft('two'), NOW)).toBeNull();
  });
});

it('of an opportunity’s drafts the later state counts, wherever it came from', () => {
  const old = draft('one', { state: 'writing' });
  const approved = draft('one', { state: 'approved', updatedAt: iso(-1) });
  const gone = draft('two', { state: 'withdrawn', createdAt: iso(-20) });
  expect(draftsOf('dark', live(approved), [old, gone]).map(({ state }) => state)).toEqual(['withdrawn', 'approved']);
  expect(draftsOf('dark', live(old), [approved])).toEqual([approved]);
  expect(draftsOf('other', live(old), [])).toEqual([]);
});

describe('what the console says beforehand is what the server will say', () => {
  const brand = Brand.parse({ id: SORBIER, name: 'Sorbier', languages: ['fr'], publishMinutes: 4 });
  const levels: VerdictLevel[] = ['go', 'review', 'block'];
  const decided = (card: Card, rest: object = {}): Card => ({
    ...card,
    decision: { id: 'd', brand: SORBIER, opportunity: 'dark', action: 'accept', by: LEA, at: iso(0), ...rest },
  });
  const freeze = { scope: '*' as const, reason: 'why', by: NORA, at: iso(0) };

  it.each(levels)('who approves, and by when, under %s', (level) => {
    const { opportunity } = fakeCard(NOW, { id: 'dark', title: 'Dark', verdict: level });
    expect(policyOf(brand, opportunity)).toEqual(policyUnder(brand.approval, level));
    const nobody = { ...brand.approval.review, of: 'nobody' as const };
    const free = { ...brand, approval: { go: nobody, review: nobody } };
    expect(policyOf(free, opportunity)).toEqual(policyUnder(free.approval, level));
    expect(deadlineFor(brand, opportunity)).toBe(deadlineOf(opportunity.window.p50, brand.publishMinutes));
  });

  it.each(levels)('what stands in the way under %s', (level) => {
    const card = fakeCard(NOW, { id: 'dark', title: 'Dark', verdict: level });
    const codes = card.opportunity.verdict.reasons.map(({ code }) => code);
    const hold = { at: iso(0), reasons: ['event.death'] };
    const override = { override: 'a good reason', verdict: { level, reasons: codes } };
    for (const one of [card, decided(card), decided(card, override), { ...decided(card), hold }]) {
      for (const freezes of [[], [freeze]]) {
        expect(obstacleOf(one, { [SORBIER]: freezes })?.kind).toBe(mayGoOut(one, freezes)?.kind);
      }
    }
  });
});

describe('news of drafts', () => {
  const waiting = draft('one');
  const mine = draft('one', { author: LEA, state: 'waiting' });

  it('reaches approvers once it waits, and once half of its time is gone', () => {
    expect(draftNews(live(draft('one', { state: 'writing' })), live(waiting), editor)).toMatchObject([
      { kind: 'waiting' },
    ]);
    expect(draftNews({}, live(waiting), editor)).toMatchObject([{ kind: 'waiting' }]);
    const called = { ...waiting, escalatedAt: iso(0) };
    expect(draftNews(live(waiting), live(called), editor)).toMatchObject([{ kind: 'called' }]);
    expect(draftNews(live(waiting), live(waiting), editor)).toEqual([]);
    expect(draftNews({}, live(waiting), fakeMe)).toEqual([]);
    expect(draftNews({}, live(mine), editor)).toEqual([]);
  });

  it('reaches whoever wrote it when others answer, not when they did it themselves', () => {
    const approval = { at: iso(0), roles: ['editor' as const], version: 1, verdict: 'go' as const };
    const by = (person: typeof NORA) => live({ ...mine, state: 'approved', approvals: [{ ...approval, by: person }] });
    expect(draftNews(live(mine), by(NORA), fakeMe)).toMatchObject([{ kind: 'heard', by: 'Nora' }]);
    expect(draftNews(live(mine), by(LEA), fakeMe)).toEqual([]);
    const remark = { by: NORA, at: iso(0), text: 'shorter' };
    expect(draftNews(live(mine), live({ ...mine, state: 'rejected', remark }), fakeMe)).toMatchObject([{ by: 'Nora' }]);
    const back = { ...mine, remark: { by: null, at: iso(0), text: 'verdict.review' } };
    expect(draftNews(by(NORA), live(back), fakeMe)).toMatchObject([{ kind: 'heard', by: null }]);
  });
});
