import { describe, expect, it } from '@jest/globals';
import { Mention } from '../../../src/contract/mention.ts';
import { Territory } from '../../../src/contract/territory.ts';
import { buildTerritoryIndex } from '../../../src/core/territory/index.ts';
import type { Outcome } from '../../../streams/outcome.ts';
import { createMatchTerritories } from '../../../streams/processors/match-territories.ts';
import type { LogRecord } from '../../../streams/transport/transport.ts';
import { iso, MINUTE, NOON, rawPost } from '../../support/signals.ts';
import { topicsOf } from '../chain.ts';

const topics = topicsOf(1);
const territory = (brand: string, query: string) => ({
  version: 7,
  territory: Territory.parse({ brand, topics: [{ id: 'sport', label: 'Sport', query }] }),
});
let index = buildTerritoryIndex([territory('brand-a', 'final'), territory('brand-b', 'floodlights OR final')]);
const processor = createMatchTerritories(topics, () => index);

const recordOf = (value: Uint8Array | null, timestamp = NOON): LogRecord => ({
  topic: 'signals',
  partition: 0,
  offset: 0,
  key: 'k',
  value,
  timestamp,
});
const handle = (value: unknown, timestamp?: number): readonly Outcome[] =>
  processor.process(recordOf(Buffer.from(JSON.stringify(value)), timestamp));

function mentionsIn(outcomes: readonly Outcome[]): Mention[] {
  return outcomes.flatMap((outcome) =>
    outcome.kind === 'emit' ? [Mention.parse(JSON.parse(Buffer.from(outcome.record.value).toString()))] : [],
  );
}

const raw = rawPost('The final in the dark');
const { publishedAt: _, ...timeless } = raw;

describe('a signal', () => {
  it('becomes one mention for each brand in whose territory it lies, under the key of the brand', () => {
    const outcomes = handle(raw);
    expect(outcomes.map((outcome) => outcome.kind === 'emit' && [outcome.topic.name, outcome.record.key])).toEqual([
      ['mentions', 'brand-a'],
      ['mentions', 'brand-b'],
    ]);
    const [first, second] = mentionsIn(outcomes);
    expect(first).toMatchObject({ id: `${first!.signal.id}:brand-a`, brand: 'brand-a', territoryVersion: 7 });
    expect(second!.signal).toEqual(first!.signal);
  });

  it('lies whole in each of its mentions, as the JSON that its schema would write', () => {
    for (const outcome of handle({
      ...raw,
      url: 'https://a.example/1',
      section: 'Sport',
      metrics: { likes: 3, rank: 1 },
    })) {
      const json = Buffer.from((outcome as Outcome & { kind: 'emit' }).record.value).toString();
      expect(JSON.stringify(Mention.parse(JSON.parse(json)))).toBe(json);
    }
  });

  it('outside every territory ends here', () => {
    expect(handle(rawPost('a quiet evening'))).toEqual([{ kind: 'drop', reason: 'outside-every-territory' }]);
  });

  it('meets the territories of the moment', () => {
    const before = index;
    index = buildTerritoryIndex([territory('brand-c', 'dark')]);
    expect(mentionsIn(handle(raw)).map(({ brand }) => brand)).toEqual(['brand-c']);
    index = before;
  });

  it('too long to be told of whole is still told of by what is known about it', () => {
    const query = 'floodlights lang:en site:a.example is:original followers:>10 #dark';
    const own = buildTerritoryIndex([territory('brand-d', query)]);
    const text = `Floodlights #dark ${'and the stadium sings on '.repeat(1_000)}`.trim();
    const author = { id: 'ana', followers: 20 };
    const long = rawPost(text, { externalId: '1', lang: null, url: 'https://a.example/1', author });
    const record = recordOf(Buffer.from(JSON.stringify(long)));
    const [mention] = mentionsIn(createMatchTerritories(topics, () => own).process(record));
    expect(mention).toMatchObject({ brand: 'brand-d', signal: { lang: 'en', text } });
    expect(mention!.topics[0]!.words).toEqual(['floodlights', '#dark']);
    expect(own.quarantined).toEqual([]);
  });

  it('gives the same bytes every time', () => {
    const bytes = () =>
      handle(raw).map((outcome) => outcome.kind === 'emit' && Buffer.from(outcome.record.value).toString());
    expect(bytes()).toEqual(bytes());
  });
});

const bytes = (...pieces: (string | number[])[]): Buffer =>
  Buffer.concat(pieces.map((piece) => Buffer.from(piece as string)));

