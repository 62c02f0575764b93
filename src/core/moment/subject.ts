import { childrenOf, type Placed, type Query } from '../territory/query.ts';

/** A moment has a handful of words: of clauses of which three or more must hold it cannot fulfil so many. */
const MOST_AT_ONCE = 2;

/**
 * What a query is about: its words, without what they must stand beside and without what is asked of the signal that has
 * them (`kind:`, `followers:`). Of an AND and of NEAR the first part that is about something, and any that is one word or
 * phrase: people write what they mean first, and then a group of what tells `final` the match from `final` the version.
 * Exclusions stay.
 * @param query with its lists written out
 * @returns null where it is about nothing that can be named
 */
export function subjectOf(query: Query): Query | null {
  switch (query.kind) {
    case 'term':
    case 'prefix':
    case 'wildcard':
    case 'phrase':
    case 'raw':
      return { ...query, field: 'any' };
    case 'keyword':
      return query.field === 'tag' ? query : null;
    case 'compare':
    case 'nlp':
    case 'not':
    case 'list':
      return null;
    case 'or': {
      const children = subjectsOf(query.children);
      return children.length === 0 ? null : { ...query, children };
    }
    case 'atleast': {
      const children = subjectsOf(query.children);
      const count = Math.min(query.count, MOST_AT_ONCE, children.length);
      return count === 0 ? null : { ...query, children, count };
    }
    case 'and':
      return subjectOfParts(query, query.children);
    case 'near':
      return subjectOfParts(query, [query.left, query.right]);
  }
}

const subjectsOf = (children: readonly Query[]): Query[] => children.flatMap((child) => subjectOf(child) ?? []);

function subjectOfParts({ from, to }: Placed, parts: readonly Query[]): Query | null {
  const subjects = subjectsOf(parts);
  const named = subjects.filter((part, i) => i === 0 || childrenOf(part).length === 0);
  if (named.length === 0) return null;
  const subject: Query = named.length === 1 ? named[0]! : { kind: 'or', children: named, from, to };
  const exclusions = parts.filter(({ kind }) => kind === 'not');
  return exclusions.length === 0 ? subject : { kind: 'and', children: [subject, ...exclusions], from, to };
}
