import type { QueryError } from './query.ts';

export type TokenKind = 'open' | 'close' | 'and' | 'or' | 'not' | 'near' | 'field' | 'string' | 'word' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** Field name, text between quotes, or the word as typed. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const PATTERN = /\s+|\(|\)|"([^"]*)("?)|([^\s()"]+)/gy;
const FIELD = /^([A-Za-z]+):/;
const NEAR = /^O?NEAR(\/|$)/;
const OPERATORS: ReadonlyMap<string, TokenKind> = new Map([
  ['AND', 'and'],
  ['OR', 'or'],
  ['NOT', 'not'],
]);

/** Tokens of a query with their places, closed by one of kind `end`; an unclosed quote is the only thing refused here. */
export function lex(text: string): { tokens: Token[]; errors: QueryError[] } {
  const tokens: Token[] = [];
  const errors: QueryError[] = [];
  PATTERN.lastIndex = 0;
  for (let match = PATTERN.exec(text); match; match = PATTERN.exec(text)) {
    const from = match.index;
    const to = PATTERN.lastIndex;
    const [all, quoted, closing, word] = match;
    if (all === '(') tokens.push({ kind: 'open', text: all, from, to });
    else if (all === ')') tokens.push({ kind: 'close', text: all, from, to });
    else if (quoted !== undefined) {
      tokens.push({ kind: 'string', text: quoted, from, to });
      if (!closing) errors.push(unclosedQuote(from, to));
    } else if (word !== undefined) lexWord(word, from, tokens);
  }
  tokens.push({ kind: 'end', text: '', from: text.length, to: text.length });
  return { tokens, errors };
}

function lexWord(word: string, start: number, tokens: Token[]): void {
  let from = start;
  let rest = word;
  const take = (kind: TokenKind, length: number, text = rest.slice(0, length)): void => {
    tokens.push({ kind, text, from, to: from + length });
    from += length;
    rest = rest.slice(length);
  };
  if (rest[0] === '-' && rest.length > 1) take('not', 1);
  const field = FIELD.exec(rest);
  if (field) take('field', field[0].length, (field[1] as string).toLowerCase());
  if (rest === '') return;
  const operator = field ? undefined : OPERATORS.get(rest);
  if (operator) take(operator, rest.length);
  else take(!field && NEAR.test(rest) ? 'near' : 'word', rest.length);
}

const unclosedQuote = (from: number, to: number): QueryError => ({
  from,
  to,
  message: {
    en: 'This quotation mark is never closed: add a second " after the phrase.',
    fr: "Ce guillemet n'est jamais fermé : ajoutez un second \" après l'expression.",
  },
});
