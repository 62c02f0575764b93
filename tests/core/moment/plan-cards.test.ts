import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { Brand } from '../../../src/contract/brand.ts';
import type { MomentCard, MomentDecision } from '../../../src/contract/moment-card.ts';
import type { Moment } from '../../../src/contract/moment.ts';
import { Territory } from '../../../src/contract/territory.ts';
import { createNearness } from '../../../src/core/moment/nearness.ts';
import { careOf, countsIn } from '../../../src/core/moment/occurrences.ts';
import { momentsOfBrand } from '../../../src/core/moment/of-brand.ts';
import { planCards } from '../../../src/core/moment/plan-cards.ts';
import { moment } from './moments.ts';
import { SHIPPED } from './shipped.ts';

const brand = Brand.parse({
  id: 'lumo',
  name: 'Lumo',
  languages: ['fr'],
  countries: ['FR'],
  timeZone: 'Pacific/Auckland',
});
const territoryOf = (query: string) =>
  Territory.parse({ brand: 'lumo', topics: [{ id: 'table', label: 'À table', query }] });
const territory = territoryOf('vin OR chocolat*');
/** Noon in Auckland, the night before in Paris. */
const noon = (day: string) => Date.parse(`${day}T12:00:00+13:00`);
const planned: MomentDecision = { action: 'plan', by: { id: 'u1', name: 'Ana' }, at: '2026-11-06T00:00:00.000Z' };

/** What a brand has after each plan. */
function calendarOf({ moments = SHIPPED }: { moments?: readonly Moment[] } = {}) {
  const cards = new Map<string, MomentCard>();
  return {
    card: (id: string) => cards.get(id),
    decide: (id: string, decision: MomentDecision) => cards.set(id, { ...cards.get(id)!, decision }),
    plan(at: number, changed: { moments?: readonly Moment[]; territory?: Territory | null } = {}) {
      const existing = [...cards.values()].filter(({ state }) => state !== 'over');
      const written = planCards({ existing, moments, brand, territory, at, ...changed });
      for (const card of written) cards.set(card.id, { ...card, decision: cards.get(card.id)?.decision ?? null });
      return written.map(({ id, state }) => `${id.slice('lumo:'.length)} ${state}`);
    },
  };
}

describe('cards of moments', () => {
  it('open as the lead time begins, turn with the day where the brand lives, and are over after it', () => {
    const calendar = calendarOf();
    expect(calendar.plan(noon('2026-11-04'))).toEqual([]);
    expect(calendar.plan(noon('2026-11-05'))).toEqual(['beaujolais-nouveau:2026-11-19 ahead']);
    expect(calendar.plan(noon('2026-11-18'))).toEqual([]);
    expect(calendar.plan(Date.parse('2026-11-18T10:59:00Z'))).toEqual([]);
    expect(calendar.plan(Date.parse('2026-11-18T11:00:00Z'))).toEqual(['beaujolais-nouveau:2026-11-19 on']);
    expect(calendar.plan(noon('2026-11-20'))).toContain('beaujolais-nouveau:2026-11-19 over');
    expect(calendar.card('lumo:beaujolais-nouveau:2026-11-19')).toMatchObject({
      topics: [{ topic: 'table', label: 'À table', words: ['vin'] }],
      openedAt: new Date(noon('2026-11-05')).toISOString(),
      updatedAt: new Date(noon('2026-11-20')).toISOString(),
    });
  });

  it('are written only when something has changed, whatever order the database gives their members', () => {
    const calendar = calendarOf();
    calendar.plan(noon('2026-11-05'));
    expect(calendar.plan(noon('2026-11-06'))).toEqual([]);
    const card = calendar.card('lumo:beaujolais-nouveau:2026-11-19')!;
    const stirred = Object.fromEntries(Object.entries(card).reverse()) as unknown as MomentCard;
    const again = { moments: SHIPPED, brand, territory, at: noon('2026-11-06') };
    expect(planCards({ ...again, existing: [stirred] })).toEqual([]);
    expect(planCards({ ...again, existing: [{ ...stirred, topics: [] }] })).toHaveLength(1);
    expect(calendar.plan(noon('2026-11-07'), { territory: territoryOf('primeur OR vin') })).toEqual([
      'beaujolais-nouveau:2026-11-19 ahead',
    ]);
  });

  it('stay as they were opened, and are over where the territory no longer speaks of them, unless they are planned', () => {
    const elsewhere = { territory: territoryOf('football') };
    const calendar = calendarOf();
    calendar.plan(noon('2026-11-05'));
    expect(calendar.plan(noon('2026-11-06'), elsewhere)).toEqual(['beaujolais-nouveau:2026-11-19 over']);
    expect(calendar.plan(noon('2026-11-07'), elsewhere)).toEqual([]);
    const kept = calendarOf();
    kept.plan(noon('2026-11-05'));
    kept.decide('lumo:beaujolais-nouveau:2026-11-19', planned);
    expect(kept.plan(noon('2026-11-06'), elsewhere)).toEqual(['beaujolais-nouveau:2026-11-19 ahead']);
    expect(kept.card('lumo:beaujolais-nouveau:2026-11-19')).toMatchObject({
      topics: [],
      decision: { action: 'plan' },
      openedAt: new Date(noon('2026-11-05')).toISOString(),
    });
  });

  it('tell of what meets them', () => {
    const calendar = calendarOf();
    calendar.plan(noon('2027-02-10'));
    const { collisions } = calendar.card('lumo:valentines-day:2027-02-14')!;
    expect(collisions.map(({ kind, moments }) => [kind, ...moments.map((one) => one.moment)])).toContainEqual([
      'crowded',
      'super-bowl',
      'valentines-day',
    ]);
    expect(collisions.every(({ moments }) => moments.some((one) => one.moment === 'valentines-day'))).toBe(true);
  });
});

