import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SafetyLexicon } from '../../../../src/contract/safety.ts';
import { prepareDocument, type Document } from '../../../../src/core/territory/match.ts';
import {
  LINT,
  graveWords,
  lintQuery,
  type LintFacts,
  type QueryWarning,
} from '../../../../src/core/territory/lint/lint.ts';
import { parseQuery } from '../../../../src/core/territory/parse.ts';
import { printQuery } from '../../../../src/core/territory/print.ts';
import type { Query } from '../../../../src/core/territory/query.ts';
import { post, shipped } from '../../../support/signals.ts';
import { LISTS, anySignal, anyTree } from '../generated.ts';

function queryOf(text: string): Query {
  const parsed = parseQuery(text, { lists: new Set(LISTS.keys()) });
  if ('errors' in parsed) throw new Error(`${text}: ${parsed.errors[0]!.message.en}`);
  return parsed.query;
}

/** `rule: the text pointed at`, for each warning. */
const said = (text: string, facts?: LintFacts): string[] =>
  lintQuery(queryOf(text), facts).map(({ rule, from, to }) => `${rule}: ${text.slice(from, to)}`);

/** Signals of so many each; every other one is in French. */
function lookBack(given: Record<string, number>): Document[] {
  const texts = Object.entries(given).flatMap(([text, times]) => Array.from({ length: times }, () => text));
  return texts.map((text, i) => prepareDocument(post(text, { lang: i % 2 ? 'fr' : 'en' })));
}

describe('clauses that can go', () => {
  it.each<[text: string, ...warnings: string[]]>([
    ['choc* OR chocolat', 'swallowed: chocolat'],
    ['chocolat OR "chocolat noir"', 'swallowed: "chocolat noir"'],
    ['chocolat OR title:chocolat OR lait', 'swallowed: title:chocolat'],
    ['lait OR Lait OR LAÎT', 'duplicate: Lait', 'duplicate: LAÎT'],
    ['choc* chocolat', 'swallowed: choc*'],
    ['chocolat "chocolat noir"', 'swallowed: chocolat'],
    ['lait (lait OR cacao)', 'swallowed: (lait OR cacao)'],
    ['lait OR (lait cacao)', 'swallowed: (lait cacao)'],
    ['lait -chocolat -choc*', 'swallowed: -chocolat'],
    ['lait -(chocolat OR choc*)', 'swallowed: chocolat'],
    ['lait NEAR/3 (chocolat OR choc*)', 'swallowed: chocolat'],
    ['lait NEAR/3 ("chocolat noir" OR chocolat)'],
    ['#lait OR lait', 'swallowed: #lait'],
    ['lait likes:>10 likes:>100', 'swallowed: likes:>10'],
    ['site:example.org OR site:news.example.org', 'swallowed: site:news.example.org'],
    ['ATLEAST/2(choc*, chocolat, lait)', 'counts-twice: chocolat'],
    ['list:rivals OR list:rivals', 'duplicate: list:rivals'],
    ['chocolat OR lait OR "lait noir chocolats"', 'swallowed: "lait noir chocolats"'],
    ['chocolat lait -noir (cacao OR "milk chocolate")'],
  ])('%s', (text, ...warnings) => expect(said(text)).toEqual(warnings));

  it('are named with what makes them superfluous', () => {
    const [or] = lintQuery(queryOf('choc* OR chocolat'));
    expect(or!.message.en).toBe('choc* already finds everything chocolat would: chocolat can go.');
    expect(or!.message.fr).toBe('choc* trouve déjà tout ce que trouverait chocolat : chocolat peut partir.');
    const [not] = lintQuery(queryOf('lait -chocolat -choc*'));
    expect(not!.message.en).toMatch(/^NOT choc\* already leaves out/);
  });
});

describe('queries that nothing can match', () => {
  it.each<[text: string, ...warnings: string[]]>([
    ['chocolat -choc*', 'never: -choc*'],
    ['"chocolat noir" NOT (lait OR noir)', 'never: NOT (lait OR noir)'],
    ['lait lang:fr lang:en', 'never: lang:en'],
    ['lait kind:news likes:<10 likes:>=10', 'never: likes:>=10'],
    ['lait lang:fr site:a.example site:b.example (kind:news OR kind:post)'],
    ['lait -"lait noir"'],
  ])('%s', (text, ...warnings) => expect(said(text)).toEqual(warnings));
});

describe('words that look like operators', () => {
  it.each<[text: string, ...warnings: string[]]>([
    ['lait or cacao', 'operator-word: or'],
    ['lait et cacao ou noir', 'operator-word: et', 'operator-word: ou'],
    ['(lait cacao) and noir', 'operator-word: and'],
    ['lait not cacao', 'operator-word: not'],
    ['sauf lait cacao', 'operator-word: sauf'],
    ['lait "or" cacao'],
    ['lait AND or AND cacao'],
    ['or OR argent'],
    ['"lait or cacao"'],
    ['cours or'],
    ['title:(lait or cacao)', 'operator-word: or'],
  ])('%s', (text, ...warnings) => expect(said(text)).toEqual(warnings));

  it('are spoken of kindly, as "or" may be gold', () => {
    const [warning] = lintQuery(queryOf('cours or bourse'));
    expect(warning!.message.en).toMatch(/gold/);
    expect(warning!.message.fr).toMatch(/métal.*tout va bien/);
  });
});

