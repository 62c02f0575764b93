import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { frequenciesOf, toText } from '../../../scripts/train/frequencies.ts';

type Line = Record<string, unknown>;

/** A data folder; files are what they are, gzipped or not. */
async function dataFolder(files: Partial<Record<'bbc' | 'hackernews' | 'france' | 'matching', Line[]>>) {
  const folder = await mkdtemp(join(tmpdir(), 'train-'));
  const lines: Record<string, Line[]> = {
    'signals/news-bbc-2021-2022.ndjson.gz': files.bbc ?? [],
    'signals/posts-hackernews-2021.ndjson.gz': files.hackernews ?? [],
    'signals/news-france-2022.ndjson.gz': files.france ?? [],
    'matching/docs.jsonl.gz': files.matching ?? [],
    'safety/offensive-en.ndjson.gz': [
      ...times(40, { text: 'a grumbling lamp', label: 'offensive' }),
      ...times(40, { text: 'a lamp', label: 'neither' }),
    ],
    'safety/offensive-fr.ndjson.gz': [{ text: 'une lampe', label: 'normal' }],
  };
  for (const [name, each] of Object.entries(lines)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    // A file without anything is not a recording.
    const filler = each.length > 0 ? each : [{ externalId: 'none', text: null }];
    await writeFile(join(folder, name), filler.map((line) => JSON.stringify(line)).join('\n'));
  }
  return folder;
}

const times = (count: number, line: Line): Line[] => Array.from({ length: count }, () => line);
const news = (count: number, title: string): Line[] =>
  Array.from({ length: count }, (_, i) => ({ externalId: `${title} ${i}`, title, text: null }));
const headlines = (count: number, title: string, lang = 'en'): Line[] => times(count, { title, body: '', lang });

describe('training the frequencies', () => {
  it('counts a word once a signal and a signal once, folded, in the share of signals', async () => {
    const twice = { externalId: '1', title: 'Été', text: 'ÉTÉ, l’été' };
    const data = await dataFolder({
      france: [...news(2, 'Été'), twice, twice, ...news(6, 'Hiver')],
      matching: headlines(11, 'été', 'fr'),
    });
    const { signals, words } = await frequenciesOf(data);
    expect(signals).toBe(20);
    expect(words).toEqual({ ete: 70_000 });
  });

  it('lets each language and each kind count the same', async () => {
    const data = await dataFolder({
      bbc: news(90, 'lamp'),
      france: news(3, 'lamp'),
      hackernews: [...news(5, 'lamp'), ...news(5, 'tree')],
    });
    expect((await frequenciesOf(data)).words).toEqual({ lamp: Math.round((100_000 * (1 + 1 + 0.5)) / 3) });
  });

  it('leaves out what one source alone has, what few signals have, and what offends', async () => {
    const data = await dataFolder({
      bbc: news(9, 'ordinary grumbling lamp of Orlwyn'),
      hackernews: [...news(9, 'ordinary grumbling lamp'), ...news(2, 'Orlwyn')],
    });
    expect(Object.keys((await frequenciesOf(data)).words).sort()).toEqual(['lamp', 'ordinary']);
  });

  it('takes no placeholder for a word', async () => {
    const data = await dataFolder({ bbc: news(9, '@user says @url'), hackernews: news(9, '@user says the user') });
    expect((await frequenciesOf(data)).words).toEqual({ says: 100_000 });
  });

  it('writes one word a line in order of their letters, so that a new run shows what changed', () => {
    const text = toText({ command: 'by hand', signals: 3, words: { b: 5, '9': 1, '10': 2, a: 3 } });
    expect(JSON.parse(text)).toEqual({ command: 'by hand', signals: 3, words: { '10': 2, '9': 1, a: 3, b: 5 } });
    expect(text.split('\n').slice(3, 9)).toEqual([
      '  "words": {',
      '    "10": 2,',
      '    "9": 1,',
      '    "a": 3,',
      '    "b": 5',
      '  }',
    ]);
  });

  it('says which file is missing', async () => {
    await expect(frequenciesOf('/nowhere')).rejects.toThrow('/nowhere/signals/news-bbc');
  });
});