describe('occasions to speak', () => {
  const own = moment({ id: 'house-day', brand: 'lumo', rule: { kind: 'fixed', date: '11-11' }, tone: 'solemn' });

  it("are the brand's own days, near its territory or not, grave or not", () => {
    const calendar = calendarOf({ moments: [own] });
    expect(calendar.plan(noon('2026-11-05'), { territory: null })).toEqual(['house-day:2026-11-11 ahead']);
    expect(calendar.card('lumo:house-day:2026-11-11')).toMatchObject({
      topics: [],
      date: { care: 'block', own: true },
    });
    expect(calendar.plan(noon('2026-11-06'), { moments: [] })).toEqual(['house-day:2026-11-11 over']);
  });

  it('are not the shipped days that ask for care, nor those of a no-go topic', () => {
    const solemn = { ...own, brand: undefined, words: { en: [], fr: ['vin'] } };
    const light = { ...solemn, care: 'none' as const };
    expect(calendarOf({ moments: [solemn] }).plan(noon('2026-11-05'))).toEqual([]);
    expect(calendarOf({ moments: [light] }).plan(noon('2026-11-05'))).toEqual(['house-day:2026-11-11 ahead']);
    const barred = Territory.parse({ ...territory, noGo: [{ id: 'wine', label: 'Wine', query: 'vin' }] });
    expect(calendarOf({ moments: [light] }).plan(noon('2026-11-05'), { territory: barred })).toEqual([]);
  });

  it('stand for a shipped moment where they have its name', () => {
    const easter = moment({ id: 'easter', brand: 'lumo' });
    const all = momentsOfBrand(SHIPPED, [easter]);
    expect(all).toHaveLength(SHIPPED.length);
    expect(all.filter(({ id }) => id === 'easter')).toEqual([easter]);
  });
});

it('a chocolate maker and an outdoor shop are told of a few moments a month, never of a flood', () => {
  for (const id of ['maison-sorbier', 'harbour-and-pine']) {
    const read = (folder: string): unknown => parse(readFileSync(`config/${folder}/${id}.yaml`, 'utf8'));
    const { languages, countries } = Brand.parse(read('brands'));
    const nearness = createNearness(Territory.parse(read('territories')), languages);
    const counted = SHIPPED.filter((one) => countsIn(one, countries));
    const near = counted.filter((one) => careOf(one) === 'none' && nearness(one).topics.length > 0);
    expect(near.length).toBeGreaterThan(20);
    expect(near.length).toBeLessThan(counted.length / 4);
  }
});
