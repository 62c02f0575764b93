import type { Reason } from '../../contract/common.ts';
import type { Topic } from '../../contract/territory.ts';
import type { ActiveHours } from '../../contract/topic-limits.ts';

type Limits = Pick<Topic, 'label' | 'minimumAuthors' | 'minimumOutlets' | 'activeHours'>;

/**
 * Why none of a story's topics lets it disturb people now, by what the brand asks of its topics; null where one does.
 * The first topic speaks: it is the one that most of the story fell into.
 * @param zone the brand's
 */
export function keptByTopics(
  topics: readonly Limits[],
  story: { readonly authors: number; readonly outlets: number },
  at: number,
  zone: string,
): Reason | null {
  let first: Reason | null = null;
  for (const topic of topics) {
    const kept = keptBy(topic, story, at, zone);
    if (!kept) return null;
    first ??= kept;
  }
  return first;
}

function keptBy(
  { label, minimumAuthors = 0, minimumOutlets = 0, activeHours }: Limits,
  { authors, outlets }: { readonly authors: number; readonly outlets: number },
  at: number,
  zone: string,
): Reason | null {
  if (authors < minimumAuthors) return { code: 'held.authors', data: { label, authors, least: minimumAuthors } };
  if (outlets < minimumOutlets) return { code: 'held.outlets', data: { label, outlets, least: minimumOutlets } };
  if (activeHours && !isActive(activeHours, at, zone)) {
    return { code: 'held.hours', data: { label, from: activeHours.from, to: activeHours.to } };
  }
  return null;
}

/** By the clock on the wall: an hour that comes twice in autumn counts twice, one that spring leaves out never. */
function isActive({ days, from, to }: ActiveHours, at: number, zone: string): boolean {
  const now = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const time = now.toPlainTime().toString({ smallestUnit: 'minute' });
  const yesterday = now.subtract({ days: 1 }).dayOfWeek;
  if (from < to) return days.includes(now.dayOfWeek) && from <= time && time < to;
  return (days.includes(now.dayOfWeek) && time >= from) || (days.includes(yesterday) && time < to);
}
