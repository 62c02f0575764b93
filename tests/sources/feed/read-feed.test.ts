import { describe, expect, it } from '@jest/globals';
import { parseFeedDate } from '../../../src/sources/feed/dates.ts';
import { decodeText } from '../../../src/sources/feed/decode-text.ts';
import { plainText } from '../../../src/sources/feed/plain-text.ts';
import { readFeed } from '../../../src/sources/feed/read-feed.ts';
import { toSignals } from '../../../src/sources/feed/to-signals.ts';

const NOW = Date.UTC(2026, 10, 22, 20);
const origin = { source: 'paper', kind: 'news', url: 'https://paper.example/rss' } as const;
const signals = (text: string) => toSignals(readFeed(text), origin, NOW);

describe('one story in every format', () => {
  const want = {
    source: 'paper',
    kind: 'news',
    externalId: 'https://paper.example/lights',
    publishedAt: '2026-11-22T19:30:00.000Z',
    lang: 'fr',
    title: 'La panne & la fête',
    text: 'Des téléphones allumés dans le stade.',
    url: 'https://paper.example/lights',
  };
  const html =
    '&lt;p&gt;Des t&amp;eacute;l&amp;eacute;phones &lt;b&gt;allumés&lt;/b&gt;&lt;/p&gt;&lt;p&gt;dans le stade.&lt;/p&gt;';

  it.each([
    [
      'RSS',
      `<rss version="2.0"><channel><link>https://paper.example/</link><language>fr</language><item><title><![CDATA[La panne &amp; la fête]]></title>
       <link>/lights</link><guid>https://paper.example/lights</guid><pubDate>Sun, 22 Nov 2026 20:30:00 +0100</pubDate><description>${html}</description></item></channel></rss>`,
    ],
    [
      'Atom',
      `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><entry><title>La panne &amp; la fête</title><id>https://paper.example/lights</id>
       <link rel="self" href="/self"/><link href="/lights"/><published>2026-11-22T19:30:00Z</published><updated>2026-11-22T19:55:00Z</updated>
       <summary type="html">${html}</summary></entry></feed>`,
    ],
    [
      'RDF',
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
       <channel><dc:language>fr</dc:language></channel><item rdf:about="https://paper.example/lights"><title>La panne &amp;amp; la fête</title>
       <link>https://paper.example/lights</link><dc:date>2026-11-22T20:30:00+01:00</dc:date><description>${html}</description></item></rdf:RDF>`,
    ],
    [
      'JSON Feed',
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'Paper',
        language: 'fr',
        items: [
          {
            id: 'https://paper.example/lights',
            url: '/lights',
            title: 'La panne & la fête',
            content_html: '<p>Des t&eacute;léphones <b>allumés</b></p><p>dans le stade.',
            date_published: '2026-11-22T19:30:00Z',
          },
        ],
      }),
    ],
  ])('%s', (_, text) => {
    expect(signals(text)).toEqual([expect.objectContaining(want)]);
  });
});

describe('items that lack something', () => {
  const rss = (items: string) => `<rss version="2.0"><channel>${items}</channel></rss>`;

  it('are told apart by their address, or by their words', () => {
    const [byUrl, byWords, same] = signals(
      rss(
        '<item><title>A</title><link>https://p.example/a</link></item><item><title>B</title></item><item><title>B</title></item>',
      ),
    );
    expect(byUrl!.externalId).toBe('https://p.example/a');
    expect(byWords!.externalId).toMatch(/^[\w-]{22}$/);
    expect(same!.externalId).toBe(byWords!.externalId);
  });

  it('do not become one because the feed uses an id twice', () => {
    const read = signals(
      rss(
        '<item><title>A</title><guid>1</guid><link>https://p.example/a</link></item><item><title>B</title><guid>1</guid><link>https://p.example/b</link></item>',
      ),
    );
    expect(read.map(({ externalId }) => externalId)).toEqual(['https://p.example/a', 'https://p.example/b']);
  });

  it('are dated by their reading where their date is none, and left out where they say nothing', () => {
    const read = signals(
      rss('<item><title>A</title><pubDate>soon</pubDate></item><item><link>https://p.example/b</link></item>'),
    );
    expect(read).toEqual([expect.objectContaining({ title: 'A', observedAt: '2026-11-22T20:00:00.000Z' })]);
    expect(read[0]).not.toHaveProperty('publishedAt');
  });

  it('come oldest first, without addresses that are not of the web', () => {
    const read = signals(
      rss(
        '<item><title>New</title><pubDate>2026-11-22</pubDate><link>javascript:alert(1)</link></item><item><title>Old</title><pubDate>2026-11-21</pubDate></item>',
      ),
    );
    expect(read.map(({ title, url }) => [title, url])).toEqual([
      ['Old', undefined],
      ['New', undefined],
    ]);
  });
});

