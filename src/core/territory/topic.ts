import type { Territory } from '../../contract/territory.ts';
import { lex } from './lex.ts';
import { expandLists, listsOutOfPlace } from './lists.ts';
import { parseQuery, type Parsed } from './parse.ts';
import { childrenOf, type Query, type QueryError } from './query.ts';
import * as say from './refusals.ts';

/** The named lists of a territory, each as an OR of its entries. */
export type Lists = ReadonlyMap<string, Query>;

export type ReadTopic =
  | {
      /** As it is written, with the names of lists. */
      readonly written: Query;
      /** As it runs: lists written out. */
      readonly query: Query;
      readonly warnings: readonly QueryError[];
    }
  | { readonly errors: readonly QueryError[]; readonly partial: Query | null };

/** An entry of a list that cannot be one. */
export interface ListFault {
  readonly list: string;
  /** Which entry, from 0. */
  readonly entry: number;
  readonly error: QueryError;
}

/** Reads a territory's lists; entries that cannot be read are left out and told, doubtful ones (`C++`) only told. */
export function readLists(lists: Territory['lists']): {
  lists: Lists;
  faults: readonly ListFault[];
  warnings: readonly ListFault[];
} {
  const faults: ListFault[] = [];
  const warnings: ListFault[] = [];
  const read = Object.entries(lists).map(([list, entries]): [string, Query] => {
    const children = entries.flatMap((text, entry) => {
      const parsed = readEntry(text);
      if ('query' in parsed && isEntry(parsed.query)) {
        warnings.push(...parsed.warnings.map((error) => ({ list, entry, error })));
        return [parsed.query];
      }
      const error = 'query' in parsed ? { from: 0, to: text.length, message: say.listEntry } : parsed.errors[0]!;
      faults.push({ list, entry, error });
      return [];
    });
    return [list, { kind: 'or', children, from: 0, to: 0 }];
  });
  return { lists: new Map(read), faults, warnings };
}

/** `Stade de France` is a phrase without quotes: in a list nothing else can be meant, and YAML takes quotes away. */
function readEntry(text: string): Parsed {
  const words = lex(text).tokens.slice(0, -1);
  const isPhrase = words.length > 1 && words.every(({ kind, text }) => kind === 'word' && !/^[#＃@$]/u.test(text));
  if (!isPhrase) return parseQuery(text);
  const parsed = parseQuery(`"${text}"`);
  const inText = (at: number): number => Math.min(Math.max(0, at - 1), text.length);
  const moved = (told: readonly QueryError[]): QueryError[] =>
    told.map((error) => ({ ...error, from: inText(error.from), to: inText(error.to) }));
  if ('query' in parsed) return { query: parsed.query, warnings: moved(parsed.warnings) };
  return { errors: moved(parsed.errors), partial: parsed.partial };
}

const RULES: readonly Query['kind'][] = ['and', 'or', 'not', 'near', 'atleast', 'compare', 'nlp'];

/** One word, phrase, prefix or name anywhere in a signal: lists are of things, not of rules. */
const isEntry = (query: Query): boolean =>
  !RULES.includes(query.kind) && (!('field' in query) || !['title', 'body'].includes(query.field));

/** Reads the query of a topic with the lists of its territory. */
export function readTopic(text: string, lists: Lists): ReadTopic {
  const parsed = parseQuery(text, { lists: new Set(lists.keys()) });
  if ('errors' in parsed) return parsed;
  const errors = listsOutOfPlace(parsed.query, lists).map(({ from, to }) => ({
    from,
    to,
    message: say.listWithoutPlaces,
  }));
  if (clausesOf(parsed.query, lists) > say.MOST_CLAUSES) {
    errors.push({ from: parsed.query.from, to: parsed.query.to, message: say.listsTooLong });
  }
  if (errors.length > 0) return { errors, partial: parsed.query };
  return { written: parsed.query, query: expandLists(parsed.query, lists), warnings: parsed.warnings };
}

/** How many clauses a query has once its lists are written out. */
const clausesOf = (query: Query, lists: Lists): number =>
  query.kind === 'list'
    ? childrenOf(lists.get(query.name)!).length
    : childrenOf(query).reduce((sum, child) => sum + clausesOf(child, lists), 1);
