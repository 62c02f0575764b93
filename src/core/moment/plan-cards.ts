import type { Brand } from '../../contract/brand.ts';
import { MomentCard } from '../../contract/moment-card.ts';
import type { Collision, Moment, MomentDate } from '../../contract/moment.ts';
import type { Territory } from '../../contract/territory.ts';
import { collisions } from './collisions.ts';
import { createNearness } from './nearness.ts';
import { occurrences } from './occurrences.ts';
import { upcoming } from './upcoming.ts';

const Body = MomentCard.omit({ decision: true });
/** A card as the calendar writes it; what people decide about it is not the calendar's. */
export type MomentCardBody = Omit<MomentCard, 'decision'>;

export interface PlanInput {
  /** Cards of the brand as they are; those that are over may be left out. */
  readonly existing: readonly MomentCard[];
  /** Shipped ones and the brand's own, see `momentsOfBrand`. */
  readonly moments: readonly Moment[];
  readonly brand: Pick<Brand, 'id' | 'languages' | 'countries' | 'timeZone'>;
  /** Null where the brand has none: then only its own moments are told. */
  readonly territory: Pick<Territory, 'topics' | 'noGo' | 'lists'> | null;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * Cards that must be written: new ones, and those that are no longer as they should be. A moment has a card from the day
 * its lead time begins, if it is the brand's own or lies near its territory; days that ask for care are no occasion to
 * speak unless the brand entered them itself. The same plan once more writes nothing.
 */
export function planCards(input: PlanInput): MomentCardBody[] {
  const { existing, moments, brand, at } = input;
  const now = new Date(at).toISOString();
  const known = new Map(existing.map((card) => [card.id, card]));
  const topicsOf = createTopicsOf(input);
  const wanted = upcoming(moments, at, brand.timeZone, brand.countries).flatMap(
    ({ date, inDays }): MomentCardBody[] => {
      const id = cardId(brand.id, date);
      const before = known.get(id);
      // What people mean to speak of stays, though the territory has moved on.
      const topics = topicsOf(date) ?? (before?.decision?.action === 'plan' ? [] : null);
      if (topics === null) return [];
      return [
        {
          id,
          brand: brand.id,
          date,
          topics,
          collisions: collisionsOf(date, moments, brand.countries),
          openedAt: before?.openedAt ?? now,
          updatedAt: now,
          state: inDays > 0 ? 'ahead' : 'on',
        },
      ];
    },
  );
  const ids = new Set(wanted.map(({ id }) => id));
  const over = existing
    .filter(({ id, state }) => state !== 'over' && !ids.has(id))
    .map((card) => ({ ...Body.parse(card), updatedAt: now, state: 'over' as const }));
  return [...wanted, ...over].filter((card) => !isSame(card, known.get(card.id)));
}

/** Two dates of a moment are two cards. */
const cardId = (brand: string, { moment, from }: MomentDate): string => `${brand}:${moment}:${from}`;

/** The topics that a date is told for; null where it is no occasion for the brand. */
function createTopicsOf({ moments, brand, territory }: PlanInput): (date: MomentDate) => MomentCard['topics'] | null {
  const byId = new Map(moments.map((moment) => [moment.id, moment]));
  const nearness = territory && createNearness(territory, brand.languages);
  return (date) => {
    const moment = byId.get(date.moment);
    const { topics, barred } = (moment && nearness?.(moment)) ?? { topics: [], barred: false };
    if (date.own) return topics;
    return date.care !== 'none' || barred || topics.length === 0 ? null : topics;
  };
}

function collisionsOf(date: MomentDate, moments: readonly Moment[], countries: readonly string[]): Collision[] {
  const isMeant = (other: MomentDate): boolean => other.moment === date.moment && other.from === date.from;
  return collisions(occurrences(moments, date.from, date.to, countries)).filter(({ moments }) => moments.some(isMeant));
}

/** Compared member by member in the order of the schema, whatever order the database gave them. */
function isSame(card: MomentCardBody, before: MomentCard | undefined): boolean {
  if (!before) return false;
  const text = (body: MomentCardBody): string => JSON.stringify(Body.parse({ ...body, updatedAt: card.updatedAt }));
  return text(card) === text(before);
}
