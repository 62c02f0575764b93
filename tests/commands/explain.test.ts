import { beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { explainText, type ExplainOptions } from '../../src/commands/explain.ts';
import { clock, createSink, filesIn } from './sink.ts';

const TERRITORY = `
brand: cocoa
minimumFollowers: 100
topics:
  - { id: sweets, label: Sweets, query: "chocolat* OR (cacao NEAR/1 noir)" }
  - { id: fêtes-fr, label: Fêtes, query: "noël OR cacao", languages: [fr] }
noGo:
  - { id: health, label: Health, query: "sucre AND danger", action: review }
`.replace('fêtes-fr', 'fetes');

describe('rebond explain', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await filesIn({
      'cocoa.yaml': TERRITORY,
      'signal.json': JSON.stringify({ lang: 'en', author: { id: '1', followers: 3 }, text: 'cacao here' }),
      'bad.json': '[1]',
    });
  });

  async function ask(options: Partial<ExplainOptions>): Promise<string> {
    const { out, said } = createSink();
    const territory = join(folder, 'cocoa.yaml');
    await explainText({ territory, speech: 'en', configFolder: 'config', clock, out, ...options });
    return said();
  }

  it('says topic by topic what made a text match, with its places', async () => {
    const said = await ask({ text: 'Des CHOCOLATS pour Noël, et aussi du sucre' });
    expect(said).toContain('Des [CHOCOLATS] pour [Noël], et aussi du sucre');
    expect(said).toContain('✓ sweets (Sweets): matches');
    expect(said).toContain('✓ chocolat*  "CHOCOLATS" text 5–13');
    expect(said).toContain('✗ … and 1 more that is not there');
    expect(said).toContain('✗ health (Health): does not match\n  Smallest change that would match:');
  });

  it('says what to change where it does not, and with a topic every clause of it', async () => {
    const said = await ask({ text: 'cacao très très noir', topic: 'sweets' });
    expect(said).toContain('✗ sweets (Sweets): does not match');
    expect(said).toContain('✗ cacao NEAR/1 noir');
    expect(said).toContain('The query would be:\n    chocolat* OR cacao NEAR/2 noir');
    expect(said).not.toContain('fetes');
  });

  it('marks a no-go topic that is touched', async () => {
    expect(await ask({ title: 'Sucre : danger', speech: 'fr' })).toContain(
      '✓ health (Health): TOUCHE UN SUJET INTERDIT',
    );
  });

  it('says what keeps a signal out before any query is asked', async () => {
    const said = await ask({ signal: join(folder, 'signal.json') });
    expect(said).toContain('✗ fetes (Fêtes): kept out');
    expect(said).toContain('The topic takes texts in fr only; this one is in en.');
    expect(said).toContain('Authors of posts must have 100 followers; this one has 3.');
  });

  it('refuses in words', async () => {
    await expect(ask({})).rejects.toThrow(/--text/);
    await expect(ask({ text: 'x', topic: 'none' })).rejects.toThrow(/no topic none; known: sweets, fetes, health/);
    await expect(ask({ signal: join(folder, 'bad.json') })).rejects.toThrow(/not one JSON object/);
    await expect(ask({ signal: join(folder, 'none.json') })).rejects.toThrow(/none\.json cannot be read/);
  });
});
