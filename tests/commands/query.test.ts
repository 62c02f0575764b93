import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { query, type QueryOptions } from '../../src/commands/query.ts';
import { clock, createSink, filesIn, recording } from './sink.ts';

const CONFIG = join(import.meta.dirname, '../../config');

async function ask(text: string, options: Partial<QueryOptions> = {}): Promise<string> {
  const { out, said } = createSink();
  await query({ text, speech: 'en', configFolder: CONFIG, clock, out, ...options });
  return said();
}

describe('rebond query', () => {
  it('says how a query is read', async () => {
    expect(await ask('Chocolat* "pâte à tartiner"')).toBe(
      ['Read as:', '  chocolat* AND "pate a tartiner"', '  AND', '  ├─ chocolat*', '  └─ "pate a tartiner"'].join('\n'),
    );
  });

  it('warns, with a caret, of what is probably not meant', async () => {
    const said = await ask('cacao noir OR lait');
    expect(said).toContain('  cacao noir OR lait\n  ^^^^^^^^^^\n  warning: AND and OR are mixed here');
    expect(await ask('cacao noir OR lait', { speech: 'fr' })).toContain('attention : AND et OR sont mélangés ici');
  });

  it('refuses what cannot be read: every error with a caret, and what was understood', async () => {
    const refused = await ask('cacao AND (noir OR ab*').catch((error: Error) => error.message);
    expect(refused).toContain('  cacao AND (noir OR ab*\n            ^\n  This bracket is never closed');
    expect(refused).toContain('  cacao AND (noir OR ab*\n                     ^^^\n  At least 3 letters');
    expect(refused).toContain('Understood so far:\n  AND\n  ├─ cacao\n  └─ noir');
  });

  it('knows the lists of a territory, from a file or of a brand', async () => {
    const territory =
      'brand: b\nlists:\n  rivals: [Otterbeck]\ntopics: [{ id: t, label: T, query: cacao }]\nexamples: { match: [{ text: lait }] }\n';
    const folder = await filesIn({ 'b.yaml': territory });
    expect(await ask('list:rivals', { territory: join(folder, 'b.yaml') })).toContain('list:rivals');
    expect(await ask('list:boisson-the', { territory: 'maison-sorbier' })).toContain('list:boisson-the');
    await expect(ask('list:rivals')).rejects.toThrow(/no list rivals/);
    await expect(ask('cacao', { territory: 'nobody' })).rejects.toThrow(/no territory of nobody .*maison-sorbier/);
    await expect(ask('cacao', { territory: 'none.yaml' })).rejects.toThrow(/none\.yaml cannot be read: there is no/);
  });

  it('tries the query on a recording: how many, and the first with the words marked', async () => {
    const folder = await filesIn({ 'r.ndjson': recording(['Du CACAO', 'du lait', 'Le cacao, le cacao']) });
    const signals = join(folder, 'r.ndjson');
    const said = await ask('cacao -lait', { signals });
    expect(said).toContain('2 of 3 signals match: 67 %.');
    expect(said).toContain('Du [CACAO]');
    expect(said).toContain('Le [cacao], le [cacao]');
    expect(await ask('cacao', { signals, limit: 1, speech: 'fr' })).toContain('1 signaux sur 1');
    await expect(ask('cacao', { signals: join(folder, 'none') })).rejects.toThrow(/--signals .*none cannot be read/);
  });
});
