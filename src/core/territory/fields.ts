import { fold } from '../text/fold.ts';
import { declaredLanguage } from '../text/language.ts';
import { tokenize } from '../text/tokens.ts';
import { canonicalUrl } from '../signal/url.ts';
import type { KeywordField, NumberField } from './query.ts';

/** Fields that take a value after the colon: how it is brought to the form a signal's own is compared in. */
interface ValueField {
  /** The value in the form compared, or null where it cannot be one. */
  read(written: string): string | null;
  /** What the field takes, for the sentence of a refusal. */
  readonly takes: { readonly en: string; readonly fr: string };
}

const oneOf = (...values: readonly string[]): ValueField => ({
  read: (written) => (values.includes(written.toLowerCase()) ? written.toLowerCase() : null),
  takes: { en: values.join(', '), fr: values.join(', ') },
});

const anyText = (read: (written: string) => string, en: string, fr: string): ValueField => ({
  read: (written) => read(written) || null,
  takes: { en, fr },
});

const languages = namesOf('language');

export const VALUE_FIELDS: Partial<Record<KeywordField, ValueField>> = {
  author: anyText(authorName, 'a name, a handle or an id', 'un nom, un pseudo ou un identifiant'),
  site: { read: siteName, takes: { en: 'a host such as bbc.co.uk', fr: 'un hôte comme lemonde.fr' } },
  source: anyText((text) => text.toLowerCase(), 'the name of a source', "le nom d'une source"),
  url: {
    read: (written) => {
      const url = canonicalUrl(written);
      // What has no settled form (https://example.org..) is no address.
      return /^https?:\/\/./i.test(url) && canonicalUrl(url) === url ? url : null;
    },
    takes: { en: 'an address that begins with https://', fr: 'une adresse qui commence par https://' },
  },
  lang: {
    read: (written) => {
      const code = declaredLanguage(written);
      return code !== null && languages.of(code) !== undefined ? code : null;
    },
    takes: { en: 'the code of a language: en, fr', fr: "le code d'une langue : en, fr" },
  },
  country: {
    read: (written) => countryCode(written) ?? null,
    takes: { en: 'a country: gb, fr, "United Kingdom"', fr: 'un pays : gb, fr, "Royaume-Uni"' },
  },
  kind: oneOf('news', 'post'),
  has: oneOf('image', 'video', 'link'),
  is: oneOf('reply', 'repost', 'original'),
};

const PLAIN_NAME = /^[a-z0-9_.-]*$/;

export function authorName(text: string): string {
  if (PLAIN_NAME.test(text)) return text;
  return fold(text.replace(/^@+/, '')).trim();
}

/** An address counts for its host; one that names a page of it does not: that is for `url:`. */
function siteName(written: string): string | null {
  const host = written
    .replace(/^https?:\/\//i, '')
    .replace(/^\./, '')
    .replace(/^(www\.)+/i, '')
    .replace(/\.?\/?$/, '');
  if (!/^[\p{L}\p{M}\p{Nd}_-]+(?:\.[\p{L}\p{M}\p{Nd}_-]+)*$/u.test(host)) return null;
  return URL.parse(`https://${host}`)?.hostname ?? null;
}

function namesOf(type: 'language' | 'region', language = 'en'): Intl.DisplayNames {
  return new Intl.DisplayNames(language, { type, fallback: 'none' });
}

/** Names that stand for a country and are not its own. */
const OTHER_COUNTRY_NAMES: readonly (readonly [name: string, code: string])[] = [
  ['great britain', 'gb'],
  ['grande bretagne', 'gb'],
  ['england', 'gb'],
  ['angleterre', 'gb'],
  ['scotland', 'gb'],
  ['ecosse', 'gb'],
  ['wales', 'gb'],
  ['pays de galles', 'gb'],
  ['usa', 'us'],
  ['the netherlands', 'nl'],
];

let countries: ReadonlyMap<string, string> | undefined;

/** Code (ISO 3166, two small letters) of a country given by it or by its name in English or French; `uk` is gb. */
export function countryCode(written: string): string | undefined {
  countries ??= new Map([...['en', 'fr'].flatMap(namesOfCountries), ...OTHER_COUNTRY_NAMES]);
  return countries.get(tokenize(written).join(' '));
}

/** Regions that are no country and stand among them. */
const NO_COUNTRIES: ReadonlySet<string> = new Set(['QO', 'XA', 'XB', 'ZZ']);

function namesOfCountries(language: string): [string, string][] {
  const names = namesOf('region', language);
  const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i));
  const all = letters.flatMap((a) => letters.map((b) => a + b)).filter((code) => !NO_COUNTRIES.has(code));
  return all.flatMap((region): [string, string][] => {
    const name = names.of(region);
    if (name === undefined) return [];
    // What a country was called before (SU, FX) has its name, too.
    const code = new Intl.Locale(`und-${region}`).region!.toLowerCase();
    return [
      [tokenize(name).join(' '), code],
      [region.toLowerCase(), code],
    ];
  });
}

export const NUMBER_FIELDS: ReadonlySet<string> = new Set<NumberField>([
  'followers',
  'likes',
  'shares',
  'comments',
  'age',
]);

/** Fields a query may name, as they are typed. */
export const FIELD_NAMES: readonly string[] = [
  'title',
  'body',
  ...Object.keys(VALUE_FIELDS),
  ...NUMBER_FIELDS,
  'raw',
  'list',
  'nlp',
];

const COUNT_UNITS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6 };
/** Without a unit only 0 is an age. */
const AGE_UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5, w: 6048e5 };
const NUMBER = /^(\d{1,15}(?:\.\d{1,3})?)([a-z]{0,2})$/;

/** A comparison as it is written (`>=1000`, `<2h`, `10..50`, `1k`) as `low` ≤ number < `high`; null where it is none. */
export function readRange(field: NumberField, written: string): { low: number; high: number } | null {
  const units = field === 'age' ? AGE_UNITS : COUNT_UNITS;
  const compared = /^(>=|<=|>|<|=)?([^<>=]+)$/.exec(written.toLowerCase());
  if (!compared) return null;
  const [, sign = '=', rest = ''] = compared;
  const [from = '', to, ...more] = rest.split('..');
  if (to !== undefined) {
    if (compared[1] !== undefined || more.length > 0) return null;
    return rangeOf('..', readNumber(from, units), readNumber(to, units));
  }
  const number = readNumber(rest, units);
  return rangeOf(sign, number, number);
}

function rangeOf(sign: string, a: number | null, b: number | null): { low: number; high: number } | null {
  if (a === null || b === null) return null;
  const low = sign === '<' || sign === '<=' ? 0 : sign === '>' ? a + 1 : a;
  const high = sign === '>' || sign === '>=' ? Infinity : sign === '<' ? b : b + 1;
  return low < high ? { low, high } : null;
}

function readNumber(text: string, units: Readonly<Record<string, number>>): number | null {
  const [, digits = '', unit = ''] = NUMBER.exec(text) ?? [];
  const size = units[unit] ?? (Number(digits) === 0 && unit === '' ? 1 : undefined);
  if (digits === '' || size === undefined) return null;
  const number = Number(digits) * size;
  const whole = Math.round(number);
  // 1.001k is 1001, but half a like would shift every comparison.
  return Math.abs(number - whole) < 1e-6 && Number.isSafeInteger(whole + 1) ? whole : null;
}
