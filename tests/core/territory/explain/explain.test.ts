import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { explain, MOST_HITS, type Explanation } from '../../../../src/core/territory/explain/explain.ts';
import { expandLists } from '../../../../src/core/territory/lists.ts';
import { matches, prepareDocument, spans } from '../../../../src/core/territory/match.ts';
import { parseQuery } from '../../../../src/core/territory/parse.ts';
import { childrenOf, type Query } from '../../../../src/core/territory/query.ts';
import { normalise } from '../../../../src/core/signal/normalise.ts';
import { tokenize } from '../../../../src/core/text/tokens.ts';
import { iso, MINUTE, NOON, rawPost } from '../../../support/signals.ts';
import { anySignal, anyTree, LISTS } from '../generated.ts';

function parsed(text: string, lists: readonly string[] = []): Query {
  const result = parseQuery(text, { lists: new Set(lists) });
  if ('errors' in result) throw new Error(`${text}: ${result.errors[0]!.message.en}`);
  return result.query;
}

const signal = normalise(
  rawPost(
    "L'ŒUVRE de #Noël 🍫🏽 : du cœur, du chocolat noir et e\u0301te\u0301. BT dit @Farine_Lune, C++ et bt $LUNE",
    {
      lang: 'fr',
      title: 'Chocolat ﬁn & noir à Lyon',
      url: 'https://www.sport.example.org/une',
      tags: ['Fêtes'],
      author: { id: '7', handle: 'brioche_lune', followers: 947 },
      publishedAt: iso(NOON - 133 * MINUTE),
    },
  ),
  NOON,
);
const doc = prepareDocument(signal);
const explained = (text: string): Explanation => explain(parsed(text), doc);
/** What is marked of the title and the text, cut from them by the places given. */
const marked = (text: string): string[] =>
  explained(text).hits.map(({ field, from, to, words }) => {
    const cut =
      field === 'tags'
        ? signal.tags.slice(from, to).join()
        : (field === 'title' ? signal.title : signal.text).slice(from, to);
    expect(cut).toBe(words);
    return `${field}: ${cut}`;
  });

