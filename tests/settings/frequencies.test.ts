import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { formatConfigErrors } from '../../src/settings/config-error.ts';
import { loadConfig } from '../../src/settings/load.ts';

const options = { safety: z.unknown(), scoring: z.object({}), queryFaults: () => [] };

async function load(text?: string | Uint8Array) {
  const folder = await mkdtemp(join(tmpdir(), 'config-'));
  if (text !== undefined) await writeFile(join(folder, 'frequencies.json'), text);
  const loaded = await loadConfig(folder, options);
  if ('config' in loaded) return loaded.config.frequencies;
  return formatConfigErrors(loaded.errors).replaceAll(`${folder}/`, '').split('\n');
}

const GOOD = '{\n  "command": "by hand",\n  "signals": 10,\n  "words": {\n    "10": 7.5,\n    "ete": 200\n  }\n}\n';

describe('frequencies.json', () => {
  it('is read with the rest of the folder', async () => {
    const good = { command: 'by hand', signals: 10, words: { '10': 7.5, ete: 200 } };
    expect(await load(GOOD)).toEqual(good);
    expect(await load(`\uFEFF${GOOD}`)).toEqual(good);
  });

  it('may be missing: then nothing is known', async () => {
    expect(await load()).toEqual({ command: '', signals: 0, words: {} });
  });

  it('has its errors said at their place', async () => {
    expect(await load(GOOD.replace('200', '"often"'))).toEqual([
      'frequencies.json:6:12: words.ete: expected a number, found "often"',
    ]);
    expect(await load(GOOD.replace('200', '0').replace('7.5', '200000'))).toEqual([
      'frequencies.json:5:11: words.10: expected a number up to 100000, found 200000',
      'frequencies.json:6:12: words.ete: expected a number from 0 (not included) up, found 0',
    ]);
    expect(await load(GOOD.replace('signals', 'singals'))).toEqual([
      'frequencies.json:1:1: signals is missing: expected a number',
      expect.stringMatching(/^frequencies\.json:3:3: unknown field "singals".*did you mean "signals"\?$/),
    ]);
    expect(await load(GOOD.replace('"ete"', '"cet été"'))).toEqual([
      'frequencies.json:6:5: words.cet été: a word is letters and digits only, found "cet été"',
    ]);
    expect(await load(GOOD.slice(0, -4))).toEqual([expect.stringMatching(/^frequencies\.json:\d+:\d+: .*bracket/)]);
    expect(await load('')).toEqual(['frequencies.json:1:1: the file is empty']);
    expect(await load(new Uint8Array([0x7b, 0xff, 0x7d]))).toEqual([
      'frequencies.json:1:2: not UTF-8: save the file with the encoding UTF-8',
    ]);
  });
});
