import { childrenOf, type Field, type List, type Query, type Raw, type Words } from './query.ts';

/** The query with each named list written out as an OR of its entries, which take the list's place and field. */
export function expandLists(query: Query, lists: ReadonlyMap<string, Query>): Query {
  switch (query.kind) {
    case 'list': {
      const entries = lists.get(query.name);
      if (!entries) throw new Error(`list ${query.name} is not known`);
      return moveTo(entries, query);
    }
    case 'and':
    case 'or':
    case 'atleast':
      return { ...query, children: query.children.map((child) => expandLists(child, lists)) };
    case 'near':
      return { ...query, left: expandLists(query.left, lists), right: expandLists(query.right, lists) };
    case 'not':
      return { ...query, child: expandLists(query.child, lists) };
    default:
      return query;
  }
}

function moveTo(query: Query, at: { from: number; to: number; field: Field }): Query {
  const place = { from: at.from, to: at.to };
  if (query.kind === 'or') return { ...query, ...place, children: query.children.map((child) => moveTo(child, at)) };
  if (at.field === 'any' || !readsText(query)) return { ...query, ...place };
  return { ...query, ...place, field: at.field };
}

/** Whether a clause looks at words, in a zone where it says so. */
export const readsText = (query: Query): query is Words | Raw =>
  query.kind === 'term' ||
  query.kind === 'prefix' ||
  query.kind === 'wildcard' ||
  query.kind === 'phrase' ||
  query.kind === 'raw';

/** Lists that stand beside NEAR or behind title: or body:, and have entries that no place in a text tells. */
export function listsOutOfPlace(query: Query, lists: ReadonlyMap<string, Query>, besideNear = false): List[] {
  if (query.kind !== 'list') {
    const inNear = query.kind === 'near' || (besideNear && query.kind === 'or');
    return childrenOf(query).flatMap((child) => listsOutOfPlace(child, lists, inNear));
  }
  const entries = childrenOf(lists.get(query.name)!);
  const fits = (entry: Query): boolean => readsText(entry) && !(besideNear && entry.kind === 'raw');
  return (besideNear || query.field !== 'any') && !entries.every(fits) ? [query] : [];
}
