import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { schemaFiles } from '../scripts/docs/schemas.ts';
import { withSettingsTable } from '../scripts/docs/settings-table.ts';
import { describeSettings } from '../src/settings/env.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFile(join(root, path), 'utf8');

const DOCUMENTS = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'docs/operations.md',
  'docs/calendar.md',
  'docs/channels.md',
  'docs/drafts.md',
  'docs/first-territory.md',
  'docs/publishing.md',
  'docs/security.md',
  'docs/suggestions.md',
  'docs/gate.md',
  'docs/kafka.md',
  'docs/accounts.md',
  'docs/approvals.md',
  'docs/query-language.md',
  'docs/territory.md',
  'docs/working-together.md',
];

describe('what the documentation takes from the code', () => {
  it('shows every setting in the README as it is (npm run schema writes it)', async () => {
    const readme = await read('README.md');
    expect(withSettingsTable(readme)).toBe(readme);
    for (const { name } of describeSettings()) expect(readme).toContain(`\`${name}\``);
  });

  it('has the JSON Schema of every noun as it is (npm run schema writes them)', async () => {
    const wanted = schemaFiles();
    expect((await readdir(join(root, 'docs/schema'))).sort()).toEqual(wanted.map(({ name }) => name));
    for (const { name, text } of wanted) expect(await read(`docs/schema/${name}`)).toBe(text);
  });

  it('names every metric there is in the operations guide', async () => {
    const [guide, code] = await Promise.all([read('docs/operations.md'), read('src/api/metrics.ts')]);
    const names = [...code.matchAll(/'(rebond_[a-z_]+)'/g)].map(([, name]) => name!);
    expect(names.length).toBeGreaterThan(8);
    for (const name of names) expect(guide).toContain(name);
  });

  it('names only npm scripts that exist', async () => {
    const { scripts } = JSON.parse(await read('package.json')) as { scripts: Record<string, string> };
    for (const document of DOCUMENTS) {
      const named = [...(await read(document)).matchAll(/npm run (?:--silent )?([a-z]+)/g)].map(
        ([, script]) => script!,
      );
      for (const script of named)
        expect([document, Object.keys(scripts)]).toEqual([document, expect.arrayContaining([script])]);
    }
  });
});

describe('the documents', () => {
  it('lead nowhere that does not exist', async () => {
    const decisions = (await readdir(join(root, 'docs/decisions'))).map((name) => `docs/decisions/${name}`);
    for (const document of [...DOCUMENTS, ...decisions]) {
      const links = [...(await read(document)).matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map(
        ([, to]) => to!,
      );
      for (const link of links) await stat(join(root, dirname(document), link));
    }
  });

  it('number the decisions without a gap', async () => {
    const numbers = (await readdir(join(root, 'docs/decisions'))).sort().map((name) => Number(name.slice(0, 4)));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });
});
