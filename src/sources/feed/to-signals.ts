import { createHash } from 'node:crypto';
import type { RawSignal } from '../../contract/signal.ts';
import { parseFeedDate } from './dates.ts';
import type { FeedDocument, FeedItem } from './feed-item.ts';
import { plainText } from './plain-text.ts';

/** What a feed is, as far as its signals are concerned. */
export interface FeedOrigin {
  readonly source: string;
  readonly kind: RawSignal['kind'];
  readonly lang?: string | undefined;
  /** Where the document was found. */
  readonly url: string;
}

/** Characters of one text, before and after its markup is taken out. */
const MARKUP = 200_000;
const TITLE = 1_000;
const TEXT = 20_000;
const TAGS = 20;
const MEDIA = 5;

/** The items as signals, oldest first. `at`: the moment of reading, for items that name none. */
export function toSignals(document: FeedDocument, origin: FeedOrigin, at: number): RawSignal[] {
  const ids = countIds(document.items);
  const signals = document.items.map((item) => toSignal(item, document, origin, at, ids)).filter((raw) => raw !== null);
  return signals.sort((a, b) => timeOf(a) - timeOf(b));
}

const timeOf = (raw: RawSignal) => Date.parse((raw.publishedAt ?? raw.observedAt)!);

/** How often each id occurs: one that several items bear names none of them. */
function countIds(items: readonly FeedItem[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { id } of items) if (id) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

function toSignal(
  item: FeedItem,
  document: FeedDocument,
  origin: FeedOrigin,
  at: number,
  ids: ReadonlyMap<string, number>,
): RawSignal | null {
  const { base, id, url } = addresses(item, document, origin.url);
  const title = words(item.title, TITLE);
  const text = words(item.text, TEXT);
  if (title === '' && text === '') return null;
  const tags = tagsOf(item);
  const media = [
    ...new Set(item.media.map((address) => absoluteAddress(address, base)).filter((address) => address !== undefined)),
  ];
  return {
    source: origin.source,
    kind: origin.kind,
    externalId: externalId(ids.get(item.id ?? '') === 1 ? id : undefined, url, `${title}\n${text}`),
    ...dateOf(item, at),
    lang: (origin.lang ?? item.lang ?? document.lang)?.slice(0, 35),
    title: title || undefined,
    text: text === title ? undefined : text || undefined,
    url,
    author: authorOf(item),
    section: tags[0],
    tags,
    media: media.slice(0, MEDIA),
  };
}

/** Characters cut off at the end of a pair would leave half a sign. */
const cut = (text: string, most: number) => text.slice(0, most).replace(/[\ud800-\udbff]$/, '');

const words = (html: string | undefined, most: number) => cut(plainText((html ?? '').slice(0, MARKUP)), most);

/** What an item's addresses mean in its place. An id that is a path is one of them. */
export function addresses(item: FeedItem, document: FeedDocument, found: string) {
  const base = absoluteAddress(item.base, absoluteAddress(document.base, found) ?? found) ?? found;
  const id = item.id?.startsWith('/') ? (absoluteAddress(item.id, base) ?? item.id) : item.id;
  return { base, id, url: absoluteAddress(item.url, base) };
}

/** Absolute http(s) address, or nothing. */
function absoluteAddress(address: string | undefined, base: string): string | undefined {
  const trimmed = address?.trim();
  if (!trimmed || !URL.canParse(trimmed, base)) return undefined;
  const url = new URL(trimmed, base);
  return /^https?:$/.test(url.protocol) && url.href.length <= 4_000 ? url.href : undefined;
}

function externalId(id: string | undefined, url: string | undefined, content: string): string {
  const own = id?.trim() || url;
  if (own !== undefined && own.length <= 2_000) return own;
  return createHash('sha256')
    .update(own ?? content)
    .digest('base64url')
    .slice(0, 22);
}

function dateOf(item: FeedItem, at: number): { publishedAt: string } | { observedAt: string } {
  const published = item.dates.map((text) => (text ? parseFeedDate(text) : null)).find((time) => time !== null);
  return published === undefined
    ? { observedAt: new Date(at).toISOString() }
    : { publishedAt: new Date(published).toISOString() };
}

function authorOf(item: FeedItem): RawSignal['author'] {
  const name = words(item.author, 200);
  return name === '' ? undefined : { id: name, name };
}

function tagsOf(item: FeedItem): string[] {
  const names = item.categories.map((name) => words(name, 100)).filter((name) => name !== '');
  return [...new Set(names)].slice(0, TAGS);
}
