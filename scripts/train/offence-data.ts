import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { OFFENCE_LANGUAGES, type OffenceLanguage } from '../../src/core/safety/offence-words.ts';
import { fold } from '../../src/core/text/fold.ts';
import { hash32 } from '../../src/core/text/hash.ts';
import { readLines } from '../../src/sources/recording/lines.ts';

/** A post and what people called it. */
export interface Labelled {
  readonly language: OffenceLanguage;
  readonly text: string;
  readonly labels: readonly string[];
  readonly offends: boolean;
  readonly hates: boolean;
  /** Whether training may see it. */
  readonly taught: boolean;
}

/** Of so many groups of alike posts, one is kept from training. */
const KEPT_FROM = 5;
/** Words in a row that make two posts alike. */
const SHINGLE = 6;

/** French labels that are offence; `fearful` and `normal` are none. */
const OFFENSIVE_FR = ['offensive', 'abusive', 'hateful', 'disrespectful'];

/** The labelled posts of both languages; alike ones, and those that pass on one another, lie on the same side. */
export async function readLabelled(data: string): Promise<Labelled[]> {
  const en = (await readRows(join(data, 'safety/offensive-en.ndjson.gz'))).map(({ text, label }) => ({
    language: 'en' as const,
    text,
    labels: [label!],
    offends: label !== 'neither',
    hates: label === 'hate',
  }));
  const fr = (await readRows(join(data, 'safety/offensive-fr.ndjson.gz'))).map(({ text, label }) => {
    const labels = label!.split('_');
    const offends = labels.some((one) => OFFENSIVE_FR.includes(one));
    return { language: 'fr' as const, text, labels, offends, hates: labels.includes('hateful') };
  });
  return [...inGroups(en), ...inGroups(fr)];
}

/** Words of a post without what differs between copies of it. */
export function wordsOf(text: string): string[] {
  const plain = text.replace(/@\w+|https?:\/\/\S+|&#?\w{1,8};/g, ' ');
  return (fold(plain).match(/\p{L}+/gu) ?? []).filter((word) => word !== 'rt');
}

function inGroups<Post extends { readonly text: string }>(posts: readonly Post[]): (Post & { taught: boolean })[] {
  const parent = posts.map((_, i) => i);
  const root = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]!]!;
    return i;
  };
  const holders = new Map<string, number>();
  const words = posts.map(({ text }) => wordsOf(text));
  words.forEach((list, i) => {
    const shingles =
      list.length < SHINGLE
        ? [list.join(' ')]
        : list.slice(SHINGLE - 1).map((_, at) => list.slice(at, at + SHINGLE).join(' '));
    for (const shingle of shingles) {
      const holder = holders.get(shingle);
      if (holder === undefined) holders.set(shingle, i);
      else parent[root(i)] = root(holder);
    }
  });
  return posts.map((post, i) => ({ ...post, taught: hash32(words[root(i)]!.join(' ')) % KEPT_FROM !== 0 }));
}

/** A text that nobody labelled. */
export interface Plain {
  readonly language: OffenceLanguage;
  readonly text: string;
  /** Whether an editor stands behind it, so that words that offend elsewhere are told of, not said. */
  readonly edited: boolean;
}

const PLAIN = [
  { file: 'signals/news-bbc-2021-2022.ndjson.gz', edited: true, every: 2 },
  { file: 'signals/posts-hackernews-2021.ndjson.gz', edited: true, every: 8 },
  { file: 'signals/news-france-2022.ndjson.gz', edited: true, every: 1 },
  { file: 'safety/crisis.ndjson.gz', edited: false, every: 8 },
  { file: 'matching/docs.jsonl.gz', edited: false, every: 4 },
] as const;

/** News, titles and posts of every day, in which offence is rare: every so many, and all that are in French. */
export async function readPlain(data: string): Promise<Plain[]> {
  const plain: Plain[] = [];
  for (const { file, edited, every } of PLAIN) {
    let seen = 0;
    for (const { lang, title, text, body } of await readRows(join(data, file))) {
      const whole = [title, text, body].filter(Boolean).join(' ');
      const language = lang ?? 'en';
      if (!whole || (language !== 'en' && language !== 'fr')) continue;
      if (language === 'en' && seen++ % every !== 0) continue;
      plain.push({ language, text: whole, edited });
    }
  }
  return [...plain, ...(await readSentences(data))];
}

/** Every second sentence; those of other languages are fine whichever they are read in. */
async function readSentences(data: string): Promise<Plain[]> {
  const folder = join(data, 'language/sentences');
  const plain: Plain[] = [];
  for (const file of (await readdir(folder)).sort()) {
    const languages = OFFENCE_LANGUAGES.filter((language) => file === `${language}.txt`);
    const lines = (await linesOf(join(folder, file))).filter((_, i) => i % 2 === 0);
    for (const language of languages.length > 0 ? languages : OFFENCE_LANGUAGES) {
      plain.push(...lines.map((text) => ({ language, text, edited: true })));
    }
  }
  return plain;
}

interface Row {
  readonly text: string;
  readonly label?: string;
  readonly lang?: string;
  readonly title?: string | null;
  readonly body?: string | null;
}

const readRows = async (file: string): Promise<Row[]> => (await linesOf(file)).map((line) => JSON.parse(line) as Row);

async function linesOf(file: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const read of readLines(file)) {
    if ('reason' in read) throw new Error(`${file}:${read.line}: ${read.reason}`);
    lines.push(read.text);
  }
  return lines;
}
