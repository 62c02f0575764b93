import type { Verdict } from '../../contract/opportunity.ts';
import { weatherOver } from '../safety/climate.ts';
import { settingOfTerms, under } from '../safety/read-out.ts';
import { judge } from '../safety/verdict.ts';
import type { LiveStory, Setting } from './live-story.ts';
import { carryingTopics } from './rising.ts';

/** Terms of a story that are read out, those of most of its items. */
const MOST_READ = 4;
/** A term stands for a story where so many of its items have it, and this share of them. */
const FEWEST_ITEMS = 2;
const LEAST_SHARE = 0.4;

/** The gate's verdict on a story as things stand for its brand. */
export function judgeStory(
  live: LiveStory,
  { brand, territory, days, readOut, climate }: Setting,
  at: number,
): Verdict {
  const { gate, story, terms } = live;
  const fewest = Math.max(FEWEST_ITEMS, LEAST_SHARE * story.items);
  const leading = [...terms].filter(([, items]) => items >= fewest).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const labels = new Map(territory.topics.map(({ id, label }) => [id, label]));
  const read = leading.slice(0, MOST_READ).map(([term]) => term);
  return judge(gate, {
    noGo: territory.noGo,
    days: days.on(at, brand),
    under: read.flatMap((term) => under(readOut, term) ?? []),
    setting: settingOfTerms(readOut, read),
    climate: carryingTopics(live, territory).flatMap(({ id }) => weatherOver(climate, id, at) ?? []),
    label: (topic) => labels.get(topic) ?? topic,
    at,
  });
}