describe('words of grave events', () => {
  const grave = graveWords(['en', 'fr'].map((language) => shipped(`safety/${language}.yaml`, SafetyLexicon)));
  const found = (text: string): string[] =>
    lintQuery(queryOf(text), { graveWords: grave })
      .filter(({ rule }) => rule === 'grave-word')
      .map(({ from, to, event }) => `${text.slice(from, to)} ${event}`);

  it.each<[text: string, ...words: string[]]>([
    ['dead OR comedy', 'dead death'],
    ['comedy (Mort OR scène)', 'Mort death'],
    ['"death toll" film', '"death toll" death'],
    ['#dead comedy', '#dead death'],
    ['comedy -dead'],
    ['dead NEAR/2 comedy'],
    ['"dead funny"'],
    ['chocolate OR lait'],
  ])('%s', (text, ...words) => expect(found(text)).toEqual(words));

  it('are found behind a prefix and by their own stems', () => {
    const words = new Map([
      ['fusillade', 'attack' as const],
      ['explos*', 'accident' as const],
    ]);
    const rules = (text: string) => lintQuery(queryOf(text), { graveWords: words }).map(({ event }) => event);
    expect([rules('fus*'), rules('explosive'), rules('explosi*'), rules('exp*'), rules('fusil')]).toEqual([
      ['attack'],
      ['accident'],
      ['accident'],
      ['accident'],
      [],
    ]);
  });
});

describe('with the signals of the last hours', () => {
  const facts: LintFacts = {
    lookBack: lookBack({ 'the cup final': 30, 'the cup of tea': 5, 'a final word': 4, 'the weather': 961 }),
    lists: LISTS,
  };

  it.each<[text: string, ...warnings: string[]]>([
    ['tea OR cofee', 'finds-nothing: cofee'],
    ['tea (cofee OR word)', 'finds-nothing: tea (cofee OR word)', 'finds-nothing: cofee'],
    ['tea weather', 'finds-nothing: tea weather'],
    ['tea NEAR/1 cup'],
    ['tea NEAR/0 cup', 'finds-nothing: tea NEAR/0 cup'],
    ['tea -cofee'],
    ['tea OR list:rivals', 'finds-nothing: list:rivals'],
    ['tea OR title:tea', 'swallowed: title:tea', 'finds-nothing: title:tea'],
    ['cup', 'finds-too-much: cup'],
    ['tea OR weather', 'finds-too-much: weather'],
    ['tea the', 'finds-too-much: the'],
    ['tea cup'],
    ['tea lang:en'],
    ['word OR lang:en', 'finds-too-much: lang:en'],
    ['(cup final) OR tea', 'finds-too-much: (cup final)'],
    ['ATLEAST/2(cup, final, tea)', 'finds-too-much: ATLEAST/2(cup, final, tea)'],
    ['cup -final', 'removes-most: -final'],
    ['final -word', 'finds-too-much: final -word'],
  ])('%s', (text, ...warnings) => expect(said(text, facts)).toEqual(warnings));

  it('says the numbers', () => {
    const messages = (text: string): string[] => lintQuery(queryOf(text), facts).map(({ message }) => message.en);
    expect(messages('tea OR weather')).toEqual([
      'weather alone takes in 961 of the last 1,000 signals: add a word that must stand beside it.',
    ]);
    expect(messages('cup -final')).toEqual([
      'NOT final takes away 30 of the 35 signals found without it: make it narrower, unless that is meant.',
    ]);
  });

  it('only hints where the query finds the same without', () => {
    const severities = (text: string): string[] => lintQuery(queryOf(text), facts).map(({ severity }) => severity);
    expect(severities('tea OR cofee')).toEqual(['hint']);
    expect(severities('tea OR (word cofee)')).toEqual(['hint']);
    expect(severities('tea cofee')).toEqual(['warning']);
    expect(severities('tea (cofee OR coffe)')).toEqual(['warning', 'warning']);
    expect(severities('tea OR tea')).toEqual(['hint']);
    expect(severities('tea OR weather')).toEqual(['warning']);
  });

  it('speaks once of a long list', () => {
    const text = 'weather NEAR/9 (tea OR a1 OR a2 OR a3 OR a4 OR a5 OR a6 OR the)';
    const [warning, ...more] = lintQuery(queryOf(`(${text})`), facts).filter(({ rule }) => rule === 'finds-nothing');
    expect(more).toEqual([]);
    expect(warning!.message.en).toMatch(
      /^6 of these 8 are in none of the last 1,000 signals, among them a1, a2, a3, a4, a5:/,
    );
  });

  it('judges nothing by a handful of signals', () => {
    const few = lookBack({ 'the cup final': LINT.fewestSignals - 1 });
    expect(said('final OR cofee', { lookBack: few })).toEqual([]);
  });

  it('does not judge lists it does not have, nor grammar', () => {
    expect(said('tea OR list:rivals', { lookBack: facts.lookBack! })).toEqual([]);
    expect(said('tea nlp:"cofee"', facts)).toEqual([]);
  });
});

describe('any query', () => {
  const documents = fc
    .array(anySignal, { minLength: 8, maxLength: 8 })
    .map((signals) => Array.from({ length: 40 }, () => signals.map(prepareDocument)).flat());

  it('is linted without a fault, with places inside it, in order and in both languages', () => {
    const grave = new Map([['goal', 'war' as const]]);
    fc.assert(
      fc.property(anyTree, documents, (tree, lookBack) => {
        const text = printQuery(tree);
        const warnings = lintQuery(queryOf(text), { lookBack, lists: LISTS, graveWords: grave });
        for (const { from, to, message } of warnings) {
          expect(0 <= from && from < to && to <= text.length).toBe(true);
          expect(message.en + message.fr).not.toMatch(/undefined|NaN|null/);
        }
        const places = warnings.map(({ from }: QueryWarning) => from);
        expect(places).toEqual([...places].sort((a, b) => a - b));
      }),
      { numRuns: 300 },
    );
  });
});
