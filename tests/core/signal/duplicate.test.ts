import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fingerprint, nearCopies } from '../../../src/core/signal/duplicate.ts';
import { hash32 } from '../../../src/core/text/hash.ts';
import { cleaned, post, rawPost } from '../../support/signals.ts';

const word = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrst'), minLength: 3, maxLength: 9 });
/** The definition: every word and every pair of neighbours votes for or against each of 64 bits. */
function plainFingerprint(words: readonly string[]): string {
  const pairs = words.slice(1).map((word, i) => `${words[i]} ${word}`);
  return [0x811c9dc5, 0x9747b28c]
    .map((seed) => {
      const hashes = [...words, ...pairs].map((feature) => BigInt(hash32(feature, seed)));
      const bits = Array.from({ length: 32 }, (_, bit) => {
        const ayes = hashes.filter((hash) => (hash >> BigInt(bit)) & 1n).length;
        return ayes > hashes.length - ayes ? 1n << BigInt(bit) : 0n;
      });
      return bits
        .reduce((a, b) => a | b)
        .toString(16)
        .padStart(8, '0');
    })
    .join('');
}

const text = (least: number, most: number) => fc.uniqueArray(word, { minLength: least, maxLength: most });

describe('fingerprints', () => {
  it('are 16 hexadecimal digits that follow from the words alone', () => {
    fc.assert(
      fc.property(text(0, 40), (words) => {
        expect(fingerprint(words)).toMatch(/^[0-9a-f]{16}$/);
        expect(nearCopies(fingerprint(words), fingerprint([...words]))).toBe(true);
      }),
    );
  });

  it('are what the definition says', () => {
    const words = fc.array(fc.oneof(word, fc.constantFrom('été', '東京', 'a')), { minLength: 6, maxLength: 120 });
    fc.assert(fc.property(words, (words) => expect(fingerprint(words)).toBe(plainFingerprint(words))));
    const many = Array.from({ length: 5_000 }, (_, i) => `w${(i * i) % 777}`);
    expect(fingerprint(many)).toBe(plainFingerprint(many));
  });

  it('measure nearness the same from both sides', () => {
    const print = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 16, maxLength: 16 });
    const bits = (a: string, b: string): number =>
      [...(BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2)].filter((bit) => bit === '1').length;
    fc.assert(
      fc.property(print, fc.array(fc.nat(63), { maxLength: 24 }), (a, flipped) => {
        const b = flipped
          .reduce((held, bit) => held ^ (1n << BigInt(bit)), BigInt(`0x${a}`))
          .toString(16)
          .padStart(16, '0');
        expect(nearCopies(a, b)).toBe(bits(a, b) <= 9);
        expect(nearCopies(b, a)).toBe(nearCopies(a, b));
      }),
    );
  });

  it('of a text with one word in twenty changed are near, more often than not', () => {
    const words = Array.from({ length: 20 }, (_, i) => `word${i}`);
    const near = Array.from({ length: 200 }, (_, i) =>
      nearCopies(fingerprint(words), fingerprint(words.with(i % 20, `other${i}`))),
    ).filter(Boolean).length;
    expect(near).toBeGreaterThan(120);
  });

  it('of different texts are not near', () => {
    fc.assert(
      fc.property(text(12, 30), text(12, 30), (a, b) => {
        const shared = a.filter((one) => b.includes(one)).length;
        if (shared < 3) expect(nearCopies(fingerprint(a), fingerprint(b))).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('of short texts are near only when they are the same', () => {
    fc.assert(
      fc.property(text(1, 5), text(1, 5), (a, b) => {
        expect(nearCopies(fingerprint(a), fingerprint(b))).toBe(a.join(' ') === b.join(' '));
      }),
    );
  });
});

describe('a repeated post', () => {
  const said = 'Every floodlight in the stadium has just gone out and the whole crowd is singing in the dark';

  it('is a near copy in other case, with other accents, another link or other emoji', () => {
    const first = post(said);
    for (const again of [
      said.toUpperCase(),
      `${said} https://t.example/abc`,
      `🔥 ${said}!!!`,
      said.replaceAll('i', 'í'),
    ]) {
      expect(nearCopies(first.fingerprint, post(again).fingerprint)).toBe(true);
    }
  });

  it('is not a copy of what merely shares its subject', () => {
    const other = cleaned(
      rawPost('Power cut at the final: phones up, people sing, and somewhere a mascot walks on alone'),
    );
    expect(nearCopies(post(said).fingerprint, other.fingerprint)).toBe(false);
  });
});
