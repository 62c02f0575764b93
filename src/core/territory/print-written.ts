import { parseQuery } from './parse.ts';
import { printQuery, printWith } from './print.ts';
import type { Leaf, Query } from './query.ts';
import type { Lists } from './topic.ts';

/**
 * Prints clauses of one text in their plainest form, with the words as they stand there: `Éclair*`, where the query itself
 * knows `eclair*`. Whatever would be read otherwise than the clause is printed in its canonical form.
 */
export function writtenIn(text: string, lists: Lists): (query: Query) => string {
  const names = new Set(lists.keys());
  const isSame = (leaf: Leaf, words: string): boolean => {
    const read = parseQuery(words, { lists: names });
    return 'query' in read && printQuery(read.query) === printQuery(leaf);
  };
  const written = (leaf: Leaf): string => {
    const words = withoutBrackets(text.slice(leaf.from, leaf.to));
    const zone = 'field' in leaf && (leaf.field === 'title' || leaf.field === 'body') ? `${leaf.field}:` : '';
    const found = [words, zone + words].find((candidate) => isSame(leaf, candidate));
    return found ?? printQuery(leaf);
  };
  return (query) => printWith(query, written);
}

/** A clause in brackets of its own has them in its place. */
function withoutBrackets(words: string): string {
  const inner = /^\(\s*([^()]*?)\s*\)$/.exec(words)?.[1];
  return inner ?? words;
}
