import { splitAtEmoji } from '../text/emoji.ts';
import type { Placed, QueryError, Sentence } from './query.ts';
import { unclosedComment, unclosedQuote, unclosedRaw } from './refusals.ts';

export type TokenKind =
  | 'open'
  | 'close'
  | 'comma'
  | 'and'
  | 'or'
  | 'not'
  | 'near'
  | 'atleast'
  | 'field'
  | 'string'
  | 'slop'
  | 'raw'
  | 'emoji'
  | 'word'
  | 'end';

export interface Token extends Placed {
  readonly kind: TokenKind;
  /** Field name, text between quotes or braces, or the characters as typed. */
  readonly text: string;
}

/** Quotation marks as word processors and French keyboards make them, with those that close them. */
const CLOSING: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['“', '”“"'],
  ['”', '”"'],
  ['„', '“”"'],
  ['«', '»'],
]);
/** Spaces, and the signs without width that come along when text is copied; a joiner is none, it makes emoji. */
const SPACE = /[\s\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069]/;
const QUOTE = /["“”„«»]/;
const ENDS_WORD = new RegExp(`${SPACE.source}|${QUOTE.source}|[(){}]`);
const FIELD = /^([\p{L}_][\p{L}\p{Nd}_-]*):/u;
/** Fields that take any clause of words; the others take a value as it is written. */
const ZONES: ReadonlySet<string> = new Set(['title', 'body']);
/** Names before a colon that an address follows. */
const ADDRESSES: ReadonlySet<string> = new Set(['url', 'http', 'https']);
const OPERATORS: ReadonlyMap<string, TokenKind> = new Map([
  ['AND', 'and'],
  ['OR', 'or'],
  ['NOT', 'not'],
]);
const NEAR = /^O?NEAR(\/|$)/;
/** In small letters it is taken for the operator, to be refused, where nothing else can be meant. */
const AT_LEAST = /^ATLEAST(\/|$)|^atleast\/\d/;
const AT_LEAST_LOWER = /^atleast(\/\d+)?$/i;

/** Tokens of a query with their places, closed by one of kind `end`. Never throws; what is not closed is in `errors`. */
export function lex(text: string): { tokens: Token[]; errors: QueryError[] } {
  const tokens: Token[] = [];
  const errors: QueryError[] = [];
  /** For each bracket that is open: whether it is a list, in which commas part the entries. */
  const lists: boolean[] = [];
  let at = 0;

  const push = (kind: TokenKind, from: number, to: number, value = text.slice(from, to)): void => {
    tokens.push({ kind, from, to, text: value });
    at = to;
  };
  const refuse = (from: number, to: number, message: Sentence): void => void errors.push({ from, to, message });

  function lexQuoted(closing: string): void {
    const from = at;
    let to = from + 1;
    while (to < text.length && !closing.includes(text[to]!)) to++;
    if (to === text.length) refuse(from, to, unclosedQuote);
    push('string', from, Math.min(to + 1, text.length), text.slice(from + 1, to));
    const slop = /~\w*/y;
    slop.lastIndex = at;
    if (slop.test(text)) push('slop', at, slop.lastIndex);
  }

  function lexRaw(): void {
    const end = text.indexOf('}', at);
    if (end < 0) refuse(at, text.length, unclosedRaw);
    const to = end < 0 ? text.length : end;
    push('raw', at, Math.min(to + 1, text.length), text.slice(at + 1, to));
  }

  function skipComment(): void {
    const end = text.indexOf('*/', at + 2);
    if (end < 0) refuse(at, text.length, unclosedComment);
    at = end < 0 ? text.length : end + 2;
  }

  function wordEnd(): number {
    let to = at;
    while (to < text.length && !ENDS_WORD.test(text[to]!)) {
      if (text[to] === ',' && lists.at(-1)) break;
      if (text[to] === '/' && text[to + 1] === '*') break;
      to++;
    }
    return to;
  }

  /** Behind the address that begins here: brackets that close, and what begins comments elsewhere, belong to it. */
  function addressEnd(): number {
    let to = at;
    let open = 0;
    for (; to < text.length && !SPACE.test(text[to]!) && !QUOTE.test(text[to]!); to++) {
      if (text[to] === ',' && lists.at(-1)) break;
      if (text[to] === '(') open++;
      if (text[to] === ')' && open-- === 0) break;
    }
    return to;
  }

  function lexWord(): void {
    const end = wordEnd();
    if (end === at) return push('word', at, at + 1);
    lexMinus(end);
    for (let field = FIELD.exec(text.slice(at, end)); field; field = FIELD.exec(text.slice(at, end))) {
      const name = field[1]!.toLowerCase();
      push('field', at, at + field[0].length, name);
      if (!ZONES.has(name)) return lexValue(ADDRESSES.has(name) ? addressEnd() : end);
      lexMinus(end);
    }
    if (at < end) lexPlain(end);
  }

  function lexMinus(end: number): void {
    if (text[at] !== '-') return;
    if (at + 1 < end || '("“„«{'.includes(text[end] ?? ' ')) push('not', at, at + 1);
  }

  function lexValue(end: number): void {
    if (at < end) push('word', at, end);
  }

  function lexPlain(end: number): void {
    const word = text.slice(at, end);
    const operator = OPERATORS.get(word);
    if (operator) return push(operator, at, end);
    if (NEAR.test(word)) return push('near', at, end);
    if (AT_LEAST.test(word) || (AT_LEAST_LOWER.test(word) && text[end] === '(')) return push('atleast', at, end);
    const start = at;
    for (const piece of splitAtEmoji(word)) {
      const from = start + piece.from;
      push(piece.emoji ? 'emoji' : 'word', from, from + piece.text.length);
    }
  }

  while (at < text.length) {
    const char = text[at]!;
    if (SPACE.test(char)) at++;
    else if (char === '/' && text[at + 1] === '*') skipComment();
    else if (char === '(') {
      lists.push(tokens.at(-1)?.kind === 'atleast');
      push('open', at, at + 1);
    } else if (char === ')') {
      lists.pop();
      push('close', at, at + 1);
    } else if (char === ',' && lists.at(-1)) push('comma', at, at + 1);
    else if (CLOSING.has(char)) lexQuoted(CLOSING.get(char)!);
    else if (char === '{') lexRaw();
    else lexWord();
  }
  tokens.push({ kind: 'end', text: '', from: text.length, to: text.length });
  return { tokens, errors };
}
