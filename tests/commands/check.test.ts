import { beforeEach, describe, expect, it } from '@jest/globals';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { check } from '../../src/commands/check.ts';
import { makeFolder } from '../support/app.ts';
import { ownConfig } from '../support/own-config.ts';
import { clock, createSink, filesIn, recording } from './sink.ts';

describe('rebond check', () => {
  let config: string;
  beforeEach(async () => {
    config = await ownConfig(await makeFolder(), { evening: false });
  });

  async function edit(from: string, to: string): Promise<{ line: number; column: number }> {
    const file = join(config, 'territories/maison-sorbier.yaml');
    const text = await readFile(file, 'utf8');
    expect(text).toContain(from);
    const edited = text.replace(from, to);
    await writeFile(file, edited);
    const [mark = ''] = /§.*/.exec(to) ?? [];
    await writeFile(file, edited.replace('§', ''));
    const before = edited.slice(0, edited.indexOf(mark)).split('\n');
    return { line: before.length, column: before.at(-1)!.length + 1 };
  }

  async function run(signals?: string): Promise<string> {
    const { out, said } = createSink();
    await check(config, { out, clock, ...(signals !== undefined && { signals }) });
    return said().replaceAll(`${config}/`, '');
  }

  it('has nothing to say of the configuration that is shipped', async () => {
    expect(await run()).toMatch(/^\S+ is in order: 2 brands, 2 territories .*\.$/);
  });

  it('points at what is doubtful in a query, and finds the folder in order all the same', async () => {
    const { line, column } = await edit('OR "chocolat', 'OR §victimes OR "chocolat');
    const said = await run();
    expect(said).toContain(`territories/maison-sorbier.yaml:${line}:${column}: warning: query: victimes also names`);
    expect(said).toMatch(/is in order: .*; to look at: 1\.$/);
  });

  it('says nothing of grave words where they are not to be touched', async () => {
    await edit('diabète OR', 'diabète OR victimes OR');
    expect(await run()).not.toContain('warning');
  });

  it('points into lists: at faults as errors, at doubts as such', async () => {
    const doubt = await edit('thés]', 'thés, §Thés]');
    expect(await run()).toContain(`${doubt.line}:${doubt.column}: hint: lists.boisson-the[12]: thes is here twice`);
    const fault = await edit('thés, Thés]', 'thés, §ab*]');
    await expect(run()).rejects.toThrow(`${fault.line}:${fault.column}: lists.boisson-the[12]: At least 3 letters`);
  });

  it('counts clauses by a recording: what is in nothing, and what is in too much', async () => {
    const folder = await filesIn({
      'r.ndjson': recording(Array.from({ length: 400 }, (_, i) => `chocolat numéro ${i}`)),
      'few.ndjson': recording(['chocolat']),
    });
    const said = await run(join(folder, 'r.ndjson'));
    expect(said).toMatch(/warning: query: chocolat\* alone takes in 400 of the last 400 signals/);
    expect(said).toMatch(/are in none of the last 400 signals/);
    expect(await run(join(folder, 'few.ndjson'))).toContain('has 1 signals: nothing is counted by fewer than 300');
  });
});
