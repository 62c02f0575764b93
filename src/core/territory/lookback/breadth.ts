import type { ClauseHits } from '../../../contract/lookback.ts';
import { matches, type Document } from '../match.ts';
import { countHits, type Hits } from '../lint/hits.ts';
import { expandLists } from '../lists.ts';
import { childrenOf, type Query } from '../query.ts';
import type { Lists } from '../topic.ts';
import { countedEvenly } from './recent.ts';

/** Clauses that are counted. */
const MOST_CLAUSES = 24;
/** Found less often in the sample, a clause is looked up in the archive. */
export const FEW = 12;

/** A clause with what it found in an even sample. */
export interface CountedClause {
  readonly query: Query;
  /** As it runs: lists written out. */
  readonly expanded: Query;
  readonly hits: Hits;
}

/**
 * Each clause of a rule by itself, in the order of the text: groups, what lies in them, a NOT as a whole. Of a rule with
 * many the outer ones.
 */
export function countClauses(written: Query, documents: readonly Document[], lists: Lists): CountedClause[] {
  const counted = countHits(written, documents, lists);
  return clausesOf(written)
    .map((query) => ({ query, expanded: expandLists(query, lists), hits: counted.get(query)! }))
    .sort((a, b) => a.query.from - b.query.from || b.query.to - a.query.to);
}

function clausesOf(written: Query): Query[] {
  const clauses: Query[] = [];
  let level: readonly Query[] = isGroup(written) ? childrenOf(written) : [written];
  while (level.length > 0 && clauses.length < MOST_CLAUSES) {
    clauses.push(...level.slice(0, MOST_CLAUSES - clauses.length));
    level = level.filter(isGroup).flatMap(childrenOf);
  }
  return clauses;
}

const isGroup = ({ kind }: Query): boolean => kind === 'and' || kind === 'or' || kind === 'atleast';

/** What a clause finds, told from the sample. Of a NOT: what it takes away from the rest of its group. */
export function clauseHits(text: string, { query, hits }: CountedClause, chance: number): ClauseHits {
  const isNot = query.kind === 'not';
  const { from, to } = query;
  return {
    ...{ from, to, text: text.slice(from, to) },
    total: countedEvenly(isNot ? hits.removed : hits.certain, chance),
    removes: isNot && hits.before > 0 ? hits.removed / hits.before : null,
  };
}

/** An alternative without which so many of the hits would not be there. */
export interface Carrier {
  readonly query: Query;
  /** Of the hits, 0 to 1. */
  readonly share: number;
}

/** The alternative of an OR that carries most of the hits alone; null where there is none. */
export function carrierOf(written: Query, lists: Lists, hits: readonly Document[]): Carrier | null {
  let best: Carrier | null = null;
  for (const { children } of alternatives(written)) {
    const expanded = children.map((child) => expandLists(child, lists));
    const alone = new Array<number>(children.length).fill(0);
    for (const doc of hits) {
      const holding = expanded.flatMap((child, i) => (matches(child, doc) ? [i] : []));
      if (holding.length === 1) alone[holding[0]!]!++;
    }
    alone.forEach((count, i) => {
      const share = count / Math.max(1, hits.length);
      if (share > (best?.share ?? 0)) best = { query: children[i]!, share };
    });
  }
  return best;
}

/** Every OR of a rule that is not below a NOT. */
function alternatives(query: Query): Extract<Query, { kind: 'or' }>[] {
  if (query.kind === 'not' || query.kind === 'near') return [];
  const inside = childrenOf(query).flatMap(alternatives);
  return query.kind === 'or' ? [query, ...inside] : inside;
}
