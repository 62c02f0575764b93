import { printQuery } from './print.ts';
import { childrenOf, type Query } from './query.ts';

/** UTF-16 units: what stands further behind is not read. */
const READ = 4_000;

/** What a rule looks for, in words: without what it leaves out. */
export function wantedWords(query: Query): string {
  if (query.kind === 'not') return '';
  const children = childrenOf(query);
  return children.length > 0 ? children.map(wantedWords).join(' ') : printQuery(query);
}

/** A topic in words, for whoever tells how close a text is to it. */
export const aboutTopic = (parts: readonly string[]): string =>
  parts
    .filter((part) => part !== '')
    .join('\n')
    .slice(0, READ);
