import { describe, expect, it } from '@jest/globals';
import { matches, prepareDocument } from '../../../../src/core/territory/match.ts';
import type { Query } from '../../../../src/core/territory/query.ts';
import { readLists, readTopic } from '../../../../src/core/territory/topic.ts';
import { article, HOUR, NOON, post } from '../../../support/signals.ts';
import { ascending, definitionOf, matcherOf } from './dense.ts';

const { lists } = readLists({
  rivals: ['goldberg', '"harbour foods"', 'choco*', '#minty'],
  venues: ['stadium', '"town hall"', 'aren*'],
  nobody: ['{['],
});

function queryOf(text: string): Query {
  const read = readTopic(text, lists);
  if ('errors' in read) throw new Error(`${text}: ${read.errors[0]!.message.en}`);
  return read.query;
}

type Signal = ReturnType<typeof post>;

/** Every operator: a signal, what finds it and what does not. */
const CASES: readonly (readonly [about: string, signal: Signal, yes: readonly string[], no: readonly string[]])[] = [
  [
    'AND, OR, NOT, - and brackets',
    post('the lights went out in the stadium'),
    ['lights stadium', 'lights AND stadium', 'rain OR stadium', 'lights NOT rain', 'lights -(rain OR snow)'],
    ['lights rain', 'rain OR snow', 'lights NOT stadium', 'lights -stadium', '(lights OR rain) -(out stadium)'],
  ],
  [
    'AND binds before OR, NOT before AND',
    post('lights out'),
    ['lights OR rain snow', 'rain OR NOT snow lights', 'lights NOT rain OR snow'],
    ['(lights OR rain) snow', 'rain OR snow lights', 'NOT lights out OR snow'],
  ],
  [
    'phrases',
    post('out of the lights, out of mind'),
    ['"lights out"', '"out of"', 'l\'out OR "out of mind"', '"of the lights out of"'],
    ['"the light"', '"out mind"', '"of out"', '"out of mind tonight"', '"lights out" "mind out"'],
  ],
  [
    'NEAR, ONEAR and ~',
    post('a chocolate bar under the old floodlight'),
    [
      ...['chocolate NEAR/4 floodlight', 'floodlight NEAR chocolate', '"chocolate floodlight"~4', 'bar NEAR/0 under'],
      ...['chocolate ONEAR/4 floodlight', 'bar NEAR/1f the', '"chocolate bar" NEAR/3 (floodlight OR lamp)'],
      ...['choc* NEAR/3 und*', 'choc* NEAR/4 fl?odlight', 'list:venues OR bar NEAR/50 floodlight'],
    ],
    [
      ...['chocolate NEAR/3 floodlight', '"chocolate floodlight"~3', 'floodlight ONEAR/9 bar', 'the NEAR/1f bar'],
      ...['"chocolate bar" NEAR/2 floodlight', 'chocolate NEAR/50 chocolate', '"a chocolate" NEAR/0 "chocolate bar"'],
    ],
  ],
  [
    'prefixes and letters left open',
    post('Women unveiled the chocolaterie of Cœurville, then wom1n'),
    ['choc*', 'chocolaterie*', 'wom?n', 'w?m?n', 'coe*', 'cœu*', 'c?eurville', 'unv?il*', 'title:choc* OR wom?n'],
    ['hoco*', 'chocolateries*', 'coeurvilles*', 'woz?n', 'unv?iledx', 'cho?olaterie?s*'],
  ],
  [
    'prefixes longer than any that is hashed',
    post('antidisestablishmentarianismically spoken'),
    ['antidisestablishmentarian*', 'antidisestablishmentarianism*', 'antidisestablishmentarianism?cally'],
    ['antidisestablishmentarianist*', 'antidisestablishmentarianismo?cally', 'antidisestablishmentarianismically?s*'],
  ],
  [
    'title: and body:',
    article('Lights out at the final', { text: 'The chocolate final, #lights' }),
    [
      'title:lights',
      'title:(lights OR rain)',
      'body:"chocolate final"',
      'title:fin* body:fin*',
      'title:lights -body:out',
    ],
    ['body:out', 'title:chocolate', 'title:"final the"', 'title:chocol*', 'body:lights -title:lights', 'body:li?ht'],
  ],
  [
    'a word of a tag alone is in neither title nor body',
    post('tonight', { tags: ['Lights Out'] }),
    ['lights', '"lights out"', 'lights NEAR/0 out'],
    ['title:lights', 'body:lights', 'body:"lights out"', '#lights', 'tonight NEAR/50 lights', '"tonight lights"'],
  ],
  [
    '#tag, @name, $CASH and emoji',
    post('Thanks @Ana.B! (cc @club@example.org) $MSRB up 🍫👍🏽 #LightsOut #Été_2026 me@mail.example costs $5'),
    ['#lightsout', '#ÉTÉ_2026', 'lightsout', '@ana.b', '@club@example.org', '$msrb', '🍫', '👍', '🍫 -🎉', '$MSRB 👍🏻'],
    ['#lights', '#été', '@ana', '@mail.example', '@mail', '$ms', '🎉', '#msrb', '@lightsout', '🍫 #nothing'],
  ],
  [
    'author:, site:, source:, url:, lang:, country: and kind:',
    article('Headline', {
      url: 'https://www.sport.example.org/a?utm_source=x',
      source: 'Morning Wire',
      lang: 'fr',
      place: 'Lyon, France',
      author: { id: 'u12', handle: '@AnaB', name: 'Ana Bé' },
      text: 'see https://example.com/b',
    }),
    [
      ...['author:anab', 'author:@AnaB', 'author:"ana be"', 'author:u12', 'site:example.org', 'site:sport.example.org'],
      ...['source:"morning wire"', 'lang:fr', 'country:fr', 'kind:news', 'url:https://example.com/b'],
      ...['headline url:https://www.sport.example.org/a', 'antidisestablishmentarianism OR url:https://example.com/b'],
      ...[
        'headline -url:https://example.com/c',
        'headline (lang:fr OR kind:post)',
        'ATLEAST/2(lang:fr, country:fr, x)',
      ],
    ],
    [
      ...[
        'author:ana',
        'site:ample.org',
        'site:www.sport.example',
        'source:morning',
        'lang:en',
        'country:gb',
        'kind:post',
      ],
      ...['url:https://example.com', 'headline -url:https://example.com/b', 'headline -lang:fr', 'headline -site:org'],
    ],
  ],
  [
    'numbers and age',
    post('lights', {
      author: { id: 'a', followers: 1_500 },
      metrics: { likes: 10, shares: 0 },
      publishedAt: new Date(NOON - 2 * HOUR).toISOString(),
      at: NOON - 2 * HOUR,
    }),
    [
      ...[
        'lights followers:>=1500',
        'lights followers:1k..2k',
        'lights likes:10',
        'lights likes:<=10',
        'lights shares:0',
      ],
      ...[
        'lights age:<1m',
        'lights NOT followers:>1500',
        'lights (rain OR likes:>9)',
        'ATLEAST/2(lights, likes:>5, x)',
      ],
    ],
    [
      'lights followers:>1500',
      'lights likes:11..20',
      'lights comments:0',
      'lights comments:>=0',
      'lights NOT likes:10',
    ],
  ],
  [
    'has: and is:',
    post('lights https://example.com/b', { media: ['https://cdn.example/1.jpg'], inReplyTo: '17' }),
    ['lights has:image', 'lights has:link', 'lights is:reply', 'is:reply', 'lights -has:video'],
    ['lights has:video', 'lights is:original', 'is:repost', 'lights -has:image'],
  ],
  [
    'the very letters',
    post('Le BT de Été, ÉTÉ et «Bt», œuvre'),
    ['raw:"BT"', '{BT}', '{Été, ÉTÉ}', 'raw:"œuvre"', 'bt {Bt}', 'ATLEAST/1({bt}, {BT})', 'bt NOT {bt}', 'body:{Été}'],
    ['{bt}', 'raw:"été"', '{B}', '{oeuvre}', 'title:{BT}', '{BT de été}', 'bt -{BT}'],
  ],
  [
    'ATLEAST',
    post('lights chocolate stadium'),
    ['ATLEAST/1(lights, rain)', 'ATLEAST/2(lights, rain, stadium)', 'ATLEAST/3(lights, "chocolate stadium", sta*, x)'],
    ['ATLEAST/2(lights, rain)', 'ATLEAST/3(lights, rain, stadium)', 'ATLEAST/2(lights, stadium OR x) -lights'],
  ],
  [
    'ATLEAST within ATLEAST, NOT and NEAR inside',
    post('lights chocolate stadium'),
    [
      'ATLEAST/2(ATLEAST/2(lights, stadium), rain, NOT snow)',
      'lights NOT ATLEAST/2(rain, stadium)',
      'ATLEAST/2(lights NEAR/1 stadium, snow, choc*)',
    ],
    ['ATLEAST/2(ATLEAST/2(lights, rain), stadium)', 'lights NOT ATLEAST/2(lights, stadium)'],
  ],
  [
    'named lists',
    article('Harbour Foods at the town hall', { text: 'chocolates', tags: ['minty'] }),
    [
      'list:rivals',
      'title:list:venues',
      'list:venues NEAR/9 foods',
      'list:rivals list:venues',
      'foods NOT list:nobody',
    ],
    ['body:list:venues', 'foods -list:venues', 'list:nobody OR rain', 'list:nobody foods'],
  ],
  [
    'grammar, in English',
    post('Maria won the cup in Lisbon'),
    ['cup nlp:"#Person won"', 'cup nlp:"(won|lost) the #Noun"', 'cup NOT nlp:"#Person lost"', 'cup (x OR nlp:"won")'],
    ['cup nlp:"#Person lost"', 'rain nlp:"won"', 'cup NOT nlp:"#Person won"'],
  ],
  [
    'grammar, in another language',
    post('Maria won la coupe', { lang: 'fr' }),
    ['coupe', 'coupe NOT nlp:"won"'],
    ['coupe nlp:"won"', 'coupe nlp:"#Person won"'],
  ],
  [
    'comments and spaces',
    post('lights out'),
    ['lights /* the city’s */ out', '  lights\n\tout ', '/* a */"lights out"/* b */'],
    ['lights /* out */ rain'],
  ],
];

