import type { Query } from '../query.ts';
import { keywordTerm, wordTerm } from './terms.ts';

/**
 * What must stand among a signal's terms for a query to match: a condition that every match fulfils, and some that do not
 * match. Lists are expanded before.
 */
export type Sought =
  | { readonly kind: 'anything' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'term'; readonly term: string }
  /** Any term that begins so. */
  | { readonly kind: 'beginning'; readonly stem: string }
  | { readonly kind: 'and' | 'or'; readonly children: readonly Sought[] };

const ANYTHING: Sought = { kind: 'anything' };
const NOTHING: Sought = { kind: 'nothing' };

export function soughtBy(query: Query): Sought {
  switch (query.kind) {
    case 'term':
      return word(query.word);
    case 'prefix':
      return { kind: 'beginning', stem: wordTerm(query.stem) };
    case 'wildcard': {
      const stem = query.pattern.slice(0, query.pattern.search(/[?*]|$/));
      return stem === '' ? ANYTHING : stem === query.pattern ? word(stem) : { kind: 'beginning', stem };
    }
    case 'phrase':
    case 'raw':
      return both(query.words.map(word));
    case 'near':
      return both([soughtBy(query.left), soughtBy(query.right)]);
    case 'keyword':
      return { kind: 'term', term: keywordTerm(query.field, query.value) };
    case 'and':
      return both(query.children.map(soughtBy));
    case 'or':
      return either(query.children.map(soughtBy));
    case 'atleast':
      return atLeast(query.count, query.children.map(soughtBy));
    // What only leaves out, compares a number or reads grammar says nothing to look for.
    case 'not':
    case 'compare':
    case 'nlp':
      return ANYTHING;
    case 'list':
      throw new Error(`list ${query.name} was not expanded`);
  }
}

/** Whether a signal with these terms may match. */
export function mayMatch(sought: Sought, terms: ReadonlySet<string>): boolean {
  switch (sought.kind) {
    case 'anything':
      return true;
    case 'nothing':
      return false;
    case 'term':
      return terms.has(sought.term);
    case 'beginning':
      return [...terms].some((term) => term.startsWith(sought.stem));
    case 'and':
      return sought.children.every((child) => mayMatch(child, terms));
    case 'or':
      return sought.children.some((child) => mayMatch(child, terms));
  }
}

const word = (text: string): Sought => ({ kind: 'term', term: wordTerm(text) });

function both(children: readonly Sought[]): Sought {
  if (children.some(({ kind }) => kind === 'nothing')) return NOTHING;
  const asked = children.filter(({ kind }) => kind !== 'anything');
  return asked.length === 0 ? ANYTHING : asked.length === 1 ? asked[0]! : { kind: 'and', children: asked };
}

function either(children: readonly Sought[]): Sought {
  if (children.some(({ kind }) => kind === 'anything')) return ANYTHING;
  const asked = children.filter(({ kind }) => kind !== 'nothing');
  return asked.length === 0 ? NOTHING : asked.length === 1 ? asked[0]! : { kind: 'or', children: asked };
}

/** With fewer than all of them wanted, one of them is. */
function atLeast(count: number, children: readonly Sought[]): Sought {
  if (count <= 0) return ANYTHING;
  if (count > children.length) return NOTHING;
  return count === children.length ? both(children) : either(children);
}
