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
export const normalise = (raw: RawSignal, receivedAt: number): Signal => complete(new LazySignal(raw, receivedAt));

/** A signal with every field in its place, to be kept or sent. */
export function complete(signal: Signal): Signal {
  const { url, site, author, section, place, inReplyTo, repostOf } = signal;
  return {
    id: signal.id,
    source: signal.source,
    kind: signal.kind,
    externalId: signal.externalId,
    at: signal.at,
    receivedAt: signal.receivedAt,
    lang: signal.lang,
    title: signal.title,
    text: signal.text,
    ...(url && { url }),
    ...(site && { site }),
    ...(author && { author }),
    ...(section !== undefined && { section }),
    ...(place !== undefined && { place }),
    media: signal.media,
    tags: signal.tags,
    metrics: signal.metrics,
    ...(inReplyTo !== undefined && { inReplyTo }),
    ...(repostOf !== undefined && { repostOf }),
    fingerprint: signal.fingerprint,
  };
}

/**
 * A raw signal read as the signal it makes, each field made when somebody asks: most signals lie in nobody's territory,
 * and all that matching asks of them is their words. A class, because accessors made anew for every signal would cost
 * more than they spare.
 */
export class LazySignal implements Signal {
  readonly #raw: RawSignal;
  readonly #receivedAt: number;
  readonly title: string;
  readonly text: string;
  #lang?: string;
  #url?: string;
  #site?: string;
  #author?: Author;
  #tags?: string[];

  constructor(raw: RawSignal, receivedAt: number) {
    this.#raw = raw;
    this.#receivedAt = receivedAt;
    this.title = clean(raw.title ?? '');
    this.text = clean(raw.text ?? '');
  }

  get id(): string {
    return signalId(this.#raw);
  }
  get source(): string {
    return clean(this.#raw.source);
  }
  get kind(): Signal['kind'] {
    return this.#raw.kind;
  }
  get externalId(): string {
    return clean(this.#raw.externalId);
  }
  get at(): string {
    const stated = Date.parse((this.#raw.publishedAt ?? this.#raw.observedAt) as string);
    return new Date(Math.min(stated, this.#receivedAt + MOST_AHEAD_MS)).toISOString();
  }
  get receivedAt(): string {
    return new Date(this.#receivedAt).toISOString();
  }
  get lang(): string {
    return (this.#lang ??= declaredLanguage(this.#raw.lang) ?? detectLanguage(`${this.title} ${this.text}`));
  }
  get url(): string | undefined {
    return (this.#url ??= given(this.#raw.url, (url) => canonicalUrl(clean(url))));
  }
  get site(): string | undefined {
    return (this.#site ??= given(this.#raw.url, (url) => siteOf(clean(url))));
  }
  get author(): Author | undefined {
    return (this.#author ??= given(this.#raw.author, authorOf));
  }
  get section(): string | undefined {
    return given(this.#raw.section, clean);
  }
  get place(): string | undefined {
    return given(this.#raw.place, clean);
  }
  get media(): string[] {
    return this.#raw.media ?? [];
  }
  get tags(): string[] {
    return (this.#tags ??= tagsOf(this.#raw.tags ?? [], this.title, this.text));
  }
  get metrics(): Metrics {
    return metricsOf(this.#raw.metrics ?? {});
  }
  get inReplyTo(): string | undefined {
    return given(this.#raw.inReplyTo, clean);
  }
  get repostOf(): string | undefined {
    return given(this.#raw.repostOf, clean);
  }
  get fingerprint(): string {
    return fingerprint(tokenize(`${this.title} ${this.text}`.replace(LINK, ' ')));
  }
}

/** What a source gives under a name: `null`, nothing and the empty text are the same. */
const given = <Value, Made>(value: Value | null | undefined, make: (value: Value) => Made): Made | undefined =>
  value ? make(value) : undefined;

/** Text that every later stage can store and show: well-formed Unicode, no control characters, no outer white space. */
const clean = (text: string): string => text.toWellFormed().replace(CONTROL, '').trim();

function tagsOf(declared: readonly string[], title: string, text: string): string[] {
  const all = declared.map((tag) => fold(clean(tag).replace(/^[#＃]/, ''))).filter((tag) => tag !== '');
  return [...new Set([...all, ...hashtags(title), ...hashtags(text)])];
}

function authorOf({ id, name, handle, followers }: NonNullable<RawSignal['author']>): Author {
  return {
    id: clean(id),
    ...(name && { name: clean(name) }),
    ...(handle && { handle: clean(handle) }),
    ...(followers != null && { followers }),
  };
}

function metricsOf({ likes, shares, comments, views }: NonNullable<RawSignal['metrics']>): Metrics {
  return {
    ...(likes != null && { likes }),
    ...(shares != null && { shares }),
    ...(comments != null && { comments }),
    ...(views != null && { views }),
  };
}
