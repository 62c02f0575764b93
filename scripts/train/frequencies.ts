import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Frequencies } from '../../src/contract/frequencies.ts';
import { chooseWords } from './choose-words.ts';
import { countWords, type WordCount } from './count-words.ts';

const DATA = '../shared/data';
const OUT = 'config/frequencies.json';

/** Where words are counted: a file of the data folder, which may hold several sources. */
const FILES: readonly { readonly file: string; sourceOf(line: Line): string }[] = [
  { file: 'signals/news-bbc-2021-2022.ndjson.gz', sourceOf: () => 'en news bbc' },
  { file: 'signals/posts-hackernews-2021.ndjson.gz', sourceOf: () => 'en posts hackernews' },
  { file: 'signals/news-france-2022.ndjson.gz', sourceOf: () => 'fr news france' },
  {
    file: 'matching/docs.jsonl.gz',
    // A document without a text is a headline.
    sourceOf: ({ lang, body }) => `${lang} ${body ? 'posts' : 'news'} matching`,
  },
];

/** Posts that people judged; these labels say that nothing is wrong with one. */
const JUDGED = ['safety/offensive-en.ndjson.gz', 'safety/offensive-fr.ndjson.gz'];
const HARMLESS = ['neither', 'normal'];

/** A line of any of these files. */
interface Line {
  readonly id?: string | number;
  readonly externalId?: string;
  readonly title?: string | null;
  readonly text?: string | null;
  readonly body?: string;
  readonly lang?: string;
  readonly label?: string;
}

/** Counts the words of the recordings and writes the common ones. Throws where a recording cannot be read. */
export async function trainFrequencies(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { data: { type: 'string', default: DATA }, out: { type: 'string', default: OUT } },
  });
  const frequencies = await frequenciesOf(values.data);
  await writeFile(values.out, toText(frequencies));
  const { signals, words } = frequencies;
  process.stdout.write(`${values.out}: ${Object.keys(words).length} words of ${signals} signals\n`);
}

export async function frequenciesOf(data: string): Promise<Frequencies> {
  const sources = new Map<string, WordCount>();
  for (const { file, sourceOf } of FILES) await countWords(join(data, file), sourceOf, textsOf, sources);
  const judged = new Map<string, WordCount>();
  const judge = ({ label }: Line): string => (HARMLESS.includes(label ?? '') ? 'harmless' : 'offensive');
  for (const file of JUDGED) await countWords(join(data, file), judge, textsOf, judged);
  return {
    command: 'npm run train -- frequencies',
    signals: sources.values().reduce((sum, { signals }) => sum + signals, 0),
    words: chooseWords(sources, { offensive: judged.get('offensive'), harmless: judged.get('harmless') }),
  };
}

/** What stands in some recordings for names and addresses that were taken out. */
const PLACEHOLDER = /@(?:user|url)\b/g;

/** The texts of a line; none where it only tells new numbers of a post. */
const textsOf = ({ title, text, body }: Line): string[] =>
  [title, text ?? body].flatMap((part) => (part ? [part.replace(PLACEHOLDER, ' ')] : []));

/** One word a line, in order of their letters: words of digits alone would change places as an object's names. */
export function toText({ command, signals, words }: Frequencies): string {
  const lines = Object.keys(words)
    .sort()
    .map((word) => `    ${JSON.stringify(word)}: ${words[word]}`);
  const head = `{\n  "command": ${JSON.stringify(command)},\n  "signals": ${signals},\n  "words": {\n`;
  return `${head}${lines.join(',\n')}\n  }\n}\n`;
}
