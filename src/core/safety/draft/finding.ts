import type { DraftFinding } from '../../../contract/draft-check.ts';
import type { VerdictLevel } from '../../../contract/opportunity.ts';
import type { Place } from '../../territory/explain/places.ts';
import type { DraftText } from './draft-text.ts';

/** Places and words told of one finding. */
const MOST_PLACES = 20;
const LONGEST_WORDS = 100;

const RANK: Record<VerdictLevel, number> = { go: 0, review: 1, block: 2 };

export const stricter = (a: VerdictLevel, b: VerdictLevel): VerdictLevel => (RANK[a] >= RANK[b] ? a : b);

/** A finding with its words as they stand in the draft. Places that lie in others are left out. */
export function finding(
  draft: Pick<DraftText, 'text'>,
  code: string,
  level: VerdictLevel,
  places: readonly Place[] = [],
  data: DraftFinding['data'] = {},
): DraftFinding {
  const kept: Place[] = [];
  for (const place of places.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    const last = kept.at(-1);
    if (kept.length < MOST_PLACES && (!last || place.to > last.to)) kept.push(place);
  }
  const words = kept.map(({ from, to }) => draft.text.slice(from, Math.min(to, from + LONGEST_WORDS)).toWellFormed());
  return {
    code: `draft.${code}`,
    data,
    level,
    words: [...new Set(words)],
    places: kept.map(({ from, to }) => [from, to]),
  };
}

/** The strictest first; equally strict ones in the order of the draft. */
export const inOrder = (findings: readonly DraftFinding[]): DraftFinding[] =>
  findings.toSorted((a, b) => RANK[b.level] - RANK[a.level] || (a.places[0]?.[0] ?? -1) - (b.places[0]?.[0] ?? -1));
