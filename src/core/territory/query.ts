/** The query language as frozen plain data. Words are folded; `from`–`to` is the place in the query's text. */

export type Field = 'any' | 'title' | 'body';
export type KeywordField = 'tag' | 'author' | 'site' | 'source' | 'lang' | 'kind';

interface Placed {
  readonly from: number;
  readonly to: number;
}

export interface Term extends Placed {
  readonly kind: 'term';
  readonly field: Field;
  readonly word: string;
}
export interface Prefix extends Placed {
  readonly kind: 'prefix';
  readonly field: Field;
  readonly stem: string;
}
export interface Phrase extends Placed {
  readonly kind: 'phrase';
  readonly field: Field;
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

export type Query = Term | Prefix | Phrase | Near | Keyword | And | Or | Not;

/** A refusal that points at its place and says what to do, in both languages of the console. */
export interface QueryError extends Placed {
  readonly message: { readonly en: string; readonly fr: string };
}
