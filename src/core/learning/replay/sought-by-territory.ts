import type { Territory } from '../../../contract/territory.ts';
import { soughtBy, type Sought } from '../../territory/lookback/sought.ts';
import { readLists, readTopic } from '../../territory/topic.ts';

/** A query that cannot be read, by the place where it stands in the territory. */
export interface Unreadable {
  readonly path: string;
  readonly message: string;
}

/** Queries and list entries of a territory that cannot be read. */
export function unreadableRules({ topics, noGo, lists: entries }: Territory): Unreadable[] {
  const { lists, faults } = readLists(entries);
  const inLists = faults.map(({ list, error }) => ({ path: `territory.lists.${list}`, message: error.message.en }));
  const inQueries = [topics, noGo].flatMap((kind, n) =>
    kind.flatMap(({ query }, i) => {
      const read = readTopic(query, lists);
      if (!('errors' in read)) return [];
      return [{ path: `territory.${n === 0 ? 'topics' : 'noGo'}.${i}.query`, message: read.errors[0]!.message.en }];
    }),
  );
  return [...inLists, ...inQueries];
}

/** What must stand among a signal's terms for it to lie in the territory: whatever one of the topics asks for. */
export function soughtByTerritory({ topics, lists: entries }: Territory): Sought {
  const { lists } = readLists(entries);
  const conditions = topics.flatMap(({ query }): Sought[] => {
    const read = readTopic(query, lists);
    return 'errors' in read ? [] : [soughtBy(read.query)];
  });
  if (conditions.some(({ kind }) => kind === 'anything')) return { kind: 'anything' };
  const asked = conditions.filter(({ kind }) => kind !== 'nothing');
  return asked.length === 0 ? { kind: 'nothing' } : asked.length === 1 ? asked[0]! : { kind: 'or', children: asked };
}