describe('an explanation', () => {
  it('marks words as they were written, whatever folding did to their length', () => {
    expect(marked('oeuvre')).toEqual(['body: ŒUVRE']);
    expect(marked('coeur')).toEqual(['body: cœur']);
    expect(marked('ete')).toEqual(['body: e\u0301te\u0301']);
    expect(marked('fin')).toEqual(['title: ﬁn']);
    expect(marked('choc*')).toEqual(['title: Chocolat', 'body: chocolat']);
    expect(marked('title:cho?olat')).toEqual(['title: Chocolat']);
    expect(marked('"chocolat noir"')).toEqual(['body: chocolat noir']);
    expect(marked('fetes')).toEqual(['tags: fetes']);
  });

  it('marks exact letters and signs, and only them', () => {
    expect(marked('{BT}')).toEqual(['body: BT']);
    expect(marked('{C++}')).toEqual(['body: C++']);
    expect(marked('#noël')).toEqual(['body: #Noël', 'tags: noel']);
    expect(marked('@farine_lune')).toEqual(['body: @Farine_Lune']);
    expect(marked('$lune')).toEqual(['body: $LUNE']);
    expect(marked('🍫')).toEqual(['body: 🍫🏽']);
    expect(marked('lang:fr')).toEqual([]);
  });

  it('names every clause, also those that did not decide', () => {
    const { children, ...root } = explained('chocolat AND (rugby OR title:lyon) AND NOT vanille');
    expect(root).toMatchObject({ kind: 'and', holds: true, text: null, hits: [] });
    expect(children.map(({ kind, holds, text }) => [kind, holds, text])).toEqual([
      ['term', true, 'chocolat'],
      ['or', true, null],
      ['not', true, null],
    ]);
    expect(children[1]!.children.map(({ text, holds }) => [text, holds])).toEqual([
      ['rugby', false],
      ['title:lyon', true],
    ]);
    expect(children[2]!.note!.en).toBe('Nothing of what is excluded is in the signal.');
    expect(children[2]!.children[0]).toMatchObject({ text: 'vanille', holds: false });
  });

  it('says how far apart the sides of NEAR stand and which way round', () => {
    expect(explained('coeur NEAR/2 noir')).toMatchObject({ holds: true, hits: [{ words: 'cœur' }, { words: 'noir' }] });
    expect(explained('coeur NEAR/1 noir')).toMatchObject({
      holds: false,
      hits: [],
      note: {
        en: '2 words stand between coeur and noir; at most 1 may.',
        fr: '2 mots entre coeur et noir, au plus 1 permis.',
      },
      children: [{ holds: true }, { holds: true }],
    });
    expect(explained('noir ONEAR/5 coeur').note!.en).toBe(
      '2 words stand between coeur and noir; at most 5 may, and noir must come first.',
    );
    expect(explained('lyon NEAR/9 coeur').note!.en).toContain('in different parts');
    expect(explained('lyon NEAR/9 rugby').note).toBeNull();
  });

  it('says how many of ATLEAST are there', () => {
    expect(explained('ATLEAST/2(lyon, rugby, coeur, foot)')).toMatchObject({
      holds: true,
      note: { en: '2 of 4 are there; at least 2 must be.', fr: '2 sur 4 sont là ; il en faut au moins 2.' },
    });
  });

  it('says what the signal has where a clause asks for something else', () => {
    const noteOf = (text: string): string | undefined => explained(text).children.at(-1)!.note?.en;
    expect(noteOf('lyon followers:>=1000')).toBe("Followers of the signal's author: 947.");
    expect(noteOf('lyon likes:>=10')).toBe('Likes of the signal: not known.');
    expect(noteOf('lyon age:<2h')).toBe('Age of the signal: 2 h 13 min.');
    expect(noteOf('lyon lang:en')).toBe('The signal has lang:fr');
    expect(noteOf('lyon site:example.com')).toBe('The signal has site:sport.example.org');
    expect(noteOf('lyon country:fr')).toBe('The signal has nothing for country:');
    expect(noteOf('lyon body:fin')).toBe('It is in the signal, but not in the body.');
    expect(noteOf('lyon "noir chocolat"')).toBe('The words are there, but not one after the other.');
    expect(noteOf('lyon "chocolat blanc"')).toBe('Not in the signal: blanc.');
    expect(noteOf('lyon NOT coeur')).toBe('The signal has what is excluded here.');
  });

  it('opens named lists', () => {
    const lists = new Map([['sweets', parsed('vanille OR chocolat')]]);
    const { children, ...list } = explain(parsed('title:list:sweets', ['sweets']), doc, lists);
    expect(list).toMatchObject({ kind: 'list', text: 'title:list:sweets', holds: true });
    expect(children[0]!.children.map(({ text, holds }) => [text, holds])).toEqual([
      ['title:vanille', false],
      ['title:chocolat', true],
    ]);
    expect(explain(parsed('noir NEAR/0 list:sweets', ['sweets']), doc, lists).holds).toBe(true);
  });

  it('marks no more than a screen can show', () => {
    const crowd = prepareDocument({ ...signal, text: 'noir '.repeat(20_000) });
    expect(explain(parsed('noir'), crowd).hits).toHaveLength(MOST_HITS);
  });

  it('agrees with the matcher on every clause, marks what it stands for, and is plain data', () => {
    fc.assert(
      fc.property(anyTree, anySignal, (query, made) => {
        const prepared = prepareDocument(made);
        const explanation = explain(query, prepared, LISTS);
        expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
        agree(query, explanation, prepared);
      }),
      { numRuns: 300 },
    );
  });
});

const MARKED: ReadonlySet<string> = new Set(['term', 'prefix', 'wildcard', 'phrase', 'raw', 'near']);
const SIGNED: ReadonlySet<string> = new Set(['tag', 'handle', 'cashtag', 'emoji']);

function agree(
  query: Query,
  { kind, holds, hits, children }: Explanation,
  doc: ReturnType<typeof prepareDocument>,
): void {
  const expanded = expandLists(query, LISTS);
  expect(kind).toBe(query.kind);
  expect(holds).toBe(matches(expanded, doc));
  const hasPlaces = MARKED.has(kind) || (query.kind === 'keyword' && SIGNED.has(query.field));
  expect(hits.length > 0).toBe(holds && hasPlaces);
  if (query.kind === 'term' || query.kind === 'phrase') {
    const words = query.kind === 'term' ? query.word : query.words.join(' ');
    expect(hits).toHaveLength(spans(query, doc).length);
    // A tag may hold more words than the one asked for; it is marked whole.
    for (const hit of hits) {
      if (hit.field === 'tags') expect(tokenize(hit.words)).toContain(tokenize(words)[0]);
      else expect(tokenize(hit.words).join(' ')).toBe(words);
    }
  }
  const inside = query.kind === 'list' ? [expanded] : childrenOf(query);
  expect(children).toHaveLength(inside.length);
  inside.forEach((child, i) => agree(child, children[i]!, doc));
}
