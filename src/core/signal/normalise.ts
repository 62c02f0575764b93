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

/**
 * A signal with every field in its place, to be kept or sent. What is absent is left out step by step: spreading would
 * cost more than making all of the fields.
 */
export function complete(signal: Signal): Signal {
  const { url, site, author, section, place, inReplyTo, repostOf } = signal;
  const whole: Partial<Signal> = {
    id: signal.id,
    source: signal.source,
    kind: signal.kind,
    externalId: signal.externalId,
    at: signal.at,
    receivedAt: signal.receivedAt,
    lang: signal.lang,
    title: signal.title,
    text: signal.text,
  };
  if (url) whole.url = url;
  if (site) whole.site = site;
  if (author) whole.author = author;
  if (section !== undefined) whole.section = section;
  if (place !== undefined) whole.place = place;
  whole.media = signal.media;
  whole.tags = signal.tags;
  whole.metrics = signal.metrics;
  if (inReplyTo !== undefined) whole.inReplyTo = inReplyTo;
  if (repostOf !== undefined) whole.repostOf = repostOf;
  whole.fingerprint = signal.fingerprint;
  return whole as Signal;
}

/**
 * A raw signal read as the signal it makes, each field made when somebody asks: most signals lie in nobody's territory,
 * and all that matching asks of them is their words. A class, because accessors made anew for every signal would cost
 * more than they spare; without `#private` fields, because an object that has it as its prototype, and another text, is
 * read as a signal, too.
 */
export class LazySignal implements Signal {
  private readonly raw: RawSignal;
  private readonly received: number;
  readonly title: string;
  readonly text: string;
  private madeLang?: string;
  private madeUrl?: string;
  private madeSite?: string;
  private madeAuthor?: Author;
  private madeTags?: string[];
  private madeTitleWords?: Split;
  private madeTextWords?: Split;

  constructor(raw: RawSignal, receivedAt: number) {
    this.raw = raw;
    this.received = receivedAt;
    this.title = clean(raw.title ?? '');
    this.text = clean(raw.text ?? '');
  }

  get id(): string {
    return signalId(this.raw);
  }
  get source(): string {
    return clean(this.raw.source);
  }
  get kind(): Signal['kind'] {
    return this.raw.kind;
  }
  get externalId(): string {
    return clean(this.raw.externalId);
  }
  get at(): string {
    const stated = Date.parse((this.raw.publishedAt ?? this.raw.observedAt) as string);
    return new Date(Math.min(stated, this.received + MOST_AHEAD_MS)).toISOString();
  }
  get receivedAt(): string {
    return new Date(this.received).toISOString();
  }
  get lang(): string {
    return (this.madeLang ??= declaredLanguage(this.raw.lang) ?? detectLanguage(`${this.title} ${this.text}`));
  }
  get url(): string | undefined {
    return (this.madeUrl ??= given(this.raw.url, (url) => canonicalUrl(clean(url))));
  }
  get site(): string | undefined {
    return (this.madeSite ??= given(this.raw.url, (url) => siteOf(clean(url))));
  }
  get author(): Author | undefined {
    return (this.madeAuthor ??= given(this.raw.author, authorOf));
  }
  get section(): string | undefined {
    return given(this.raw.section, clean);
  }
  get place(): string | undefined {
    return given(this.raw.place, clean);
  }
  get media(): string[] {
    return this.raw.media ?? [];
  }
  get tags(): string[] {
    return (this.madeTags ??= tagsOf(this.raw.tags ?? [], this.title, this.text));
  }
  get metrics(): Metrics {
    return metricsOf(this.raw.metrics ?? {});
  }
  get inReplyTo(): string | undefined {
    return given(this.raw.inReplyTo, clean);
  }
  get repostOf(): string | undefined {
    return given(this.raw.repostOf, clean);
  }
  get titleWords(): readonly string[] {
    return (this.madeTitleWords = splitOf(this.title, this.madeTitleWords)).words;
  }
  get textWords(): readonly string[] {
    return (this.madeTextWords = splitOf(this.text, this.madeTextWords)).words;
  }
  get fingerprint(): string {
    const words = hasLink(this.title) ? tokenize(this.title.replace(LINK, ' ')) : this.titleWords;
    return fingerprint(words.concat(hasLink(this.text) ? tokenize(this.text.replace(LINK, ' ')) : this.textWords));
  }
}

/** A text and its words: whoever stands in for a signal with another text must not be taken for having these. */
interface Split {
  readonly text: string;
  readonly words: readonly string[];
}

const splitOf = (text: string, made: Split | undefined): Split =>
  made?.text === text ? made : { text, words: tokenize(text) };

const hasLink = (text: string): boolean => text.includes('://');

/** What a source gives under a name: `null`, nothing and the empty text are the same. */
const given = <Value, Made>(value: Value | null | undefined, make: (value: Value) => Made): Made | undefined =>
  value ? make(value) : undefined;

/** Text that every later stage can store and show: well-formed Unicode, no control characters, no outer white space. */
const clean = (text: string): string => text.toWellFormed().replace(CONTROL, '').trim();

function tagsOf(declared: readonly string[], title: string, text: string): string[] {
  const stated = declared.map((tag) => fold(clean(tag).replace(/^[#＃]/, ''))).filter((tag) => tag !== '');
  const [ofTitle, ofText] = [hashtags(title), hashtags(text)];
  // Each part has no tag twice: only several parts may.
  if (stated.length + ofTitle.length === 0) return ofText;
  return [...new Set([...stated, ...ofTitle, ...ofText])];
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
