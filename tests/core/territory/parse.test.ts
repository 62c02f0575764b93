import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseQuery } from '../../../src/core/territory/parse.ts';
import type { Query } from '../../../src/core/territory/query.ts';

/** The tree with a bracket around every node, so that precedence can be read. */
function shape(query: Query): string {
  switch (query.kind) {
    case 'term':
      return field(query.field) + query.word;
    case 'prefix':
      return `${field(query.field)}${query.stem}*`;
    case 'phrase':
      return `${field(query.field)}"${query.words.join(' ')}"`;
    case 'keyword':
      return query.field === 'tag' ? `#${query.value}` : `${query.field}:${query.value}`;
    case 'near':
      return `(${shape(query.left)} ${query.ordered ? '→' : '~'}${query.distance} ${shape(query.right)})`;
    case 'not':
      return `-${shape(query.child)}`;
    default:
      return `(${query.children.map(shape).join(query.kind === 'and' ? ' & ' : ' | ')})`;
  }
}

const field = (name: string): string => (name === 'any' ? '' : `${name}:`);

function read(text: string): string {
  const parsed = parseQuery(text);
  return 'query' in parsed ? shape(parsed.query) : `refused: ${parsed.errors[0]!.message.en}`;
}

describe('a query', () => {
  it.each([
    ['a b c', '(a & b & c)'],
    ['a AND b OR c d', '((a & b) | (c & d))'],
    ['a OR b OR c', '(a | b | c)'],
    ['a NOT b c', '(a & -b & c)'],
    ['a -b', '(a & -b)'],
    ['a AND NOT (b OR c)', '(a & -(b | c))'],
    ['a NOT NOT b', '(a & --b)'],
    ['NOT a NEAR b c', '(-(a ~4 b) & c)'],
    ['x a NEAR/2 b OR y', '((x & (a ~2 b)) | y)'],
    ['a ONEAR/3 b', '(a →3 b)'],
    ['a NEAR/3f b', '(a →3 b)'],
    ['(a OR "b c") NEAR/0 choc*', '((a | "b c") ~0 choc*)'],
    ['l\'oréal rendez-vous "semi-final"', '("l oreal" & "rendez vous" & "semi final")'],
    ['title:final body:"out of power" title:choc*', '(title:final & body:"out of power" & title:choc*)'],
    ['title:(a OR (b NEAR c)) d', '((title:a | (title:b ~4 title:c)) & d)'],
    ['#Été #black_friday', '(#ete & #black_friday)'],
    [
      'a lang:FR site:Example.org author:"Jane Doe" source:rss kind:post',
      '(a & lang:fr & site:example.org & author:jane doe & source:rss & kind:post)',
    ],
    ['TITLE:a Lang:en', '(title:a & lang:en)'],
    ['a and b or c', '(a & and & b & or & c)'],
    ['(((a)))', 'a'],
    ['constructor toString __proto__ valueOf', '(constructor & tostring & proto & valueof)'],
    ['-constructor a', '(-constructor & a)'],
  ])('%s reads as %s', (text, tree) => expect(read(text)).toBe(tree));

  it('knows the place of every part', () => {
    const text = 'goal OR (title:"big final" -rugby)';
    const parsed = parseQuery(text) as { query: Query };
    const places: string[] = [];
    const visit = (node: Query): void => {
      places.push(text.slice(node.from, node.to));
      if ('children' in node) node.children.forEach(visit);
      if (node.kind === 'not') visit(node.child);
    };
    visit(parsed.query);
    expect(places).toEqual([text, 'goal', '(title:"big final" -rugby)', 'title:"big final"', '-rugby', 'rugby']);
  });

  it('may be 64 groups deep and 20,000 characters long', () => {
    expect(read(`${'('.repeat(64)}a${')'.repeat(64)}`)).toBe('a');
    expect(read(`a ${'NOT '.repeat(64)}b`)).toBe(`(a & ${'-'.repeat(64)}b)`);
    expect(read(`a${' OR a'.repeat(3_999)}`)).toMatch(/^\(a \| a/);
  });
});

/** Query, the part of it that is pointed at, and words of what is said. */
const refused: [query: string, place: string | [number, number], en: RegExp, fr: RegExp][] = [
  ['', [0, 0], /missing here/, /manque/],
  ['   ', [3, 3], /missing here/, /manque/],
  ['goal AND', [8, 8], /missing here/, /manque/],
  ['goal OR OR final', [8, 10], /expected before OR/, /attendu avant OR/],
  ['AND goal', 'AND', /expected before AND/, /attendu avant AND/],
  ['goal NEAR/3', [11, 11], /missing here/, /manque/],
  ['goal ()', ')', /expected before \)/, /attendu avant \)/],
  ['goal (final OR cup', '(', /never closed/, /jamais fermée/],
  ['goal OR final) cup', ')', /closes nothing/, /ne ferme rien/],
  ['goal "big final', '"big final', /quotation mark/, /guillemet/],
  ['"', '"', /quotation mark/, /guillemet/],
  ['goal fi*', 'fi*', /At least 3 letters/, /au moins 3 lettres/],
  ['choc*lat', 'choc*lat', /star may only end/, /étoile/],
  ['*lat', '*lat', /star may only end/, /étoile/],
  ['semi-fin*', 'semi-fin*', /star may only end/, /étoile/],
  ['"big fin*"', '"big fin*"', /star may only end/, /étoile/],
  ['#choc*', '#choc*', /star may only end/, /étoile/],
  ['goal author:jane*', 'jane*', /star may only end/, /étoile/],
  ['goal NEAR/51 final', 'NEAR/51', /at most 50/, /au plus à 50/],
  ['goal NEAR/many final', 'NEAR/many', /Write NEAR\/5/, /Écrivez NEAR\/5/],
  ['goal NEAR/2 (big final)', '(big final)', /NEAR stands between/, /NEAR se place/],
  ['a NEAR b NEAR c', 'a NEAR b', /NEAR stands between/, /NEAR se place/],
  ['goal NEAR/2 #tag', '#tag', /NEAR stands between/, /NEAR se place/],
  ['goal NEAR/2 -final', '-', /expected before -/, /attendu avant -/],
  ['NOT goal', 'NOT goal', /what to look for/, /quoi chercher/],
  ['-goal -final', '-goal -final', /what to look for/, /quoi chercher/],
  ['goal OR -final', 'goal OR -final', /what to look for/, /quoi chercher/],
  ['goal (final OR -cup)', 'goal (final OR -cup)', /what to look for/, /quoi chercher/],
  ['goal colour:red', 'colour:', /no field colour/, /pas de champ colour/],
  ['https://example.org', 'https:', /no field https/, /pas de champ https/],
  ['followers:>=1000 goal', 'followers:', /no field followers/, /pas de champ followers/],
  ['raw:"BT" goal', 'raw:', /no field raw/, /pas de champ raw/],
  ['goal kind:video', 'video', /news or post/, /news ou post/],
  ['goal lang:', [10, 10], /missing here/, /manque/],
  ['goal lang:(fr OR en)', '(', /expected before \(/, /attendu avant \(/],
  ['goal 🍫', '🍫', /No letter/, /Aucune lettre/],
  ['goal "…"', '"…"', /No letter/, /Aucune lettre/],
  ['goal #🍫', '#🍫', /No letter/, /Aucune lettre/],
  ['goal author:" "', '" "', /No letter/, /Aucune lettre/],
  ['@name', '@name', /not understood/, /pas compris/],
  ['$CASH', '$CASH', /not understood/, /pas compris/],
  ['wom?n', 'wom?n', /not understood/, /pas compris/],
  ['"power cut"~5', '~5', /not understood/, /pas compris/],
  ['{BT} goal', '{BT}', /not understood/, /pas compris/],
  ['ATLEAST/2(goal, final)', 'ATLEAST/2', /not understood/, /pas compris/],
  ['goal title:-final', '-final', /not understood/, /pas compris/],
  [`${'('.repeat(65)}a${')'.repeat(65)}`, [64, 65], /More than 64 groups/, /Plus de 64 groupes/],
  [`${'('.repeat(9_000)}a${')'.repeat(9_000)}`, [64, 65], /More than 64 groups/, /Plus de 64 groupes/],
  [`a ${'NOT '.repeat(66)}b`, [258, 261], /More than 64 groups/, /Plus de 64 groupes/],
  ['a'.repeat(20_001), [20_000, 20_001], /longer than 20000/, /dépasse 20000/],
];

describe('a query that is not understood', () => {
  it.each(refused)('%s is refused at %j', (text, place, en, fr) => {
    const parsed = parseQuery(text);
    expect(parsed).toHaveProperty('errors');
    const [error] = (parsed as { errors: { from: number; to: number; message: { en: string; fr: string } }[] }).errors;
    const from = typeof place === 'string' ? text.lastIndexOf(place) : place[0];
    expect(error).toMatchObject({ from, to: typeof place === 'string' ? from + place.length : place[1] });
    expect(error!.message.en).toMatch(en);
    expect(error!.message.fr).toMatch(fr);
  });

  it('never throws, whatever is typed, and points inside the text', () => {
    const piece = fc.constantFrom(
      ...' ()"*#@-:/~?{}'.split(''),
      'goal',
      'AND',
      'OR',
      'NOT',
      'NEAR/3',
      'ONEAR',
      'title:',
      'lang:',
      'été',
      '\ud800',
      '\0',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const text = pieces.join('');
        const parsed = parseQuery(text);
        if ('query' in parsed) return;
        for (const { from, to } of parsed.errors) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeGreaterThanOrEqual(from);
          expect(to).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
