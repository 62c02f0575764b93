import { printQuery } from '../print.ts';
import type { Span } from '../match.ts';
import type { Compare, Or, Placed, Query, Sentence } from '../query.ts';

export type EditKind =
  'drop-field' | 'widen' | 'any-order' | 'apart' | 'prefix' | 'plain' | 'fewer' | 'relax' | 'drop' | 'drop-not';

/** One step of a change, at the clause of the query as it was. */
export interface Edit extends Placed {
  readonly kind: EditKind;
  readonly message: Sentence;
}

/**
 * How much of what its author asked for an edit gives up; only the order and the sums matter. Wording comes first, then
 * the number of things asked for, then the things themselves; what was left out on purpose comes back last.
 */
export const COST = {
  field: 2,
  order: 2,
  widen: 2,
  near: 3,
  plain: 4,
  prefix: 5,
  relax: 6,
  fewer: 8,
  apart: 8,
  side: 14,
  drop: 20,
  exception: 24,
  not: 30,
};

/** A clause changed so that it holds. */
export interface Fix {
  readonly query: Query;
  readonly cost: number;
  readonly edits: readonly Edit[];
}

/** What the signal says to a clause. */
export interface Facts {
  holds(query: Query): boolean;
  spans(query: Query): readonly Span[];
  /** Whether a word begins so, somewhere in the signal: long queries ask it of thousands of stems. */
  begins(stem: string): boolean;
  number(field: Compare['field']): number | undefined;
}

export const kept = (query: Query): Fix => ({ query, cost: 0, edits: [] });

export function edited(was: Placed, query: Query, kind: EditKind, message: Sentence, cost: number): Fix {
  return { query, cost, edits: [{ from: was.from, to: was.to, kind, message }] };
}

/** The second fix, made to what the first one gave. */
export const then = (first: Fix, second: Fix): Fix => ({
  query: second.query,
  cost: first.cost + second.cost,
  edits: [...first.edits, ...second.edits],
});

export const cheapest = (fixes: readonly Fix[]): Fix | null =>
  fixes.reduce<Fix | null>((best, fix) => (best && best.cost <= fix.cost ? best : fix), null);

/** The OR with one of its children fixed: the cheapest ways, `most` of them, cheapest first. */
export function oneFixed(query: Or, most: number, fixesOf: (child: Query) => readonly Fix[]): Fix[] {
  const ways = query.children.flatMap((child, i) => fixesOf(child).map((fix) => ({ fix, i })));
  return ways
    .sort((a, b) => a.fix.cost - b.fix.cost)
    .slice(0, most)
    .map(({ fix, i }) => ({ ...fix, query: join('or', query, query.children.with(i, fix.query)) }));
}

/** Children joined as the parser would: those of the same kind taken in, none twice, one alone for itself. */
export function join(kind: 'and' | 'or', at: Placed, children: readonly Query[]): Query {
  const flat = children.flatMap((child) => (child.kind === kind ? child.children : [child]));
  const once = [...new Map(flat.map((child) => [printQuery(child), child])).values()];
  return once.length === 1 ? once[0]! : { kind, children: once, from: at.from, to: at.to };
}

export const sum = (fixes: readonly Fix[]): Pick<Fix, 'cost' | 'edits'> => ({
  cost: fixes.reduce((total, { cost }) => total + cost, 0),
  edits: fixes.flatMap(({ edits }) => edits),
});

/** All the fixes joined by AND; null where one is missing. */
export function allOf(at: Placed, fixes: readonly (Fix | null)[]): Fix | null {
  const present = fixes.filter((fix) => fix !== null);
  if (present.length < fixes.length) return null;
  const queries = present.map(({ query }) => query);
  return { ...sum(present), query: join('and', at, queries) };
}
