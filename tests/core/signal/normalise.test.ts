import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RawSignal, Signal } from '../../../src/contract/signal.ts';
import { complete, LazySignal, normalise, signalId } from '../../../src/core/signal/normalise.ts';
import { fingerprint } from '../../../src/core/signal/duplicate.ts';
import { tokenize } from '../../../src/core/text/tokens.ts';
import { canonicalUrl, siteOf } from '../../../src/core/signal/url.ts';
import { iso, MINUTE, NOON, rawArticle, rawPost } from '../../support/signals.ts';

const hostile = fc.string({
  unit: fc.constantFrom('a', 'é', '\0', '\x07', '\x7f', '\ud83c', '\udf6b', '🍫', ' ', '\n'),
  maxLength: 30,
});
const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/;

describe('a raw signal', () => {
  it('comes out as a signal that every later stage can store, whatever its texts hold', () => {
    const text = fc.option(hostile, { nil: null });
    fc.assert(
      fc.property(hostile, hostile, text, text, text, (id, name, title, body, url) => {
        const raw = RawSignal.parse({
          source: `s${id}`,
          kind: 'post',
          externalId: `x${id}`,
          publishedAt: iso(NOON),
          title,
          text: body,
          url,
          author: { id: `a${name}`, name, handle: name },
          section: name,
          place: name,
          tags: [name],
        });
        const signal = normalise(raw, NOON);
        expect(Signal.parse(signal)).toEqual(JSON.parse(JSON.stringify(signal)));
        const { source, externalId, author, tags, section, place } = signal;
        const strings = [
          source,
          externalId,
          signal.title,
          signal.text,
          section,
          place,
          ...tags,
          ...Object.values(author ?? {}),
        ];
        for (const value of strings.filter((one) => typeof one === 'string')) {
          expect(value.isWellFormed()).toBe(true);
          expect(value).not.toMatch(CONTROL);
        }
      }),
    );
  });

  it('without any words is a signal all the same', () => {
    const signal = normalise({ source: 's', kind: 'post', externalId: '1', publishedAt: iso(NOON) }, NOON);
    expect(signal).toMatchObject({ title: '', text: '', lang: 'und', tags: [], media: [], metrics: {} });
    expect(Signal.safeParse(signal).success).toBe(true);
  });

  it('keeps what it answers or passes on', () => {
    const signal = normalise(rawPost('x', { inReplyTo: ' 7\0', repostOf: null }), NOON);
    expect(signal).toMatchObject({ inReplyTo: '7' });
    expect(signal).not.toHaveProperty('repostOf');
  });

  it('reads the same before it is complete, whatever is asked first', () => {
    const raw = rawPost('Le #stade a chanté dans la nuit', {
      lang: null,
      url: 'http://www.a.example/1',
      tags: ['Été'],
    });
    const whole = normalise(raw, NOON);
    fc.assert(
      fc.property(fc.shuffledSubarray(Object.keys(whole) as (keyof Signal)[], { minLength: 1 }), (fields) => {
        const lazy = new LazySignal(raw, NOON);
        for (const field of [...fields, ...fields]) expect(lazy[field]).toEqual(whole[field]);
        expect(complete(lazy)).toEqual(whole);
      }),
    );
  });

  it('has the fingerprint of its words without its links', () => {
    const part = fc
      .array(fc.constantFrom('Été', 'goal', '#stade', 'https://a.example/goal', 'http://', '://x', 'œuf', '東京', '🍫'))
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(part, part, fc.boolean(), (title, text, wordsFirst) => {
        const lazy = new LazySignal(rawPost(text, { title }), NOON);
        if (wordsFirst) expect([lazy.titleWords, lazy.textWords]).toEqual([tokenize(title), tokenize(text)]);
        expect(lazy.fingerprint).toBe(fingerprint(tokenize(`${title} ${text}`.replace(/https?:\/\/\S+/g, ' '))));
      }),
    );
  });

  it('can be stood in for with another text, which has words of its own', () => {
    const lazy = new LazySignal(rawPost('goal in the dark', { lang: 'fr', url: 'https://a.example/1' }), NOON);
    expect(lazy.textWords).toEqual(['goal', 'in', 'the', 'dark']);
    const other = Object.create(lazy, { text: { value: 'goal' } }) as LazySignal;
    expect(other).toMatchObject({ textWords: ['goal'], lang: 'fr', site: 'a.example', at: lazy.at, id: lazy.id });
    expect(lazy.textWords).toEqual(['goal', 'in', 'the', 'dark']);
  });

  it('keeps its id when everything but source and external id changes', () => {
    const before = rawArticle('A final in the dark', { externalId: '7' });
    const after = rawArticle('Stadium sings in the dark', {
      externalId: '7',
      at: NOON + MINUTE,
      url: 'https://a.example/',
    });
    expect(normalise(after, NOON).id).toBe(normalise(before, 0).id);
    expect(normalise(before, NOON).id).toBe(signalId(before));
    expect(signalId({ source: 'a', externalId: 'b' })).not.toBe(signalId({ source: 'b', externalId: 'a' }));
  });
});

