import { describe, expect, it } from '@jest/globals';
import { numberOf, prepareDocument, valuesOf } from '../../../src/core/territory/document.ts';
import type { KeywordField } from '../../../src/core/territory/query.ts';
import { HOUR, NOON, article, iso, post } from '../../support/signals.ts';

/** Of a post of these words. */
const found = (field: KeywordField, text: string): readonly string[] => valuesOf(field, post(text));

describe('what a signal has', () => {
  it.each<[KeywordField, string, string[]]>([
    ['handle', 'thanks @Ana, @bo.b! (@Zoé) .@x_1.', ['ana', 'bo.b', 'zoe']],
    ['handle', 'write to ana@example.org or a.b@c.org', []],
    ['handle', 'https://social.example/@ana', []],
    ['handle', '@club@example.org and @ana.', ['club@example.org', 'ana']],
    ['handle', '@e\u0301a', ['ea']],
    ['handle', '@ ana @@bo @', []],
    ['cashtag', '$TSLA, ($goal) $É_1', ['tsla', 'goal', 'e_1']],
    ['cashtag', '$5 US$TSLA $$TSLA $ TSLA 5$', []],
    ['emoji', '👍🏽 and 🇫🇷 and 👩🏽‍🚀❤️', ['👍', '🇫🇷', '👩‍🚀', '❤']],
    ['has', 'see https://example.org/a', ['link']],
    ['has', 'see example.org/a or http://', []],
    [
      'url',
      'a http://Example.org/a?utm_source=x, (https://b.example/c).',
      ['https://example.org/a', 'https://b.example/c'],
    ],
  ])('%s of %s', (field, text, values) => expect(found(field, text)).toEqual(values));

  it.each([
    ['https://www.Sport.example.org/a', ['sport.example.org', 'example.org', 'org']],
    [undefined, []],
  ])('site of %s', (url, values) => expect(valuesOf('site', article('x', { url }))).toEqual(values));

  it.each([
    ['Paris, FR', ['fr']],
    ['fr', ['fr']],
    ['Lyon, France', ['fr']],
    ['Londres, Royaume-Uni', ['gb']],
    ['London/UK', ['gb']],
    ['Berlin; Germany', ['de']],
    ['Abidjan, Côte d’Ivoire', ['ci']],
    ['New York, USA', ['us']],
    ['Paris', []],
    ['somewhere, xx', []],
    ['', []],
  ])('country of %j', (place, values) => expect(valuesOf('country', post('x', { place }))).toEqual(values));

  it.each([
    [['https://example.org/a.jpg'], ['image']],
    [['https://example.org/a.mp4?x'], ['video']],
    [
      ['https://youtu.be/x', 'https://example.org/photo'],
      ['image', 'video'],
    ],
    [['https://example.org/a.mp3'], []],
    [[], []],
  ])('has: of the attachments %j', (media, values) => expect(valuesOf('has', post('x', { media }))).toEqual(values));

  it('is an answer, something passed on, or its own', () => {
    expect(valuesOf('is', post('x'))).toEqual(['original']);
    expect(valuesOf('is', post('x', { inReplyTo: '1' }))).toEqual(['reply']);
    expect(valuesOf('is', post('x', { repostOf: '1' }))).toEqual(['repost']);
  });

  it('has an author by id, handle and name', () => {
    const author = { id: 'U12', handle: '@Zoé', name: 'Zoé  B' };
    expect(valuesOf('author', post('x', { author }))).toEqual(['u12', 'zoe', 'zoe  b']);
  });

  it('states numbers or does not', () => {
    const signal = post('x', { author: { id: 'a', followers: 0 }, metrics: { likes: 3 } });
    expect(numberOf('followers', signal)).toBe(0);
    expect(numberOf('likes', signal)).toBe(3);
    expect(numberOf('shares', signal)).toBeUndefined();
    expect(numberOf('followers', article('x'))).toBeUndefined();
  });

  it('is as old as it was when it came, and never of the future', () => {
    const age = (at: number, receivedAt: number) =>
      numberOf('age', { ...post('x'), at: iso(at), receivedAt: iso(receivedAt) });
    expect(age(NOON, NOON + 2 * HOUR)).toBe(2 * HOUR);
    expect(age(NOON + HOUR, NOON)).toBe(0);
    expect(numberOf('age', { ...post('x'), at: undefined })).toBeUndefined();
  });

  it('looks at so many addresses of a text and no more, each once', () => {
    const links = (count: number): string =>
      Array.from({ length: count }, (_, i) => `https://a.example/${i}`).join(' ');
    expect(found('url', links(3))).toHaveLength(3);
    expect(found('url', links(2_000))).toHaveLength(500);
    expect(found('url', 'https://a.example/ https://a.example/')).toHaveLength(1);
  });
});

describe('the words of a signal', () => {
  it('stand in title, text and each tag, with more between these than anything reaches across', () => {
    const doc = prepareDocument({ ...article('Big final', { text: 'big night' }), tags: ['big', 'ete_2026'] });
    const { textFrom, tagsFrom } = doc;
    expect(doc.words.get('big')).toEqual([0, textFrom, tagsFrom]);
    expect(doc.words.get('night')).toEqual([textFrom + 1]);
    expect(doc.titleLength).toBe(2);
    expect(textFrom).toBeGreaterThan(2 + 50);
    expect(tagsFrom).toBeGreaterThan(textFrom + 2 + 50);
    expect(doc.words.get('2026')![0]! - doc.words.get('ete')![0]!).toBe(1);
  });
});
