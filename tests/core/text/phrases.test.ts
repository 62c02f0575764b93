import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SafetyLexicon } from '../../../src/contract/safety.ts';
import { createEventReader } from '../../../src/core/safety/events.ts';
import { findPhrases, phraseTable } from '../../../src/core/text/phrases.ts';
import { tokenize } from '../../../src/core/text/tokens.ts';
import { post } from '../../support/signals.ts';

describe('phrases', () => {
  const word = fc.constantFrom('fire', 'fired', 'fir', 'up', 'on', 'a', 'campfire');
  const phrase = fc
    .tuple(fc.array(word, { minLength: 1, maxLength: 3 }), fc.boolean())
    .map(([words, open]) => words.join(' ') + (open && words.at(-1)!.length >= 3 ? '*' : ''));

  it('are found wherever they stand, and nowhere else', () => {
    fc.assert(
      fc.property(fc.array(phrase, { maxLength: 8 }), fc.array(word, { maxLength: 25 }), (phrases, tokens) => {
        const wanted = phrases.flatMap((text) =>
          tokens.flatMap((_, from) => {
            const words = tokenize(text);
            const here = tokens.slice(from, from + words.length);
            const stands = text.endsWith('*')
              ? here.length === words.length && here.join(' ').startsWith(words.join(' '))
              : here.join(' ') === words.join(' ');
            return stands ? [`${text} ${from}-${from + words.length - 1}`] : [];
          }),
        );
        const table = phraseTable(phrases.map((text) => [text, text] as const));
        const found = findPhrases(table, tokens).map(({ value, from, to }) => `${value} ${from}-${to}`);
        expect(found.toSorted()).toEqual(wanted.toSorted());
      }),
      { numRuns: 500 },
    );
  });

  it('look at each word of a text a bounded number of times', () => {
    let looked = 0;
    const counting = (n: number): string[] =>
      new Proxy(
        Array.from({ length: n }, () => 'on'),
        {
          get: (words, key) => {
            if (typeof key === 'string' && /^\d+$/.test(key)) looked += 1;
            return Reflect.get(words, key) as unknown;
          },
        },
      );
    const table = phraseTable([['on on on on on off', 1] as const, ['on fire', 2] as const]);
    const cost = (n: number): number => {
      looked = 0;
      findPhrases(table, counting(n));
      return looked;
    };
    expect(cost(20_000)).toBeLessThanOrEqual(2.1 * cost(10_000));
  });
});

const lexicon = SafetyLexicon.parse({
  language: 'en',
  types: [
    {
      type: 'attack',
      severity: 3,
      entries: [
        { words: ['bomb'], innocent: ['photo bomb', 'bath'], grave: ['police', 'exploded'] },
        { words: ['car bomb'], sure: true },
      ],
    },
    { type: 'protest', severity: 1, entries: [{ words: ['strik*'], innocent: ['lucky'] }] },
  ],
  firstPerson: ['i was there'],
  unconfirmed: ['reportedly'],
  reassuring: ['nobody hurt'],
  grief: ['rest in peace'],
});
const read = createEventReader([lexicon]);
const grave = (text: string, given = {}) =>
  read(post(text, given)).grave.map(({ type, word, weight }) => `${type} ${word} ${weight}`);

describe('a reading', () => {
  it.each([
    ['a bomb somewhere', ['attack bomb 0.5']],
    ['the police found a Bomb', ['attack bomb 1']],
    ['police 1 2 3 4 bomb', ['attack bomb 0.5']],
    ['police 1 2 3 bomb', ['attack bomb 1']],
    ['bomb 1 2 3 police', ['attack bomb 1']],
    ['a bath bomb, police say', []],
    ['the best photo-bomb ever', []],
    ['bath 1 2 3 bomb', []],
    ['bath 1 2 3 4 bomb', ['attack bomb 0.5']],
    ['car bomb, nothing else known', ['attack car bomb 1']],
    ['strikers, striking and a strike', ['protest strikers 0.5']],
    ['a lucky strike', []],
    ['bombastic', []],
  ])('of %s', (text, found) => expect(grave(text)).toEqual(found));

  it('keeps the strongest word of each type', () => {
    expect(grave('bomb! bomb, police! strike')).toEqual(['attack bomb 1', 'protest strike 0.5']);
  });

  it('hears who was there, who only heard, who is safe and who mourns', () => {
    const { firstPerson, unconfirmed, reassuring, grief } = read(
      post('I was there, reportedly nobody hurt. Rest in peace'),
    );
    expect([firstPerson, unconfirmed, reassuring, grief]).toEqual([true, true, true, true]);
  });

  it('says when it cannot read the language, and tries all it has where nobody knows which it is', () => {
    expect(read(post('bomb', { lang: 'de' }))).toMatchObject({ readable: false, grave: [] });
    expect(read(post('bomb', { lang: 'und' }))).toMatchObject({ readable: true, grave: [{ word: 'bomb' }] });
  });
});
