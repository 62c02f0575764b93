import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { formatConfigErrors } from '../../src/settings/config-error.ts';
import type { Territory } from '../../src/contract/territory.ts';
import { loadConfig } from '../../src/settings/load.ts';

const options = {
  safety: z.strictObject({ language: z.string() }),
  scoring: z.strictObject({ half: z.number().default(0.5) }),
  queryFaults: ({ topics, lists }: Territory) => [
    ...topics.flatMap(({ query }, i) => unclosed(['topics', i, 'query'], query)),
    ...Object.entries(lists).flatMap(([name, entries]) =>
      entries.flatMap((text, i) => unclosed(['lists', name, i], text)),
    ),
  ],
};

const unclosed = (path: (string | number)[], text: string) =>
  text.includes('(') && !text.includes(')')
    ? [{ path, from: text.indexOf('('), message: `${path.at(-1)}: the bracket is not closed` }]
    : [];

const BRAND = 'id: cocoa\nname: Cocoa\nlanguages: [fr]\ntimeZone: Europe/Paris\n';
const TERRITORY = 'brand: cocoa\ntopics:\n  - { id: sweets, label: Sweets, query: "chocolat OR cacao" }\n';
const CALENDAR =
  "moments:\n  - { id: tea-day, name: { en: Tea day, fr: Journée du thé }, rule: { kind: fixed, date: '05-21' }, tone: awareness }\n";
const SOURCES = 'sources:\n  - { id: paper, label: Paper, type: feed, url: "https://paper.example/rss" }\n';

async function folder(files: Record<string, string | Uint8Array>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'config-'));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), content);
  }
  return root;
}

/** The errors as a person reads them, without the folder. */
async function errorsOf(files: Record<string, string | Uint8Array>): Promise<string[]> {
  const root = await folder(files);
  const loaded = await loadConfig(root, options);
  return 'errors' in loaded ? formatConfigErrors(loaded.errors).replaceAll(`${root}/`, '').split('\n') : [];
}

describe('a good configuration', () => {
  it('comes back whole, with what is left out filled in', async () => {
    const root = await folder({
      'brands/cocoa.yaml': BRAND,
      'territories/cocoa.yaml': TERRITORY,
      'sources.yaml': SOURCES,
      'safety/fr.yaml': '\uFEFFlanguage: fr\n',
      'calendar/days.yaml': CALENDAR,
      'notes.txt': 'not looked at',
    });
    expect(await loadConfig(root, options)).toMatchObject({
      config: {
        brands: [{ id: 'cocoa', reactivityMinutes: 30 }],
        territories: [{ brand: 'cocoa', topics: [{ id: 'sweets', weight: 0.7 }], noGo: [] }],
        sources: [{ id: 'paper', enabled: true, everyMinutes: 5 }],
        calendar: [{ id: 'tea-day', leadDays: 7, countries: [] }],
        safety: [{ language: 'fr' }],
        scoring: { half: 0.5 },
      },
    });
  });
});

