import type { Logger } from 'pino';
import type { BrandStore, Clock } from '../context.ts';
import type { ReactivityStore } from '../ports/newsroom.ts';
import type { Reactivity } from '../contract/funnel.ts';
import { CASES_LOOKED_AT, measureReactivity } from '../core/learning/reactivity.ts';
import type { Job } from './schedule.ts';

interface MeasureOptions {
  readonly brands: Pick<BrandStore, 'list'>;
  readonly reactivities: Pick<ReactivityStore, 'all' | 'approved' | 'put'>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Every hour measures how long each brand needs from alert to approval, and writes it where it has changed. */
export function createMeasureReactivityJob({ brands, reactivities, clock, log }: MeasureOptions): Job {
  return {
    name: 'measure-reactivity',
    at: '0 20 * * * *',
    async run() {
      const [known, before] = await Promise.all([brands.list(), reactivities.all()]);
      const kept = new Map(before.map((one) => [one.brand, one]));
      for (const brand of known) {
        const now = measureReactivity(brand, await reactivities.approved(brand.id, CASES_LOOKED_AT));
        const last = kept.get(brand.id);
        if (last ? isSame(now, last) : now.cases === 0) continue;
        await reactivities.put(now, clock());
        log.info({ brand: brand.id, minutes: now.minutes, cases: now.cases }, 'the reactivity of a brand has changed');
      }
    },
  };
}

function isSame(a: Reactivity, b: Reactivity): boolean {
  return (Object.keys(a) as (keyof Reactivity)[]).every((name) => a[name] === b[name]);
}
