import type { Author, Metrics, RawSignal, Signal } from '../../contract/signal.ts';
import { fold } from '../text/fold.ts';
import { derivedId } from '../text/hash.ts';
import { declaredLanguage, detectLanguage } from '../text/language.ts';
import { hashtags, tokenize } from '../text/tokens.ts';
import { fingerprint } from './duplicate.ts';
import { canonicalUrl, siteOf } from './url.ts';

/** How far ahead of its receipt a signal may claim to be: a clock that runs fast, not a post from the future. */
const MOST_AHEAD_MS = 120_000;

const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g;
const LINK = /https?:\/\/\S+/g;

/** The id under which a source's item is known; an update of the item has the same. */
export const signalId = (raw: Pick<RawSignal, 'source' | 'externalId'>): string =>
  derivedId('signal', raw.source, raw.externalId);

/**
 * A raw signal cleaned, dated, in a known language and with its derived id. One without words is a signal, too: it lies
 * in nobody's territory.
 * @param receivedAt when it entered the log, milliseconds since 1970
 */
export function normalise(raw: RawSignal, receivedAt: number): Signal {
  const title = clean(raw.title);
  const text = clean(raw.text);
  const words = tokenize(`${title} ${text}`.replace(LINK, ' '));
  const url = raw.url ? clean(raw.url) : undefined;
  return {
    id: signalId(raw),
    source: clean(raw.source),
    kind: raw.kind,
    externalId: clean(raw.externalId),
    at: new Date(eventTime(raw, receivedAt)).toISOString(),
    receivedAt: new Date(receivedAt).toISOString(),
    lang: declaredLanguage(raw.lang) ?? detectLanguage(`${title} ${text}`),
    title,
    text,
    ...(url && { url: canonicalUrl(url), site: siteOf(url) }),
    ...(raw.author && { author: author(raw.author) }),
    ...(raw.section && { section: clean(raw.section) }),
    ...(raw.place && { place: clean(raw.place) }),
    media: raw.media ?? [],
    tags: tags(raw.tags ?? [], title, text),
    metrics: metrics(raw.metrics),
    fingerprint: fingerprint(words),
  };
}

function eventTime(raw: RawSignal, receivedAt: number): number {
  const stated = Date.parse((raw.publishedAt ?? raw.observedAt) as string);
  return Math.min(stated, receivedAt + MOST_AHEAD_MS);
}

/** Text that every later stage can store and show: well-formed Unicode, no control characters, no outer white space. */
const clean = (text: string | null | undefined): string => (text ?? '').toWellFormed().replace(CONTROL, '').trim();

function tags(declared: readonly string[], title: string, text: string): string[] {
  const all = declared.map((tag) => fold(clean(tag).replace(/^[#＃]/, ''))).filter((tag) => tag !== '');
  return [...new Set([...all, ...hashtags(title), ...hashtags(text)])];
}

function author(raw: NonNullable<RawSignal['author']>): Author {
  return {
    id: clean(raw.id),
    ...(raw.name && { name: clean(raw.name) }),
    ...(raw.handle && { handle: clean(raw.handle) }),
    ...(raw.followers != null && { followers: raw.followers }),
  };
}

function metrics(raw: RawSignal['metrics']): Metrics {
  const given = Object.entries(raw ?? {}).filter(([, value]) => value != null);
  return Object.fromEntries(given);
}
