import { featuresOf } from './features.ts';
import type { Document } from './document.ts';

/** A term that stands in some texts far more often than in others. */
export interface Telling {
  readonly term: string;
  /** Texts with it among those it tells, by their places there. */
  readonly within: readonly number[];
  /** Texts with it among the others. */
  readonly elsewhere: readonly number[];
  /** How many times more often. */
  readonly lift: number;
  /** Dunning's log-likelihood ratio, 0 or more. */
  readonly score: number;
}

interface Wanted {
  /** Fewest texts that have it. */
  readonly fewest: number;
  readonly leastLift: number;
  readonly most: number;
  /** The smallest score; one chance in 1,000 that it is an accident where it is left out. */
  readonly leastScore?: number;
}

/** The chi-squared value of one chance in 1,000. */
const LEAST_SCORE = 10.83;
/** Two terms that so many texts share say the same. */
const SAME = 0.7;

/** Terms that tell one group of texts from another, the surest first; of those that say the same, the surest. */
export function tellingTerms(
  texts: readonly Document[],
  others: readonly Document[],
  { fewest, leastLift, most, leastScore = LEAST_SCORE }: Wanted,
  isAllowed: (telling: Telling) => boolean = () => true,
): Telling[] {
  const within = placesOf(texts);
  const elsewhere = placesOf(others);
  const told: Telling[] = [];
  for (const [term, places] of within) {
    if (places.length < fewest) continue;
    const beside = elsewhere.get(term) ?? [];
    const lift = liftOf(places.length, texts.length, beside.length, others.length);
    const score = logLikelihood(places.length, texts.length, beside.length, others.length);
    if (lift < leastLift || score < leastScore) continue;
    told.push({ term, within: places, elsewhere: beside, lift, score });
  }
  told.sort((a, b) => b.score - a.score || (a.term < b.term ? -1 : 1));
  const kept: Telling[] = [];
  for (const one of told) {
    if (kept.length === most) break;
    if (!kept.some((other) => saysTheSame(one, other)) && isAllowed(one)) kept.push(one);
  }
  return kept;
}

/**
 * Dunning's ratio (1993): how much better two shares, of a term in the one group and in the other, explain what was
 * counted than one share for both; twice the logarithm. It holds for rare terms, where the normal distribution does not.
 */
export function logLikelihood(count: number, of: number, otherCount: number, otherOf: number): number {
  if (of === 0 || otherOf === 0) return 0;
  const share = (count + otherCount) / (of + otherOf);
  const one = likelihood(count, of, count / of) - likelihood(count, of, share);
  const two = likelihood(otherCount, otherOf, otherCount / otherOf) - likelihood(otherCount, otherOf, share);
  return Math.max(0, 2 * (one + two));
}

function likelihood(count: number, of: number, share: number): number {
  const part = (n: number, p: number): number => (n === 0 ? 0 : n * Math.log(p));
  return part(count, share) + part(of - count, 1 - share);
}

/** Half a text is added, so that never met elsewhere is not infinitely telling. */
const liftOf = (count: number, of: number, otherCount: number, otherOf: number): number =>
  count / of / ((otherCount + 0.5) / (otherOf + 1));

function placesOf(texts: readonly Document[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  texts.forEach(({ signal }, i) => {
    for (const feature of featuresOf(signal)) {
      const known = places.get(feature);
      if (known) known.push(i);
      else places.set(feature, [i]);
    }
  });
  return places;
}

function saysTheSame(a: Telling, b: Telling): boolean {
  const known = new Set(b.within);
  const shared = a.within.filter((place) => known.has(place)).length;
  return shared >= SAME * Math.min(a.within.length, b.within.length) && haveWordInCommon(a.term, b.term);
}

const wordsOf = (term: string): string[] => term.replace(/["#]/g, '').split(' ');
const haveWordInCommon = (a: string, b: string): boolean =>
  wordsOf(a).some((word) => wordsOf(b).some((other) => word.startsWith(other) || other.startsWith(word)));
