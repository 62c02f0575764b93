import type { WordCount } from './count-words.ts';

/** Rarer words are left to a guess: share of signals. */
const LEAST_SHARE = 5 / 10_000;
/** What fewer signals of a source have may be one person's name or slip. */
const FEWEST_SIGNALS = 3;
/** A word of one source alone may be its own. */
const FEWEST_SOURCES = 2;
/** A word that is so many times as common in offensive posts as in harmless ones is left out. */
const OFFENSIVE_RATIO = 10;

interface Judged {
  readonly offensive: WordCount | undefined;
  readonly harmless: WordCount | undefined;
}

/**
 * The common words of several sources, per 100,000 signals. A source's name begins with its language and its kind: each
 * language and kind counts the same, however many signals there are of it.
 */
export function chooseWords(sources: ReadonlyMap<string, WordCount>, judged: Judged): Record<string, number> {
  const groups = [...Map.groupBy(sources.keys(), groupOf).values()].map((names) =>
    names.map((name) => sources.get(name)!),
  );
  const words = new Set(sources.values().flatMap(({ counts }) => counts.keys()));
  const chosen = [...words].flatMap((word): [string, number][] => {
    const share = groups.reduce((sum, group) => sum + shareOf(word, group), 0) / groups.length;
    const spread = sources.values().filter(({ counts }) => (counts.get(word) ?? 0) >= FEWEST_SIGNALS);
    if (share < LEAST_SHARE || [...spread].length < FEWEST_SOURCES || isOffensive(word, judged)) return [];
    return [[word, Math.round(share * 100_000)]];
  });
  return Object.fromEntries(chosen);
}

const groupOf = (source: string): string => source.split(' ').slice(0, 2).join(' ');

function shareOf(word: string, group: readonly WordCount[]): number {
  const signals = group.reduce((sum, source) => sum + source.signals, 0);
  return group.reduce((sum, { counts }) => sum + (counts.get(word) ?? 0), 0) / signals;
}

function isOffensive(word: string, { offensive, harmless }: Judged): boolean {
  if (!offensive || !harmless || (offensive.counts.get(word) ?? 0) < FEWEST_SIGNALS) return false;
  const share = ({ counts, signals }: WordCount): number => ((counts.get(word) ?? 0) + 0.5) / signals;
  return share(offensive) >= OFFENSIVE_RATIO * share(harmless);
}
