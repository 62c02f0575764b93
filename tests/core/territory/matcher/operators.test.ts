import { describe, expect, it } from '@jest/globals';
import { matches, prepareDocument } from '../../../../src/core/territory/match.ts';
import { readLists } from '../../../../src/core/territory/topic.ts';
import { CASE_LISTS, type Case } from '../cases/case.ts';
import { FIELD_CASES } from '../cases/field-cases.ts';
import { TEXT_CASES } from '../cases/text-cases.ts';
import { queryOf } from '../query-of.ts';
import { ascending, definitionOf, matcherOf } from './dense.ts';

const { lists } = readLists(CASE_LISTS);
const read = (text: string) => queryOf(text, lists);

const CASES: readonly Case[] = [...TEXT_CASES, ...FIELD_CASES];

describe('every operator, by its definition and by the matcher', () => {
  it.each(CASES)('%s', (_about, signal, yes, no) => {
    const texts = [...yes, ...no];
    const queries = texts.map(read);
    const doc = prepareDocument(signal);
    expect(texts.filter((_, number) => matches(queries[number]!, doc))).toEqual(yes);
    const matcher = matcherOf(queries);
    expect(ascending(matcher.match(signal)).map((number) => texts[number])).toEqual(yes);
    expect(matcher.broken).toEqual([]);
  });

  it.each(CASES)('%s: each query on its own, its words common or rare', (_about, signal, yes, no) => {
    const texts = [...yes, ...no];
    for (const share of [0.3, 0.001, 1e-7]) {
      const alone = (text: string) => matcherOf([read(text)], { frequency: () => share }).match(signal);
      expect(texts.filter((text) => alone(text).length > 0)).toEqual(yes);
    }
  });

  it('all in one matcher, against every signal', () => {
    const queries = CASES.flatMap(([, , yes, no]) => [...yes, ...no]).map(read);
    for (const early of [0, 100, queries.length]) {
      const matcher = matcherOf(queries, { early });
      for (const [, signal] of CASES) expect(ascending(matcher.match(signal))).toEqual(definitionOf(queries, signal));
    }
  });
});
