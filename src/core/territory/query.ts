/** The query language as plain data. Words are folded; `from`–`to` is the place in the query's text, UTF-16 units. */

export type Field = 'any' | 'title' | 'body';
/** Fields whose values a signal has or has not, exactly. `tag` is #tag, `handle` @name, `cashtag` $CASH. */
export type KeywordField =
  | 'tag'
  | 'handle'
  | 'cashtag'
  | 'emoji'
  | 'author'
  | 'site'
  | 'source'
  | 'url'
  | 'lang'
  | 'country'
  | 'kind'
  | 'has'
  | 'is';
export type NumberField = 'followers' | 'likes' | 'shares' | 'comments' | 'age';

/** The signs that stand before a name in a text, by the field of its clause. */
export const SIGNS: Readonly<Partial<Record<KeywordField, string>>> = {
  tag: '#',
  handle: '@',
  cashtag: '$',
  emoji: '',
};

export interface Placed {
  readonly from: number;
  readonly to: number;
}

export interface Term extends Placed {
  readonly kind: 'term';
  readonly field: Field;
  readonly word: string;
}
/** A word that begins with `stem`, the stem itself included. */
export interface Prefix extends Placed {
  readonly kind: 'prefix';
  readonly field: Field;
  readonly stem: string;
}
/** A word letter for letter, where each `?` stands for one letter; a `*` at its end for any more. */
export interface Wildcard extends Placed {
  readonly kind: 'wildcard';
  readonly field: Field;
  readonly pattern: string;
}
export interface Phrase extends Placed {
  readonly kind: 'phrase';
  readonly field: Field;
  readonly words: readonly string[];
}
/** The very letters, with their case and accents, between the borders of words. */
export interface Raw extends Placed {
  readonly kind: 'raw';
  readonly field: Field;
  readonly text: string;
  /** The same folded: what must be there before looking at the letters is worth it. */
  readonly words: readonly string[];
}
/** At most `distance` words strictly between `left` and `right`, which do not overlap. */
export interface Near extends Placed {
  readonly kind: 'near';
  readonly distance: number;
  /** `left` must come first. */
  readonly ordered: boolean;
  readonly left: Query;
  readonly right: Query;
}
export interface Keyword extends Placed {
  readonly kind: 'keyword';
  readonly field: KeywordField;
  readonly value: string;
}
/** `low` ≤ number < `high`; whole numbers, the age in milliseconds. A signal that does not state the number fails. */
export interface Compare extends Placed {
  readonly kind: 'compare';
  readonly field: NumberField;
  readonly low: number;
  readonly high: number;
}
export interface AtLeast extends Placed {
  readonly kind: 'atleast';
  readonly count: number;
  readonly children: readonly Query[];
}
/** A named list of the territory: one of its entries. */
export interface List extends Placed {
  readonly kind: 'list';
  readonly field: Field;
  readonly name: string;
}
/** English only: compromise's match syntax. */
export interface Nlp extends Placed {
  readonly kind: 'nlp';
  readonly pattern: string;
}
export interface And extends Placed {
  readonly kind: 'and';
  readonly children: readonly Query[];
}
export interface Or extends Placed {
  readonly kind: 'or';
  readonly children: readonly Query[];
}
export interface Not extends Placed {
  readonly kind: 'not';
  readonly child: Query;
}

/** A clause that looks at words: it has places, and may stand beside NEAR. */
export type Words = Term | Prefix | Wildcard | Phrase;
export type Leaf = Words | Raw | Keyword | Compare | List | Nlp;
export type Query = Leaf | Near | AtLeast | And | Or | Not;

export interface Sentence {
  readonly en: string;
  readonly fr: string;
}

/** A refusal or a warning that points at its place and says what to do, in both languages of the console. */
export interface QueryError extends Placed {
  readonly message: Sentence;
}

/** The clauses directly inside a clause. */
export function childrenOf(query: Query): readonly Query[] {
  switch (query.kind) {
    case 'and':
    case 'or':
    case 'atleast':
      return query.children;
    case 'near':
      return [query.left, query.right];
    case 'not':
      return [query.child];
    default:
      return [];
  }
}
