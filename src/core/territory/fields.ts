import { fold } from '../text/fold.ts';
import { declaredLanguage } from '../text/language.ts';
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
const COUNTRY = /^[a-z]{2}$/;
const CODE = /^[a-z]{2,3}$/;

const anyText = (read: (written: string) => string, en: string, fr: string): ValueField => ({
  read: (written) => read(written) || null,
  takes: { en, fr },
});

export const VALUE_FIELDS: Partial<Record<KeywordField, ValueField>> = {
  author: anyText(authorName, 'a name, a handle or an id', 'un nom, un pseudo ou un identifiant'),
  site: anyText(siteName, 'a host such as bbc.co.uk', 'un hôte comme lemonde.fr'),
  source: anyText((text) => text.toLowerCase(), 'the name of a source', "le nom d'une source"),
  url: {
    read: (written) => (/^https?:\/\/./i.test(written) ? canonicalUrl(written) : null),
    takes: { en: 'an address that begins with https://', fr: 'une adresse qui commence par https://' },
  },
  lang: {
    read: (written) => {
      const code = declaredLanguage(written);
      return code !== null && CODE.test(code) ? code : null;
    },
    takes: { en: 'the code of a language: en, fr', fr: "le code d'une langue : en, fr" },
  },
  country: {
    read: (written) => (COUNTRY.test(written.toLowerCase()) ? written.toLowerCase() : null),
    takes: { en: 'the two-letter code of a country: gb, fr', fr: "le code à deux lettres d'un pays : gb, fr" },
  },
  kind: oneOf('news', 'post'),
  has: oneOf('image', 'video', 'link'),
  is: oneOf('reply', 'repost', 'original'),
};

export function authorName(text: string): string {
  return fold(text.replace(/^@+/, '')).trim();
}

function siteName(text: string): string {
  return text
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^(www\.)+/, '')
    .replace(/\/+$/, '');
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
  const span = /^(.+?)\.\.(.+)$/.exec(rest);
  if (span && compared[1] === undefined) return rangeOf('..', readNumber(span[1]!, units), readNumber(span[2]!, units));
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
  const size = Number(digits) === 0 ? 1 : units[unit];
  if (digits === '' || size === undefined) return null;
  const number = Math.round(Number(digits) * size);
  return Number.isSafeInteger(number + 1) ? number : null;
}
