import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Brand } from '../../../src/contract/brand.ts';
import type { Steps } from '../../../src/contract/funnel.ts';
import {
  measureReactivity,
  reactivityOf,
  reactivitySpread,
  withReactivity,
} from '../../../src/core/learning/reactivity.ts';

const AT = Date.parse('2026-11-22T20:00:00Z');
const at = (minutes: number) => new Date(AT + minutes * 60_000).toISOString();
const took = (minutes: number): Steps => ({ detected: at(-1), alerted: at(0), approved: at(minutes) });
const brand = Brand.parse({ id: 'lumo', name: 'Lumo', languages: ['en'], reactivityMinutes: 30 });

describe('the reactivity of a brand', () => {
  it('is what is configured until eight cases tell', () => {
    const seven = Array.from({ length: 7 }, () => took(12));
    expect(measureReactivity(brand, seven)).toMatchObject({ minutes: 30, measured: false, cases: 7, median: 12 });
    expect(measureReactivity(brand, [...seven, took(12)])).toMatchObject({ minutes: 12, measured: true, cases: 8 });
    expect(measureReactivity(brand, [])).toEqual({
      ...{ brand: 'lumo', minutes: 30, measured: false, cases: 0, median: null, p95: null },
    });
  });

  it('is the median of the newest fifty approvals, and of nothing else', () => {
    const cases = [...Array.from({ length: 50 }, () => took(10)), ...Array.from({ length: 60 }, () => took(500))];
    expect(measureReactivity(brand, cases)).toMatchObject({ minutes: 10, cases: 50, p95: 10 });
    // Decided, even quickly, is not approved.
    const decided = Array.from({ length: 20 }, (): Steps => ({ detected: at(0), alerted: at(0), decided: at(2) }));
    expect(measureReactivity(brand, decided)).toMatchObject({ minutes: 30, measured: false, cases: 0 });
  });

  it('counts from detection where nothing had alerted yet', () => {
    const quiet: Steps = { detected: at(0), approved: at(20) };
    const before: Steps = { detected: at(0), alerted: at(50), approved: at(20) };
    const cases = Array.from({ length: 8 }, (_, i) => (i % 2 === 0 ? quiet : before));
    expect(measureReactivity(brand, cases)).toMatchObject({ minutes: 20, measured: true });
  });

  it('stays within what a brand may be configured to, in whole minutes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 8, maxLength: 50 }), (minutes) => {
        const measured = measureReactivity(brand, minutes.map(took));
        const paced = withReactivity(brand, measured);
        expect(Brand.safeParse(paced).success).toBe(true);
        expect({ ...paced, reactivityMinutes: brand.reactivityMinutes }).toEqual(brand);
      }),
    );
  });

  it('takes the place of what is configured only where it was measured', () => {
    const few = measureReactivity(brand, [took(5)]);
    expect(withReactivity(brand, few)).toBe(brand);
    expect(withReactivity(brand, null)).toBe(brand);
    // Configured anew after it was looked at.
    expect(reactivityOf({ id: 'lumo', reactivityMinutes: 45 }, few)).toMatchObject({ minutes: 45, cases: 1 });
    expect(reactivityOf(brand, null)).toMatchObject({ minutes: 30, measured: false, cases: 0 });
  });

  it('knows its spread from twenty cases on, within bounds', () => {
    const wide = Array.from({ length: 20 }, (_, i) => took(5 + 5 * i));
    expect(reactivitySpread(measureReactivity(brand, wide.slice(0, 19)))).toBeNull();
    expect(reactivitySpread(measureReactivity(brand, wide))).toBeCloseTo(Math.log(95.25 / 52.5) / 1.645, 6);
    expect(
      reactivitySpread(
        measureReactivity(
          brand,
          Array.from({ length: 20 }, () => took(9)),
        ),
      ),
    ).toBe(0.2);
    expect(
      reactivitySpread(
        measureReactivity(
          brand,
          Array.from({ length: 20 }, () => took(0)),
        ),
      ),
    ).toBeNull();
    expect(reactivitySpread(null)).toBeNull();
  });
});
