import type { NoisePack } from '../../contract/first-territory.ts';
import type { Territory } from '../../contract/territory.ts';
import { parseQuery } from './parse.ts';
import { childrenOf, type Query } from './query.ts';

/** The list that a pack's entries are in. */
export const noiseList = (pack: string): string => `noise-${pack}`;

/** The territory in which these topics leave the pack's noise out, and no others do. Nobody's own words are changed. */
export function withNoise(territory: Territory, pack: NoisePack, topics: readonly string[]): Territory {
  const name = noiseList(pack.id);
  const known = new Set([...Object.keys(territory.lists), name]);
  const changed = territory.topics.map((topic) => {
    const without = leaveIn(topic.query, name, known);
    const query = topics.includes(topic.id) ? leaveOut(without, name, known) : without;
    return query === topic.query ? topic : { ...topic, query };
  });
  const isUsed = changed.some(({ query }) => exceptionOf(query, name, known) !== null);
  const { [name]: entries, ...others } = territory.lists;
  if (!isUsed) return { ...territory, topics: changed, lists: others };
  // A list that somebody has edited stays as they left it.
  return { ...territory, topics: changed, lists: { ...others, [name]: entries ?? [...pack.entries] } };
}

/** Topics that leave the pack's noise out. */
export function topicsWithout(territory: Territory, pack: string): string[] {
  const name = noiseList(pack);
  const known = new Set([...Object.keys(territory.lists), name]);
  return territory.topics.flatMap(({ id, query }) => (exceptionOf(query, name, known) ? [id] : []));
}

/** The rule with an exception behind it; a rule that cannot be read stays as it is. */
export function leaveOut(query: string, list: string, known: ReadonlySet<string>): string {
  return withException(query, `list:${list}`, known);
}

/** The rule without what this clause finds. */
export function withException(query: string, clause: string, known: ReadonlySet<string>): string {
  const read = parseQuery(query, { lists: known });
  if (!('query' in read)) return query;
  const text = query.trim();
  const isOpen = read.query.kind === 'or' && !isBracketed(text, known);
  return `${isOpen ? `(${text})` : text} NOT ${clause}`;
}

function leaveIn(query: string, list: string, known: ReadonlySet<string>): string {
  const exception = exceptionOf(query, list, known);
  if (!exception) return query;
  const before = query.slice(0, exception.from).replace(/\s+(AND\s*)?$/, '');
  const rest = (before + query.slice(exception.to)).trim();
  return isBracketed(rest, known) ? rest.slice(1, -1).trim() : rest;
}

function exceptionOf(query: string, list: string, known: ReadonlySet<string>): Query | null {
  const read = parseQuery(query, { lists: known });
  if (!('query' in read) || read.query.kind !== 'and') return null;
  const isIt = (clause: Query): boolean => clause.kind === 'list' && clause.name === list;
  return read.query.children.find((child) => child.kind === 'not' && childrenOf(child).every(isIt)) ?? null;
}

/** Whether one pair of brackets holds all of it. */
export function isBracketed(text: string, known: ReadonlySet<string>): boolean {
  if (!text.startsWith('(') || !text.endsWith(')')) return false;
  return 'query' in parseQuery(text.slice(1, -1), { lists: known });
}
