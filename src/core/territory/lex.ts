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
/** What may end a word; a comma does in lists, a slash where a comment begins. */
const WORD_END = new RegExp(`${SPACE.source}|${QUOTE.source}|[(){},/]`, 'g');
const SLOP = /~\w*/y;
const MAY_BE_OPERATOR = /^(?:AND|OR|NOT|O?NEAR|atleast)/i;
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
  const lexer = new Lexer(text);
  lexer.run();
  return lexer;
}

class Lexer {
  readonly tokens: Token[] = [];
  readonly errors: QueryError[] = [];
  readonly #text: string;
  /** For each bracket that is open: whether it is a list, in which commas part the entries. */
  readonly #lists: boolean[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  run(): void {
    const end = this.#text.length;
    while (this.#at < end) this.#lexOne(this.#text[this.#at]!);
    this.tokens.push({ kind: 'end', text: '', from: end, to: end });
  }

  #lexOne(char: string): void {
    if (char === ' ' || SPACE.test(char)) this.#at++;
    else if (char === '/' && this.#text[this.#at + 1] === '*') this.#skipComment();
    else if (char === '(') this.#open();
    else if (char === ')') this.#close();
    else if (char === ',' && this.#inList()) this.#push('comma', this.#at + 1);
    else if (CLOSING.has(char)) this.#lexQuoted(CLOSING.get(char)!);
    else if (char === '{') this.#lexRaw();
    else this.#lexWord();
  }

  /** A token from here on. */
  #push(kind: TokenKind, to: number, text = this.#text.slice(this.#at, to)): void {
    this.tokens.push({ kind, from: this.#at, to, text });
    this.#at = to;
  }

  #refuse(to: number, message: Sentence): void {
    this.errors.push({ from: this.#at, to, message });
  }

  #inList(): boolean {
    return this.#lists.at(-1) ?? false;
  }

  #open(): void {
    this.#lists.push(this.tokens.at(-1)?.kind === 'atleast');
    this.#push('open', this.#at + 1);
  }

  #close(): void {
    this.#lists.pop();
    this.#push('close', this.#at + 1);
  }

  #lexQuoted(closing: string): void {
    const text = this.#text;
    let to = this.#at + 1;
    while (to < text.length && !closing.includes(text[to]!)) to++;
    if (to === text.length) this.#refuse(to, unclosedQuote);
    this.#push('string', Math.min(to + 1, text.length), text.slice(this.#at + 1, to));
    SLOP.lastIndex = this.#at;
    if (SLOP.test(text)) this.#push('slop', SLOP.lastIndex);
  }

  #lexRaw(): void {
    const text = this.#text;
    const end = text.indexOf('}', this.#at);
    if (end < 0) this.#refuse(text.length, unclosedRaw);
    const to = end < 0 ? text.length : end;
    this.#push('raw', Math.min(to + 1, text.length), text.slice(this.#at + 1, to));
  }

  #skipComment(): void {
    const end = this.#text.indexOf('*/', this.#at + 2);
    if (end < 0) this.#refuse(this.#text.length, unclosedComment);
    this.#at = end < 0 ? this.#text.length : end + 2;
  }

  /** Behind the word that begins here. */
  #wordEnd(): number {
    const text = this.#text;
    WORD_END.lastIndex = this.#at;
    for (let found = WORD_END.exec(text); found; found = WORD_END.exec(text)) {
      if (found[0] === ',' ? this.#inList() : found[0] !== '/' || text[found.index + 1] === '*') return found.index;
    }
    return text.length;
  }

  /** Behind the address that begins here: brackets that close, and what begins comments elsewhere, belong to it. */
  #addressEnd(): number {
    const text = this.#text;
    let to = this.#at;
    let open = 0;
    for (; to < text.length && !SPACE.test(text[to]!) && !QUOTE.test(text[to]!); to++) {
      if (text[to] === ',' && this.#inList()) break;
      if (text[to] === '(') open++;
      if (text[to] === ')' && open-- === 0) break;
    }
    return to;
  }

  #lexWord(): void {
    const end = this.#wordEnd();
    if (end === this.#at) return this.#push('word', end + 1);
    this.#lexMinus(end);
    for (let name = this.#fieldName(end); name !== null; name = this.#fieldName(end)) {
      this.#push('field', this.#at + name.length + 1, name.toLowerCase());
      if (!ZONES.has(name.toLowerCase()))
        return this.#lexValue(ADDRESSES.has(name.toLowerCase()) ? this.#addressEnd() : end);
      this.#lexMinus(end);
    }
    if (this.#at < end) this.#lexPlain(end);
  }

  /** The name in front of a colon that begins the word; null where there is none. */
  #fieldName(end: number): string | null {
    const word = this.#text.slice(this.#at, end);
    return word.includes(':') ? (FIELD.exec(word)?.[1] ?? null) : null;
  }

  #lexMinus(end: number): void {
    const text = this.#text;
    if (text[this.#at] !== '-') return;
    if (this.#at + 1 < end || '("“„«{'.includes(text[end] ?? ' ')) this.#push('not', this.#at + 1);
  }

  #lexValue(end: number): void {
    if (this.#at < end) this.#push('word', end);
  }

  #lexPlain(end: number): void {
    const operator = operatorOf(this.#text.slice(this.#at, end), this.#text[end]);
    if (operator) return this.#push(operator, end);
    const start = this.#at;
    for (const { emoji, from, text } of splitAtEmoji(this.#text.slice(start, end))) {
      this.#push(emoji ? 'emoji' : 'word', start + from + text.length);
    }
  }
}

/** @param next the sign behind the word */
function operatorOf(word: string, next: string | undefined): TokenKind | undefined {
  if (!MAY_BE_OPERATOR.test(word)) return undefined;
  if (NEAR.test(word)) return 'near';
  if (AT_LEAST.test(word) || (AT_LEAST_LOWER.test(word) && next === '(')) return 'atleast';
  return OPERATORS.get(word);
}
