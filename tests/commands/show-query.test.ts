import { describe, expect, it } from '@jest/globals';
import { drawTree, markPlaces, plain, pointAt } from '../../src/commands/show-query.ts';

const caretsUnder = (text: string, wanted: string) => {
  const from = text.indexOf(wanted);
  return pointAt(text, { from, to: from + wanted.length }).split('\n');
};

describe('a caret under a place', () => {
  it('stands below the very characters', () => {
    expect(caretsUnder('cacao AND ab*', 'ab*')).toEqual(['cacao AND ab*', '          ^^^']);
    expect(pointAt('cacao AND', { from: 9, to: 9 }).split('\n')).toEqual(['cacao AND', '         ^']);
  });

  it('counts columns, not characters: wide emoji, accents of their own, tabs', () => {
    expect(caretsUnder('🍫 AND ab*', 'ab*')).toEqual(['🍫 AND ab*', '       ^^^']);
    expect(caretsUnder('cafe\u0301\tab*', 'ab*')[1]).toBe('     ^^^');
    expect(caretsUnder('日本 ab*', 'ab*')[1]).toBe('     ^^^');
  });

  it('shows the line of many, and a part of a long one', () => {
    expect(caretsUnder('one\nAND ab* OR\ntwo', 'ab*')).toEqual(['AND ab* OR', '    ^^^']);
    expect(pointAt('one\n(two OR\nthree', { from: 4, to: 17 }).split('\n')).toEqual(['(two OR', '^^^^^^^']);
    const [line = '', carets = ''] = caretsUnder(`${'word OR '.repeat(500)}ab*${' OR more'.repeat(500)}`, 'ab*');
    expect(line.length).toBeLessThan(110);
    expect(line.slice(carets.indexOf('^'), carets.indexOf('^') + 3)).toBe('ab*');
  });

  it('stands at the start and at the end', () => {
    expect(pointAt('', { from: 0, to: 0 })).toBe('\n^');
    expect(pointAt('(a', { from: 0, to: 1 })).toBe('(a\n^');
    expect(pointAt('(\na', { from: 0, to: 3 })).toBe('(\n^');
  });
});

describe('marked places', () => {
  it('are in brackets, each once', () => {
    const places = [
      { from: 3, to: 8 },
      { from: 3, to: 8 },
      { from: 4, to: 6 },
    ];
    expect(markPlaces('un cacao noir', places)).toBe('un [cacao] noir');
    expect(markPlaces('rien', [])).toBe('rien');
  });

  it('are what a long text is cut to', () => {
    const text = `${'avant '.repeat(100)}cacao${' après'.repeat(100)}`;
    const marked = markPlaces(text, [{ from: 600, to: 605 }]);
    expect(marked).toMatch(/^….*\[cacao\].*…$/);
    expect(marked.length).toBeLessThan(260);
  });
});

describe('text of strangers in a terminal', () => {
  it('cannot move the cursor', () => {
    expect(plain('a\u001b[2Jb\nc\u009bd')).toBe('a [2Jb c d');
  });
});

it('draws trees with lines down their side', () => {
  interface Node {
    readonly name: string;
    readonly children: readonly Node[];
  }
  const leaf = (name: string, ...children: Node[]): Node => ({ name, children });
  const tree = leaf('a', leaf('b', leaf('c')), leaf('d', leaf('e'), leaf('f')));
  expect(drawTree(tree, ({ name }) => name)).toEqual(['a', '├─ b', '│  └─ c', '└─ d', '   ├─ e', '   └─ f']);
});
