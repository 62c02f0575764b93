import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold } from '../../../src/core/text/fold.ts';
import { derivedId, hash32, hashOn, mixed } from '../../../src/core/text/hash.ts';
import { declaredLanguage, detectLanguage } from '../../../src/core/text/language.ts';
import { hashtags, tokenize } from '../../../src/core/text/tokens.ts';

const plain = new Map([...'æœßøđðþłıς'].map((char, i) => [char, 'ae oe ss o d d th l i σ'.split(' ')[i]]));

/** The definition, step by step and without any short cut. */
function slowFold(text: string): string {
  return [...text]
    .flatMap((char) => [...char.normalize('NFKD')])
    .filter((char) => !/\p{M}/u.test(char))
    .flatMap((char) => [...char.toLowerCase()])
    .map((char) => plain.get(char) ?? char)
    .join('');
}

function slowTokens(text: string): string[] {
  const words: string[] = [];
  let word = '';
  for (const char of [...slowFold(text), ' ']) {
    if (/[\p{L}\p{Nd}]/u.test(char)) word += char;
    else if (word !== '') {
      words.push(word);
      word = '';
    }
  }
  return words;
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.string({ unit: fc.constantFrom(..."aÉñŒßØİıςΣſﬁＡ𝗟½’'-_#@ 🍫1٣각\u0301\ud800"), maxLength: 40 }),
);

describe('folding', () => {
  it('is what the definition says, for any text', () => {
    fc.assert(
      fc.property(anyText, (text) => expect(fold(text)).toBe(slowFold(text))),
      { numRuns: 500 },
    );
  });

  it('is the same over each letter, mark, number and symbol there is', () => {
    const differing: string[] = [];
    for (let code = 0; code < 0x20000; code++) {
      const char = String.fromCodePoint(code);
      if (!/[\p{L}\p{M}\p{N}\p{S}]/u.test(char) || /\p{Ideographic}|\p{scx=Hang}/u.test(char)) continue;
      if (fold(char) !== slowFold(char)) differing.push(code.toString(16));
    }
    expect(differing).toEqual([]);
  });

  it('changes nothing when done again', () => {
    fc.assert(fc.property(anyText, (text) => expect(fold(fold(text))).toBe(fold(text))));
  });

  it.each([
    ['L’Été à Saint-Étienne', 'l’ete a saint-etienne'],
    ['ŒUVRE, Cœur, Ægir, Straße, STRAẞE', 'oeuvre, coeur, aegir, strasse, strasse'],
    ['𝗟𝗜𝗩𝗘 ﬁnance ＡＢＣ', 'live finance abc'],
    ['İstanbul, ışık, ΟΔΟΣ, οδος', 'istanbul, isik, οδοσ, οδοσ'],
    ['Łódź Ðuro Þing Ø', 'lodz duro thing o'],
  ])('reads %s as %s', (text, folded) => expect(fold(text)).toBe(folded));
});

describe('words', () => {
  it('are what the definition says, for any text', () => {
    fc.assert(
      fc.property(anyText, (text) => expect(tokenize(text)).toEqual(slowTokens(text))),
      { numRuns: 500 },
    );
  });

  it.each([
    ["j'en rêve d'un goûter", ['j', 'en', 'reve', 'd', 'un', 'gouter']],
    ['snake_case e-mail #BlackFriday @name', ['snake', 'case', 'e', 'mail', 'blackfriday', 'name']],
    ['5G iPhone15 ٣', ['5g', 'iphone15', '٣']],
    ['🍫🍫 … !', []],
  ])('of %s', (text, words) => expect(tokenize(text)).toEqual(words));

  it('finds each hashtag once, folded, in order', () => {
    expect(hashtags('#Été ＃ete #NoëlÀParis, (#x_y) # #')).toEqual(['ete', 'noelaparis', 'x_y']);
  });
});

describe('derived ids', () => {
  it('never change: they are keys in databases', () => {
    expect(derivedId()).toBe('47DEQpj8HBSa-_TImW-5JA');
    expect(derivedId('signal', 'demo', '1')).toBe('qVxwLjiBcvFDGjoCVj9Wpw');
    expect(derivedId('opportunity', 'maison', 'été 🍫', '1')).toBe('Y359U6pXMuenqjIOyOJYSg');
  });

  it('differ wherever one part differs, and wherever the same letters are cut elsewhere', () => {
    const parts = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', ':', '1', '2', 'é'), maxLength: 5 }), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        expect(derivedId(...a) === derivedId(...b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
      { numRuns: 500 },
    );
    expect(derivedId('a', 'bc')).not.toBe(derivedId('ab', 'c'));
    expect(derivedId('1:a')).not.toBe(derivedId('1', 'a'));
  });

  it('fit into addresses and file names', () => {
    fc.assert(fc.property(fc.array(anyText), (parts) => expect(derivedId(...parts)).toMatch(/^[\w-]{22}$/)));
  });

  it('hash the same in one piece and in several', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        expect(mixed(hashOn(hashOn(0x811c9dc5, a), b)) >>> 0).toBe(hash32(a + b));
      }),
    );
  });

  it('hash to 32 bits without a sign, one seed unlike the other', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const hash = hash32(text);
        expect(hash).toBe(hash >>> 0);
        expect(hash32(text, 7)).not.toBe(hash);
      }),
    );
  });
});

describe('language', () => {
  it.each([
    ['The floodlights went out and everyone just started singing', 'en'],
    ['Les projecteurs se sont éteints et tout le stade a chanté', 'fr'],
    ['Die Lichter gingen aus und alle haben gesungen', 'de'],
    ['S U N D A Y  F U N  with the whole family at the lake', 'en'],
    ['Los jugadores salieron del campo con las luces apagadas, pero la gente no dejó de cantar', 'es'],
    ['Els jugadors van sortir del camp amb els llums apagats, però la gent no va deixar de cantar', 'ca'],
    ['Spillerne gik fra banen, og så begyndte hele stadion at synge, da lyset var gået ud', 'da'],
    ['Огни погасли, и весь стадион запел', 'ru'],
    ['照明が消えて、スタジアム全体が歌い始めた', 'ja'],
    ['ok 👍', 'und'],
    ['the and of to in', 'en'],
    ['the and of', 'und'],
    ['https://example.org/the-floodlights-went-out #GoTeamGo @someone', 'und'],
    ['', 'und'],
  ])('of %j is %s', (text, language) => expect(detectLanguage(text)).toBe(language));

  it.each([
    ['fr', 'fr'],
    [' en-GB ', 'en'],
    ['PT_br', 'pt'],
    ['und', null],
    ['', null],
    [null, null],
    ['french', null],
    ['x', null],
  ])('declared as %j counts as %j', (declared, code) => expect(declaredLanguage(declared)).toBe(code));
});