describe('documents made to harm', () => {
  const rss = (content: string) => `<rss version="2.0"><channel>${content}</channel></rss>`;

  it('do not laugh a billion times, and fetch nothing', () => {
    const entities = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
    const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">${entities}<!ENTITY x SYSTEM "file:///etc/passwd">]>`;
    const read = signals(`${bomb}${rss('<item><title>&l9; &x; end</title></item>')}`);
    expect(read[0]!.title!.length).toBeLessThan(100);
    expect(read[0]!.title).not.toContain('root:');
  });

  it.each([
    ['nests deeper', `<rss><channel><item>${'<a>'.repeat(100_000)}`],
    ['more elements', rss(`<item><title>A</title>${'<a/>'.repeat(300_000)}</item>`)],
    ['enormous', `<rss a="${'x'.repeat(1_000_000)}"><channel/></rss>`],
    ['a web page', '<!DOCTYPE html><html><body>Hello</body></html>'],
    ['is empty', '  '],
    ['is no RSS', '{"a": 1}'],
    ['is no RSS', '<nothing'],
    ['is no RSS', '['.repeat(1_000_000)],
  ])('are refused in words: %s', (words, text) => {
    expect(() => readFeed(text)).toThrow(words);
  });

  it('with a million items are read up to the thousandth', () => {
    const items = '<item><title>A</title></item>'.repeat(172_000);
    expect(readFeed(rss(items)).items).toHaveLength(1_000);
    const entries = '<entry><title>A</title></entry>'.repeat(2_000);
    expect(readFeed(`<feed xmlns="http://www.w3.org/2005/Atom">${entries}</feed>`).items).toHaveLength(1_000);
    const json = {
      version: 'https://jsonfeed.org/version/1',
      title: 'x',
      items: Array.from({ length: 3_000 }, (_, id) => ({ id, content_text: 'x' })),
    };
    expect(readFeed(JSON.stringify(json)).items).toHaveLength(1_000);
  });

  it('do not hold up whoever reads their texts', () => {
    for (const hostile of [
      '<'.repeat(200_000),
      '<script>'.repeat(25_000),
      '<!--'.repeat(50_000),
      '&'.repeat(200_000),
      '<a '.repeat(60_000),
      '<script></script>'.repeat(12_000),
    ]) {
      expect(typeof plainText(hostile)).toBe('string');
    }
  });
});

describe('encodings', () => {
  const xml = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><rss/>é€`;

  it('are told by mark, header, declaration, in this order', () => {
    expect(decodeText(Buffer.from(`\ufeff${xml('iso-8859-1')}`), 'text/xml; charset=latin1')).toContain('é€');
    expect(decodeText(Buffer.from(`\ufeff${xml('utf-16')}`, 'utf16le'), '')).toContain('é€');
    expect(decodeText(Buffer.from(xml('utf-16'), 'utf16le'), '')).toContain('é€');
    expect(decodeText(Buffer.from(xml('iso-8859-1')), 'text/xml; charset="UTF-8"')).toContain('é€');
    expect(decodeText(Buffer.from([...Buffer.from(xml('windows-1252').slice(0, -2)), 0xe9, 0x80]), '')).toContain('é€');
    expect(decodeText(Buffer.from([0xcf, 0xf0, 0xe8]), 'text/xml; charset=windows-1251')).toBe('При');
  });

  it('that are not told are UTF-8, or else Western', () => {
    expect(decodeText(Buffer.from('<rss/>é€'), 'text/xml')).toBe('<rss/>é€');
    expect(decodeText(Buffer.from([0x3c, 0x72, 0xe9]), 'text/xml')).toBe('<ré');
    expect(() => decodeText(Buffer.from('x'), 'text/xml; charset=klingon')).toThrow('unknown encoding (klingon)');
  });
});

describe('words of HTML', () => {
  it.each([
    ['a<b>b</b>c<br>d<p>e</p>f', 'abc d e f'],
    ['1 < 2 &lt; 3 & 4 &amp; 5 &#8217;&nbsp;&eacute;', '1 < 2 < 3 & 4 & 5 ’ é'],
    ['<style>p{}</style>x<script>if (a < b) {}</script>y<!-- no > way -->z', 'x y z'],
    ['<a href="?a>b">link</a>', 'b">link'],
    ['half <a', 'half <a'],
  ])('%s', (html, text) => {
    expect(plainText(html)).toBe(text);
  });
});

describe('dates', () => {
  it.each([
    ['Sun, 22 Nov 2026 20:15:00 +0100', '2026-11-22T19:15:00.000Z'],
    ['22 Nov 26 20:15 EST', '2026-11-23T01:15:00.000Z'],
    ['Sunday, 22-Nov-26 20:15:00 GMT', '2026-11-22T20:15:00.000Z'],
    ['Sun Nov 22 20:15:00 2026', '2026-11-22T20:15:00.000Z'],
    ['dim., 22 nov. 2026 20:15:00 +0100', '2026-11-22T19:15:00.000Z'],
    ['22 février 2026', '2026-02-22T00:00:00.000Z'],
    ['2026-11-22T20:15:00.25+01:00', '2026-11-22T19:15:00.250Z'],
    ['2026-11-22 20:15', '2026-11-22T20:15:00.000Z'],
    ['2026-11', '2026-11-01T00:00:00.000Z'],
    ['2026-326', '2026-11-22T00:00:00.000Z'],
    ['20261122T201500Z', '2026-11-22T20:15:00.000Z'],
    ['11/22/2026 8:15 PM', '2026-11-22T20:15:00.000Z'],
  ])('%s', (text, instant) => {
    expect(new Date(parseFeedDate(text)!).toISOString()).toBe(instant);
  });

  it.each([
    '',
    'soon',
    '2026-13-01',
    '31:99',
    'Sun, 99 Nov 2026',
    '275760-09-13T00:00:00Z',
    '22 Nov 2026 20:15 XYZ',
    `${'9'.repeat(10_000)}`,
  ])('none: %s', (text) => {
    expect(parseFeedDate(text)).toBeNull();
  });
});
