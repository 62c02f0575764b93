import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rebond } from '../support/app.ts';
import { createInstallation } from '../support/products.ts';
import type { Installation } from '../support/products.ts';

describe('a configuration with mistakes', () => {
  let installation: Installation;
  let config: string;

  beforeEach(async () => {
    installation = await createInstallation();
    config = installation.options.settings!['REBOND_CONFIG']!;
    await edit('brands/maison-sorbier.yaml', 'reactivityMinutes: 22', 'reactivityMinutes: soon');
    await edit('territories/maison-sorbier.yaml', 'weight: 0.9', 'weight: 9');
    await edit('territories/harbour-and-pine.yaml', '- id: sport-nights', '- ident: sport-nights');
    await writeFile(join(config, 'sources.yaml'), 'sources:\n  - { id: a, label: A, type: feed, url: nowhere }\n');
  });
  afterEach(() => installation.remove());

  async function edit(file: string, from: string, to: string): Promise<void> {
    const text = await readFile(join(config, file), 'utf8');
    expect(text).toContain(from);
    await writeFile(join(config, file), text.replace(from, to));
  }

  const places = (text: string): string[] =>
    [...text.matchAll(/^\s*(\S+?):(\d+):(\d+): /gm)].map(([, file]) => file!.slice(config.length + 1));

  const WANTED = [
    'brands/maison-sorbier.yaml',
    'sources.yaml',
    'territories/harbour-and-pine.yaml',
    'territories/maison-sorbier.yaml',
  ];

  it('keeps the product from starting: every mistake at once, with its place, and exit 1', async () => {
    const product = await installation.start();
    expect(await product.ended).toEqual({ code: 1, signal: null });
    expect([...new Set(places(product.said()))].sort()).toEqual(WANTED);
    expect(product.said()).not.toMatch(/^\s+at /m);
  });

  it('is told by `rebond check` in the same words', async () => {
    const product = await installation.start();
    await product.ended;
    const { code, err } = await rebond(['check'], installation.options);
    expect(code).toBe(1);
    expect(err).toBe(product.said());
  });

  it('points at the line', async () => {
    const { err } = await rebond(['check'], installation.options);
    const text = await readFile(join(config, 'brands/maison-sorbier.yaml'), 'utf8');
    const line = text.split('\n').findIndex((row) => row.includes('soon')) + 1;
    expect(err).toContain(`brands/maison-sorbier.yaml:${line}:20: `);
  });
});
