import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import twitter from 'twitter-text';
import { Platform } from '../../../../src/contract/platform.ts';
import { measure } from '../../../../src/core/draft/limits/measure.ts';

/** Content whose cost is known before it is counted. */
interface Piece {
  readonly text: string;
  readonly x: number;
  readonly mastodon: number;
  readonly threads: number;
}

const each = (cost: number) => ({ x: cost, mastodon: cost, threads: cost });
const link = (text: string): Piece => ({ text, x: 23, mastodon: 23, threads: text.length });
const emoji = (text: string, x = 2): Piece => ({ text, x, mastodon: 1, threads: Buffer.byteLength(text) });
const PIECES: Piece[] = [
  { text: 'mot', ...each(3) },
  { text: 'été', ...each(3) },
  { text: 'cafe\u0301', x: 4, mastodon: 4, threads: 5 },
  { text: '你好', x: 4, mastodon: 2, threads: 2 },
  { text: 'สวัสดี', x: 6, mastodon: 4, threads: 6 },
  { text: '…', x: 2, mastodon: 1, threads: 1 },
  { text: 'a\u00a0!', ...each(3) },
  { text: 'a\u202f!', x: 4, mastodon: 3, threads: 3 },
  { text: 'a\r\nb', x: 4, mastodon: 3, threads: 4 },
  { text: '\u{1d5ef}', x: 2, mastodon: 1, threads: 1 },
  { text: '3.14', ...each(4) },
  { text: '#tag', ...each(4) },
  { text: '@alice', ...each(6) },
  { text: '@alice@example.social', x: 21, mastodon: 6, threads: 21 },
  { text: 'a.com', x: 23, mastodon: 5, threads: 5 },
  link('https://example.com'),
  link('http://example.com/a_(b)?c=d#e'),
  link('https://fr.wikipedia.org/wiki/Caf%C3%A9'),
  emoji('👍'),
  emoji('👍🏿'),
  emoji('👨‍👩‍👧‍👦'),
  emoji('🇫🇷'),
  emoji('1️⃣'),
  emoji('🏴󠁧󠁢󠁳󠁣󠁴󠁿'),
  emoji('🧑‍🧑‍🧒', 8),
];
const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 });
const joined = (all: readonly Piece[]) => all.map(({ text }) => text).join(' ');
const cost = (all: readonly Piece[], of: 'x' | 'mastodon' | 'threads') =>
  all.reduce((sum, piece) => sum + piece[of], Math.max(0, all.length - 1));

/** Anything, also what is no good Unicode, mixed with what is read as links, mentions and emoji. */
const wild = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.string({ maxLength: 20 }),
      fc.constantFrom(' ', '.', '@', '://', '\u202f', '\u200d', '\ufe0f', '\ufe0e', '\ud83d', '\udc4d', '\u0301'),
      fc.constantFrom(...PIECES.map(({ text }) => text)),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));
const platform = fc.constantFrom(...Platform.options);

/** Slow and plain: one grapheme, one code point, one byte after the other. */
const PLAIN: Partial<Record<Platform, (text: string) => number>> = {
  x: (text) => twitter.parseTweet(text).weightedLength,
  bluesky: (text) => Array.from(new Intl.Segmenter().segment(text)).length,
  youtube: (text) => Buffer.from(text, 'utf8').byteLength,
};
const units = (text: string) => Array.from({ length: text.length }).length;

describe('whatever the text', () => {
  it('has the cost of its pieces', () => {
    fc.assert(
      fc.property(pieces, (all) => {
        const text = joined(all);
        for (const on of ['x', 'mastodon', 'threads'] as const)
          expect([on, text, measure(on, text).length]).toEqual([on, text, cost(all, on)]);
      }),
    );
  });

  it('is as long as a plain count says', () => {
    fc.assert(
      fc.property(wild, platform, (text, on) => {
        if (on === 'mastodon' || on === 'threads') return;
        expect(measure(on, text).length).toBe((PLAIN[on] ?? units)(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('never is shorter than nothing, and fits only within the limit', () => {
    fc.assert(
      fc.property(wild, platform, fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }), (text, on, most) => {
        const { length, limit, over, fits, parts, warnings } = measure(on, text, { limit: most });
        expect(Number.isInteger(length) && length >= 0).toBe(true);
        expect(over).toBe(Math.max(0, length - limit));
        expect(fits).toBe(over === 0 && !warnings.some(({ level }) => level === 'refused'));
        for (const part of parts) expect(part.cost).toBeGreaterThan(0);
        expect(parts.reduce((sum, part) => sum + part.cost, 0)).toBe(length);
      }),
      { numRuns: 2_000 },
    );
  });

  it('gets shorter by one more character only where that completes a link, a mention or an emoji', () => {
    fc.assert(
      fc.property(wild, fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), platform, (text, sign, on) => {
        const growth = measure(on, text + sign).length - measure(on, text).length;
        const special = { x: /[.\p{Emoji}\u200d\p{RI}]/u, mastodon: /:\/\/|@/, threads: /\p{Emoji}/u }[on as 'x'];
        if (special?.test(text + sign)) return;
        expect(growth).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 2_000 },
    );
  });
});
