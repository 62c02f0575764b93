import { fold } from '../text/fold.ts';
import { tokenize } from '../text/tokens.ts';
import { lex, type Token } from './lex.ts';
import type { Field, KeywordField, Query, QueryError } from './query.ts';

const LONGEST_QUERY = 20_000;
const DEEPEST = 64;
const SHORTEST_PREFIX = 3;
const WIDEST_NEAR = 50;
const DEFAULT_NEAR = 4;

const KEYWORDS: ReadonlySet<string> = new Set<KeywordField>(['author', 'site', 'source', 'lang', 'kind']);

export type Parsed = { readonly query: Query } | { readonly errors: readonly QueryError[] };

/** Thrown inside the parser only; `parseQuery` turns it into a value. */
class Refusal extends Error {
  readonly error: QueryError;
  constructor(at: { from: number; to: number }, en: string, fr: string) {
    super(en);
    this.error = { from: at.from, to: at.to, message: { en, fr } };
  }
}

/**
 * Reads a query: precedence NEAR > NOT > AND > OR, words side by side mean AND. What it does not understand it refuses,
 * with the place and a sentence.
 */
export function parseQuery(text: string): Parsed {
  if (text.length > LONGEST_QUERY) {
    const en = `The query is longer than ${LONGEST_QUERY} characters: split it into several topics.`;
    const fr = `La requête dépasse ${LONGEST_QUERY} caractères : répartissez-la en plusieurs sujets.`;
    return { errors: [{ from: LONGEST_QUERY, to: text.length, message: { en, fr } }] };
  }
  const { tokens, errors } = lex(text);
  if (errors.length > 0) return { errors };
  try {
    const query = parseAll(createCursor(tokens));
    requirePositive(query);
    return { query };
  } catch (error) {
    if (error instanceof Refusal) return { errors: [error.error] };
    throw error;
  }
}

/** The tokens still to be read. */
interface Cursor {
  peek(): Token;
  take(): Token;
}

function createCursor(tokens: readonly Token[]): Cursor {
  let next = 0;
  // The last token, of kind `end`, is never passed.
  return {
    peek: () => tokens[next]!,
    take: () => tokens[next < tokens.length - 1 ? next++ : next]!,
  };
}

function parseAll(cursor: Cursor): Query {
  const query = parseOr(cursor, 0, 'any');
  const rest = cursor.peek();
  if (rest.kind === 'end') return query;
  const en = 'This bracket closes nothing: remove it.';
  throw new Refusal(rest, en, 'Cette parenthèse ne ferme rien : retirez-la.');
}

function parseOr(cursor: Cursor, depth: number, field: Field): Query {
  const children = [parseAnd(cursor, depth, field)];
  while (cursor.peek().kind === 'or') {
    cursor.take();
    children.push(parseAnd(cursor, depth, field));
  }
  return join('or', children);
}

function parseAnd(cursor: Cursor, depth: number, field: Field): Query {
  const children = [parseNot(cursor, depth, field)];
  for (;;) {
    if (cursor.peek().kind === 'and') cursor.take();
    else if (!startsOperand(cursor.peek())) break;
    children.push(parseNot(cursor, depth, field));
  }
  return join('and', children);
}

function parseNot(cursor: Cursor, depth: number, field: Field): Query {
  const token = cursor.peek();
  if (token.kind !== 'not') return parseNear(cursor, depth, field);
  cursor.take();
  const child = parseNot(cursor, checkDepth(depth + 1, token), field);
  return { kind: 'not', child, from: token.from, to: child.to };
}

function parseNear(cursor: Cursor, depth: number, field: Field): Query {
  let left = parsePrimary(cursor, depth, field);
  while (cursor.peek().kind === 'near') {
    const token = cursor.take();
    const right = parsePrimary(cursor, depth, field);
    for (const operand of [left, right]) requireNearOperand(operand);
    left = { kind: 'near', ...nearOf(token), left, right, from: left.from, to: right.to };
  }
  return left;
}

