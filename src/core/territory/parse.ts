import { NUMBER_FIELDS, VALUE_FIELDS } from './fields.ts';
import { lex, type Token, type TokenKind } from './lex.ts';
import {
  readCompare,
  readEmoji,
  readKeyword,
  readList,
  readNlp,
  readRaw,
  readString,
  readWord,
  type Operand,
} from './operand.ts';
import { isNearOperand, isPositive } from './positive.ts';
import {
  childrenOf,
  type Field,
  type KeywordField,
  type Near,
  type NumberField,
  type Placed,
  type Query,
  type QueryError,
  type Sentence,
} from './query.ts';
import * as say from './refusals.ts';

export interface ParseOptions {
  /** Names of the lists that the territory has. */
  readonly lists?: ReadonlySet<string>;
  /** Letters before the star of a prefix. */
  readonly shortestPrefix?: number;
}

export type Parsed =
  | { readonly query: Query; readonly warnings: readonly QueryError[] }
  /** `partial` is what could be understood, for an editor to colour; null where that is nothing. */
  | { readonly errors: readonly QueryError[]; readonly partial: Query | null };

/** One mistake often makes ten, and no person reads more. */
const MOST_ERRORS = 20;
const DEFAULT_NEAR = 4;

/** Binding powers (Pratt): the larger binds tighter. Words side by side bind as AND. */
const LOOSEST = 0;
const OR = 1;
const AND = 2;
const NOT = 3;
const NEAR = 4;

/**
 * Reads a query: precedence NEAR > NOT > AND > OR, words side by side mean AND. What it does not understand it refuses,
 * with the place and a sentence, and reads on.
 */
export function parseQuery(text: string, options: ParseOptions = {}): Parsed {
  if (text.length > say.LONGEST_QUERY) {
    return { errors: [{ from: say.LONGEST_QUERY, to: text.length, message: say.tooLong }], partial: null };
  }
  const { tokens, errors } = lex(text);
  const parser = new Parser(tokens, options, errors);
  const query = parser.parseAll();
  if (query && errors.length === 0 && !isPositive(query)) {
    const { from, to } = leastNegative(query);
    errors.push({ from, to, message: grammarIn(query).length > 0 ? say.nlpAlone : say.nothingPositive });
  }
  const grammar = query ? grammarIn(query) : [];
  if (grammar.length > say.MOST_NLP) {
    const { from, to } = grammar[say.MOST_NLP]!;
    errors.push({ from, to, message: say.tooMuchGrammar });
  }
  if (query && errors.length === 0) return { query, warnings: parser.warnings };
  return { errors: onePerPlace(errors).slice(0, MOST_ERRORS), partial: query };
}

/** In order of place; what is wrong with a place is said once. */
function onePerPlace(errors: readonly QueryError[]): QueryError[] {
  const sorted = errors.toSorted((a, b) => a.from - b.from);
  return sorted.filter(({ from, to }, i) => from !== sorted[i - 1]?.from || to !== sorted[i - 1]?.to);
}

/** The alternative that says nothing to look for; the whole query where that is no alternative. */
function leastNegative(query: Query): Query {
  const child = query.kind === 'or' ? query.children.find((one) => !isPositive(one)) : undefined;
  return child ? leastNegative(child) : query;
}

const grammarIn = (query: Query): readonly Query[] =>
  query.kind === 'nlp' ? [query] : childrenOf(query).flatMap(grammarIn);

