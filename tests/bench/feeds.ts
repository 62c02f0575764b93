import { readdirSync, readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseFeedDate } from '../../src/sources/feed/dates.ts';
import { decodeText } from '../../src/sources/feed/decode-text.ts';
import type { FeedDocument } from '../../src/sources/feed/feed-item.ts';
import { plainText } from '../../src/sources/feed/plain-text.ts';
import { readFeed } from '../../src/sources/feed/read-feed.ts';
import { addresses } from '../../src/sources/feed/to-signals.ts';

const FIELDS = {
  title: /entries\[0\]\['title'\] == u?(?<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*$/,
  link: /entries\[0\]\['link'\] == u?(?<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*$/,
  id: /entries\[0\]\['(?:id|guid)'\] == u?(?<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*$/,
  date: /entries\[0\]\['(?:published|updated|created|date|issued|modified)_parsed'\] == (?<tuple>\([\d, ]+\))\s*$/,
} as const;
type Field = keyof typeof FIELDS;

interface Expectation {
  readonly file: string;
  readonly field: Field;
  readonly want: string | number;
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly url: string;
}

/**
 * Reads a set of feeds that each state what a parser must find (`Expect:` lines), and prints the share of titles, links,
 * ids and dates of items that agree. Formats that no feed is published in any more (CDF) are left out.
 * `args`: the archive, and `--verbose` to see what differs.
 */
export function benchFeeds(args: readonly string[]): void {
  const [archive = '../shared/data/feeds/feedparser-wellformed.tar.gz'] = args.filter((arg) => !arg.startsWith('--'));
  const folder = mkdtempSync(join(tmpdir(), 'feeds-'));
  try {
    execFileSync('tar', ['xzf', archive, '-C', folder]);
    const expectations = filesIn(folder).flatMap((file) => expectationsOf(file, relative(folder, file)));
    report(expectations, args.includes('--verbose'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('/cdf'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

function expectationsOf(file: string, name: string): Expectation[] {
  const bytes = readFileSync(file);
  const head = decodeText(bytes, '').slice(0, 4_000);
  const expect = /Expect:\s*(.*)/.exec(head)?.[1] ?? '';
  const url = /Content-Location:\s*(\S+)/i.exec(head)?.[1] ?? 'http://127.0.0.1:8097/';
  const contentType = /Content-type:\s*(.*)/i.exec(head)?.[1] ?? '';
  return (Object.keys(FIELDS) as Field[]).flatMap((field) => {
    const groups = FIELDS[field].exec(expect.trim())?.groups;
    if (!groups) return [];
    const want = groups.text ? unquote(groups.text) : timeOf(groups.tuple!);
    return [{ file: name, field, want, bytes, contentType, url }];
  });
}

/** The text of a Python string literal. */
function unquote(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(/\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|\\(.)/gi, (_, unicode, hex, escaped: string) =>
      (unicode ?? hex) ? String.fromCharCode(Number.parseInt(unicode ?? hex, 16)) : escaped === 'n' ? '\n' : escaped,
    );
}

function timeOf(tuple: string): number {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = tuple.match(/\d+/g)!.map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function agrees({ field, want, bytes, contentType, url }: Expectation): { agrees: boolean; found: unknown } {
  let document: FeedDocument;
  try {
    document = readFeed(decodeText(bytes, contentType));
  } catch (error) {
    return { agrees: false, found: (error as Error).message };
  }
  const item = document.items[0];
  if (item === undefined) return { agrees: false, found: undefined };
  switch (field) {
    case 'title': {
      // The set keeps markup in titles; what counts here are the words.
      const found = plainText(item.title ?? '');
      return { agrees: found === want || found === plainText(String(want)), found };
    }
    case 'id':
      return same(addresses(item, document, url).id, want);
    case 'link':
      return same(addresses(item, document, url).url, new URL(String(want), url).href);
    case 'date': {
      const found = item.dates.map((date) => date && parseFeedDate(date));
      return { agrees: found.some((at) => typeof at === 'number' && Math.floor(at / 1000) * 1000 === want), found };
    }
  }
}

const same = (found: unknown, want: unknown) => ({ agrees: found === want, found });

function report(expectations: readonly Expectation[], verbose: boolean) {
  const counts = new Map<string, { agree: number; all: number }>();
  for (const expectation of expectations) {
    const result = agrees(expectation);
    for (const name of [expectation.field, 'all']) {
      const count = counts.get(name) ?? { agree: 0, all: 0 };
      counts.set(name, { agree: count.agree + Number(result.agrees), all: count.all + 1 });
    }
    if (verbose && !result.agrees)
      console.log(expectation.file, expectation.field, { want: expectation.want, found: result.found });
  }
  for (const [name, { agree, all }] of counts) {
    console.log(`${name.padEnd(6)} ${agree} of ${all} agree (${((100 * agree) / all).toFixed(1)} %)`);
  }
}