function parsePrimary(cursor: Cursor, depth: number, field: Field): Query {
  const token = cursor.take();
  switch (token.kind) {
    case 'open':
      return parseBracket(cursor, token, depth, field);
    case 'word':
      return wordQuery(token, field);
    case 'string':
      return phraseQuery(token, field);
    case 'field':
      return parseField(cursor, token, depth);
    default:
      throw operandExpected(token);
  }
}

function parseBracket(cursor: Cursor, open: Token, depth: number, field: Field): Query {
  const inner = parseOr(cursor, checkDepth(depth + 1, open), field);
  const close = cursor.take();
  if (close.kind === 'close') return { ...inner, from: open.from, to: close.to };
  const en = 'This bracket is never closed: add a ) where its group ends.';
  throw new Refusal(open, en, "Cette parenthèse n'est jamais fermée : ajoutez ) à la fin du groupe.");
}

function parseField(cursor: Cursor, token: Token, depth: number): Query {
  const name = token.text;
  if (name === 'title' || name === 'body') return { ...parsePrimary(cursor, depth, name), from: token.from };
  if (!KEYWORDS.has(name)) throw unknownField(token);
  const value = cursor.take();
  if (value.kind !== 'word' && value.kind !== 'string') throw operandExpected(value);
  return keywordQuery(name as KeywordField, value, token.from);
}

const startsOperand = (token: Token): boolean =>
  token.kind === 'word' ||
  token.kind === 'string' ||
  token.kind === 'open' ||
  token.kind === 'field' ||
  token.kind === 'not';

function join(kind: 'and' | 'or', children: readonly Query[]): Query {
  const [first] = children as [Query];
  if (children.length === 1) return first;
  const flat = children.flatMap((child) => (child.kind === kind ? child.children : [child]));
  return { kind, children: flat, from: first.from, to: (children.at(-1) as Query).to };
}

function checkDepth(depth: number, at: Token): number {
  if (depth <= DEEPEST) return depth;
  const en = `More than ${DEEPEST} groups inside one another: simplify the query.`;
  throw new Refusal(at, en, `Plus de ${DEEPEST} groupes imbriqués : simplifiez la requête.`);
}

/** Signs that mean something in other query languages, or nothing where they stand; without them the sense would change. */
const FOREIGN = /^[@$~-]|[?{}]|^ATLEAST\//;

function wordQuery(token: Token, field: Field): Query {
  const { text } = token;
  if (text[0] === '#' || text[0] === '＃') return tagQuery(token);
  if (FOREIGN.test(text)) throw foreign(token);
  const words = tokenize(text);
  const place = { from: token.from, to: token.to };
  const [word] = words;
  if (word === undefined) throw noWord(token);
  const star = text.indexOf('*');
  if (star >= 0) {
    if (star !== text.length - 1 || words.length > 1) throw strayStar(token);
    if (word.length < SHORTEST_PREFIX) throw shortPrefix(token);
    return { kind: 'prefix', field, stem: word, ...place };
  }
  return words.length === 1 ? { kind: 'term', field, word, ...place } : { kind: 'phrase', field, words, ...place };
}

function phraseQuery(token: Token, field: Field): Query {
  if (token.text.includes('*')) throw strayStar(token);
  const words = tokenize(token.text);
  const place = { from: token.from, to: token.to };
  const [word] = words;
  if (word === undefined) throw noWord(token);
  return words.length === 1 ? { kind: 'term', field, word, ...place } : { kind: 'phrase', field, words, ...place };
}

function tagQuery(token: Token): Query {
  if (token.text.includes('*')) throw strayStar(token);
  const value = fold(token.text.slice(1));
  if (tokenize(value).length === 0) throw noWord(token);
  return { kind: 'keyword', field: 'tag', value, from: token.from, to: token.to };
}

function keywordQuery(field: KeywordField, value: Token, from: number): Query {
  const written = value.text.trim().toLowerCase();
  const folded = field === 'site' ? written.replace(/^www\./, '') : written;
  if (folded === '') throw noWord(value);
  if (folded.includes('*')) throw strayStar(value);
  if (field === 'kind' && folded !== 'news' && folded !== 'post') {
    throw new Refusal(value, 'kind: takes news or post.', 'kind: prend news ou post.');
  }
  return { kind: 'keyword', field, value: folded, from, to: value.to };
}

