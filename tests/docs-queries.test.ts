import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { normalise } from '../src/core/signal/normalise.ts';
import { matches, prepareDocument } from '../src/core/territory/match.ts';
import { parseQuery } from '../src/core/territory/parse.ts';
import { FIELD_NAMES } from '../src/core/territory/fields.ts';

const guide = readFileSync(join(import.meta.dirname, '../docs/query-language.md'), 'utf8');

/** Rows of the tables whose head is this, cell by cell. */
function rowsOf(...head: readonly string[]): string[][] {
  const found: string[][] = [];
  let inside = false;
  for (const line of guide.split('\n')) {
    const cells = line.startsWith('|')
      ? line
          .split(/(?<!\\)\|/)
          .slice(1, -1)
          .map((cell) => cell.trim())
      : null;
    if (cells && inside && !cells[0]!.startsWith('---')) found.push(cells);
    inside = cells !== null && (inside || cells.every((cell, i) => cell === head[i]));
  }
  return found;
}

const codeIn = (cell: string): string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code!.replaceAll('\\|', '|'));

const lists = new Set(['rivals']);

describe('the guide to the query language', () => {
  it.each(rowsOf('query', 'finds', 'does not find'))('%s finds “%s” and not “%s”', (cell, yes, no) => {
    const parsed = parseQuery(codeIn(cell)[0]!);
    if (!('query' in parsed)) throw new Error(parsed.errors[0]!.message.en);
    const finds = (text: string): boolean => {
      const raw = { source: 's', kind: 'post', externalId: '1', observedAt: '2026-01-01T00:00:00Z', text } as const;
      return matches(parsed.query, prepareDocument(normalise(raw, 0)));
    };
    expect([finds(yes), finds(no)]).toEqual([true, false]);
  });

  it.each(rowsOf('clause', 'is'))('%s can be asked for', (cell) => {
    expect(codeIn(cell)).not.toEqual([]);
    for (const code of codeIn(cell)) expect(parseQuery(`cacao AND ${code}`, { lists })).not.toHaveProperty('errors');
  });

  it.each(rowsOf('query', 'why'))('%s is refused, as %s', (cell) => {
    expect(parseQuery(codeIn(cell)[0]!, { lists })).toHaveProperty('errors');
  });

  it('names every field', () => {
    for (const field of FIELD_NAMES) expect(guide).toContain(`${field}:`);
  });
});
