import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Matchable } from '../../../src/core/territory/document.ts';
import { expandLists } from '../../../src/core/territory/lists.ts';
import { matches, prepareDocument, spans } from '../../../src/core/territory/match.ts';
import { childrenOf, type Query } from '../../../src/core/territory/query.ts';
import { BEGINNING, createTeller, MOST_WORDS } from '../../../src/core/territory/tell.ts';
import { article, post } from '../../support/signals.ts';
import { anySignal, anyTree, LISTS } from './generated.ts';
import { denseQuery, denseSignal } from './matcher/dense.ts';
import { queryOf } from './query-of.ts';

const tell = (query: string, signal: Matchable) => createTeller(signal)(queryOf(query));

/** Clauses that hold and take part in making the query hold, by the definition. */
function foundIn(query: Query, signal: Matchable): Query[] {
  const doc = prepareDocument(signal);
  const visit = (node: Query): Query[] =>
    node.kind === 'not' || !matches(node, doc) ? [] : [node, ...childrenOf(node).flatMap(visit)];
  return visit(query);
}

function standsInTitle(node: Query, signal: Matchable): boolean {
  const doc = prepareDocument(signal);
  // Of an OR only the children that hold made it true: `final OR {BT}` does not stand where "bt" does.
  return node.kind !== 'or' && spans(node, doc).some(([from]) => from < doc.titleLength);
}

/** Each clause told by itself: a word that has no name of its own tells nothing. */
const nameOf = (node: Query, signal: Matchable): string[] =>
  childrenOf(node).length > 0 ? [] : createTeller(signal)(node).words;

describe('the words that made a match', () => {
  it('are told, and whether one stands in the title', () => {
    const signal = article('Big final tonight', { text: 'floodlights fail #LightsOut' });
    const say = (query: string) => tell(query, signal);
    expect(say('final -rugby')).toEqual({ words: ['final'], inTitle: true });
    expect(say('floodlight* OR "big final" OR cup')).toEqual({ words: ['floodlight*', 'big final'], inTitle: true });
    expect(say('(floodlights OR rugby) NEAR/2 fail')).toEqual({ words: ['floodlights', 'fail'], inTitle: false });
    expect(say('#lightsout kind:news')).toEqual({ words: ['#lightsout'], inTitle: false });
    expect(say('title:final OR title:fail')).toEqual({ words: ['final'], inTitle: true });
    expect(say('body:fail AND tonight')).toEqual({ words: ['fail', 'tonight'], inTitle: true });
    expect(say('body:final OR fail')).toEqual({ words: ['fail'], inTitle: false });
    expect(say('ATLEAST/2({Big}, f?nal, rugby)')).toEqual({ words: ['big', 'f?nal'], inTitle: true });
    expect(say('fail -likes:>3')).toEqual({ words: ['fail'], inTitle: false });
    expect(say('kind:news')).toEqual({ words: [], inTitle: false });
  });

  it('are those of every clause that holds, for all queries of a signal', () => {
    const query = fc.oneof(
      anyTree.map((tree) => expandLists(tree, LISTS)),
      denseQuery,
    );
    const queries = fc.array(query, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(queries, fc.oneof(anySignal, denseSignal), (queries, signal) => {
        const teller = createTeller(signal);
        const doc = prepareDocument(signal);
        for (const query of queries.filter((query) => matches(query, doc))) {
          const found = foundIn(query, signal);
          expect(teller(query)).toEqual({
            words: [...new Set(found.flatMap((node) => nameOf(node, signal)))],
            inTitle: found.some((node) => standsInTitle(node, signal)),
          });
        }
      }),
      { numRuns: 600 },
    );
  });

  it('are those of the beginning of a long text where that is enough', () => {
    const filling = 'x '.repeat(BEGINNING.units);
    const signal = post(`Goal ${filling} stade coupe coupe {BT} "été"`, { tags: ['phares'] });
    expect(tell('goal OR stade', signal).words).toEqual(['goal']);
    expect(tell('stade', signal).words).toEqual(['stade']);
    expect(tell('goal stade -rugby', signal).words).toEqual(['goal', 'stade']);
    expect(tell('stade NEAR/1 coupe OR {Été}', signal).words).toEqual(['stade', 'coupe']);
    expect(tell('#phares OR coupe', signal).words).toEqual(['#phares']);
    expect(tell('goal ATLEAST/2(coupe, phares, x)', signal).words).toEqual(['goal', 'phares', 'x']);
  });

  it('are whole words, whatever the place to which a long text is told', () => {
    for (const [word, cut] of [
      ['goalkeeper', 'goal'],
      ['𝗴𝗼𝗮𝗹𝗸𝗲𝗲𝗽𝗲𝗿', 'goal'],
      ['goa\u0301l', 'goa'],
    ] as const) {
      for (let length = 0; length <= word.length; length++) {
        const signal = post(`${' '.repeat(0)}${'-'.repeat(BEGINNING.units - length)}${word} ${'x '.repeat(9)} ${cut}`);
        expect(tell(`${cut} NEAR/50 x`, signal).words).toEqual([cut, 'x']);
        expect(tell(`body:${cut} -goalkeeper OR x`, signal).words).toContain('x');
      }
    }
  });

  it('are told of a text that is one long word', () => {
    const signal = post(`${'a'.repeat(3 * BEGINNING.units)} end`);
    expect(tell('aaa*', signal).words).toEqual(['aaa*']);
    expect(tell('aaa* end', signal).words).toEqual(['aaa*', 'end']);
  });

  it('are no more than anybody reads', () => {
    const words = Array.from({ length: MOST_WORDS + 50 }, (_, i) => `w${i}`);
    const signal = article('final', { text: words.join(' ') });
    expect(tell(words.join(' OR '), signal).words).toEqual(words.slice(0, MOST_WORDS));
  });

  it('are those of the beginning for the last of hundreds of queries that need all of a long text', () => {
    const signal = article('Cup final', { text: `${'x '.repeat(20_000)} goal` });
    const teller = createTeller(signal);
    const [query, left] = [queryOf('goal (cup OR rugby) (goal OR fin*)'), { words: ['cup', 'fin*'], inTitle: true }];
    const told = Array.from({ length: 200 }, () => teller(query));
    expect(told[0]).toEqual({ words: ['goal', 'cup', 'fin*'], inTitle: true });
    expect(told.at(-1)).toEqual(left);
    expect(told.filter(({ words }) => words.includes('goal')).length).toBeGreaterThan(10);
    expect(teller(queryOf('goal'))).toEqual({ words: [], inTitle: false });
    expect(teller(queryOf('x -rugby')).words).toEqual(['x']);
  });
});