function nearOf(token: Token): { distance: number; ordered: boolean } {
  const ordered = token.text.startsWith('O') || token.text.endsWith('f');
  const digits = /^O?NEAR(?:\/(\d+)f?)?$/.exec(token.text);
  if (!digits) {
    const en = 'Write NEAR/5: at most five words between the two.';
    throw new Refusal(token, en, 'Écrivez NEAR/5 : au plus cinq mots entre les deux.');
  }
  const distance = digits[1] === undefined ? DEFAULT_NEAR : Number(digits[1]);
  if (distance > WIDEST_NEAR) {
    const en = `NEAR reaches at most ${WIDEST_NEAR} words: use AND for the whole text.`;
    throw new Refusal(token, en, `NEAR porte au plus à ${WIDEST_NEAR} mots : utilisez AND pour tout le texte.`);
  }
  return { distance, ordered };
}

function requireNearOperand(query: Query): void {
  if (query.kind === 'term' || query.kind === 'phrase' || query.kind === 'prefix') return;
  if (query.kind === 'or') return query.children.forEach(requireNearOperand);
  const en = 'NEAR stands between words, phrases, prefixes or a bracket of these joined by OR.';
  throw new Refusal(query, en, 'NEAR se place entre des mots, expressions, préfixes, ou un groupe de ceux-ci avec OR.');
}

/** Refuses what nothing positive limits: such a clause would match almost every signal there is. */
function requirePositive(query: Query): void {
  if (isPositive(query)) return;
  const en = 'Nothing here says what to look for, only what to leave out: add a word that must be there.';
  const fr = "Rien ici ne dit quoi chercher, seulement quoi écarter : ajoutez un mot qui doit s'y trouver.";
  throw new Refusal(query, en, fr);
}

function isPositive(query: Query): boolean {
  if (query.kind === 'not') return false;
  if (query.kind === 'and') return query.children.some(isPositive) && query.children.every(soundNegation);
  if (query.kind === 'or') return query.children.every(isPositive);
  return true;
}

/** Inside an AND a plain NOT is fine, and so is anything positive. */
const soundNegation = (query: Query): boolean => query.kind === 'not' || isPositive(query);

function operandExpected(token: Token): Refusal {
  if (token.kind === 'end') {
    const en = 'Something is missing here: a word, a "phrase" or a ( group.';
    return new Refusal(token, en, 'Il manque quelque chose ici : un mot, une "expression" ou un ( groupe.');
  }
  const en = `A word, a "phrase" or a ( group is expected before ${token.text}.`;
  return new Refusal(token, en, `Un mot, une "expression" ou un ( groupe est attendu avant ${token.text}.`);
}

function unknownField(token: Token): Refusal {
  const known = ['title', 'body', ...KEYWORDS].map((name) => `${name}:`).join(' ');
  const en = `There is no field ${token.text}: — known are ${known}. Put quotes around it to search the text.`;
  const fr = `Il n'y a pas de champ ${token.text}: — connus : ${known}. Mettez des guillemets pour chercher le texte.`;
  return new Refusal(token, en, fr);
}

function foreign(token: Token): Refusal {
  const en = `${token.text} is not understood: @ $ ~ - ? { } and ATLEAST mean nothing here. Put the plain word.`;
  const fr = `${token.text} n'est pas compris : @ $ ~ - ? { } et ATLEAST ne veulent rien dire ici. Mettez le mot simple.`;
  return new Refusal(token, en, fr);
}

const noWord = (token: Token): Refusal =>
  new Refusal(token, 'No letter and no digit to search for here.', 'Aucune lettre ni chiffre à chercher ici.');

const strayStar = (token: Token): Refusal =>
  new Refusal(token, 'A star may only end a single word: choc*', "L'étoile ne peut que finir un mot seul : choc*");

const shortPrefix = (token: Token): Refusal =>
  new Refusal(
    token,
    `At least ${SHORTEST_PREFIX} letters must stand before the star.`,
    `Il faut au moins ${SHORTEST_PREFIX} lettres avant l'étoile.`,
  );
