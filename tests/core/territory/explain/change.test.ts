import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { smallestChange } from '../../../../src/core/territory/explain/change.ts';
import { expandLists } from '../../../../src/core/territory/lists.ts';
import { matches, prepareDocument } from '../../../../src/core/territory/match.ts';
import { parseQuery } from '../../../../src/core/territory/parse.ts';
import { printQuery } from '../../../../src/core/territory/print.ts';
import { isPositive } from '../../../../src/core/territory/positive.ts';
import { childrenOf, type Query } from '../../../../src/core/territory/query.ts';
import { normalise } from '../../../../src/core/signal/normalise.ts';
import { iso, MINUTE, NOON, rawPost } from '../../../support/signals.ts';
import { anySignal, anyTree, LISTS, withoutPlaces } from '../generated.ts';

function parsed(text: string, lists: readonly string[] = []): Query {
  const result = parseQuery(text, { lists: new Set(lists) });
  if ('errors' in result) throw new Error(`${text}: ${result.errors[0]!.message.en}`);
  return result.query;
}

const post = {
  lang: 'en',
  title: 'Brioche Lune opens in Lyon',
  tags: ['OpeningDay'],
  author: { id: '7', handle: 'brioche_lune', followers: 947 },
  publishedAt: iso(NOON - 133 * MINUTE),
};
const TEXT =
  'The new bakery sells dark and white chocolate all day. @Farine says BT is a partner of the chocolates fair.';
const doc = prepareDocument(normalise(rawPost(TEXT, post), NOON));

/** The changed query as text, null where none is proposed; whatever is proposed must match and be readable. */
function changed(text: string, lists: ReadonlyMap<string, Query> = new Map()): string | null {
  const change = smallestChange(parsed(text, [...lists.keys()]), doc, lists);
  if (!change) return null;
  const printed = printQuery(change.query);
  if (lists.size === 0) expect(matches(parsed(printed), doc)).toBe(true);
  return printed;
}
const kinds = (text: string): string[] => smallestChange(parsed(text), doc)!.edits.map(({ kind }) => kind);

