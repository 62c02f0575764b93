import { describe, expect, it } from '@jest/globals';
import { Territory } from '../../src/contract/territory.ts';
import { parseYaml } from '../../src/settings/parse-yaml.ts';
import { writeYaml } from '../../src/settings/write-yaml.ts';

const territory = Territory.parse({
  brand: 'cocoa',
  topics: [
    {
      id: 'sweets',
      label: 'Sucré: "doux"',
      query: `title:(chocolat OR cacao)\n${'gourmandise OR '.repeat(30)}x`,
      weight: 1,
    },
  ],
  noGo: [{ id: 'war', label: "L'été", query: 'yes' }],
  examples: { match: [{ title: '- 8 h : non', topics: ['sweets'] }] },
});

describe('writing YAML', () => {
  it('gives what is read back as the same value', () => {
    expect(parseYaml('x.yaml', writeYaml(Territory, territory), Territory)).toMatchObject({ value: territory });
  });

  it('gives the same bytes whatever order the fields came in', () => {
    const turned = Object.fromEntries(Object.entries(territory).reverse()) as Territory;
    expect(writeYaml(Territory, turned)).toBe(writeYaml(Territory, territory));
    expect(writeYaml(Territory, territory)).toMatch(/^brand: cocoa\ntopics:\n {2}- id: sweets\n/);
  });
});
