import { emojisOf } from '../text/emoji.ts';
import { fold } from '../text/fold.ts';
import { tokenize } from '../text/tokens.ts';
import { FIELD_NAMES, readRange, VALUE_FIELDS } from './fields.ts';
import type { Token } from './lex.ts';
import { patternFault } from './nlp.ts';
import type { Field, KeywordField, NumberField, Placed, Query, QueryError, Sentence } from './query.ts';
import * as say from './refusals.ts';

/** A clause that one or two tokens make, or why they make none and what was understood all the same. */
export type Operand =
  | { readonly query: Query; readonly warning?: QueryError }
  | { readonly refused: Sentence; readonly at: Placed; readonly partial?: Query };

const refuse = (at: Placed, refused: Sentence): Operand => ({ refused, at });

/** Signs and words that mean something in other query languages; without them the sense would change. */
const FOREIGN = /^[+!~&^=@$]|[~^][\d.]*$|[[\]|<>（）]|&&|^\/.*\/$|^ANDNOT$|^AND[/_-](?:OR|NOT)$/;
const FIELD_SET = new RegExp(`^(?:${FIELD_NAMES.join('|')})=`, 'i');
const LOWER_NEAR = /^o?near\/\d+f?$/i;
/** NEAR as other languages write it. */
const FOREIGN_NEAR = /^(?:O?NEAR~?\d+f?|(?:WITHIN|ADJ|PRE)\d+)$|^(?:w|pre|within|adj)\/\d+$/;
/** Hyphens, dashes and the minus of mathematics. */
const DASH = /^[-\u2010-\u2015\u2212]/;
/** A comma inside a number belongs to it. */
const COMMA = /(?<!\d)[,;]|[,;](?!\d)/;

