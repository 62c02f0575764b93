import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { escapeText, foldLine, readContentLines, unescapeText } from '../../../../src/core/moment/ics/content-lines.ts';

describe('lines of iCalendar files', () => {
  it('reads names, parameters and values, whatever ends a line', () => {
    const text = '\uFEFFBEGIN:VEVENT\nsummary;language="fr:FR";X=1:Fête: des\r\n  mères\rnonsense\n';
    expect(readContentLines(text).map(({ name, params, value, line }) => [name, [...params], value, line])).toEqual([
      ['BEGIN', [], 'VEVENT', 1],
      [
        'SUMMARY',
        [
          ['LANGUAGE', 'fr:FR'],
          ['X', '1'],
        ],
        'Fête: des mères',
        2,
      ],
    ]);
  });

  it('writes no line of more than 75 octets, and reads it back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const clean = unescapeText(escapeText(text));
        const folded = foldLine(`SUMMARY:${escapeText(text)}`);
        for (const line of folded.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(readContentLines(folded).map(({ value }) => unescapeText(value))).toEqual([clean]);
      }),
    );
  });

  it('keeps every character of a text but control characters', () => {
    expect(unescapeText(escapeText('a;b,c\\n"d:\ne\u0000f'))).toBe('a;b,c\\n"d:\ne f');
  });
});