/** What is refused, with the beginning of the reason that people read. */
const refused: [about: string, value: Uint8Array, reason: RegExp][] = [
  ['broken JSON', bytes('{"source":'), /^not-json: not JSON in UTF-8/],
  ['nothing', bytes(''), /^not-json/],
  ['two documents', bytes('{}{}'), /^not-json/],
  ['bytes that are not UTF-8', bytes('{"source":"', [0xff, 0xfe], '"}'), /^not-json/],
  ['half a surrogate in UTF-8', bytes('"', [0xed, 0xa0, 0x80], '"'), /^not-json/],
  ['a gzip header', bytes([0x1f, 0x8b, 8, 0]), /^not-json/],
  ['a list', bytes('[]'), /^invalid: .*expected object/],
  ['null', bytes('null'), /^invalid: .*expected object/],
  ['200,000 brackets', bytes('['.repeat(200_000)), /^not-json/],
  ['200,000 closed brackets', bytes('['.repeat(200_000), ']'.repeat(200_000)), /^invalid/],
  ['no fields', bytes('{}'), /^invalid: source: .*kind: .*externalId: /],
  ['only a prototype', bytes('{"__proto__":{"source":"a","kind":"post","externalId":"1"}}'), /^invalid: source/],
  ['a wrong type', bytes(JSON.stringify({ ...raw, text: 5 })), /^invalid: text: /],
  ['a wrong kind', bytes(JSON.stringify({ ...raw, kind: 'video' })), /^invalid: kind: /],
  [
    'a time in words',
    bytes(JSON.stringify({ ...raw, publishedAt: 'yesterday' })),
    /^invalid: publishedAt: not an ISO 8601 time/,
  ],
  [
    'a day that does not exist',
    bytes(JSON.stringify({ ...raw, publishedAt: '2026-02-30T00:00:00Z' })),
    /^invalid: publishedAt/,
  ],
  ['no time', bytes(JSON.stringify(timeless)), /^invalid: publishedAt: give publishedAt or observedAt/],
  ['a count under zero', bytes(JSON.stringify({ ...raw, metrics: { likes: -1 } })), /^invalid: metrics\.likes/],
  [
    'a count without end',
    bytes(JSON.stringify(raw).replace('"lang"', '"metrics":{"views":1e400},"lang"')),
    /^invalid: metrics\.views/,
  ],
  [
    'a text over 100,000 characters',
    bytes(JSON.stringify({ ...raw, text: 'x'.repeat(100_001) })),
    /^invalid: text: longer than 100,000/,
  ],
  [
    'a record of 1 MB',
    bytes(JSON.stringify({ ...raw, text: 'x'.repeat(1 << 20) })),
    /^too-large: \d+ bytes, at most 524288/,
  ],
];

describe('a poisonous record', () => {
  it.each(refused)('%s is refused in words', (_about, value, reason) => {
    const [outcome, ...more] = processor.process(recordOf(value));
    expect(more).toEqual([]);
    expect(outcome).toMatchObject({ kind: 'reject' });
    const { reason: code, detail } = outcome as Outcome & { kind: 'reject' };
    expect(`${code}: ${detail}`).toMatch(reason);
    expect(detail.length).toBeLessThan(600);
  });

  it('that is a tombstone ends here', () => {
    expect(processor.process(recordOf(null))).toEqual([{ kind: 'drop', reason: 'tombstone' }]);
  });

  const taken: [about: string, value: unknown, expected: object][] = [
    ['1970', { ...raw, publishedAt: '1970-01-01T00:00:00Z' }, { at: iso(0) }],
    ['9999', { ...raw, publishedAt: '9999-12-31T23:59:59Z' }, { at: iso(NOON + 2 * MINUTE) }],
    ['NUL and other control characters', { ...raw, text: 'the\0 fi\x07nal' }, { text: 'the final' }],
    [
      'halves of surrogates',
      { ...raw, text: 'final \ud83c', author: { id: '\udf6b' } },
      { text: 'final \ufffd', author: { id: '\ufffd' } },
    ],
    ['fields nobody knows', { ...raw, $where: '1', constructor: {}, source: 'a' }, { source: 'a' }],
    [
      'null for what is absent',
      { ...raw, title: null, url: null, author: null, tags: null, metrics: null },
      { title: '', tags: [] },
    ],
  ];
  it.each(taken)('with %s comes out clean', (_about, value, expected) => {
    const mentions = mentionsIn(handle(value));
    expect(mentions).toHaveLength(2);
    expect(mentions[0]!.signal).toMatchObject(expected);
  });

  it('cannot reach a prototype', () => {
    const json = JSON.stringify({ ...raw, metrics: {} }).replace(
      '"metrics":{}',
      '"metrics":{"__proto__":{"likes":9}},"__proto__":{"x":1}',
    );
    const [mention] = mentionsIn(processor.process(recordOf(Buffer.from(json))));
    expect(mention!.signal.metrics).toEqual({});
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  it('with a byte order mark is read', () => {
    expect(processor.process(recordOf(bytes([0xef, 0xbb, 0xbf], JSON.stringify(raw))))).toHaveLength(2);
  });
});