/** A word as typed: term, phrase (`l'oréal`), prefix, wildcard, #tag, @name or $CASH. */
export function readWord(token: Token, field: Field, shortestPrefix: number): Operand {
  const { text } = token;
  if (/^[#＃@$]./u.test(text)) return readName(token, field);
  if (text === '}') return refuse(token, say.braceClosesNothing);
  const comma = text.search(COMMA);
  if (comma >= 0) return refuse({ from: token.from + comma, to: token.from + comma + 1 }, say.commaOutside);
  if (LOWER_NEAR.test(text)) return refuse(token, say.lowerCaseOperator(text.toUpperCase()));
  if (FOREIGN_NEAR.test(text) || FOREIGN_NEAR.test(text.toLowerCase())) return refuse(token, say.nearShape);
  if (DASH.test(text)) return refuse(token, say.leaveOut);
  if (FOREIGN.test(text) || FIELD_SET.test(text)) return refuse(token, say.foreignSign(text));
  if (text.includes('?')) return readWildcard(token, field);
  if (text.includes('*')) return readPrefix(token, field, shortestPrefix);
  return readWords(token, text, field);
}

/** Several words make a phrase. */
function readWords({ from, to }: Placed, text: string, field: Field): Operand {
  const words = tokenize(text);
  const [word] = words;
  if (word === undefined) return refuse({ from, to }, say.noWord);
  const query: Query =
    words.length === 1 ? { kind: 'term', field, word, from, to } : { kind: 'phrase', field, words, from, to };
  const message = doubtOf(text, words);
  return message ? { query, warning: { from, to, message } } : { query };
}

/** Signs that stand for something and that no search sees: C++ is looked for as C. */
const UNSEEN = /[+%#=^~$€£¥]|(?<![\p{L}\p{Nd}.])@(?=\p{L})/u;
/** A single quotation mark that opens, but not rock 'n' roll. */
const SINGLE_QUOTE = /^['‘‚‹](?!.*['’›]$)/;

function doubtOf(text: string, words: readonly string[]): Sentence | null {
  if (UNSEEN.test(text)) return say.signUnseen(words.join(' '));
  return SINGLE_QUOTE.test(text) ? say.singleQuotes : null;
}

function readPrefix(token: Token, field: Field, shortest: number): Operand {
  const { text, from, to } = token;
  const [stem = '', ...more] = tokenize(text);
  if (stem === '' || text.indexOf('*') !== text.length - 1 || more.length > 0) return refuse(token, say.strayStar);
  if ([...stem].length < shortest) return refuse(token, say.shortPrefix(shortest));
  return { query: { kind: 'prefix', field, stem, from, to } };
}

/** `wom?n` and `wom?n*`: a letter or digit on both sides of every `?`, and enough of them to look for. */
function readWildcard(token: Token, field: Field): Operand {
  const { text, from, to } = token;
  const star = text.indexOf('*');
  if (star >= 0 && star !== text.length - 1) return refuse(token, say.strayStar);
  const stem = star < 0 ? text : text.slice(0, -1);
  const pieces = stem.split('?').map(tokenize);
  const [first = [], last = []] = [pieces[0], pieces.at(-1)];
  if (first.length === 0 || last.length === 0) return refuse(token, say.strayQuestion);
  if (pieces.some((words) => words.length > 1)) return refuse(token, say.strayQuestion);
  const pattern = pieces.map(([word = '']) => word).join('?');
  if ([...pattern.replaceAll('?', '')].length < say.SHORTEST_PREFIX) return refuse(token, say.shortWildcard);
  return { query: { kind: 'wildcard', field, pattern: star < 0 ? pattern : `${pattern}*`, from, to } };
}

const NAME_FIELDS: Readonly<Record<string, KeywordField>> = { '#': 'tag', '＃': 'tag', '@': 'handle', $: 'cashtag' };

/** #tag, @name and $CASH stand in the text as they are; what cannot be one is refused. */
function readName(token: Token, field: Field): Operand {
  const { text, from, to } = token;
  if (field !== 'any') return refuse(token, say.notInZone(field));
  if (/[*?]/.test(text)) return refuse(token, say.strayStar);
  const name = NAME_FIELDS[text[0]!]!;
  const value = fold(text.slice(1));
  if (name === 'cashtag' && /^\d/.test(value)) return refuse(token, say.amount);
  if (tokenize(value).length === 0) return refuse(token, say.noWord);
  if (!(name === 'handle' ? HANDLE : WHOLE).test(value)) return refuse(token, say.foreignSign(text));
  return { query: { kind: 'keyword', field: name, value, from, to } };
}
const WHOLE = /^[\p{L}\p{Nd}_]+$/u;
const HANDLE = /^[\p{L}\p{Nd}_]+([.-][\p{L}\p{Nd}_]+)*(@[\p{L}\p{Nd}_]+([.-][\p{L}\p{Nd}_]+)*)?$/u;

/** A phrase in quotes, and with `~n` behind it two words at most n apart. */
export function readString(token: Token, slop: Token | null, field: Field): Operand {
  if (token.text.includes('*') || /\p{L}\?\p{L}/u.test(token.text)) return refuse(token, say.starInPhrase);
  if (emojisOf(token.text).length > 0) return refuse(token, say.emojiInPhrase);
  const read = readWords({ from: token.from, to: slop?.to ?? token.to }, token.text, field);
  return slop && 'query' in read ? readSlop(read.query, slop) : read;
}

function readSlop(query: Query, slop: Token): Operand {
  const digits = /^~(\d{1,6})$/.exec(slop.text)?.[1];
  const refused = (sentence: Sentence): Operand => ({ refused: sentence, at: slop, partial: query });
  if (digits === undefined || query.kind !== 'phrase' || query.words.length !== 2) return refused(say.slopShape);
  const distance = Number(digits);
  if (distance > say.WIDEST_NEAR) return refused(say.nearTooWide);
  const { field, from, to } = query;
  const side = (word: string): Query => ({ kind: 'term', field, word, from, to });
  const [left, right] = query.words as [string, string];
  return { query: { kind: 'near', distance, ordered: false, left: side(left), right: side(right), from, to } };
}

export function readEmoji(token: Token, field: Field): Operand {
  const [value] = emojisOf(token.text);
  if (field !== 'any' || value === undefined) return refuse(token, say.notInZone(field));
  return { query: { kind: 'keyword', field: 'emoji', value, from: token.from, to: token.to } };
}

export function readRaw(value: Token, from: number, field: Field): Operand {
  const place = { from, to: value.to };
  const text = value.text.normalize('NFC').trim().replace(/\s+/g, ' ');
  const words = tokenize(text);
  if (value.kind === 'word' && /[*?]/.test(text)) return refuse(value, say.strayStar);
  return words.length === 0 ? refuse(place, say.noWord) : { query: { kind: 'raw', field, text, words, ...place } };
}

export function readKeyword(name: KeywordField, value: Token, from: number): Operand {
  const field = VALUE_FIELDS[name]!;
  if (value.kind === 'word' && /^[<>=]|^\d+\.\.\d+$/.test(value.text)) return refuse(value, say.notComparable(name));
  if (value.text.includes('*') && name !== 'url' && name !== 'site') return refuse(value, say.strayStar);
  const comma = value.kind === 'word' && name !== 'url' ? value.text.search(/[,;]/) : -1;
  if (comma >= 0) return refuse({ from: value.from + comma, to: value.from + comma + 1 }, say.commaOutside);
  const read = field.read(value.text.trim());
  if (read === null) return refuse(value, say.wrongValue(name, field.takes));
  return { query: { kind: 'keyword', field: name, value: read, from, to: value.to } };
}

export function readCompare(name: NumberField, value: Token, from: number): Operand {
  const range = readRange(name, value.text.trim());
  if (!range) return refuse(value, say.rangeExpected(name));
  return { query: { kind: 'compare', field: name, ...range, from, to: value.to } };
}

export function readList(value: Token, from: number, field: Field, known: ReadonlySet<string>): Operand {
  const name = value.text.trim().toLowerCase();
  if (!known.has(name)) return refuse(value, say.unknownList(value.text, [...known]));
  return { query: { kind: 'list', field, name, from, to: value.to } };
}

export function readNlp(value: Token, from: number): Operand {
  const place = { from, to: value.to };
  const pattern = value.text.trim();
  const fault = pattern === '' ? say.noWord : patternFault(pattern);
  return fault ? refuse(value, fault) : { query: { kind: 'nlp', pattern, ...place } };
}
