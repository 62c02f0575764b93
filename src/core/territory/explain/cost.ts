import type { Document } from '../document.ts';
import { expandLists } from '../lists.ts';
import { childrenOf, type Query } from '../query.ts';
import type { Lists } from '../topic.ts';

/** Measured, in microseconds, on a slow core; `per` says of what there are many. */
const COSTS = {
  clause: 8,
  prefixPerWord: 0.16,
  wildcardPerWord: 0.5,
  placePerWord: 0.4,
  lettersPerUnit: 0.03,
  namesPerUnit: 0.015,
  emojiPerUnit: 0.5,
  textPerWord: 0.5,
  grammarPerUnit: 60,
};
/** `nlp:` reads no further. UTF-16 units. */
const GRAMMAR_READS = 5_000;

/**
 * About how long explaining a query takes, in microseconds: enough to refuse what would hold up whoever shares the
 * thread. It grows with clauses × length of the text.
 */
export function explainCost(query: Query, doc: Document, lists: Lists): number {
  const units = doc.signal.title.length + doc.signal.text.length;
  const words = doc.words.size;
  let commonest = 0;
  for (const { length } of doc.words.values()) commonest = Math.max(commonest, length);
  const perKind: Partial<Record<Query['kind'], number>> = {
    prefix: words * COSTS.prefixPerWord,
    wildcard: words * COSTS.wildcardPerWord,
    phrase: commonest * COSTS.placePerWord,
    near: commonest * COSTS.placePerWord,
    raw: commonest * COSTS.placePerWord + units * COSTS.lettersPerUnit,
    nlp: Math.min(units, GRAMMAR_READS) * COSTS.grammarPerUnit,
  };
  const kindCost = (clause: Query): number => {
    if (clause.kind !== 'keyword') return perKind[clause.kind] ?? 0;
    return units * (clause.field === 'emoji' ? COSTS.emojiPerUnit : COSTS.namesPerUnit);
  };
  const costOf = (clause: Query, besideNear: boolean): number => {
    const own = COSTS.clause + kindCost(clause) + (besideNear ? commonest * COSTS.placePerWord : 0);
    const inNear = besideNear || clause.kind === 'near';
    return childrenOf(clause).reduce((sum, child) => sum + costOf(child, inNear), own);
  };
  return words * COSTS.textPerWord + costOf(expandLists(query, lists), false);
}
