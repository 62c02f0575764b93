import { describe, expect, it } from '@jest/globals';
import { countryCode, readRange, VALUE_FIELDS } from '../../../src/core/territory/fields.ts';
import type { KeywordField } from '../../../src/core/territory/query.ts';

const HOUR = 3_600_000;

describe('a comparison', () => {
  it.each([
    ['>=1000', 1_000, Infinity],
    ['>1000', 1_001, Infinity],
    ['<1000', 0, 1_000],
    ['<=1000', 0, 1_001],
    ['1000', 1_000, 1_001],
    ['=1000', 1_000, 1_001],
    ['10..50', 10, 51],
    ['10..10', 10, 11],
    ['0', 0, 1],
    ['<=0', 0, 1],
    ['>=0', 0, Infinity],
    ['1k..2K', 1_000, 2_001],
    ['>1.5M', 1_500_001, Infinity],
    ['1.001k', 1_001, 1_002],
  ])('%s of a number', (written, low, high) => expect(readRange('followers', written)).toEqual({ low, high }));

  it.each([
    ['<2h', 0, 2 * HOUR],
    ['<=2h', 0, 2 * HOUR + 1],
    ['>90m', 1.5 * HOUR + 1, Infinity],
    ['>=1.5h', 1.5 * HOUR, Infinity],
    ['1h..2H', HOUR, 2 * HOUR + 1],
    ['<1d', 0, 24 * HOUR],
    ['<1w', 0, 168 * HOUR],
    ['<500ms', 0, 500],
    ['<30s', 0, 30_000],
    ['>=0', 0, Infinity],
    ['0..2h', 0, 2 * HOUR + 1],
  ])('%s of an age', (written, low, high) => expect(readRange('age', written)).toEqual({ low, high }));

  it.each(
    [
      ...['', 'x', '>', '<0', '-5', '>-5', '1,000', '1e3', '1.5', '>1.5', '<0.4', '1.0005k', '10-50', '50..10', '10..'],
      ...['..50', '1..2..3', '>1..2', '≥10', '1h', '1kk', '0zz', '>=>5', '9999999999999999', '٣'],
      `1${'.'.repeat(1_000)}\nx`,
    ].map((written) => [written]),
  )('%j of a number is none', (written) => expect(readRange('likes', written)).toBeNull());

  it.each([['2'], ['<2'], ['<0h'], ['<2min'], ['<1y'], ['1..2h'], ['2h..1h'], ['0.5ms'], ['1k']])(
    '%j of an age is none',
    (written) => expect(readRange('age', written)).toBeNull(),
  );
});

describe('a value', () => {
  it.each<[KeywordField, string, string | null]>([
    ['author', '@Ana', 'ana'],
    ['author', ' Zoé  D ', 'zoe  d'],
    ['author', '@', null],
    ['site', 'BBC.co.uk', 'bbc.co.uk'],
    ['site', 'https://www.bbc.co.uk/', 'bbc.co.uk'],
    ['site', '.fr', 'fr'],
    ['site', 'bbc.co.uk.', 'bbc.co.uk'],
    ['site', 'musée.fr', 'xn--muse-dpa.fr'],
    ['site', 'bbc.co.uk/news', null],
    ['site', 'bbc.co.uk:443', null],
    ['site', '*.bbc.co.uk', null],
    ['site', 'a b', null],
    ['site', '', null],
    ['url', 'http://Example.org/a?utm_source=x#y', 'https://example.org/a'],
    ['url', 'example.org/a', null],
    ['lang', 'FR', 'fr'],
    ['lang', 'pt-BR', 'pt'],
    ['lang', 'eng', 'en'],
    ['lang', 'jp', null],
    ['lang', 'french', null],
    ['country', 'FR', 'fr'],
    ['country', 'uk', 'gb'],
    ['country', 'Royaume-Uni', 'gb'],
    ['country', 'xx', null],
    ['kind', 'News', 'news'],
    ['kind', 'article', null],
    ['has', 'image', 'image'],
    ['has', 'constructor', null],
    ['is', 'repost', 'repost'],
  ])('%s: reads %j as %j', (field, written, value) => expect(VALUE_FIELDS[field]!.read(written)).toBe(value));
});

describe('a country', () => {
  it.each([
    ['FR', 'fr'],
    ['France', 'fr'],
    ['états unis', 'us'],
    ['United States', 'us'],
    ['USA', 'us'],
    ['Scotland', 'gb'],
    ['Côte d’Ivoire', 'ci'],
    ["cote d'ivoire", 'ci'],
    ['Allemagne', 'de'],
    ['SU', 'ru'],
    ['Paris', undefined],
    ['', undefined],
  ])('%j is %s', (written, code) => expect(countryCode(written)).toBe(code));
});
