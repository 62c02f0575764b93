import type { Territory } from '../../contract/territory.ts';
import { expandLists, listsOutOfPlace } from './lists.ts';
import { parseQuery } from './parse.ts';
import type { Query, QueryError } from './query.ts';
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

/** Reads a territory's lists; entries that cannot be read are left out and told. */
export function readLists(lists: Territory['lists']): { lists: Lists; faults: readonly ListFault[] } {
  const faults: ListFault[] = [];
  const read = Object.entries(lists).map(([list, entries]): [string, Query] => {
    const children = entries.flatMap((text, entry) => {
      const parsed = parseQuery(text);
      if ('query' in parsed && isEntry(parsed.query)) return [parsed.query];
      const error = 'query' in parsed ? { from: 0, to: text.length, message: say.listEntry } : parsed.errors[0]!;
      faults.push({ list, entry, error });
      return [];
    });
    return [list, { kind: 'or', children, from: 0, to: 0 }];
  });
  return { lists: new Map(read), faults };
}

/** One word, phrase, prefix or name: lists are of things, not of rules. */
const isEntry = ({ kind }: Query): boolean => !['and', 'or', 'not', 'near', 'atleast', 'compare', 'nlp'].includes(kind);

/** Reads the query of a topic with the lists of its territory. */
export function readTopic(text: string, lists: Lists): ReadTopic {
  const parsed = parseQuery(text, { lists: new Set(lists.keys()) });
  if ('errors' in parsed) return parsed;
  const errors = listsOutOfPlace(parsed.query, lists).map(({ from, to }) => ({
    from,
    to,
    message: say.listWithoutPlaces,
  }));
  if (errors.length > 0) return { errors, partial: parsed.query };
  return { written: parsed.query, query: expandLists(parsed.query, lists), warnings: parsed.warnings };
}