describe('event time', () => {
  const at = (stated: number, received: number): string => normalise(rawPost('x', { at: stated }), received).at;

  it('is what the signal says, and never later than two minutes after receipt', () => {
    expect(at(NOON, NOON + 5 * MINUTE)).toBe(iso(NOON));
    expect(at(NOON + MINUTE, NOON)).toBe(iso(NOON + MINUTE));
    expect(at(Date.UTC(9999, 11, 31), NOON)).toBe(iso(NOON + 2 * MINUTE));
    const times = fc.integer({ min: 0, max: Date.UTC(9999, 0) });
    fc.assert(
      fc.property(times, times, (stated, received) => {
        expect(Date.parse(at(stated, received))).toBe(Math.min(stated, received + 2 * MINUTE));
      }),
    );
  });

  it('is when it was observed where nobody knows when it was published', () => {
    const raw = { ...rawPost('x'), publishedAt: null, observedAt: iso(NOON - MINUTE) };
    expect(normalise(raw, NOON).at).toBe(iso(NOON - MINUTE));
    expect(RawSignal.safeParse({ ...raw, observedAt: null }).error?.issues[0]?.path).toEqual(['publishedAt']);
  });

  it('understands offsets', () => {
    const raw = { ...rawPost('x'), publishedAt: '2026-11-20T13:00:00+01:00' };
    expect(normalise(raw, NOON + MINUTE).at).toBe(iso(NOON));
  });
});

describe('hashtags', () => {
  it('are taken from the list, the title and the text, folded, each once', () => {
    const raw = rawPost('#Noël et #lumières', {
      title: 'Le #NOEL du stade',
      tags: ['#Lumieres', '＃Stade', 'noël', '#', ''],
    });
    expect(normalise(raw, NOON).tags).toEqual(['lumieres', 'stade', 'noel']);
  });
});

describe('addresses', () => {
  it.each([
    [
      'http://www.Example.org/a/?utm_source=x&b=2&a=1&fbclid=9#part',
      'https://www.example.org/a?a=1&b=2',
      'example.org',
    ],
    ['https://news.example.co.uk/story/', 'https://news.example.co.uk/story', 'news.example.co.uk'],
    ['https://user:secret@example.org/x', 'https://example.org/x', 'example.org'],
  ])('%s is %s of %s', (url, canonical, site) => {
    expect(normalise(rawPost('x', { url }), NOON)).toMatchObject({ url: canonical, site });
  });

  it('that are not of the web stay as they are and name no site', () => {
    for (const url of ['/sport/final-42', 'at://did:plc:x/post/1', 'http://', 'https://[', 'not an address']) {
      expect(canonicalUrl(url)).toBe(url);
      expect(siteOf(url)).toBeUndefined();
    }
  });

  it('are the same with a fragment and without, in whichever way they are read', () => {
    const unit = fc.constantFrom(
      ...'abx0._-~/',
      'www.',
      '.com',
      '.fr',
      'xn--',
      '/..',
      '//',
      'index.html',
      ':80',
      '%41',
      'A',
    );
    fc.assert(
      fc.property(fc.constantFrom('http', 'https'), fc.array(unit, { maxLength: 9 }), (scheme, units) => {
        const url = `${scheme}://a${units.join('')}`;
        if (URL.canParse(url)) expect(canonicalUrl(url)).toBe(canonicalUrl(`${url}#part`));
      }),
      { numRuns: 2_000 },
    );
  });

  it('are the same however often they are made canonical', () => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true }), (url) => {
        expect(canonicalUrl(canonicalUrl(url))).toBe(canonicalUrl(url));
      }),
    );
  });
});
