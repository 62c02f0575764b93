import type { VerdictLevel } from '../../contract/opportunity.ts';
import { fold } from '../text/fold.ts';
import { STOP_WORDS } from '../text/stop-words.ts';

/** An opportunity as far as likeness goes. */
export interface Compared {
  readonly id: string;
  readonly title: string;
  readonly topics: readonly { readonly topic: string; readonly label: string }[];
  readonly verdict: VerdictLevel;
  readonly openedAt: string;
}

/** How alike two are, 0 to 1, and what they share; words as the newer one writes them, the rarest first. */
export interface Likeness {
  readonly likeness: number;
  readonly topics: readonly string[];
  readonly words: readonly string[];
}

const DAY = 86_400_000;
const YEAR_DAYS = 365.25;

/** What each thing in common is worth; together 1. */
const WORTH = { words: 0.5, topics: 0.35, verdict: 0.08, season: 0.07 };
/** A name counts so many times a word of the same rarity: the same people and places make the same kind of story. */
const NAME_FACTOR = 1.5;
/** Days of the year that are one season. */
const SEASON_DAYS = 21;
/** Two of the same topic that share no word are this alike at most; below it, nothing resembles anything. */
const LEAST_LIKENESS = 0.3;
/** Shared words that are told. */
const WORDS_TOLD = 4;

const WORD = /[\p{L}\p{M}\p{Nd}]+/gu;
const CAPITAL = /^\p{Lu}/u;
const LETTER = /\p{L}/u;

/** Answers the earlier opportunities that resemble one the most, at most `most`. */
export function createSimilar(frequency: (word: string) => number) {
  const weigh = (title: string) => weightsOf(title, frequency);
  return function similarTo<T extends Compared>(one: Compared, past: readonly T[], most: number) {
    const words = weigh(one.title);
    return past
      .filter(({ id, openedAt }) => id !== one.id && Date.parse(openedAt) <= Date.parse(one.openedAt))
      .map((other) => ({ other, ...compare(one, words, other, weigh(other.title)) }))
      .filter(({ likeness }) => likeness >= LEAST_LIKENESS)
      .sort((a, b) => b.likeness - a.likeness || Date.parse(b.other.openedAt) - Date.parse(a.other.openedAt))
      .slice(0, most);
  };
}

/** Weights by folded word: the rarer the heavier. */
type Weights = ReadonlyMap<string, { readonly weight: number; readonly written: string }>;

function compare(one: Compared, words: Weights, other: Compared, otherWords: Weights): Likeness {
  const shared = [...words].filter(([word]) => otherWords.has(word)).sort(([, a], [, b]) => b.weight - a.weight);
  const inCommon = sum(shared.map(([, { weight }]) => weight));
  const either = weightOf(words) + weightOf(otherWords) - inCommon;
  const topics = one.topics.filter(({ topic }) => other.topics.some((its) => its.topic === topic));
  const allTopics = new Set([...one.topics, ...other.topics].map(({ topic }) => topic)).size;
  const parts = {
    // Titles of the same event in other words share a third of their weight.
    words: either === 0 ? 0 : Math.min((3 * inCommon) / either, 1),
    topics: allTopics === 0 ? 0 : topics.length / allTopics,
    verdict: one.verdict === other.verdict ? 1 : 0,
    season: daysApart(one.openedAt, other.openedAt) <= SEASON_DAYS ? 1 : 0,
  };
  const hasMatter = shared.length > 0 || topics.length > 0;
  const likeness = hasMatter
    ? sum(Object.entries(parts).map(([name, part]) => WORTH[name as keyof typeof WORTH] * part))
    : 0;
  return {
    likeness,
    topics: topics.map(({ label }) => label),
    words: shared.slice(0, WORDS_TOLD).map(([, { written }]) => written),
  };
}

function weightsOf(title: string, frequency: (word: string) => number): Weights {
  const written = title.match(WORD) ?? [];
  // A title that writes all its words with a capital tells no names.
  const capitals = written.filter((word) => CAPITAL.test(word)).length;
  const tellsNames = capitals * 2 <= written.length;
  const weights = new Map<string, { weight: number; written: string }>();
  for (const [place, word] of written.entries()) {
    const key = fold(word);
    if (key.length < 2 || !LETTER.test(key) || STOP_WORDS.has(key) || weights.has(key)) continue;
    const rarity = Math.max(-Math.log(frequency(key)), 0);
    const isName = tellsNames && place > 0 && CAPITAL.test(word);
    weights.set(key, { weight: rarity * (isName ? NAME_FACTOR : 1), written: word });
  }
  return weights;
}

/** Days between two dates wherever their years are, at most half a year. */
function daysApart(a: string, b: string): number {
  const days = (Math.abs(Date.parse(a) - Date.parse(b)) / DAY) % YEAR_DAYS;
  return Math.min(days, YEAR_DAYS - days);
}

const weightOf = (words: Weights): number => sum([...words.values()].map(({ weight }) => weight));
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