describe('a bad configuration', () => {
  it('has the errors of all files said at once, each at its place', async () => {
    expect(
      await errorsOf({
        'brands/cocoa.yaml': 'id: Cocoa\nlanguges: [fr]\nname: 12\nplatforms:\n  - x\n  - myspace\n',
        'brands/other.yaml': BRAND.replace('Europe/Paris', 'Europe/Pariss'),
        'sources.yaml': `${SOURCES}  - { id: paper, label: P, type: replay, file: x, speed: fast }\n  - { id: demo-x, label: P, type: feed, url: "ftp://x" }\n`,
      }),
    ).toEqual([
      'brands/cocoa.yaml:1:1: languages is missing: expected a list',
      'brands/cocoa.yaml:1:5: id: use 1 to 63 lower-case letters, digits and hyphens, found "Cocoa"',
      expect.stringMatching(
        /^brands\/cocoa\.yaml:2:1: unknown field "languges": expected one of id, name, .*; did you mean "languages"\?$/,
      ),
      'brands/cocoa.yaml:3:7: name: expected text, found 12',
      expect.stringMatching(
        /^brands\/cocoa\.yaml:6:5: platforms\[1\]: expected one of x, facebook, .*, found "myspace"$/,
      ),
      'brands/other.yaml:4:11: timeZone: no such time zone as "Europe/Pariss": use a name such as Europe/Paris',
      'sources.yaml:3:58: sources[1].speed: expected a number or max, found "fast"',
      'sources.yaml:4:46: sources[2].url: not an http(s) address',
    ]);
  });

  it('has moments that are none, that two files call the same, or that are one brand’s', async () => {
    const owned = CALENDAR.replace('tone: awareness', 'brand: cocoa, tone: awareness').replace('tea-day', 'our-day');
    expect(
      await errorsOf({
        'calendar/a.yaml': CALENDAR.replace("'05-21'", "'02-30'"),
        'calendar/b.yaml': `${CALENDAR}${CALENDAR.slice('moments:\n'.length)}`,
      }),
    ).toEqual([
      expect.stringMatching(/^calendar\/a\.yaml:2:90: .*date: no month has that day/),
      expect.stringMatching(/^calendar\/b\.yaml:3:11: .*another moment is called tea-day/),
    ]);
    expect(
      await errorsOf({
        'brands/cocoa.yaml': BRAND,
        'calendar/a.yaml': CALENDAR,
        'calendar/b.yaml': CALENDAR,
        'calendar/c.yaml': owned,
      }),
    ).toEqual([
      'calendar/b.yaml:2:11: id: a moment of another file is called "tea-day", too',
      expect.stringMatching(/^calendar\/c\.yaml:2:108: brand: the moments of this folder count for every brand/),
    ]);
  });

  it('is not YAML', async () => {
    const brand = async (content: string | Uint8Array) => (await errorsOf({ 'brands/x.yaml': content })).join('\n');
    expect(await brand('id: x\n\tname: X\n')).toBe(
      'brands/x.yaml:2:1: a tab stands where only spaces may: indent with spaces',
    );
    expect(await brand(`${BRAND}name: Again\n`)).toBe(
      'brands/x.yaml:5:1: the same field is written twice: keep one of them',
    );
    expect(await brand('id: [x\n')).toBe('brands/x.yaml:2:1: a closing bracket is missing');
    expect(await brand('')).toBe('brands/x.yaml:1:1: the file is empty');
    expect(await brand(Buffer.from('id: x\nname: Caf\xe9\n', 'latin1'))).toBe(
      'brands/x.yaml:2:10: not UTF-8: save the file with the encoding UTF-8',
    );
    expect(await brand('just words')).toBe(
      'brands/x.yaml:1:1: the file: expected fields with values, found "just words"',
    );
    const laughs = `a: &a [x]\n${['b', 'c', 'd', 'e', 'f'].map((name, i) => `${name}: &${name} [${`*${'abcde'[i]},`.repeat(30)}]\n`).join('')}`;
    expect(await brand(laughs)).toMatch(/cannot be read: Excessive alias count/);
  });

  it('is contradictory between files', async () => {
    expect(
      await errorsOf({
        'brands/a.yaml': BRAND,
        'brands/b.yaml': BRAND,
        'territories/a.yaml': TERRITORY,
        'territories/b.yaml': TERRITORY,
        'territories/c.yaml': TERRITORY.replace('cocoa', 'nobody'),
        'sources.yaml': SOURCES + SOURCES.slice('sources:\n'.length),
      }),
    ).toEqual([
      'brands/b.yaml:1:5: the id "cocoa" is used by another brand',
      'sources.yaml:3:11: the id "paper" is used twice',
      'territories/b.yaml:1:8: brand: the brand "cocoa" has a territory in another file',
      'territories/c.yaml:1:8: brand: there is no brand "nobody": expected one of cocoa, cocoa',
    ]);
  });

  it('has a list whose name cannot be one', async () => {
    const territory = `${TERRITORY}lists:\n  Big Rivals: [Otterbeck]\n`;
    expect(await errorsOf({ 'brands/a.yaml': BRAND, 'territories/a.yaml': territory })).toEqual([
      'territories/a.yaml:5:3: lists.Big Rivals: use 1 to 63 lower-case letters, digits and hyphens, found "Big Rivals"',
    ]);
  });

  it('has an error inside a query: the character is shown, however the text is written', async () => {
    const topic = (id: string, query: string) => `  - id: ${id}\n    label: T\n    query: ${query}\n`;
    const territory = `brand: cocoa\ntopics:\n${[
      topic('plain', 'cacao AND (noir'),
      topic('single', "'l''heure AND (x'"),
      topic('double', '"caf\\u00e9 AND\\n (x"'),
      topic('folded', '>\n      cacao OR\n      chocolat AND\n        (noir OR\n      lait'),
      topic('literal', '|-\n      cacao\n      AND (noir'),
    ].join(
      '',
    )}lists:\n  rivals: [Otterbeck, "a (b"]\n  none:\n    - plain\nexamples:\n  match:\n    - { title: Noir, topics: [dark] }\n    - {}\n`;
    expect(await errorsOf({ 'brands/a.yaml': BRAND, 'territories/a.yaml': territory })).toEqual([
      'territories/a.yaml:5:22: query: the bracket is not closed',
      'territories/a.yaml:8:26: query: the bracket is not closed',
      'territories/a.yaml:11:29: query: the bracket is not closed',
      'territories/a.yaml:17:9: query: the bracket is not closed',
      'territories/a.yaml:23:11: query: the bracket is not closed',
      'territories/a.yaml:25:26: 1: the bracket is not closed',
      'territories/a.yaml:30:31: no topic has the id "dark": expected one of plain, single, double, folded, literal',
      'territories/a.yaml:31:7: an example needs a title, a text or a url',
    ]);
  });

  it('is not there', async () => {
    expect(await loadConfig('/nowhere', options)).toEqual({
      errors: [{ file: '/nowhere', line: 1, column: 1, message: expect.stringContaining('there is no such folder') }],
    });
    expect(
      await loadConfig(await folder({}), { ...options, scoring: z.strictObject({ half: z.number() }) }),
    ).toMatchObject({
      errors: [{ file: expect.stringMatching(/scoring\.yaml$/), message: 'the file is missing' }],
    });
  });
});
