import type { Logger } from 'pino';
import type { BrandStore, Clock, TerritoryStore } from '../context.ts';
import type { MomentCardStore, MomentStore } from '../ports/calendar.ts';
import type { Moment } from '../contract/moment.ts';
import { dayAt } from '../core/moment/days.ts';
import { momentsOfBrand } from '../core/moment/of-brand.ts';
import { planCards } from '../core/moment/plan-cards.ts';
import type { Job } from './schedule.ts';

interface AnnounceOptions {
  readonly brands: Pick<BrandStore, 'list'>;
  readonly territories: Pick<TerritoryStore, 'live'>;
  readonly moments: Pick<MomentStore, 'all'>;
  readonly cards: Pick<MomentCardStore, 'rewrite'>;
  /** The shipped moments. */
  readonly calendar: readonly Moment[];
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Every hour, for days begin at different hours, and whenever it is asked to: tells each brand of the moments ahead. A
 * brand for which nothing has changed since the last run, the day included, is passed over.
 */
export function createAnnounceMomentsJob(options: AnnounceOptions): Job {
  const { brands, territories, moments, cards, calendar, clock, log } = options;
  const done = new Map<string, string>();
  let running: Promise<void> = Promise.resolve();

  async function announce(): Promise<void> {
    const at = clock();
    const [known, territoriesLive, all] = await Promise.all([brands.list(), territories.live(), moments.all()]);
    const territoryOf = new Map(territoriesLive.map((one) => [one.territory.brand, one]));
    const failures: unknown[] = [];
    for (const brand of known) {
      try {
        const own = all.filter((moment) => moment.brand === brand.id);
        const live = territoryOf.get(brand.id) ?? null;
        const situation = JSON.stringify([dayAt(at, brand.timeZone).toString(), brand, live?.version, own]);
        if (done.get(brand.id) === situation) continue;
        const input = { brand, territory: live?.territory ?? null, moments: momentsOfBrand(calendar, own), at };
        const written = await cards.rewrite(brand.id, (existing) => planCards({ ...input, existing }), at);
        if (written > 0) log.info({ brand: brand.id, cards: written }, 'moments ahead were told');
        done.set(brand.id, situation);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'the moments of some brands could not be told');
  }

  return {
    name: 'announce-moments',
    at: '0 0 * * * *',
    // One after the other: what changed during a run is seen by the next.
    run: () => (running = running.catch(() => undefined).then(announce)),
  };
}
