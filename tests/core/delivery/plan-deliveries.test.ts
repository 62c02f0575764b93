import { describe, expect, it } from '@jest/globals';
import type { Change } from '../../../src/contract/change.ts';
import type { Draft } from '../../../src/contract/draft.ts';
import { type Listener, planDeliveries, type Stories } from '../../../src/core/delivery/plan-deliveries.ts';
import { aCard, aChange, aListener, at, AT, cardChange } from './samples.ts';

/** Plays changes one by one, as they come: minute by minute. */
function play(changes: readonly Change[], listener: Listener = aListener()) {
  let known: Stories = new Map();
  return changes.flatMap((change) => {
    const { planned, stories } = planDeliveries([change], [listener], known, Date.parse(change.at));
    known = new Map([...known, ...stories]);
    return planned.map(({ notice, state, reason }) => [notice.occasion, state, reason, notice.level].join(' '));
  });
}

const aDraft = (changed: Partial<Draft>): Draft => ({
  ...{
    id: 'd1',
    brand: 'lumo',
    opportunity: 'lumo-1',
    text: 'Look up,\n\nit is green',
    lang: 'en',
    variants: [],
    media: [],
  },
  ...{ version: 1, state: 'waiting', author: { id: 'ben', name: 'Ben' }, createdAt: at(0), updatedAt: at(0) },
  ...{ sentAt: at(0), deadline: at(20), approvals: [], publications: [] },
  ...changed,
});
const draftChange = (draft: Draft, minutes = 0) => aChange({ noun: 'draft', id: draft.id, value: draft }, minutes);

describe('alerts', () => {
  it('are told once for each level, however often the card is rewritten', () => {
    const told = play([
      cardChange(aCard({ level: 'quiet' }), 0),
      cardChange(aCard({ level: 'alert' }), 1),
      cardChange(aCard({ level: 'alert', score: 80 }), 2),
      cardChange(aCard({ level: 'urgent', score: 90 }), 3),
      cardChange(aCard({ level: 'urgent', score: 91 }), 4),
    ]);
    expect(told).toEqual(['alert held merge-window alert', 'alert held urgent urgent']);
  });

  it('of a story that falls and rises again cool down, unless it is louder than it was told', () => {
    const told = play([
      cardChange(aCard({ level: 'alert' }), 0),
      cardChange(aCard({ level: 'quiet' }), 5),
      cardChange(aCard({ level: 'alert' }), 10),
      cardChange(aCard({ level: 'quiet' }), 12),
      cardChange(aCard({ level: 'urgent' }), 14),
      cardChange(aCard({ level: 'quiet' }), 20),
      cardChange(aCard({ level: 'urgent' }), 60),
    ]);
    expect(told).toEqual([
      'alert held merge-window alert',
      'alert dropped cool-down alert',
      'alert held urgent urgent',
      'alert held urgent urgent',
    ]);
  });

  it('keep to the loudness and the score that the channel asks for', () => {
    const picky = aListener({ hears: { alerts: 'urgent', leastScore: 70 } });
    expect(play([cardChange(aCard({ level: 'alert', score: 90 }))], picky)).toEqual([]);
    expect(play([cardChange(aCard({ level: 'urgent', score: 60 }))], picky)).toEqual([]);
    expect(play([cardChange(aCard({ level: 'urgent', score: 70 }))], picky)).toHaveLength(1);
    expect(play([cardChange(aCard({ level: 'urgent' }))], aListener({ hears: { alerts: 'off' } }))).toEqual([]);
  });

  it('are none of a card that is over or decided', () => {
    const decision = { id: 'x', brand: 'lumo', opportunity: 'lumo-1', by: { id: 'ben', name: 'Ben' }, at: at(0) };
    expect(play([cardChange(aCard({ state: 'closed' }))])).toEqual([]);
    expect(play([cardChange(aCard({}, { decision: { ...decision, action: 'accept' } }))])).toEqual([]);
    expect(play([cardChange(aCard({}, { decision: { ...decision, action: 'reopen' } }))])).toHaveLength(1);
  });

  it('come to whoever has a role for the brand, and wants that brand', () => {
    const change = cardChange(aCard());
    const nobody: Listener = { ...aListener(), person: { id: 'nora', grants: [{ brand: 'vela', role: 'admin' }] } };
    expect(play([change], nobody)).toEqual([]);
    expect(play([change], aListener({ brands: ['vela'] }))).toEqual([]);
    expect(play([change], aListener({ brands: ['lumo', 'vela'] }))).toHaveLength(1);
    expect(play([change], aListener({ active: false }))).toEqual([]);
    expect(play([change], aListener({ createdAt: at(1) }))).toEqual([]);
    const brands: Listener = { ...aListener({ owner: { of: 'brand', brand: 'lumo' } }), person: null };
    expect(play([change], brands)).toHaveLength(1);
    expect(
      play([change], { ...brands, channel: { ...brands.channel, owner: { of: 'brand', brand: 'vela' } } }),
    ).toEqual([]);
  });
});

