import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseQuery } from '../../../src/core/territory/parse.ts';
import { printQuery } from '../../../src/core/territory/print.ts';
import { childrenOf, type Query, type QueryError } from '../../../src/core/territory/query.ts';

const lists = new Set(['rivals', 'big cities']);

/** The tree with a bracket around every node, so that precedence can be read. */
function shape(query: Query): string {
  switch (query.kind) {
    case 'and':
      return `(${query.children.map(shape).join(' & ')})`;
    case 'or':
      return `(${query.children.map(shape).join(' | ')})`;
    case 'atleast':
      return `${query.count} of (${query.children.map(shape).join(', ')})`;
    case 'near':
      return `(${shape(query.left)} ${query.ordered ? '→' : '~'}${query.distance} ${shape(query.right)})`;
    case 'not':
      return `-${shape(query.child)}`;
    default:
      return printQuery(query);
  }
}

function read(text: string): string {
  const parsed = parseQuery(text, { lists });
  return 'query' in parsed ? shape(parsed.query) : `refused: ${parsed.errors[0]!.message.en}`;
}

function told(text: string): { errors: readonly QueryError[]; partial: Query | null } {
  const parsed = parseQuery(text, { lists });
  if ('query' in parsed) throw new Error(`${text} is understood as ${shape(parsed.query)}`);
  return parsed;
}

