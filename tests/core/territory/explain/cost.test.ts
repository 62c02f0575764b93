import { describe, expect, it } from '@jest/globals';
import { explainCost } from '../../../../src/core/territory/explain/cost.ts';
import { prepareDocument } from '../../../../src/core/territory/document.ts';
import { lintCost } from '../../../../src/core/territory/lint/cost.ts';
import { parseQuery } from '../../../../src/core/territory/parse.ts';
import { readLists, readTopic } from '../../../../src/core/territory/topic.ts';

const cost = (query: string, text: string, lists = {}) => {
  const { lists: known } = readLists(lists);
  const read = readTopic(query, known);
  if (!('written' in read)) throw new Error(query);
  const doc = prepareDocument({ title: '', text, tags: [], source: 's', lang: 'fr', kind: 'post' });
  return explainCost(read.written, doc, known);
};
const many = (count: number, word: (i: number) => string) => Array.from({ length: count }, (_, i) => word(i));

describe('the cost of an explanation', () => {
  it('is small for what people write, and large for what would hold up others', () => {
    expect(cost(many(200, (i) => `mot${i}`).join(' OR '), 'un post de longueur ordinaire')).toBeLessThan(5_000);
    const long = many(10_000, (i) => `w${i}`).join(' ');
    expect(cost(many(500, (i) => `abc${i}*`).join(' OR '), long)).toBeGreaterThan(200_000);
    expect(cost('cacao nlp:"#Noun"', 'the cat '.repeat(600))).toBeGreaterThan(200_000);
  });

  it('counts the entries of lists', () => {
    const lists = { l: many(1_000, (i) => `w${i}`) };
    expect(cost('list:l', 'a', lists)).toBeGreaterThan(1_000 * cost('cacao', 'a') * 0.5);
  });
});

describe('the cost of looking for doubts', () => {
  it('grows with the clauses that are compared with one another; plain words are not', () => {
    const of = (query: string) => {
      const parsed = parseQuery(query);
      return 'query' in parsed ? lintCost(parsed.query) : NaN;
    };
    expect(of('cacao')).toBe(0);
    expect(of(many(1_000, (i) => `w${i}`).join(' OR '))).toBeLessThan(10_000);
    expect(of(many(1_000, (i) => `abc${i}*`).join(' OR '))).toBeGreaterThan(100_000);
  });
});
