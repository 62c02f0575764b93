import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OffenceModel } from '../../../src/contract/offence-model.ts';
import { createSigns } from '../../../src/core/safety/offence-lexicon.ts';
import { offenceTokens } from '../../../src/core/safety/offence-tokens.ts';
import { createOffenceReader, stretchesOf } from '../../../src/core/safety/offence.ts';
import { PAIRS_EN, type Pair } from './offence-pairs-en.ts';
import { PAIRS_FR } from './offence-pairs-fr.ts';

const FILE = 'config/offence.json';
const model = OffenceModel.parse(JSON.parse(readFileSync(FILE, 'utf8')));
const read = createOffenceReader(model);
const SAID = 0.5;

describe('the same word in a fine text and in one that offends', () => {
  const languages: [string, readonly Pair[]][] = [
    ['en', PAIRS_EN],
    ['fr', PAIRS_FR],
  ];

  it.each(languages)('in %s, nearly all fine texts pass and nearly all others are found', (language, pairs) => {
    expect(pairs).toHaveLength(40);
    const scored = pairs.map(([about, fine, offends]) => ({
      about,
      fine: read(fine, language).offence,
      offends: read(offends, language).offence,
    }));
    expect(scored.filter(({ fine }) => fine < SAID).length).toBeGreaterThanOrEqual(35);
    expect(scored.filter(({ offends }) => offends >= SAID).length).toBeGreaterThanOrEqual(37);
    const swapped = scored.filter(({ fine, offends }) => fine >= offends).map(({ about }) => about);
    expect(swapped.length).toBeLessThanOrEqual(1);
  });
});

describe('hidden words', () => {
  const signs = createSigns('en', model.words.en);
  it.each(['idiot', 'IDIOT', '1d1ot', 'id!ot', 'i d i o t', 'i.d.i.o.t', 'idi*t', 'i***t', 'idiiiiot', 'ìdïot'])(
    '%s is read as what it hides',
    (word) => {
      expect(offenceTokens(`you ${word}`).map(signs)).toContain('i');
      expect(read(`shut up you ${word}`, 'en').offence).toBeGreaterThanOrEqual(SAID);
    },
  );

  it('are not seen where harmless words merely contain them', () => {
    const harmless = ['Scunthorpe', 'cocktail', 'class', 'assessment', 'Essex', 'shiitake'];
    expect(harmless.flatMap(offenceTokens).map(signs)).toEqual(harmless.map(() => '_'));
  });

  it('leave prices, dates and initials alone', () => {
    expect(offenceTokens('Tickets are 15$ on 24/12, says J. R. R. Tolkien')).toEqual(
      expect.arrayContaining(['15$', '24', '12', 'tolkien']),
    );
  });
});

describe('any text', () => {
  it('has two chances, and hate is never likelier than offence', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.constantFrom('en', 'fr', 'de', 'und'),
        (text, lang) => {
          const { offence, hate } = read(text, lang);
          expect(offence >= 0 && offence <= 1 && hate >= 0 && hate <= offence).toBe(true);
        },
      ),
    );
  });

  it('is read to its end: an insult after a thousand harmless words is found', () => {
    const harmless = 'The market opens on Saturday with bread, cheese and music. '.repeat(100);
    expect(read(harmless, 'en').offence).toBeLessThan(SAID);
    expect(read(`${harmless} Shut up, you stupid idiot.`, 'en').offence).toBeGreaterThanOrEqual(SAID);
  });

  it('is cut into stretches that leave no word out', () => {
    for (const size of [0, 1, 63, 64, 65, 120, 121, 500]) {
      const words = Array.from({ length: size }, (_, i) => `w${i}`);
      expect(new Set([...stretchesOf(words)].flat()).size).toBe(size);
    }
  });

  it('without words offends nobody', () => {
    expect(read('', 'en')).toEqual({ offence: expect.any(Number), hate: expect.any(Number) });
    expect(read('🎉🎉 https://example.com', 'fr').offence).toBeLessThan(SAID);
  });
});

describe('the shipped model', () => {
  it('is small', () => {
    expect(statSync(FILE).size).toBeLessThanOrEqual(400_000);
  });

  it('is refused where weights are missing', () => {
    expect(() => createOffenceReader({ ...model, hate: { ...model.hate, slots: 'AAAA' } })).toThrow(/has 3 weights/);
  });
});
