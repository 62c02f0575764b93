import { isBracketed, withException } from './noise.ts';
import { parseQuery } from './parse.ts';
import type { Query } from './query.ts';

/**
 * The rule that also finds this term: beside its alternatives where its exceptions go on holding for it, else behind all.
 * A rule that cannot be read stays as it is.
 */
export function withTerm(query: string, term: string, known: ReadonlySet<string>): string {
  const read = parseQuery(query, { lists: known });
  if (!('query' in read)) return query;
  const text = query.trim();
  const rule = read.query;
  if (rule.kind !== 'and') return `${text} OR ${term}`;
  const wanted = rule.children.filter(({ kind }) => kind !== 'not');
  const [first] = wanted;
  const hasOnlyExceptions = wanted.length === 1 && first !== undefined && first === rule.children[0];
  if (!hasOnlyExceptions) return `(${text})\nOR ${term}`;
  return query.slice(0, first.from) + beside(first, query, term, known) + query.slice(first.to);
}

function beside(clause: Query, query: string, term: string, known: ReadonlySet<string>): string {
  const text = query.slice(clause.from, clause.to);
  const inside = isBracketed(text, known) ? text.slice(1, -1) : text;
  return `(${inside} OR ${term})`;
}

/** The rule that finds nothing with this term. */
export const withoutTerm = (query: string, term: string, known: ReadonlySet<string>): string =>
  withException(query, term, known);
