import { describe, expect, it } from '@jest/globals';
import { matches, prepareDocument } from '../../../src/core/territory/match.ts';
import { printQuery } from '../../../src/core/territory/print.ts';
import { readLists, readTopic } from '../../../src/core/territory/topic.ts';
import { article, post } from '../../support/signals.ts';

const entriesOf = (...entries: string[]): string => printQuery(readLists({ x: entries }).lists.get('x')!);

describe('the lists of a territory', () => {
  it.each([
    [['Stade de France'], '"stade de france"'],
    [['"tea room"'], '"tea room"'],
    [["l'Été", 'rendez-vous d’été'], '"l ete" OR "rendez vous d ete"'],
    [['Marks & Spencer'], '"marks spencer"'],
    [['floodlight*', 'wom?n'], 'floodlight* OR wom?n'],
    [['#Final', '@Ana', '$TSLA', '🍫'], '#final OR @ana OR $tsla OR 🍫'],
    [['{BT}', 'author:"Ana B"', 'site:example.org'], 'raw:"BT" OR author:"ana b" OR site:example.org'],
    [['constructor', '__proto__'], 'constructor OR proto'],
  ])('%j are %s', (entries, printed) => {
    expect(entriesOf(...entries)).toBe(printed);
    expect(readLists({ x: entries }).faults).toEqual([]);
  });

  it.each([
    ['a OR b', [0, 6], /rules belong in the query/],
    ['a AND b', [0, 7], /rules belong in the query/],
    ['-a', [0, 2], /what to look for/],
    ['#a #b', [0, 5], /rules belong in the query/],
    ['a NEAR b', [0, 8], /rules belong in the query/],
    ['title:a', [0, 7], /rules belong in the query/],
    ['title:{A}', [0, 9], /rules belong in the query/],
    ['list:other', [5, 10], /no list other/],
    ['fi*', [0, 3], /At least 3 letters/],
    ['world cup*', [0, 10], /between quotes/],
    ['…', [0, 1], /No letter/],
    ['… –', [0, 3], /No letter/],
    ['"open', [0, 5], /never closed/],
  ])('%j is no entry, and told at %j', (text, [from, to], en) => {
    const { lists, faults } = readLists({ good: ['a'], bad: ['b', text, 'c'], other: ['d'] });
    expect(faults).toMatchObject([
      { list: 'bad', entry: 1, error: { from, to, message: { en: expect.stringMatching(en) } } },
    ]);
    expect(printQuery(lists.get('bad')!)).toBe('b OR c');
  });

  it('tell of an entry in which a sign is not seen, and keep it', () => {
    const { lists, faults, warnings } = readLists({ x: ['a', 'C++', 'Visual C++'] });
    expect(faults).toEqual([]);
    expect(warnings.map(({ entry, error }) => [entry, error.from, error.to])).toEqual([
      [1, 0, 3],
      [2, 0, 10],
    ]);
    expect(printQuery(lists.get('x')!)).toBe('a OR c OR "visual c"');
  });
});

const { lists } = readLists({
  rivals: ['Northfield', 'Great Pie Company', 'pie*'],
  names: ['northfield', '#pies', '@pieco'],
  letters: ['{PIE}', 'tart'],
});

function errorsOf(text: string): [place: string, en: string][] {
  const read = readTopic(text, lists);
  if (!('errors' in read)) return [];
  return read.errors.map(({ from, to, message }) => [text.slice(from, to), message.en]);
}

describe('a topic with lists', () => {
  it.each([
    ['names NEAR/2 cup', []],
    ['list:rivals NEAR/2 cup', []],
    ['title:list:rivals', []],
    ['title:(cup list:rivals)', []],
    ['list:names', []],
    ['cup NOT list:names', []],
    ['ATLEAST/2(list:names, cup, pie)', []],
    ['title:list:letters', []],
    ['list:names NEAR/2 cup', ['list:names']],
    ['(pie OR list:names) NEAR/2 cup', ['list:names']],
    ['cup AND title:list:names', ['title:list:names']],
    ['list:letters NEAR/2 cup', ['list:letters']],
  ])('%s is refused at %j', (text, places) => {
    expect(errorsOf(text).map(([place]) => place)).toEqual(places);
    for (const [, en] of errorsOf(text)) expect(en).toMatch(/without a place in the text/);
  });

  it('names the lists there are where one is not known', () => {
    expect(errorsOf('cup list:nope')).toEqual([['nope', 'There is no list nope — known are rivals, names, letters.']]);
    expect(readTopic('list:x', new Map())).toMatchObject({
      errors: [{ message: { en: 'There is no list x — this territory has none.' } }],
    });
  });

  it.each([
    ['list:rivals', ['pie', 'a great pie company', 'northfield'], ['great company', 'tart']],
    [
      'list:rivals NEAR/1 cup',
      ['pies at cup', 'cup, great pie company'],
      ['pie and the cup', 'great pie company of the cup'],
    ],
    ['cup -list:names', ['cup', 'cup pies'], ['cup #pies', 'cup for @pieco', 'northfield cup']],
    ['ATLEAST/2(list:names, list:rivals, cup)', ['northfield', 'pie cup'], ['cup #x', '#tarts']],
    ['list:letters', ['PIE', 'tart'], ['pie']],
  ])('%s finds what one of the entries finds', (text, yes, no) => {
    const read = readTopic(text, lists);
    if ('errors' in read) throw new Error(read.errors[0]!.message.en);
    const holds = (words: string): boolean => matches(read.query, prepareDocument(post(words)));
    expect([yes.filter((words) => !holds(words)), no.filter(holds)]).toEqual([[], []]);
  });

  it('may not multiply its lists without end', () => {
    const { lists } = readLists({ many: Array.from({ length: 5_000 }, (_, i) => `word${i}`) });
    expect(readTopic('list:many AND NOT goal', lists)).toHaveProperty('query');
    const often = Array.from({ length: 5 }, () => 'list:many').join(' OR ');
    expect(readTopic(often, lists)).toMatchObject({
      errors: [{ from: 0, to: often.length, message: { en: expect.stringContaining('more than 20000 clauses') } }],
    });
  });

  it('looks for a list in the title alone where it stands there', () => {
    const read = readTopic('title:list:rivals', lists);
    if ('errors' in read) throw new Error(read.errors[0]!.message.en);
    expect(printQuery(read.query)).toBe('title:northfield OR title:"great pie company" OR title:pie*');
    expect(printQuery(read.written)).toBe('title:list:rivals');
    expect(matches(read.query, prepareDocument(article('Cup', { text: 'pie' })))).toBe(false);
    expect(matches(read.query, prepareDocument(article('Pie')))).toBe(true);
  });
});
