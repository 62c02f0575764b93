import { printQuery } from '../print.ts';
import { childrenOf, type Placed, type Query } from '../query.ts';

/** A query as a tree for people to look at, and for editors: plain data that JSON can carry. */
export interface Outline extends Placed {
  readonly kind: Query['kind'];
  /** The operator of a group (`AND`, `ATLEAST/2`), the whole clause otherwise. */
  readonly text: string;
  readonly children: readonly Outline[];
}

export function outline(query: Query): Outline {
  const { kind, from, to } = query;
  return { kind, from, to, text: labelOf(query), children: childrenOf(query).map(outline) };
}

function labelOf(query: Query): string {
  switch (query.kind) {
    case 'and':
    case 'or':
    case 'not':
      return query.kind.toUpperCase();
    case 'atleast':
      return `ATLEAST/${query.count}`;
    case 'near':
      return `${query.ordered ? 'ONEAR' : 'NEAR'}/${query.distance}`;
    default:
      return printQuery(query);
  }
}
