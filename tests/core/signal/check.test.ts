import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RawSignal } from '../../../src/contract/signal.ts';
import { isPlainSignal } from '../../../src/core/signal/check.ts';
import { eveningItems, iso, NOON, rawArticle, rawPost } from '../../support/signals.ts';

/** Ordinary and odd values of one field; odd ones are rarer, so that most signals have one at most. */
const mostly = (ordinary: fc.Arbitrary<unknown>, ...odd: unknown[]) =>
  fc.oneof(
    { weight: 40, arbitrary: ordinary },
    { weight: 1, arbitrary: fc.oneof(fc.constantFrom(...odd, null, '', ' a ', [], {}, true, 0), fc.jsonValue()) },
  );
const text = (most: number) => mostly(fc.string({ maxLength: 40 }), 'x'.repeat(most), 'x'.repeat(most + 1));
const count = mostly(fc.nat(), -1, 0.5, -0, 2 ** 53, 2 ** 53 - 1);
const digits = (most: number, width = 2) =>
  fc.integer({ min: 0, max: most }).map((n) => String(n).padStart(width, '0'));
const instant = mostly(
  fc
    .tuple(digits(9_999, 4), digits(13), digits(32), digits(24), digits(60), digits(60))
    .chain(([year, month, day, hour, minute, second]) =>
      fc
        .constantFrom('Z', 'Z', '.5Z', '.123456Z', '+01:00', '-23:59', '+24:00', 'z')
        .map((zone) => `${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`),
    ),
  '2024-02-29T00:00:00Z',
  '2023-02-29T00:00:00Z',
  '2024-01-01T00:00Z',
  ' 2024-01-01T00:00:00Z',
  '2024-01-01T00:00:00Z\n',
  '2024-01-01 00:00:00Z',
);
const list = (most: number, longest: number) =>
  mostly(
    fc.array(fc.string({ maxLength: 9 }), { maxLength: 3 }),
    Array.from({ length: most }, () => 'x'),
    Array.from({ length: most + 1 }, () => 'x'),
    ['x'.repeat(longest + 1)],
    [null],
  );
const unknownFields = { rank: fc.jsonValue(), constructor: fc.jsonValue() };
const anything = fc.record(
  {
    source: text(200),
    kind: mostly(fc.constantFrom('news', 'post'), 'video'),
    externalId: text(2_000),
    publishedAt: instant,
    observedAt: instant,
    lang: text(35),
    title: text(2_000),
    text: text(100_000),
    url: text(4_000),
    author: mostly(
      fc.record({ id: text(500), name: text(500), handle: text(500), followers: count }, { requiredKeys: [] }),
    ),
    section: text(200),
    place: text(200),
    media: list(50, 4_000),
    tags: list(100, 200),
    metrics: mostly(
      fc.record({ likes: count, shares: count, comments: count, views: count, ...unknownFields }, { requiredKeys: [] }),
    ),
    inReplyTo: text(2_000),
    repostOf: text(2_000),
    ...unknownFields,
  },
  { requiredKeys: ['source', 'kind', 'externalId'] },
);

/** What is left of a value when the fields that another has not are taken away. */
function only(value: unknown, like: unknown): unknown {
  if (typeof like !== 'object' || like === null || Array.isArray(like)) return value;
  const fields = value as Record<string, unknown>;
  return Object.fromEntries(Object.entries(like).map(([key, known]) => [key, only(fields[key], known)]));
}

describe('the quick test of a raw signal', () => {
  it('takes nothing that the schema refuses or changes', () => {
    let taken = 0;
    fc.assert(
      fc.property(anything, (made) => {
        const value: unknown = JSON.parse(JSON.stringify(made));
        if (!isPlainSignal(value)) return;
        taken++;
        const parsed = RawSignal.safeParse(value);
        expect(parsed.error).toBeUndefined();
        expect(only(value, parsed.data)).toEqual(parsed.data);
      }),
      { numRuns: 5_000 },
    );
    expect(taken).toBeGreaterThan(500);
  });

  it('takes nothing else that JSON can say', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => expect(isPlainSignal(value)).toBe(false)));
  });

  it('takes what sources send', () => {
    const whole = rawArticle('A final in the dark', {
      url: 'https://a.example/1',
      author: { id: 'a', name: 'A', handle: null, followers: 3 },
      section: 'Sport',
      place: 'Lyon',
      media: ['https://a.example/1.jpg'],
      tags: ['final'],
      metrics: { likes: 1, shares: null },
      inReplyTo: '1',
    });
    const evening = eveningItems().map(({ raw }) => ({ ...raw, publishedAt: iso(NOON) }));
    for (const raw of [whole, rawPost('x'), ...evening]) {
      expect(isPlainSignal(raw)).toBe(true);
      expect(isPlainSignal({ ...raw, rank: 1 })).toBe(true);
    }
  });

  it('knows every field of the schema', () => {
    const taken = Object.keys(RawSignal.shape).filter((field) => isPlainSignal({ ...rawPost('x'), [field]: 5 }));
    expect(taken).toEqual([]);
  });
});
