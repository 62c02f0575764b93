import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Asked } from '../../../../src/core/territory/asked.ts';
import { Compiler } from '../../../../src/core/territory/matcher/compile.ts';
import { guessFrequency, listedFrequency } from '../../../../src/core/territory/matcher/frequency.ts';
import { Program } from '../../../../src/core/territory/matcher/program.ts';
import { Sighting } from '../../../../src/core/territory/matcher/sighting.ts';
import { Vocabulary } from '../../../../src/core/territory/matcher/vocabulary.ts';
import { parseQuery } from '../../../../src/core/territory/parse.ts';
import { post } from '../../../support/signals.ts';
import { ascending, definitionOf, denseQuery, denseSignal, matcherOf } from './dense.ts';

const listed = listedFrequency({ words: { government: 2_000, gouvernement: 1_000, oak: 60 } });

/** The words by which a query is found. */
function anchorsOf(text: string, frequency: (word: string) => number): string[] {
  const vocabulary = new Vocabulary();
  const parsed = parseQuery(text);
  if ('errors' in parsed) throw new Error(parsed.errors[0]!.message.en);
  const program = new Program(new Sighting(vocabulary), new Asked(post('')));
  const alternatives = new Compiler(vocabulary, program, frequency).compile(parsed.query);
  const anchors = alternatives.flatMap(({ anchors }) => anchors);
  return text.match(/[a-z]+/g)!.filter((word) => anchors.includes(vocabulary.find(word)));
}

describe('how common words are', () => {
  it('is what the list says', () => {
    expect(listed('government')).toBeCloseTo(0.02);
    expect(listed('oak')).toBeCloseTo(0.0006);
  });

  it('is less than all that is listed for other words, the longer the less, and never nothing', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (word) => {
        fc.pre(!['government', 'gouvernement', 'oak'].includes(word));
        expect(listed(word)).toBeLessThan(listed('oak'));
        expect(listed(word)).toBeGreaterThan(0);
        expect(listed(`${word}s`)).toBeLessThanOrEqual(listed(word));
      }),
    );
    expect(listed('elm')).toBeGreaterThan(listed('hornbeam'));
  });

  it('knows no word that every object has', () => {
    for (const word of ['constructor', 'tostring', 'valueof']) expect(listed(word)).toBeLessThan(listed('oak'));
  });

  it('is guessed by length where nothing is listed', () => {
    expect(listedFrequency({ words: {} })).toBe(guessFrequency);
  });
});

describe('queries', () => {
  it('are found by their rarest word, not by their longest', () => {
    expect(anchorsOf('government AND oak', guessFrequency)).toEqual(['government']);
    expect(anchorsOf('government AND oak', listed)).toEqual(['oak']);
    expect(anchorsOf('"le gouvernement du lac"', listed)).not.toContain('gouvernement');
    expect(anchorsOf('(government OR gouvernement) AND oak AND elm', listed)).toEqual(['elm']);
  });

  it('find the same whatever is listed', () => {
    const word = fc.constantFrom('a', 'b', 'ab', 'aba', 'oe', '1', '2');
    const words = fc.dictionary(word, fc.integer({ min: 1, max: 100_000 }));
    const queries = fc.array(denseQuery, { minLength: 1, maxLength: 6 });
    const signals = fc.array(denseSignal, { minLength: 1, maxLength: 4 });
    const property = fc.property(queries, signals, words, (queries, signals, words) => {
      const matcher = matcherOf(queries, { frequency: listedFrequency({ words }) });
      for (const signal of signals) expect(ascending(matcher.match(signal))).toEqual(definitionOf(queries, signal));
    });
    fc.assert(property, { numRuns: 200 });
  });
});