describe('other news', () => {
  const by = { id: 'ben', name: 'Ben' };
  const nora = { id: 'nora', name: 'Nora' };

  it('of approvals come to approvers, not to the writer', () => {
    const waiting = draftChange(aDraft({}));
    expect(play([waiting])).toEqual(['approval held merge-window alert']);
    expect(play([waiting], aListener({}, 'viewer'))).toEqual([]);
    expect(play([draftChange(aDraft({ author: nora }))])).toEqual([]);
    expect(play([waiting], aListener({ hears: { approvals: false } }))).toEqual([]);
  });

  it('have one key each, so that a change that carries old news tells it once', () => {
    const escalated = draftChange(aDraft({ escalatedAt: at(10) }), 10);
    const { planned } = planDeliveries([draftChange(aDraft({})), escalated], [aListener()], new Map(), AT);
    expect(planned.map(({ key, notice }) => [key, notice.occasion])).toEqual([
      [`approval:d1:${at(0)}`, 'approval'],
      [`approval:d1:${at(0)}`, 'approval'],
      [`escalation:d1:${at(10)}`, 'escalation'],
    ]);
    expect(planned[0]!.notice).toMatchObject({ title: 'Look up, it is green', by: 'Ben', until: at(20) });
  });

  it('of being called come to whoever is called, by somebody else', () => {
    const comment = {
      id: 'k',
      brand: 'lumo',
      opportunity: 'lumo-1',
      text: 'Can you?',
      by,
      at: at(0),
      mentions: [nora],
    };
    const change = (value: typeof comment) => aChange({ noun: 'comment', id: value.id, value });
    expect(play([change(comment)])).toEqual(['mention held merge-window alert']);
    expect(play([change({ ...comment, by: nora })])).toEqual([]);
    expect(play([change({ ...comment, mentions: [by] })])).toEqual([]);
    const assigned = (to: typeof by) => cardChange(aCard({ level: 'quiet' }, { assignment: { to, by, at: at(0) } }));
    expect(play([assigned(nora)])).toEqual(['assignment held merge-window alert']);
    expect(play([assigned(by)])).toEqual([]);
  });

  it('of a freeze of everything is told once, though every brand tells it', () => {
    const value = { scope: '*', reason: 'An accident', by, at: at(0) };
    const changes = ['lumo', 'vela'].map((brand) => aChange({ noun: 'freeze', id: '*', value }, 0, brand));
    const everywhere = { ...aListener(), person: { id: 'nora', grants: [{ brand: '*', role: 'editor' as const }] } };
    const { planned } = planDeliveries(changes, [everywhere], new Map(), AT);
    expect(new Set(planned.map(({ key }) => key)).size).toBe(1);
    expect(planned[0]).toMatchObject({ reason: 'urgent', notice: { occasion: 'freeze', everything: true } });
  });

  it('of posts tell trouble alone', () => {
    const post = {
      id: 'p',
      via: 'webhook',
      destination: null,
      version: 1,
      by,
      dueAt: at(0),
      attempts: 1,
      updatedAt: at(0),
    } as const;
    const published = (state: 'out' | 'failed' | 'unknown') =>
      draftChange(aDraft({ state: 'approved', publications: [{ ...post, platform: 'bluesky', state }] }));
    expect(
      [published('out'), published('failed'), published('unknown')].map((change) => play([change]).length),
    ).toEqual([0, 1, 1]);
  });

  it('that is older than the channel is none', () => {
    const held = cardChange(aCard({ level: 'quiet' }, { hold: { at: at(-90), reasons: [] } }));
    expect(play([held])).toEqual([]);
    expect(play([held], aListener({ createdAt: at(-120) }))).toEqual(['hold held urgent urgent']);
  });
});
