import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { emojisOf, splitAtEmoji } from '../../../src/core/text/emoji.ts';

describe('emoji', () => {
  it.each([
    ['a 🍫 b', ['🍫']],
    ['🍫🍫', ['🍫', '🍫']],
    ['👍 👍🏽 👍🏿', ['👍', '👍', '👍']],
    ['🇫🇷🇬🇧', ['🇫🇷', '🇬🇧']],
    ['👨‍👩‍👧‍👦', ['👨‍👩‍👧‍👦']],
    ['👩🏽‍🚀', ['👩‍🚀']],
    ['🏴󠁧󠁢󠁥󠁮󠁧󠁿', ['🏴󠁧󠁢󠁥󠁮󠁧󠁿']],
    ['❤️ ❤ ☺', ['❤', '❤', '☺']],
    ['1️⃣ #️⃣', ['1⃣', '#⃣']],
    ['© ™ ½ 5 # * é 日本 → 🏽', []],
    ['', []],
  ])('of %j', (text, emoji) => expect(emojisOf(text)).toEqual(emoji));

  it('cut a text into pieces that make it up, each an emoji or without one', () => {
    const char = fc.constantFrom(...'🍫|👍🏽|🇫🇷|🇫|👨‍👩‍👧|❤️|1️⃣|a|é|\u200d|\ufe0f|\ud83c|\udf6b|🏽|5| '.split('|'));
    fc.assert(
      fc.property(fc.array(char, { maxLength: 12 }), (chars) => {
        const text = chars.join('');
        const pieces = splitAtEmoji(text);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        let at = 0;
        for (const piece of pieces) {
          expect(piece.from).toBe(at);
          at += piece.text.length;
        }
        expect(pieces.filter(({ emoji }) => emoji).flatMap((piece) => emojisOf(piece.text))).toEqual(emojisOf(text));
      }),
      { numRuns: 1_000 },
    );
  });
});