describe('the smallest change of a query that would have matched', () => {
  it('is none where it matches, and none where nothing of it is in the signal', () => {
    expect(changed('bakery')).toBeNull();
    expect(changed('rugby')).toBeNull();
    expect(changed('rugby AND football')).toBeNull();
    expect(changed('(rugby OR football) NOT bakery')).toBeNull();
    expect(changed('followers:>=5000 rugby')).toBeNull();
  });

  it('looks anywhere instead of in the title or the body', () => {
    expect(changed('title:bakery')).toBe('bakery');
    expect(changed('body:lyon AND bakery')).toBe('lyon AND bakery');
    expect(changed('title:(bakery NEAR/3 sells)')).toBe('bakery NEAR/3 sells');
    expect(kinds('title:bakery')).toEqual(['drop-field']);
  });

  it('widens NEAR as far as needed, or drops its order, before it asks for less', () => {
    expect(changed('dark NEAR/0 white')).toBe('dark NEAR/1 white');
    expect(changed('white ONEAR/3 dark')).toBe('white NEAR/3 dark');
    expect(changed('chocolate ONEAR/0 dark')).toBe('chocolate NEAR/2 dark');
    expect(kinds('chocolate ONEAR/0 dark')).toEqual(['any-order', 'widen']);
    expect(changed('lyon NEAR/5 bakery')).toBe('lyon AND bakery');
    expect(changed('(dark OR milk) NEAR/1 (cocoa OR chocolate)')).toBe('(dark OR milk) NEAR/2 (cocoa OR chocolate)');
  });

  it('drops the side of NEAR that is missing', () => {
    expect(changed('bakery NEAR/3 rugby')).toBe('bakery');
    expect(changed('rugby NEAR/3 football')).toBeNull();
  });

  it('takes a phrase apart where its words are there', () => {
    expect(changed('"dark chocolate"')).toBe('dark ONEAR/2 chocolate');
    expect(changed('"chocolate dark"')).toBe('chocolate NEAR/2 dark');
    expect(changed('"lyon bakery"')).toBe('lyon AND bakery');
    expect(changed('"dark white chocolate"')).toBe('dark AND white AND chocolate');
    expect(changed('"dark blue chocolate"')).toBeNull();
  });

  it('writes a word as its prefix where another form of it stands in the text', () => {
    expect(changed('sell')).toBe('sell*');
    expect(changed('partners')).toBe('partner*');
    expect(changed('choc?lat')).toBe('choc?lat*');
    expect(changed('title:open')).toBe('title:open*');
    expect(changed('"chocolate fairs"')).toBe('chocolate ONEAR/11 fair*');
  });

  it('reads raw text, a tag and a name as plain words', () => {
    expect(changed('{Bt}')).toBe('bt');
    expect(changed('{Bakery Sells}')).toBe('"bakery sells"');
    expect(changed('#bakery')).toBe('bakery');
    expect(changed('@partner')).toBe('partner');
    expect(changed('@rugby')).toBeNull();
  });

  it('asks for fewer of a list', () => {
    expect(changed('ATLEAST/3(dark, white, rugby, football)')).toBe('ATLEAST/2(dark, white, rugby, football)');
    expect(changed('ATLEAST/2(dark, sell, football)')).toBe('ATLEAST/2(dark, sell*, football)');
    expect(changed('ATLEAST/2(rugby, football)')).toBeNull();
  });

  it('relaxes a number to a round one', () => {
    expect(changed('bakery followers:>=1000')).toBe('bakery AND followers:>=940');
    expect(changed('bakery followers:<500')).toBe('bakery AND followers:<950');
    expect(changed('bakery age:<2h')).toBe('bakery AND age:<3h');
    expect(changed('bakery age:>=4h')).toBe('bakery AND age:>=2h');
    expect(changed('bakery likes:>=10')).toBe('bakery');
  });

  it('leaves out what is missing and lets in what was excluded, the cheaper first', () => {
    expect(changed('bakery rugby')).toBe('bakery');
    expect(changed('bakery rugby lang:fr')).toBe('bakery');
    expect(changed('bakery NOT dark')).toBe('bakery');
    expect(kinds('bakery NOT dark')).toEqual(['drop-not']);
    expect(changed('bakery NOT (rugby OR dark OR football)')).toBe('bakery AND NOT (rugby OR football)');
    expect(changed('(bakery rugby) OR (title:bakery sells) OR football')).toBe(
      '(bakery AND rugby) OR (bakery AND sells) OR football',
    );
  });

  it('never leaves a language or a kind of source alone', () => {
    expect(changed('rugby lang:en kind:post')).toBeNull();
    expect(changed('kind:news lang:en')).toBe('lang:en');
  });

  it('keeps the names of lists', () => {
    const lists = new Map([['rivals', parsed('rugby OR bakery')]]);
    expect(changed('title:list:rivals', lists)).toBe('list:rivals');
    expect(changed('dark NOT list:rivals', lists)).toBe('dark');
    expect(changed('list:rivals title:dark', lists)).toBe('list:rivals AND dark');
  });

  it('says at the place of each clause what to do, in both languages', () => {
    const text = 'title:bakery AND rugby';
    const { edits } = smallestChange(parsed(text), doc)!;
    expect(edits.map(({ from, to }) => text.slice(from, to))).toEqual(['title:bakery', 'rugby']);
    expect(edits.map(({ message }) => message.en)).toEqual([
      'Look for bakery anywhere, not only in the title.',
      'Leave out rugby: the signal does not have it.',
    ]);
    expect(edits[0]!.message.fr).toBe('Cherchez bakery partout, pas seulement dans le titre.');
  });

  it('matches, can be read back, and keeps something that is there, whatever the query and the signal', () => {
    let proposed = 0;
    fc.assert(
      fc.property(anyTree, anySignal, (query, signal) => {
        const doc = prepareDocument(signal);
        const holds = (clause: Query): boolean => matches(expandLists(clause, LISTS), doc);
        const before = JSON.stringify(query);
        const change = smallestChange(query, doc, LISTS);
        expect(JSON.stringify(query)).toBe(before);
        if (holds(query)) expect(change).toBeNull();
        if (!change) return;
        proposed++;
        expect(holds(change.query)).toBe(true);
        expect(isThere(change.query, holds)).toBe(true);
        expect(change.edits.length).toBeGreaterThan(0);
        const read = parseQuery(printQuery(change.query), { lists: new Set(LISTS.keys()) });
        expect('query' in read && withoutPlaces(read.query)).toEqual(withoutPlaces(change.query));
      }),
      { numRuns: 800 },
    );
    expect(proposed).toBeGreaterThan(200);
  });

  it('is found for a long query and a long text', () => {
    const long = parsed(`title:(${'bakery OR rugby OR '.repeat(900)} dark) AND rugby AND dark`);
    expect(smallestChange(long, doc)!.edits.map(({ kind }) => kind)).toEqual(['drop-field', 'drop']);
    const crowd = prepareDocument(normalise(rawPost('dark white '.repeat(9_000), post), NOON));
    expect(smallestChange(parsed('dark* NEAR/3 dar*'), crowd)).toBeNull();
    expect(printQuery(smallestChange(parsed('white ONEAR/0 lyon'), crowd)!.query)).toBe('white AND lyon');
  });
});

/** Whether a clause that asks for something holds, outside of what is excluded. */
function isThere(query: Query, holds: (clause: Query) => boolean): boolean {
  const inside = childrenOf(query);
  if (query.kind === 'not') return false;
  return inside.length === 0 || query.kind === 'near'
    ? isPositive(query) && holds(query)
    : inside.some((child) => isThere(child, holds));
}
