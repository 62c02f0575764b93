import type { Explanation } from '../../contract/query.ts';

type Hit = Explanation['hits'][number];

/** The places of everything that holds, but for what a NOT keeps out. */
export function hitsIn({ kind, holds, hits, children }: Explanation): Hit[] {
  return !holds || kind === 'not' ? [] : [...hits, ...children.flatMap(hitsIn)];
}

/** What of a clause is worth a line: of alternatives those that hold, and how many others there are. */
export function partsOf({ kind, children }: Explanation): { kept: readonly Explanation[]; unnamed: number } {
  const kept = kind === 'or' || kind === 'list' ? children.filter((child) => child.holds) : children;
  return { kept, unnamed: children.length - kept.length };
}

interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

/** The text in pieces, those under a place marked; places that overlap are one. */
export function markText(text: string, places: readonly { from: number; to: number }[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const upTo = (end: number, marked: boolean): void => {
    if (end > at) pieces.push({ text: text.slice(at, end), marked });
    at = Math.max(at, end);
  };
  for (const { from, to } of places.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    upTo(from, false);
    upTo(to, true);
  }
  upTo(text.length, false);
  return pieces;
}