describe('a query', () => {
  it.each([
    ['a b c', '(a & b & c)'],
    ['a AND b OR c d', '((a & b) | (c & d))'],
    ['a OR b OR c', '(a | b | c)'],
    ['(a OR b) OR c', '(a | b | c)'],
    ['a NOT b c', '(a & -b & c)'],
    ['a -b', '(a & -b)'],
    ['a AND NOT b', '(a & -b)'],
    ['a AND -b', '(a & -b)'],
    ['a AND NOT (b OR c)', '(a & -(b | c))'],
    ['a NOT NOT b', '(a & --b)'],
    ['NOT a NEAR b c', '(-(a ~4 b) & c)'],
    ['x a NEAR/2 b OR y', '((x & (a ~2 b)) | y)'],
    ['a ONEAR/3 b', '(a →3 b)'],
    ['a NEAR/3f b', '(a →3 b)'],
    ['a ONEAR/3f b', '(a →3 b)'],
    ['a NEAR/0 b', '(a ~0 b)'],
    ['a NEAR/50 b', '(a ~50 b)'],
    ['"a b"~5', '(a ~5 b)'],
    ['title:"a b"~5', '(title:a ~5 title:b)'],
    ['(a OR "b c") NEAR/0 choc*', '((a | "b c") ~0 choc*)'],
    ['l\'oréal rendez-vous "semi-final"', '("l oreal" & "rendez vous" & "semi final")'],
    ['AT&T 1,000 a/b 24/7 3:0', '("at t" & "1 000" & "a b" & "24 7" & "3 0")'],
    ['title:final body:"out of power" title:choc*', '(title:final & body:"out of power" & title:choc*)'],
    ['title:(a OR (b NEAR c)) d', '((title:a | (title:b ~4 title:c)) & d)'],
    ['title:a b', '(title:a & b)'],
    ['title: a', 'title:a'],
    ['title:(a -b)', '(title:a & -title:b)'],
    [
      'title:(a NEAR b) NEAR/0 c',
      'refused: NEAR stands between words, phrases, prefixes or a bracket of these joined by OR.',
    ],
    ['title:ATLEAST/2(a,b,"c d")', '2 of (title:a, title:b, title:"c d")'],
    ['#Été #black_friday ＃x', '(#ete & #black_friday & #x)'],
    ['@Ana @bo.b @club@example.org $TSLA', '(@ana & @bo.b & @club@example.org & $tsla)'],
    ['a🍫b 👍🏽', '(a & 🍫 & b & 👍)'],
    [
      'a lang:FR site:www.Example.org author:"Jane Doe" source:rss kind:post country:uk',
      '(a & lang:fr & site:example.org & author:"jane doe" & source:rss & kind:post & country:gb)',
    ],
    ['TITLE:a Lang:en', '(title:a & lang:en)'],
    ['a has:image -is:repost', '(a & has:image & -is:repost)'],
    ['a followers: >=1000 age:<2h', '(a & followers:>=1k & age:<2h)'],
    ['ATLEAST/2(a, b c, d OR e)', '2 of (a, (b & c), (d | e))'],
    ['ATLEAST/2 (a,b)', '2 of (a, b)'],
    ['ATLEAST/2(-a, b)', '2 of (-a, b)'],
    ['list:Rivals a NEAR list:"big cities"', '(list:rivals & (a ~4 list:"big cities"))'],
    ['{BT} raw:"B T" title:{Été}', '(raw:"BT" & raw:"B T" & title:raw:"Été")'],
    ['a nlp:"#Person (wins|won)"', '(a & nlp:"#Person (wins|won)")'],
    ['a NOT nlp:"#person"', '(a & -nlp:"#person")'],
    ['a url:https://x.org/a_(b)/*?c', '(a & url:"https://x.org/a_(b)/*?c")'],
    ['covid NEAR 19', '(covid ~4 19)'],
    ['a /* b */ c', '(a & c)'],
    ['a/* b "*/c', '(a & c)'],
    ['a and b or c', '(a & "and" & b & "or" & c)'],
    ['(((a)))', 'a'],
    ['constructor toString __proto__ valueOf', '(constructor & tostring & proto & valueof)'],
    ['-constructor a', '(-constructor & a)'],
    ['a\u200bAND\u200b\u00a0b', '(a & b)'],
    ["rock 'n' roll players' union", '(rock & n & roll & players & union)'],
    ['Andor adj5x w3 near', '(andor & adj5x & w3 & near)'],
  ])('%s reads as %s', (text, tree) => expect(read(text)).toBe(tree));

  it('knows the place of every part', () => {
    const text = 'goal OR (title:"big final" -rugby) OR ATLEAST/2(a, "b c"~3) OR d NEAR list:rivals';
    const places: string[] = [];
    const visit = (node: Query): void => {
      places.push(text.slice(node.from, node.to));
      childrenOf(node).forEach(visit);
    };
    visit((parseQuery(text, { lists }) as { query: Query }).query);
    expect(places).toEqual([
      ...[text, 'goal', '(title:"big final" -rugby)', 'title:"big final"', '-rugby', 'rugby'],
      ...['ATLEAST/2(a, "b c"~3)', 'a', '"b c"~3', '"b c"~3', '"b c"~3', 'd NEAR list:rivals', 'd', 'list:rivals'],
    ]);
  });

  it('may be 64 groups deep and 20,000 characters long', () => {
    expect(read(`${'('.repeat(64)}a${')'.repeat(64)}`)).toBe('a');
    expect(read(`a ${'NOT '.repeat(64)}b`)).toBe(`(a & ${'-'.repeat(64)}b)`);
    expect(read(`${'ATLEAST/1('.repeat(64)}a${')'.repeat(64)}`)).toMatch(/^1 of \(1 of/);
    expect(read(`a${' OR a'.repeat(3_999)}`)).toMatch(/^\(a \| a/);
    expect(read('a'.repeat(20_000))).toBe('a'.repeat(20_000));
  });
});

/** Query, and the parts that are warned of. */
const warned: [query: string, places: string[], en: RegExp, fr: RegExp][] = [
  ['a b OR c', ['a b'], /mixed/, /mélangés/],
  ['a OR b AND c', ['b AND c'], /mixed/, /mélangés/],
  ['a b OR c d', ['a b', 'c d'], /mixed/, /mélangés/],
  ['a OR NOT b c', ['NOT b c'], /mixed/, /mélangés/],
  ['x (a OR b c)', ['b c'], /mixed/, /mélangés/],
  ['ATLEAST/1(a OR b c, d)', ['b c'], /mixed/, /mélangés/],
  ['C++ OR "C#"', ['C++', '"C#"'], /looks for c\..*\{C\+\+\}/, /cherche c\./],
  ['50% 5€', ['50%', '5€'], /looks for 50?\./, /cherche 50?\./],
  ['"#blackfriday"', ['"#blackfriday"'], /#tag, @name and \$CASH stand without quotes/, /sans guillemets/],
  ['"thanks @ana"', ['"thanks @ana"'], /looks for thanks ana/, /cherche thanks ana/],
  ["'big final'", ["'big"], /double/, /doubles/],
  ['‘big final’', ['‘big'], /double/, /doubles/],
];

describe('a query that may not mean what was meant', () => {
  it.each(warned)('%s runs, and %j is warned of', (text, places, en, fr) => {
    const parsed = parseQuery(text);
    if ('errors' in parsed) throw new Error(parsed.errors[0]!.message.en);
    expect(parsed.warnings.map(({ from, to }) => text.slice(from, to))).toEqual(places);
    expect(parsed.warnings[0]!.message.en).toMatch(en);
    expect(parsed.warnings[0]!.message.fr).toMatch(fr);
  });

  it.each([
    ['(a b) OR c'],
    ['a OR (b AND c)'],
    ['title:(a b) OR c'],
    ['a (b OR c) -d'],
    ['a NEAR b OR c'],
    ['AT&T a.b@c.org R&B'],
    ["l'été rock 'n' roll"],
  ])('%s is not warned of', (text) => expect(parseQuery(text)).toHaveProperty('warnings', []));
});

const long = 'a'.repeat(20_001);
const deep = (open: string): string => open.repeat(65);

/** What means something elsewhere, and nothing here. */
const FOREIGN = '& && | || ! + = == ^ < > [ ] ~ ~5 !a +a &b |b =a ^a [a] a|b a||b a&&b a^2 <a> ANDNOT AND/OR （a）';

/** Query, the part of it that is pointed at (its last occurrence, or a place), words of what is said, what is understood. */
const refused: [query: string, place: string | [number, number], en: RegExp, fr: RegExp, partial?: string | null][] = [
  ['', [0, 0], /missing here/, /manque/, null],
  ['   ', [3, 3], /missing here/, /manque/, null],
  ['goal AND', [8, 8], /missing here/, /manque/, 'goal'],
  ['goal OR OR final', [8, 10], /expected before OR/, /attendu avant OR/, 'goal OR final'],
  ['AND goal', 'AND', /expected before AND/, /attendu avant AND/, 'goal'],
  ['OR goal', 'OR', /expected before OR/, /attendu avant OR/, 'goal'],
  ['goal NOT AND cup', 'AND', /expected before AND/, /attendu avant AND/, 'goal AND cup'],
  ['goal NEAR/3', [11, 11], /missing here/, /manque/, 'goal'],
  ['NEAR/3 goal', 'NEAR/3', /expected before NEAR\/3/, /attendu avant NEAR\/3/, 'goal'],
  ['goal ()', ')', /expected before \)/, /attendu avant \)/, 'goal'],
  ['goal (final OR cup', '(', /never closed/, /jamais fermée/, 'goal AND (final OR cup)'],
  ['((a', [0, 1], /never closed/, /jamais fermée/, 'a'],
  ['goal OR final) cup', ')', /closes nothing/, /ne ferme rien/, '(goal OR final) AND cup'],
  [')', ')', /expected before \)/, /attendu avant \)/, null],
  ['goal "big final', '"big final', /quotation mark/, /guillemet/, 'goal AND "big final"'],
  ['goal «big "final"', '«big "final"', /quotation mark/, /guillemet/],
  ['"', '"', /quotation mark/, /guillemet/, null],
  ['goal {BT', '{BT', /brace/, /accolade/, 'goal AND raw:"BT"'],
  ['goal BT}', '}', /brace/, /accolade/, 'goal AND bt'],
  ['goal /* why', '/* why', /comment/, /commentaire/, 'goal'],
  ['goal */ cup', '*/', /star may only end/, /étoile/, 'goal AND cup'],
  ['goal fi*', 'fi*', /At least 3 letters/, /au moins 3 lettres/, 'goal'],
  ['choc*lat', 'choc*lat', /star may only end/, /étoile/, null],
  ['*lat', '*lat', /star may only end/, /étoile/],
  ['goal *', '*', /star may only end/, /étoile/, 'goal'],
  ['semi-fin*', 'semi-fin*', /star may only end/, /étoile/],
  ['"choc"*', '*', /star may only end/, /étoile/, 'choc'],
  ['"big fin*"', '"big fin*"', /between quotes/, /entre guillemets/],
  ['"a*"', '"a*"', /between quotes/, /entre guillemets/],
  ['"wom?n"', '"wom?n"', /between quotes/, /entre guillemets/],
  ['wom?', 'wom?', /inside a word/, /intérieur d'un mot/],
  ['?wom', '?wom', /inside a word/, /intérieur d'un mot/],
  ["qu'est?ce", "qu'est?ce", /inside a word/, /intérieur d'un mot/],
  ['w?n', 'w?n', /At least 3 letters/, /au moins 3 lettres/],
  ['wo?n*s', 'wo?n*s', /star may only end/, /étoile/],
  ['#choc*', '#choc*', /star may only end/, /étoile/],
  ['goal author:jane*', 'jane*', /star may only end/, /étoile/],
  ['goal raw:BT*', 'BT*', /star may only end/, /étoile/],
  ['goal NEAR/51 final', 'NEAR/51', /at most 50/, /au plus à 50/, 'goal AND final'],
  ['"big final"~51', '~51', /at most 50/, /au plus à 50/, '"big final"'],
  ['goal NEAR/many final', 'NEAR/many', /Write NEAR\/5/, /Écrivez NEAR\/5/, 'goal AND final'],
  ['goal NEAR/ final', 'NEAR/', /Write NEAR\/5/, /Écrivez NEAR\/5/],
  ['goal NEAR 5 final', 'NEAR 5', /Write NEAR\/5/, /Écrivez NEAR\/5/, 'goal AND final'],
  ['goal NEAR /5 final', 'NEAR /5', /Write NEAR\/5/, /Écrivez NEAR\/5/],
  ['goal NEAR5 final', 'NEAR5', /Write NEAR\/5/, /Écrivez NEAR\/5/],
  ['goal NEAR~5 final', 'NEAR~5', /Write NEAR\/5/, /Écrivez NEAR\/5/],
  ['goal W/5 final', 'W/5', /Write NEAR\/5/, /Écrivez NEAR\/5/],
  ['goal within/5 final', 'within/5', /Write NEAR\/5/, /Écrivez NEAR\/5/],
  ['goal Near/3 final', 'Near/3', /in capitals: NEAR\/3/, /en majuscules : NEAR\/3/, 'goal AND final'],
  ['goal nEaR/3F final', 'nEaR/3F', /in capitals: NEAR\/3F/, /en majuscules : NEAR\/3F/],
  ['goal NEAR/2 (big final)', '(big final)', /NEAR stands between/, /NEAR se place/, 'goal AND big AND final'],
  ['a NEAR b NEAR c', 'a NEAR b', /NEAR stands between/, /NEAR se place/, 'a NEAR/4 b AND c'],
  ['goal NEAR/2 #tag', '#tag', /NEAR stands between/, /NEAR se place/, 'goal AND #tag'],
  ['🍫 NEAR/2 goal', '🍫', /NEAR stands between/, /NEAR se place/],
  ['{BT} NEAR/2 goal', '{BT}', /NEAR stands between/, /NEAR se place/],
  ['goal NEAR/2 -final', '-final', /NEAR stands between/, /NEAR se place/, 'goal AND NOT final'],
  ['word~5', 'word~5', /not understood/, /pas compris/],
  ['word ~5', '~5', /not understood/, /pas compris/, 'word'],
  ['"big final" ~5', '~5', /not understood/, /pas compris/, '"big final"'],
  ['"big cup final"~5', '~5', /phrase of two words/, /expression de deux mots/, '"big cup final"'],
  ['"final"~5', '~5', /phrase of two words/, /expression de deux mots/],
  ['"big final"~', '~', /phrase of two words/, /expression de deux mots/],
  ['ATLEAST(a, b)', 'ATLEAST', /Write ATLEAST\/2/, /Écrivez ATLEAST\/2/, 'a OR b'],
  ['ATLEAST/x(a, b)', 'ATLEAST/x', /Write ATLEAST\/2/, /Écrivez ATLEAST\/2/],
  ['ATLEAST/2 a', 'ATLEAST/2', /Write ATLEAST\/2/, /Écrivez ATLEAST\/2/, 'a'],
  ['Atleast/2(a, b)', 'Atleast/2', /in capitals: ATLEAST\/2/, /en majuscules : ATLEAST\/2/, 'a OR b'],
  ['atleast(a, b)', 'atleast', /in capitals: ATLEAST/, /en majuscules : ATLEAST/],
  ['ATLEAST/3(a, b)', 'ATLEAST/3', /asks for 3 of 2/, /demande 3 sur 2/, 'a OR b'],
  ['ATLEAST/0(a, b)', 'ATLEAST/0', /asks for 0 of 2/, /demande 0 sur 2/],
  ['ATLEAST/2(a b c)', 'ATLEAST/2', /asks for 2 of 1/, /demande 2 sur 1/],
  ['ATLEAST/2()', ')', /expected before \)/, /attendu avant \)/, null],
  ['ATLEAST/2(a,,b)', [12, 13], /expected before ,/, /attendu avant ,/, 'ATLEAST/2(a, b)'],
  ['ATLEAST/2(a, b', '(', /never closed/, /jamais fermée/, 'ATLEAST/2(a, b)'],
  ['goal, final', ',', /Commas/, /virgules/],
  ['goal,final', ',', /Commas/, /virgules/],
  ['goal ; final', ';', /Commas/, /virgules/, 'goal AND final'],
  ['goal author:ana,bob', ',', /Commas/, /virgules/],
  ['NOT goal', 'NOT goal', /what to look for/, /quoi chercher/, 'NOT goal'],
  ['-goal -final', '-goal -final', /what to look for/, /quoi chercher/],
  ['goal OR -final', '-final', /what to look for/, /quoi chercher/],
  ['goal OR (cup OR NOT final)', 'NOT final', /what to look for/, /quoi chercher/],
  ['goal OR followers:>10', 'followers:>10', /what to look for/, /quoi chercher/],
  ['ATLEAST/1(goal, -final)', 'ATLEAST/1(goal, -final)', /what to look for/, /quoi chercher/],
  ['- goal', '-', /hyphen right against it/, /collé au mot/, 'goal'],
  ['goal - cup', '-', /hyphen right against it/, /collé au mot/, 'goal AND cup'],
  ['goal –cup', '–cup', /hyphen right against it/, /collé au mot/, 'goal'],
  ['goal −cup', '−cup', /hyphen right against it/, /collé au mot/],
  ['--goal', '-goal', /hyphen right against it/, /collé au mot/],
  ['goal colour:red', 'colour:red', /no field colour/, /pas de champ colour/, 'goal'],
  ['goal NEAR:5 cup', 'NEAR:5', /no field near/, /pas de champ near/],
  ['constructor:x', 'constructor:x', /no field constructor/, /pas de champ constructor/],
  ['__proto__:x', '__proto__:x', /no field __proto__/, /pas de champ __proto__/],
  ['toString:x', 'toString:x', /no field tostring/, /pas de champ tostring/],
  ['été:x', 'été:x', /no field été/, /pas de champ été/],
  ['at_mentions:ana', 'at_mentions:ana', /no field at_mentions/, /pas de champ at_mentions/],
  ['lang=fr', 'lang=fr', /not understood/, /pas compris/],
  ['followers>1000', 'followers>1000', /not understood/, /pas compris/],
  ['https://example.org/a_(b)', 'https://example.org/a_(b)', /An address/, /Une adresse/, null],
  ['title : goal', ':', /No letter/, /Aucune lettre/],
  ['goal kind:video', 'video', /takes news, post/, /prend news, post/, 'goal'],
  ['goal has:photo', 'photo', /takes image, video, link/, /prend image, video, link/],
  ['goal is:retweet', 'retweet', /takes reply, repost/, /prend reply, repost/],
  ['goal lang:french', 'french', /code of a language/, /code d'une langue/],
  ['goal lang:>fr', '>fr', /cannot be compared/, /ne peut pas être comparé/],
  ['goal author:1..2', '1..2', /cannot be compared/, /ne peut pas être comparé/],
  ['goal country:xx', 'xx', /takes a country/, /prend un pays/],
  ['goal site:bbc.co.uk/news', 'bbc.co.uk/news', /takes a host/, /prend un hôte/],
  ['goal url:example.org', 'example.org', /begins with https/, /commence par https/],
  ['goal lang:', 'lang:', /right behind the colon/, /juste après les deux-points/, 'goal'],
  ['goal lang:(fr OR en)', 'lang:', /right behind the colon/, /juste après les deux-points/, 'goal AND (fr OR en)'],
  ['goal followers:many', 'many', /takes a comparison/, /prend une comparaison/, 'goal'],
  ['goal followers:>=1 000', '>=1 000', /takes a comparison/, /prend une comparaison/, 'goal'],
  ['goal followers:', 'followers:', /takes a comparison/, /prend une comparaison/],
  ['goal age:<2', '<2', /<2h/, /<2h/],
  ['list:nope', 'nope', /no list nope — known are rivals, big cities/, /pas de liste nope — connues/, null],
  ['list:', 'list:', /name of a list/, /nom d'une liste/],
  ['goal raw:(BT)', 'raw:', /word or a "phrase"/, /mot ou une "expression"/],
  ['nlp:"#Person won"', 'nlp:"#Person won"', /only on what other clauses/, /que sur ce que d'autres/],
  ['goal OR nlp:"#Person won"', 'nlp:"#Person won"', /only on what other clauses/, /que sur ce que d'autres/],
  ['NOT nlp:"#Person"', 'NOT nlp:"#Person"', /only on what other clauses/, /que sur ce que d'autres/],
  ['goal nlp:"#Nobody won"', '"#Nobody won"', /no tag #Nobody/, /pas d'étiquette #Nobody/, 'goal'],
  ['goal nlp:"(a|b"', '"(a|b"', /The \( of/, /Le \( de/],
  ['goal nlp:"/x/"', '"/x/"', /no \/regular/, /pas d'\/expressions/],
  [`goal ${'nlp:"#Verb" '.repeat(9)}`, 'nlp:"#Verb"', /at most 8 times/, /au plus 8 fois/],
  ['goal nlp:""', '""', /No letter/, /Aucune lettre/],
  [`goal nlp:"${'a '.repeat(300)}"`, `"${'a '.repeat(300)}"`, /at most 500/, /au plus 500/],
  ['goal "…"', '"…"', /No letter/, /Aucune lettre/],
  ['goal {…}', '{…}', /No letter/, /Aucune lettre/],
  ['goal author:" "', '" "', /a name, a handle/, /un nom, un pseudo/],
  ['goal © cup', '©', /No letter/, /Aucune lettre/, 'goal AND cup'],
  ['goal #', '#', /No letter/, /Aucune lettre/],
  ['goal #🍫', '#', /No letter/, /Aucune lettre/, 'goal AND 🍫'],
  ['goal #a-b', '#a-b', /not understood/, /pas compris/],
  ['goal ##a', '##a', /not understood/, /pas compris/],
  ['goal @', '@', /not understood/, /pas compris/],
  ['goal @a:b', '@a:b', /not understood/, /pas compris/],
  ['goal $㊿', '$㊿', /letters of a share/, /lettres d'une action/, 'goal'],
  ['goal $5', '$5', /letters of a share/, /lettres d'une action/, 'goal'],
  ['goal $TSLA*', '$TSLA*', /star may only end/, /étoile/],
  ['"goal 🍫"', '"goal 🍫"', /emoji cannot/, /emoji ne peut/],
  ['goal title:-final', [5, 12], /title: takes a word/, /title: prend un mot/, 'goal AND NOT title:final'],
  ['title:NOT final', 'title:NOT', /title: takes a word/, /title: prend un mot/],
  ['title:#tag', '#tag', /title: takes a word/, /title: prend un mot/],
  ['title:🍫', '🍫', /title: takes a word/, /title: prend un mot/],
  ['title:(a lang:fr)', 'lang:fr', /title: takes a word/, /title: prend un mot/, 'title:a'],
  ['title:body:a', 'body:', /title: takes a word/, /title: prend un mot/],
  ['/goal.*/', '/goal.*/', /not understood/, /pas compris/],
  [`${deep('(')}a${deep(')')}`, [64, 65], /More than 64 groups/, /Plus de 64 groupes/],
  [`${'('.repeat(9_000)}a${')'.repeat(9_000)}`, [64, 65], /More than 64 groups/, /Plus de 64 groupes/],
  [`${deep('ATLEAST/1(')}a${deep(')')}`, [640, 649], /More than 64 groups/, /Plus de 64 groupes/],
  [`a ${'NOT '.repeat(66)}b`, [258, 261], /More than 64 groups/, /Plus de 64 groupes/],
  [long, [20_000, 20_001], /longer than 20000/, /dépasse 20000/, null],
];

describe('a query that is not understood', () => {
  it.each(refused)('%s is refused at %j', (...[text, place, en, fr, partial]) => {
    const { errors, partial: understood } = told(text);
    const from = typeof place === 'string' ? text.lastIndexOf(place) : place[0];
    expect(errors[0]).toMatchObject({ from, to: typeof place === 'string' ? from + place.length : place[1] });
    expect(errors[0]!.message.en).toMatch(en);
    expect(errors[0]!.message.fr).toMatch(fr);
    if (partial !== undefined) expect(understood && printQuery(understood)).toBe(partial);
  });

  it.each(FOREIGN.split(' '))('goal %s is refused at its second word', (sign) => {
    const { errors, partial } = told(`goal ${sign}`);
    expect(errors).toMatchObject([{ from: 5, to: 5 + sign.length }]);
    expect(errors[0]!.message.en).toMatch(/not understood/);
    expect(errors[0]!.message.fr).toMatch(/pas compris/);
    expect(partial && printQuery(partial)).toBe('goal');
  });

  it('is told every mistake, each once, in order', () => {
    const text = 'fi* AND (a OR) {x colour:red';
    expect(told(text).errors.map(({ from, to }) => text.slice(from, to))).toEqual(['fi*', ')', '{x colour:red']);
    expect(told('['.repeat(30).split('').join(' ')).errors).toHaveLength(20);
    for (const text of ['"', 'ATLEAST(a, b, c)', 'atleast/2(a, b)', 'title:-a b'])
      expect(told(text).errors).toHaveLength(1);
  });

  it('never throws, whatever is typed, points inside the text, and prints what it understood', () => {
    const piece = fc.constantFrom(
      ...' ()"*#@-:/~?{},;|&$«»“'.split(''),
      ...['goal', 'AND', 'OR', 'NOT', 'NEAR/3', 'ONEAR', 'NEAR 5', 'ATLEAST/2(', 'title:', 'lang:', 'raw:', 'nlp:"a"'],
      ...['list:rivals', 'followers:>', '1..2', 'url:https://', '/*', '*/', 'été', '🍫', '\ud800', '\0', '\u200b'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const text = pieces.join('');
        const parsed = parseQuery(text, { lists });
        const { places, tree } =
          'query' in parsed
            ? { places: parsed.warnings, tree: parsed.query }
            : { places: parsed.errors, tree: parsed.partial };
        const outside = places.filter(({ from, to }) => from < 0 || to < from || to > text.length);
        expect(outside).toEqual([]);
        if (!tree) return;
        const again = parseQuery(printQuery(tree), { lists });
        if ('query' in parsed) expect(again).toHaveProperty('query');
      }),
      { numRuns: 2_000 },
    );
  });
});
