import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Territory } from '../../src/contract/territory.ts';
import { parseYaml } from '../../src/settings/parse-yaml.ts';
import { patchYaml } from '../../src/settings/patch-yaml.ts';
import { writeYaml } from '../../src/settings/write-yaml.ts';

const TEXT = `# What the cocoa house may speak of.
brand: cocoa

topics:
  # Agreed with the board in May.
  - id: sweets
    label: Sweets # as in the shop
    query: >-
      chocolate OR cocoa

  - id: paris
    label: Paris
    query: paris   # the shop is there
lists:
  rivals: [Alder, Birch]
`;

const read = (text: string): Territory => {
  const parsed = parseYaml('x.yaml', text, Territory);
  if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value;
};
const patched = (change: (territory: Territory) => Territory) => {
  const wanted = change(read(TEXT));
  const text = patchYaml(Territory, TEXT, wanted);
  expect(read(text)).toEqual(wanted);
  return text;
};

describe('a YAML text brought up to date', () => {
  it('is the same text where it says the same', () => {
    expect(patchYaml(Territory, TEXT, read(TEXT))).toBe(TEXT);
  });

  it('keeps its comments and its order around what changed', () => {
    const text = patched((territory) => ({
      ...territory,
      topics: [
        { ...territory.topics[0]!, query: 'chocolate OR praline', weight: 0.9 },
        { ...Territory.shape.topics.element.parse({ id: 'tea', label: 'Tea', query: 'tea' }) },
        territory.topics[1]!,
      ],
      lists: { rivals: ['Birch', 'Cedar'] },
    }));
    for (const comment of [
      '# What the cocoa house',
      '# Agreed with the board',
      '# as in the shop',
      '# the shop is there',
    ])
      expect(text).toContain(comment);
    expect(text.indexOf('id: tea')).toBeLessThan(text.indexOf('id: paris'));
    expect(text).not.toContain('sensitivity: normal\n  - id: paris');
  });

  it('forgets what was removed, with its comments, and nothing else', () => {
    const text = patched((territory) => ({ ...territory, topics: territory.topics.slice(1), lists: {} }));
    expect(text).not.toContain('sweets');
    expect(text).toContain('# the shop is there');
  });

  it('is written anew where it cannot be read', () => {
    const territory = read(TEXT);
    expect(patchYaml(Territory, 'brand: [', territory)).toBe(writeYaml(Territory, territory));
  });

  it('reads as the value for every shipped territory that a topic is taken from and a rule changed in', () => {
    for (const name of readdirSync('config/territories')) {
      const text = readFileSync(`config/territories/${name}`, 'utf8');
      const [first, ...rest] = read(text).topics;
      const wanted = { ...read(text), topics: [...rest.slice(1), { ...first!, query: 'chocolate' }] };
      expect(read(patchYaml(Territory, text, wanted))).toEqual(wanted);
    }
  });
});
