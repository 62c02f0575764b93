import { describe, expect, it } from '@jest/globals';
import { ActiveHours } from '../../../src/contract/topic-limits.ts';
import { keptByTopics } from '../../../src/core/opportunity/topic-limits.ts';

const loud = { authors: 50, outlets: 5 };
const at = (time: string): number => Date.parse(time);
const MONDAY = '2026-11-23';

describe('what a brand asks of its topics before they disturb people', () => {
  it('holds a story until as many people and outlets speak of it as are wanted', () => {
    const topic = { label: 'Chocolate', minimumAuthors: 10, minimumOutlets: 2 };
    const kept = (authors: number, outlets: number) =>
      keptByTopics([topic], { authors, outlets }, at(`${MONDAY}T12:00Z`), 'UTC')?.code ?? null;
    expect([kept(9, 2), kept(10, 1), kept(10, 2)]).toEqual(['held.authors', 'held.outlets', null]);
  });

  it('lets a story through by any one of its topics, and a topic without limits holds nothing', () => {
    const strict = { label: 'Chocolate', minimumAuthors: 1_000 };
    expect(keptByTopics([strict, { label: 'Paris' }], loud, 0, 'UTC')).toBeNull();
    expect(keptByTopics([], loud, 0, 'UTC')).toBeNull();
    expect(keptByTopics([strict, strict], loud, 0, 'UTC')).toEqual({
      code: 'held.authors',
      data: { label: 'Chocolate', authors: 50, least: 1_000 },
    });
  });

  it.each([
    // Winter time in Paris is an hour before UTC.
    [{ from: '08:00', to: '20:00' }, `${MONDAY}T06:59Z`, false],
    [{ from: '08:00', to: '20:00' }, `${MONDAY}T07:00Z`, true],
    [{ from: '08:00', to: '20:00' }, `${MONDAY}T18:59Z`, true],
    [{ from: '08:00', to: '20:00' }, `${MONDAY}T19:00Z`, false],
    // Summer time, two hours.
    [{ from: '08:00', to: '20:00' }, '2026-07-06T06:00Z', true],
    [{ from: '08:00', to: '20:00', days: [6, 7] }, `${MONDAY}T12:00Z`, false],
    // Over midnight: Sunday's hours reach into Monday.
    [{ from: '22:00', to: '02:00', days: [7] }, `${MONDAY}T00:30Z`, true],
    [{ from: '22:00', to: '02:00', days: [7] }, `${MONDAY}T01:00Z`, false],
    [{ from: '22:00', to: '02:00', days: [7] }, `${MONDAY}T22:00Z`, false],
    [{ from: '00:00', to: '00:00', days: [1] }, `${MONDAY}T22:59Z`, true],
  ])('within %j at %s: %s', (hours, time, isActive) => {
    const topic = { label: 'Chocolate', activeHours: ActiveHours.parse(hours) };
    expect(keptByTopics([topic], loud, at(time), 'Europe/Paris')?.code ?? null).toBe(isActive ? null : 'held.hours');
  });
});
