import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { matchedWords, matches, prepareDocument } from '../../../src/core/territory/match.ts';
import { parseQuery } from '../../../src/core/territory/parse.ts';
import type { Query } from '../../../src/core/territory/query.ts';
import { article, cleaned, post } from '../../support/signals.ts';
import { anyQuery, anySample, holds, typed } from './generated.ts';

function queryOf(text: string): Query {
  const parsed = parseQuery(text);
  if ('errors' in parsed) throw new Error(`${text}: ${parsed.errors[0]!.message.en}`);
  return parsed.query;
}

const cases: [about: string, signal: Parameters<typeof prepareDocument>[0], yes: string[], no: string[]][] = [
  [
    'case, accents and apostrophes',
    post("Le cœur de l'Été bat à STRAßBURG : ½ finale"),
    ['coeur', 'cœur', 'ete', "l'été", '"de l ete"', 'strassburg', 'été NEAR/1 à', 'finale 1 2'],
    ['cour', 'etes', '"l ete a"', 'stra'],
  ],
  [
    'styled letters and ligatures',
    post('𝐋𝐢𝐠𝐡𝐭𝐬 𝗼𝗳𝗳 ﬂoodlight ＳＴＡＤＥ'),
    ['"lights off"', 'floodlight', 'stade', 'flood*'],
    ['light', 'oodlight'],
  ],
  [
    'hashtags are tags and words',
    post('Quelle soirée #FinaleDesPhares #Été_2026'),
    ['#finaledesphares', 'finaledesphares', 'finaled*', '#été_2026', 'ete 2026', '"ete 2026"'],
    ['#finale', 'phares', '#ete', '#2026'],
  ],
  [
    'prefixes begin words, and are words themselves',
    post('kiss the unkissed'),
    ['kis*', 'kiss*', 'unk*'],
    ['kisse*', 'issed*', 'kissed'],
  ],
  [
    'NEAR counts the words strictly between, in any order unless it is asked for',
    post('mascot one two three floodlight'),
    [
      'mascot NEAR/3 floodlight',
      'floodlight NEAR/3 mascot',
      'mascot ONEAR/3 floodlight',
      'mascot NEAR floodlight',
      'mascot NEAR/3f floodlight',
    ],
    ['mascot NEAR/2 floodlight', 'floodlight ONEAR/3 mascot', 'mascot NEAR/0 floodlight'],
  ],
  [
    'what is near does not overlap',
    post('the power cut the power'),
    ['power NEAR/2 power', 'power NEAR/0 cut', '"the power" NEAR/1 "the power"'],
    ['"power cut" NEAR/9 cut', 'cut NEAR/9 cut', 'power NEAR/1 power'],
  ],
  [
    'NEAR between groups, phrases and prefixes',
    post('tea room shares of great british cake fell'),
    [
      '(shares OR stock) NEAR/3 (cake OR pie)',
      '"tea room" NEAR/0 shares',
      'shar* NEAR/3 cak*',
      '"tea room" NEAR/4 (cake OR british)',
    ],
    ['"tea room" NEAR/3 cake', '"room shares" NEAR/2 cake'],
  ],
  [
    'nothing crosses from title to text',
    article('Lights out at the final', { text: 'tonight in the stadium' }),
    [
      'final tonight',
      'title:final',
      'title:"lights out"',
      'title:fin*',
      'body:stadium',
      'title:(cup OR final) body:tonight',
    ],
    [
      '"final tonight"',
      'final NEAR/50 tonight',
      'title:tonight',
      'body:final',
      'title:"final tonight"',
      'title:(final tonight)',
    ],
  ],
  [
    'exact fields',
    article('x', {
      text: 'y',
      url: 'https://www.sport.example.org/a',
      lang: 'fr',
      source: 'Wire',
      author: { id: 'u12', name: 'Ana B' },
    }),
    [
      'site:example.org',
      'site:sport.example.org',
      'lang:fr',
      'source:wire',
      'author:"ana b"',
      'author:U12',
      'kind:news',
      'y NOT author:u1',
    ],
    ['site:ample.org', 'lang:en', 'source:wir', 'author:ana', 'author:u1', 'kind:post', 'y NOT lang:fr'],
  ],
  [
    'groups and leaving out',
    post('orange mobile orange network'),
    [
      'orange NOT (juice OR fruit)',
      'orange mobile -juice',
      'juice OR network',
      'orange NEAR/0 network',
      'orange NOT (mobile fruit)',
    ],
    ['orange NOT (mobile OR fruit)', 'juice OR fruit', '"orange orange"', 'orange NOT NOT juice'],
  ],
  [
    'repeated words and digits',
    post('no no no 5G iphone15'),
    ['"no no no"', 'no NEAR/1 no', '5g', 'iph*', 'iphone15'],
    ['"no no no no"', '5', 'iphone', 'no NEAR/0 iphone15'],
  ],
  ['a text without words', post('🍫🍫'), ['kind:post'], ['chocolat*', '#x', 'lang:fr']],
  [
    'names that JavaScript keeps for itself',
    post('constructor __proto__ hasOwnProperty'),
    ['constructor', 'proto', 'hasownproperty'],
    ['toString', 'valueof'],
  ],
];

describe('matching', () => {
  it.each(cases)('%s', (_about, signal, yes, no) => {
    const doc = prepareDocument(signal);
    expect(yes.filter((query) => !matches(queryOf(query), doc))).toEqual([]);
    expect(no.filter((query) => matches(queryOf(query), doc))).toEqual([]);
  });

  it('agrees with the definition on any query and any text', () => {
    fc.assert(
      fc.property(anyQuery, fc.array(anySample, { minLength: 4, maxLength: 4 }), (query, samples) => {
        const parsed = queryOf(typed(query));
        for (const sample of samples) {
          expect(matches(parsed, prepareDocument(cleaned(sample.raw)))).toBe(holds(query, sample));
        }
      }),
      { numRuns: 1_500 },
    );
  });

  it('says the words that made it so, and whether one stands in the title', () => {
    const doc = prepareDocument(article('Big final tonight', { text: 'floodlights fail #LightsOut' }));
    const say = (query: string) => matchedWords(queryOf(query), doc);
    expect(say('final -rugby')).toEqual({ words: ['final'], inTitle: true });
    expect(say('floodlight* OR "big final" OR cup')).toEqual({ words: ['floodlight*', 'big final'], inTitle: true });
    expect(say('(floodlights OR rugby) NEAR/2 fail')).toEqual({ words: ['floodlights', 'fail'], inTitle: false });
    expect(say('#lightsout kind:news')).toEqual({ words: ['#lightsout'], inTitle: false });
  });
});
