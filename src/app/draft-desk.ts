import { setImmediate as turn } from 'node:timers/promises';
import type { Context } from '../context.ts';
import type { DraftDesk } from '../ports/newsroom.ts';
import type { Brand } from '../contract/brand.ts';
import type { CardDetail } from '../contract/card.ts';
import type { DelicateDay, Moment } from '../contract/moment.ts';
import { dayAt } from '../core/moment/days.ts';
import { momentsOfBrand } from '../core/moment/of-brand.ts';
import { createSolemnDays, solemnOn } from '../core/moment/solemn-on.ts';
import { createDraftChecker, type DraftRules } from '../core/safety/draft/check-draft.ts';
import type { AnsweredStory } from '../core/safety/draft/matter.ts';
import { createEventReader } from '../core/safety/events.ts';

export interface DraftDeskOptions extends Pick<Context, 'clock' | 'brands' | 'territories' | 'cards' | 'moments'> {
  readonly rules: Omit<DraftRules, 'readEvents'>;
  /** The shipped moments. */
  readonly calendar: readonly Moment[];
}

/** Checks drafts against the brand, its territory, the day and the story as they are now. Keeps nothing. */
export function createDraftDesk(options: DraftDeskOptions): DraftDesk {
  const { rules, calendar, clock, brands, territories, cards, moments } = options;
  const shippedDays = createSolemnDays(calendar);
  // Compiling the lists holds the thread for a moment: not before somebody asks.
  let checker: ReturnType<typeof createDraftChecker> | undefined;

  async function daysOf({ id, timeZone, countries }: Brand): Promise<DelicateDay[]> {
    const own = await moments.own(id);
    const day = dayAt(clock(), timeZone).toString();
    const days =
      own.length === 0 ? shippedDays(day, countries) : solemnOn(momentsOfBrand(calendar, own), day, countries);
    // A brand that names no country is not silenced by the memorial days of all of them.
    return days.map((found) =>
      countries.length === 0 && found.date.countries.length > 0 ? { ...found, care: 'review' as const } : found,
    );
  }

  return {
    async check(brandId, { text, lang, opportunity }) {
      const brand = await brands.get(brandId);
      const card = opportunity === undefined ? null : await cards.get(brandId, opportunity);
      if (!brand || (opportunity !== undefined && !card)) return null;
      const live = await territories.get(brandId);
      const days = await daysOf(brand);
      const matter = { brand, territory: live?.territory ?? null, days, story: card && asStory(card) };
      checker ??= createDraftChecker({ ...rules, readEvents: createEventReader(rules.safety) });
      const steps = checker({ text, lang }, matter);
      for (;;) {
        const step = steps.next();
        if (step.done) return step.value;
        // Sockets are served by the same thread.
        await turn();
      }
    },
  };
}

const asStory = ({ opportunity, story, hold }: CardDetail): AnsweredStory => ({
  title: opportunity.title,
  verdict: opportunity.verdict,
  held: hold !== null,
  words: story?.words ?? [],
  posts: story?.evidence ?? opportunity.why,
});
