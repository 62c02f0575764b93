import { tokenize } from '../../text/tokens.ts';
import type { AtLeast, Compare, Field, Keyword, Near, Phrase, Query, Raw, Words } from '../query.ts';

/**
 * Whether every signal that is what `a` asks for is what `b` asks for too, as far as the two alone show: without a
 * signal, without the entries of lists. Never true by mistake; false where it cannot tell.
 */
export function implies(a: Query, b: Query): boolean {
  if (a === b) return true;
  if (a.kind === 'or') return a.children.every((child) => implies(child, b));
  if (b.kind === 'and') return b.children.every((child) => implies(a, child));
  if (b.kind === 'or' && b.children.some((child) => implies(a, child))) return true;
  if (b.kind === 'atleast' && b.children.filter((child) => implies(a, child)).length >= b.count) return true;
  switch (a.kind) {
    case 'and':
      return a.children.some((child) => implies(child, b));
    case 'not':
      return b.kind === 'not' && implies(b.child, a.child);
    case 'atleast':
      return atLeastImplies(a, b);
    case 'near':
      return (b.kind === 'near' && nearImplies(a, b)) || implies(a.left, b) || implies(a.right, b);
    case 'keyword':
      return keywordImplies(a, b);
    case 'compare':
      return b.kind === 'compare' && within(a, b);
    case 'list':
      return b.kind === 'list' && a.name === b.name && zoneImplies(a.field, b.field);
    case 'nlp':
      return b.kind === 'nlp' && a.pattern === b.pattern;
    case 'raw':
      return rawImplies(a, b);
    default:
      return wordsImply(a, b);
  }
}

/** Of so many children at least one implies `b`, whichever the `count` are. */
function atLeastImplies(a: AtLeast, b: Query): boolean {
  return a.children.filter((child) => !implies(child, b)).length < a.count;
}

function nearImplies(a: Near, b: Near): boolean {
  if (a.distance > b.distance || (b.ordered && !a.ordered)) return false;
  const forth = sideImplies(a.left, b.left) && sideImplies(a.right, b.right);
  return forth || (!b.ordered && sideImplies(a.left, b.right) && sideImplies(a.right, b.left));
}

/** Beside NEAR it is places that count: a phrase takes up more of them than a word in it. */
export function sideImplies(a: Query, b: Query): boolean {
  if (a.kind === 'or') return a.children.every((child) => sideImplies(child, b));
  if (b.kind === 'or') return b.children.some((child) => sideImplies(a, child));
  if (a.kind === 'phrase' && b.kind === 'phrase' && a.words.length !== b.words.length) return false;
  return (a.kind === 'phrase') === (b.kind === 'phrase') && implies(a, b);
}

/** A tag's words are words of the signal. */
function keywordImplies(a: Keyword, b: Query): boolean {
  if (a.field === 'tag' && b.kind !== 'keyword') {
    const words = tokenize(a.value);
    return words.length > 0 && wordsImply({ kind: 'phrase', field: 'any', words, from: a.from, to: a.to }, b);
  }
  if (b.kind !== 'keyword' || a.field !== b.field) return false;
  return a.value === b.value || (a.field === 'site' && a.value.endsWith(`.${b.value}`));
}

const within = (a: Compare, b: Compare): boolean => a.field === b.field && a.low >= b.low && a.high <= b.high;

const zoneImplies = (a: Field, b: Field): boolean => b === 'any' || a === b;

function rawImplies(a: Raw, b: Query): boolean {
  if (b.kind === 'raw') return a.text === b.text && zoneImplies(a.field, b.field);
  const { field, words, from, to } = a;
  return wordsImply({ kind: 'phrase', field, words, from, to }, b);
}

function wordsImply(a: Words, b: Query): boolean {
  switch (b.kind) {
    case 'term':
    case 'prefix':
    case 'wildcard':
      return (
        zoneImplies(a.field, b.field) && (a.kind === 'phrase' ? a.words : [textOf(a)]).some((one) => covers(b, one))
      );
    case 'phrase':
      return a.kind === 'phrase' && zoneImplies(a.field, b.field) && spansIn(a, b).length > 0;
    case 'near':
      return a.kind === 'phrase' && nearHoldsIn(a, b);
    default:
      return false;
  }
}

type Word = Exclude<Words, Phrase>;

const textOf = (word: Word): string =>
  word.kind === 'term' ? word.word : word.kind === 'prefix' ? `${word.stem}*` : word.pattern;

/** Whether a word has all the forms of a pattern, in which `?` is one letter and a star at the end any more. */
function covers(wide: Word, narrow: string): boolean {
  if (wide.kind === 'term') return wide.word === narrow;
  if (wide.kind === 'prefix') return narrow.startsWith(wide.stem);
  const open = wide.pattern.endsWith('*');
  const letters = [...(open ? wide.pattern.slice(0, -1) : wide.pattern)];
  const of = [...narrow];
  if (open ? of.length < letters.length : of.length !== letters.length) return false;
  return letters.every((letter, i) => letter === of[i] || (letter === '?' && of[i] !== '*'));
}

type Span = readonly [from: number, to: number];

/** Where in the words of the phrase the clause stands for certain. */
function spansIn(phrase: Phrase, clause: Query): Span[] {
  if (clause.kind === 'or') return clause.children.flatMap((child) => spansIn(phrase, child));
  if (!('field' in clause) || !zoneImplies(phrase.field, clause.field as Field)) return [];
  const stands =
    clause.kind === 'phrase'
      ? (from: number): boolean => clause.words.every((word, i) => word === phrase.words[from + i])
      : isWord(clause)
        ? (from: number): boolean => covers(clause, phrase.words[from]!)
        : null;
  if (!stands) return [];
  const more = clause.kind === 'phrase' ? clause.words.length - 1 : 0;
  const spans: Span[] = [];
  for (let from = 0; from + more < phrase.words.length; from++) if (stands(from)) spans.push([from, from + more]);
  return spans;
}

const isWord = (query: Query): query is Word =>
  query.kind === 'term' || query.kind === 'prefix' || query.kind === 'wildcard';

function nearHoldsIn(phrase: Phrase, near: Near): boolean {
  const follows = (before: readonly Span[], after: readonly Span[]): boolean =>
    before.some(([, end]) => after.some(([start]) => start > end && start - end - 1 <= near.distance));
  const [left, right] = [spansIn(phrase, near.left), spansIn(phrase, near.right)];
  return follows(left, right) || (!near.ordered && follows(right, left));
}
