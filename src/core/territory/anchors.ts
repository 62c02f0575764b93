import type { KeywordField, Query } from './query.ts';

/** Something a document must have for a query to be worth trying. */
export type Anchor =
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'prefix'; readonly stem: string }
  | { readonly kind: 'keyword'; readonly field: KeywordField; readonly value: string };

/**
 * Anchors of a query: whoever has none of them cannot match. Of an AND the cheapest child is enough, of an OR all
 * children are needed, of a phrase its longest word (long words are rarer).
 */
export function anchorsOf(query: Query): readonly Anchor[] {
  switch (query.kind) {
    case 'term':
      return [{ kind: 'word', word: query.word }];
    case 'prefix':
      return [{ kind: 'prefix', stem: query.stem }];
    case 'phrase':
      return [{ kind: 'word', word: query.words.reduce((best, word) => (word.length > best.length ? word : best)) }];
    case 'near':
      return cheapest([query.left, query.right]);
    case 'keyword':
      return [{ kind: 'keyword', field: query.field, value: query.value }];
    case 'or':
      return query.children.flatMap(anchorsOf);
    case 'and':
      return cheapest(query.children.filter((child) => child.kind !== 'not'));
    case 'not':
      return [];
  }
}

function cheapest(children: readonly Query[]): readonly Anchor[] {
  return children.map(anchorsOf).reduce((best, anchors) => (cost(anchors) < cost(best) ? anchors : best));
}

/** Rough share of documents that have one of the anchors; only the order matters. */
function cost(anchors: readonly Anchor[]): number {
  return anchors.reduce((sum, anchor) => sum + costOf(anchor), 0);
}

function costOf(anchor: Anchor): number {
  switch (anchor.kind) {
    case 'word':
      return 1 / (1 + anchor.word.length);
    case 'prefix':
      return 2 / (1 + anchor.stem.length);
    case 'keyword':
      return anchor.field === 'lang' || anchor.field === 'kind' ? 1_000 : anchor.field === 'tag' ? 0.05 : 1;
  }
}