/** Reads tokens from left to right. A method that answers null has said why. */
class Parser {
  readonly warnings: QueryError[] = [];
  readonly #tokens: readonly Token[];
  readonly #options: ParseOptions;
  readonly #errors: QueryError[];
  /** Clauses in brackets of their own: they mix with nothing. */
  readonly #grouped = new Set<Query>();
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], options: ParseOptions, errors: QueryError[]) {
    this.#tokens = tokens;
    this.#options = options;
    this.#errors = errors;
  }

  parseAll(): Query | null {
    const parts = [this.#parse(LOOSEST, 'any')];
    // What is left begins with a bracket without a group: it is named and passed over.
    for (let rest = this.#peek(); rest.kind !== 'end'; rest = this.#peek()) {
      this.#refuse(rest, rest.kind === 'comma' ? say.commaOutside : say.closesNothing);
      this.#take();
      if (startsOperand(this.#peek().kind)) parts.push(this.#parse(LOOSEST, 'any'));
    }
    return joinUnderstood('and', parts);
  }

  #peek(): Token {
    return this.#tokens[this.#next]!;
  }

  /** The last token, of kind `end`, is never passed. */
  #take(): Token {
    const token = this.#peek();
    if (token.kind !== 'end') this.#next++;
    return token;
  }

  #refuse({ from, to }: Placed, message: Sentence): null {
    this.#errors.push({ from, to, message });
    return null;
  }

  #accept(operand: Operand): Query | null {
    if ('query' in operand) {
      if (operand.warning) this.warnings.push(operand.warning);
      return operand.query;
    }
    this.#refuse(operand.at, operand.refused);
    return operand.partial ?? null;
  }

  /** A clause and all that binds to it at least as tightly as `power`. */
  #parse(power: number, field: Field): Query | null {
    let left = this.#parseOperand(field);
    for (;;) {
      const { kind } = this.#peek();
      if (kind === 'near' && power <= NEAR) left = this.#parseNear(left, field);
      else if (kind === 'or' && power <= OR) left = this.#parseChain('or', left, field);
      else if ((kind === 'and' || startsOperand(kind)) && power <= AND) left = this.#parseChain('and', left, field);
      else return left;
    }
  }

  /** The further children of an AND or an OR whose first is read. */
  #parseChain(kind: 'and' | 'or', first: Query | null, field: Field): Query | null {
    const children = [first];
    const power = kind === 'or' ? OR : AND;
    for (;;) {
      if (this.#peek().kind === kind) this.#take();
      else if (kind === 'or' || !startsOperand(this.#peek().kind)) break;
      children.push(this.#parse(power + 1, field));
    }
    if (kind === 'or') for (const child of children) this.#warnIfMixed(child);
    return joinUnderstood(kind, children);
  }

  #warnIfMixed(child: Query | null): void {
    if (child?.kind !== 'and' || this.#grouped.has(child)) return;
    this.warnings.push({ from: child.from, to: child.to, message: say.mixedAndOr });
  }

  /** Everything that NEAR joins to the first: a second NEAR is refused, what stands around it is understood. */
  #parseNear(first: Query | null, field: Field): Query | null {
    const parts = [first];
    while (this.#peek().kind === 'near') {
      const left = parts.at(-1);
      const shape = this.#nearOf(this.#take());
      const right = this.#parseOperand(field);
      const near = left && right && shape && this.#joinNear(shape, left, right);
      if (near) parts[parts.length - 1] = near;
      else parts.push(right);
    }
    return joinUnderstood('and', parts);
  }

  #joinNear(shape: Pick<Near, 'distance' | 'ordered'>, left: Query, right: Query): Query | null {
    const wrong = [left, right].find((operand) => !isNearOperand(operand));
    if (wrong) return this.#refuse(wrong, say.nearOperand);
    return { kind: 'near', ...shape, left, right, from: left.from, to: right.to };
  }

  #nearOf(token: Token): Pick<Near, 'distance' | 'ordered'> | null {
    const apart = this.#takeDistanceApart(token);
    if (apart) return this.#refuse({ from: token.from, to: apart.to }, say.nearShape);
    const digits = /^O?NEAR(?:\/(\d{1,6})f?)?$/.exec(token.text);
    if (!digits) return this.#refuse(token, say.nearShape);
    const distance = digits[1] === undefined ? DEFAULT_NEAR : Number(digits[1]);
    if (distance > say.WIDEST_NEAR) return this.#refuse(token, say.nearTooWide);
    return { distance, ordered: token.text.startsWith('O') || token.text.endsWith('f') };
  }

  /** The number of `a NEAR 5 b` and `a NEAR /5 b`, which is a distance and no word; `covid NEAR 19` has none. */
  #takeDistanceApart({ text }: Token): Token | null {
    const number = this.#peek();
    if (text.includes('/') || number.kind !== 'word' || !DISTANCE.test(number.text)) return null;
    const isLast = !startsOperand(this.#tokens[this.#next + 1]!.kind);
    return isLast && /^\d/.test(number.text) ? null : this.#take();
  }

  #parseOperand(field: Field): Query | null {
    const token = this.#peek();
    switch (token.kind) {
      case 'open':
        return this.#parseBracket(this.#take(), field);
      case 'not':
        return this.#parseNot(this.#take(), field);
      case 'atleast':
        return this.#parseAtLeast(this.#take(), field);
      case 'field':
        return this.#parseField(this.#take(), field);
      case 'string':
        return this.#accept(readString(this.#take(), this.#peek().kind === 'slop' ? this.#take() : null, field));
      case 'raw':
        return this.#accept(readRaw(this.#take(), token.from, field));
      case 'word':
        return this.#accept(readWord(this.#take(), field, this.#options.shortestPrefix ?? say.SHORTEST_PREFIX));
      case 'emoji':
        return this.#accept(readEmoji(this.#take(), field));
      case 'slop':
        return this.#refuse(this.#take(), say.slopShape);
      case 'end':
        return this.#refuse(token, say.operandMissing);
      default:
        // An operator, a comma or a bracket where an operand belongs: it stays for whoever it closes.
        return this.#refuse(token, say.operandExpected(token.text));
    }
  }

  /** Reads something one group deeper; past the limit nothing more is read. */
  #deeper(at: Token, read: () => Query | null): Query | null {
    if (this.#depth === say.DEEPEST) {
      this.#next = this.#tokens.length - 1;
      return this.#refuse(at, say.tooDeep);
    }
    this.#depth++;
    const query = read();
    this.#depth--;
    return query;
  }

  #parseNot(token: Token, field: Field): Query | null {
    const child = this.#deeper(token, () => this.#parse(NOT, field));
    return child && { kind: 'not', child, from: token.from, to: child.to };
  }

  #parseBracket(open: Token, field: Field): Query | null {
    return this.#deeper(open, () => {
      const inner = this.#parse(LOOSEST, field);
      const to = this.#closeBracket(open);
      return inner && this.#group({ ...inner, from: open.from, to });
    });
  }

  #group(query: Query): Query {
    this.#grouped.add(query);
    return query;
  }

  #closeBracket(open: Token): number {
    if (this.#peek().kind === 'close') return this.#take().to;
    if (!this.#errors.some(({ message }) => message === say.tooDeep)) this.#refuse(open, say.unclosedBracket);
    return this.#peek().from;
  }

  #parseAtLeast(token: Token, field: Field): Query | null {
    const open = this.#peek();
    const count = open.kind === 'open' ? /^ATLEAST\/(\d{1,6})$/.exec(token.text)?.[1] : undefined;
    if (count === undefined) this.#refuse(token, atLeastFault(token.text));
    if (open.kind !== 'open') return null;
    this.#take();
    return this.#deeper(token, () => {
      const children = this.#parseEntries(field);
      const to = this.#closeBracket(open);
      const understood = children.filter((child) => child !== null);
      if (understood.length === 0) return null;
      const fits = Number(count) >= 1 && Number(count) <= children.length;
      if (count !== undefined && !fits) this.#refuse(token, say.atLeastTooMany(Number(count), children.length));
      if (!fits || understood.length < Number(count)) return joinUnderstood('or', understood);
      return { kind: 'atleast', count: Number(count), children: understood, from: token.from, to };
    });
  }

  #parseEntries(field: Field): (Query | null)[] {
    const entries = [this.#parse(LOOSEST, field)];
    while (this.#peek().kind === 'comma') {
      this.#take();
      entries.push(this.#parse(LOOSEST, field));
    }
    return entries;
  }

  #parseField(token: Token, outer: Field): Query | null {
    const name = token.text;
    if (name === 'title' || name === 'body') return this.#parseZone(token, name, outer);
    const value = this.#takeValue();
    const place = { from: token.from, to: value?.to ?? token.to };
    if (name === 'http' || name === 'https') return this.#refuse(place, say.bareAddress);
    const takes = takenBy(name);
    if (!takes) return this.#refuse(place, say.unknownField(name));
    if (outer !== 'any' && name !== 'raw' && name !== 'list') return this.#refuse(place, say.notInZone(outer));
    if (!value) return this.#refuse(token, typeof takes === 'function' ? takes(name) : say.valueExpected(name, takes));
    const rest = NUMBER_FIELDS.has(name) ? this.#takeThousands(value) : null;
    if (rest) return this.#refuse({ from: value.from, to: rest.to }, say.rangeExpected(name));
    return this.#accept(this.#readValue(name, value, token.from, outer));
  }

  /** The second part of `followers:>=1 000`, as French writes thousands. */
  #takeThousands(value: Token): Token | null {
    const { kind, text, from } = this.#peek();
    return kind === 'word' && /^\d{3}$/.test(text) && from === value.to + 1 ? this.#take() : null;
  }

  #takeValue(): Token | null {
    const { kind } = this.#peek();
    return kind === 'word' || kind === 'string' ? this.#take() : null;
  }

  #readValue(name: string, value: Token, from: number, field: Field): Operand {
    if (name === 'raw') return readRaw(value, from, field);
    if (name === 'list') return readList(value, from, field, this.#options.lists ?? new Set());
    if (name === 'nlp') return readNlp(value, from);
    if (NUMBER_FIELDS.has(name)) return readCompare(name as NumberField, value, from);
    return readKeyword(name as KeywordField, value, from);
  }

  #parseZone(token: Token, zone: 'title' | 'body', outer: Field): Query | null {
    if (outer !== 'any') {
      this.#refuse(token, say.notInZone(outer));
      return startsOperand(this.#peek().kind) && this.#peek().kind !== 'field' ? this.#parseOperand(zone) : null;
    }
    const not = this.#peek();
    if (not.kind === 'not') {
      this.#refuse({ from: token.from, to: not.to }, say.notInZone(zone));
      return this.#parseNot(this.#take(), zone);
    }
    const inner = this.#parseOperand(zone);
    if (!inner) return null;
    const placed: Query = { ...inner, from: token.from };
    return this.#grouped.has(inner) ? this.#group(placed) : placed;
  }
}

