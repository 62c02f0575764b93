import { childrenOf, type Query } from '../query.ts';

/** Comparing two clauses of a group with one another, microseconds on a slow core; two plain words are hardly compared. */
const PER_PAIR = 0.6;
const PER_PAIR_OF_WORDS = 0.004;

/** About how long the rules that look at the query alone take, in microseconds: they compare each clause with its neighbours. */
export function lintCost(query: Query): number {
  return measure(query).cost;
}

function measure(query: Query): { leaves: number; cost: number } {
  const children = childrenOf(query);
  if (children.length === 0) return { leaves: 1, cost: 0 };
  let leaves = 0;
  let words = 0;
  let cost = 0;
  for (const child of children) {
    const inside = measure(child);
    leaves += inside.leaves;
    cost += inside.cost;
    if (child.kind === 'term') words++;
  }
  const others = leaves - words;
  return { leaves, cost: cost + others * leaves * PER_PAIR + words * words * PER_PAIR_OF_WORDS };
}
