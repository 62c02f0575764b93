import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expandLists } from '../../../src/core/territory/lists.ts';
import { matchedWords, matches, prepareDocument, spans } from '../../../src/core/territory/match.ts';
import { parseQuery } from '../../../src/core/territory/parse.ts';
import { childrenOf, type Query } from '../../../src/core/territory/query.ts';
import { MINUTE, NOON, article, cleaned, iso, post } from '../../support/signals.ts';
import { LISTS, anyQuery, anySample, anySignal, anyTree, holds, typed } from './generated.ts';

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
    'a ? is one letter inside a word, and a star any more at its end',
    post('The women of São Paulo, cœurs and a half-time'),
    ['wom?n', 'w?men', 'wo?e*', 'c?eurs', 'coeu?s', 'w??en'],
    ['wo?en?n', 'wom?nn', 'pau?lo', 'wome?n', 'hal?time'],
  ],
  [
    'the very letters, between the borders of words',
    post('BT and Bt; the été of ‘Été 2026’, C++ code, naïve'),
    ['{BT}', 'raw:BT', 'raw:"Bt"', '{Été 2026}', '{été}', '{C++}', '{BT and Bt}', '{Bt; the}', '{naïve}', 'bt -{bt}'],
    ['{bt}', '{ete}', '{ÉTÉ}', '{Été of}', '{B}', '{C+ +}', '{naive}', '{BT  Bt}', '{co}', 'title:{BT}'],
  ],
  [
    'at least so many of a list',
    post('goal by the keeper in the final'),
    [
      'ATLEAST/2(goal, keeper, rugby)',
      'ATLEAST/1(rugby, final)',
      'ATLEAST/3(goal keeper, fin*, "the final", rugby)',
      'ATLEAST/2(-rugby, goal)',
      'ATLEAST/2(goal OR rugby, rugby OR keeper)',
      'goal -ATLEAST/2(goal, rugby, cup)',
    ],
    [
      'ATLEAST/2(goal, rugby, cup)',
      'ATLEAST/3(goal, keeper, rugby)',
      'ATLEAST/2(-goal, keeper)',
      'final -ATLEAST/2(goal, keeper)',
    ],
  ],
  [
    '@name and $CASH as they stand, not in addresses and amounts',
    post('Thanks @Ana and @bo.b! Mail ana.c@example.org: $TSLA at $5, US$GME'),
    ['@ana', '@bo.b', '@ANA $tsla', 'ana', 'tsla', '"5"', 'gme'],
    ['@bo', '@example', '@example.org', '@c', '$gme', '@an', '@anab'],
  ],
  [
    'emoji of any skin, shape and family',
    post('👍🏿 for 🇫🇷 ❤️ 👩🏽‍🚀 1️⃣'),
    ['👍', '👍🏽', '🇫🇷', '❤', '❤️', '👩‍🚀', '👩🏿‍🚀', '1️⃣', '👍 OR rugby', 'for -🍫'],
    ['👎', '🇬🇧', '👩', '🚀', '🍫', '2️⃣', 'for -👍'],
  ],
  [
    'numbers that are stated, and a comparison',
    post('goal', { author: { id: 'a', followers: 1_000 }, metrics: { likes: 0, shares: 10 } }),
    [
      'goal followers:>=1000',
      'goal followers:1k',
      'goal followers:<=1k',
      'goal followers:10..1000',
      'goal followers:>999',
      'goal likes:0',
      'goal likes:<1',
      'goal shares:10..10',
      'goal -comments:>=0',
    ],
    [
      'goal followers:>1000',
      'goal followers:<1k',
      'goal followers:1001..2000',
      'goal likes:>0',
      'goal comments:0',
      'goal comments:>=0',
      'goal comments:<100',
    ],
  ],
  [
    'the age at which a signal came',
    { ...post('goal', { at: NOON }), receivedAt: iso(NOON + 90 * MINUTE) },
    [
      'goal age:<2h',
      'goal age:<=90m',
      'goal age:>=90m',
      'goal age:1h..2h',
      'goal age:<1.51h',
      'goal age:90m',
      'goal age:<1d',
    ],
    ['goal age:<90m', 'goal age:>90m', 'goal age:2h..3h', 'goal age:<60s', 'goal age:>1w'],
  ],
  [
    'what hangs on it, and whether it is its own',
    post('goal https://Example.org/a?utm_source=x', {
      media: ['https://example.org/1.jpg'],
      inReplyTo: '7',
      place: 'Lyon, France',
    }),
    [
      'goal has:image',
      'has:link',
      'is:reply',
      'goal -is:original',
      'goal country:fr',
      'country:France',
      'url:http://example.org/a',
      'url:https://example.org/a?utm_campaign=y',
    ],
    [
      'has:video',
      'is:repost',
      'goal is:original',
      'country:gb',
      'url:https://example.org/',
      'url:https://example.org/a/b',
    ],
  ],
  [
    'addresses with what means something elsewhere',
    post('see https://example.org/a_(b)/*?c=1,2 now'),
    [
      'url:https://example.org/a_(b)/*?c=1,2 now',
      '(url:https://example.org/a_(b)/*?c=1,2)',
      'ATLEAST/1(url:"https://example.org/a_(b)/*?c=1,2", x)',
    ],
    ['url:https://example.org/a_', 'url:https://example.org/a_(b)/*'],
  ],
  [
    'the grammar of English, on what the rest lets through',
    post('Yesterday Emma Stone won the prize'),
    ['prize nlp:"#Person won"', 'prize -nlp:"#Person lost"', 'prize (nlp:"#Person lost" OR nlp:"won the #Noun")'],
    ['prize nlp:"#Person lost"', 'rugby nlp:"#Person won"'],
  ],
  [
    'grammar in a language that is not English',
    post('Emma Stone won le prix', { lang: 'fr' }),
    ['prix -nlp:"#Person won"'],
    ['prix nlp:"#Person won"'],
  ],
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
    expect(say('title:final OR title:fail')).toEqual({ words: ['final'], inTitle: true });
    expect(say('body:fail AND tonight')).toEqual({ words: ['fail', 'tonight'], inTitle: true });
    expect(say('body:final OR fail')).toEqual({ words: ['fail'], inTitle: false });
    expect(say('ATLEAST/2({Big}, f?nal, rugby)')).toEqual({ words: ['big', 'f?nal'], inTitle: true });
  });
});

describe('the words that made a match', () => {
  it('stand in the title where one of them does, by trying each place', () => {
    fc.assert(
      fc.property(anyTree, fc.array(anySignal, { minLength: 5, maxLength: 5 }), (tree, signals) => {
        const query = expandLists(tree, LISTS);
        for (const signal of signals) {
          const doc = prepareDocument(signal);
          const found: Query[] = [];
          const visit = (node: Query): void => {
            if (node.kind === 'not' || !matches(node, doc)) return;
            found.push(node);
            childrenOf(node).forEach(visit);
          };
          visit(query);
          // Of an OR only the children that hold made it true: `final OR {BT}` does not stand where "bt" does.
          const inTitle = found.some(
            (node) => node.kind !== 'or' && spans(node, doc).some(([from]) => from < doc.titleLength),
          );
          expect(matchedWords(query, doc).inTitle).toBe(inTitle);
        }
      }),
    );
  });
});