describe('every operator, by its definition and by the matcher', () => {
  it.each(CASES)('%s', (_about, signal, yes, no) => {
    const texts = [...yes, ...no];
    const queries = texts.map(queryOf);
    const doc = prepareDocument(signal);
    expect(texts.filter((_, number) => matches(queries[number]!, doc))).toEqual(yes);
    const matcher = matcherOf(queries);
    expect(ascending(matcher.match(signal)).map((number) => texts[number])).toEqual(yes);
    expect(matcher.broken).toEqual([]);
  });

  it.each(CASES)('%s: each query on its own, its words common or rare', (_about, signal, yes, no) => {
    const texts = [...yes, ...no];
    for (const share of [0.3, 0.001, 1e-7]) {
      const alone = (text: string) => matcherOf([queryOf(text)], { frequency: () => share }).match(signal);
      expect(texts.filter((text) => alone(text).length > 0)).toEqual(yes);
    }
  });

  it('all in one matcher, against every signal', () => {
    const queries = CASES.flatMap(([, , yes, no]) => [...yes, ...no]).map(queryOf);
    for (const early of [0, 100, queries.length]) {
      const matcher = matcherOf(queries, { early });
      for (const [, signal] of CASES) expect(ascending(matcher.match(signal))).toEqual(definitionOf(queries, signal));
    }
  });
});
