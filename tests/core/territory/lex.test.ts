import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lex } from '../../../src/core/territory/lex.ts';

/** Tokens as `kind text`, without the end. */
const tokens = (text: string): string[] =>
  lex(text)
    .tokens.slice(0, -1)
    .map(({ kind, text: value }) => (value === '' ? kind : `${kind} ${value}`));

describe('the tokens of a query', () => {
  it.each([
    ['a AND b OR NOT c', ['word a', 'and AND', 'word b', 'or OR', 'not NOT', 'word c']],
    ['a and not', ['word a', 'word and', 'word not']],
    ['a NEAR/3 b ONEAR c', ['word a', 'near NEAR/3', 'word b', 'near ONEAR', 'word c']],
    ['(a)b', ['open (', 'word a', 'close )', 'word b']],
    [
      '-a -"b c" -(d) -{E} a-b',
      'not -,word a,not -,string b c,not -,open (,word d,close ),not -,raw E,word a-b'.split(','),
    ],
    ['- a -', ['word -', 'word a', 'word -']],
    [
      'Title:a body:"b" title:body:c',
      ['field title', 'word a', 'field body', 'string b', 'field title', 'field body', 'word c'],
    ],
    ['title:-a', ['field title', 'not -', 'word a']],
    ['lang:-a', ['field lang', 'word -a']],
    ['10:30 été:x at_mentions:y', ['word 10:30', 'field été', 'word x', 'field at_mentions', 'word y']],
    ['"a"b"c"', ['string a', 'word b', 'string c']],
    ['“a b” „c“ «d» ”e” “f"', ['string a b', 'string c', 'string d', 'string e', 'string f']],
    ['«a "b"»', ['string a "b"']],
    ['"a b"~5 "c" ~5', ['string a b', 'slop ~5', 'string c', 'word ~5']],
    ['{say "x" (y)}z', ['raw say "x" (y)', 'word z']],
    [
      'a,b ATLEAST/2(c,d, (e,f))',
      'word a,b|atleast ATLEAST/2|open (|word c|comma ,|word d|comma ,|open (|word e,f|close )|close )'.split('|'),
    ],
    ['ATLEAST/1("a,b",c)', 'atleast ATLEAST/1|open (|string a,b|comma ,|word c|close )'.split('|')],
    ['atleast(a,b) atleast', 'atleast atleast|open (|word a|comma ,|word b|close )|word atleast'.split('|')],
    ['a/* b "c */d /**/', ['word a', 'word d']],
    ['"/* a */"', ['string /* a */']],
    ['a🍫b👩🏽‍🚀 🇫🇷', ['word a', 'emoji 🍫', 'word b', 'emoji 👩🏽‍🚀', 'emoji 🇫🇷']],
    ['url:https://x.org/a_(b)?c=/*d OR e', ['field url', 'word https://x.org/a_(b)?c=/*d', 'or OR', 'word e']],
    ['(url:https://x.org/a)', ['open (', 'field url', 'word https://x.org/a', 'close )']],
    ['a\u00a0AND\u202fb\u200bOR\u2060c\ufeff', ['word a', 'and AND', 'word b', 'or OR', 'word c']],
    ['constructor __proto__ hasOwnProperty', ['word constructor', 'word __proto__', 'word hasOwnProperty']],
  ])('of %s', (text, wanted) => {
    expect(tokens(text)).toEqual(wanted);
    expect(lex(text).errors).toEqual([]);
  });

  it.each([
    ['a "b', 2, /quotation mark/],
    ['a «b "c"', 2, /quotation mark/],
    ['a {b', 2, /brace/],
    ['a /* b', 2, /comment/],
    ['/*/', 0, /comment/],
  ])('of %s are refused from %i to the end, and the text in it is read', (text, from, en) => {
    const { errors } = lex(text);
    expect(errors).toMatchObject([{ from, to: text.length, message: { en: expect.stringMatching(en) } }]);
  });

  it('stand in order, do not overlap, and have nothing but spaces and comments between them', () => {
    const piece = fc.constantFrom(
      ...' ()"*#@-:/~?{},“”«»\n\u200b🍫\ud800aé'.split(''),
      '/*',
      '*/',
      'AND',
      'url:',
      'title:',
      'ATLEAST/2(',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        let end = 0;
        for (const { kind, from, to } of lex(text).tokens) {
          expect(text.slice(end, from)).toMatch(/^(\s|\u200b|\/\*.*?\*\/|\/\*.*$)*$/s);
          expect(to).toBeGreaterThanOrEqual(from);
          expect(to > from || kind === 'end').toBe(true);
          end = to;
        }
        expect(end).toBe(text.length);
      }),
      { numRuns: 500 },
    );
  });
});