/** What stands behind NEAR for a distance. */
const DISTANCE = /^[/~:]?\d{1,3}f?$/;

const atLeastFault = (text: string): Sentence =>
  text.startsWith('ATLEAST') ? say.atLeastShape : say.lowerCaseOperator(text.toUpperCase());

/** What a field takes behind its colon; undefined where there is no such field. */
function takenBy(name: string): Sentence | ((name: string) => Sentence) | undefined {
  if (NUMBER_FIELDS.has(name)) return say.rangeExpected;
  return VALUE_TAKES.get(name);
}

const VALUE_TAKES: ReadonlyMap<string, Sentence> = new Map([
  ...Object.entries(VALUE_FIELDS).map(([name, { takes }]) => [name, takes] as const),
  ['raw', say.takesPhrase],
  ['nlp', say.takesPattern],
  ['list', say.takesList],
]);

const OPERANDS: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'open',
  'not',
  'atleast',
  'field',
  'string',
  'slop',
  'raw',
  'word',
  'emoji',
]);
const startsOperand = (kind: TokenKind): boolean => OPERANDS.has(kind);

/** One child stands for itself, children of the same kind are taken in, what was not understood is left out. */
function joinUnderstood(kind: 'and' | 'or', children: readonly (Query | null)[]): Query | null {
  const understood = children.filter((child) => child !== null);
  const [first] = understood;
  if (first === undefined || understood.length === 1) return first ?? null;
  const flat = understood.flatMap((child) => (child.kind === kind ? child.children : [child]));
  return { kind, children: flat, from: first.from, to: (understood.at(-1) as Query).to };
}
