import type { Query } from './query.ts';

/**
 * Whether something must be in a signal for the query to match: then the query can be found by it. What only leaves
 * out, compares a number or reads grammar says nothing to look for.
 */
export function isPositive(query: Query): boolean {
  switch (query.kind) {
    case 'not':
    case 'compare':
    case 'nlp':
      return false;
    case 'and':
      return query.children.some(isPositive);
    case 'or':
      return query.children.every(isPositive);
    case 'atleast':
      return query.children.filter((child) => !isPositive(child)).length < query.count;
    default:
      return true;
  }
}

/** What may stand beside NEAR: whatever has places in the text. */
export function isNearOperand(query: Query): boolean {
  switch (query.kind) {
    case 'term':
    case 'phrase':
    case 'prefix':
    case 'wildcard':
    case 'list':
      return true;
    case 'or':
      return query.children.every(isNearOperand);
    default:
      return false;
  }
}
