import type { parseFeed } from 'feedsmith';
import type { FeedDocument, FeedItem } from './feed-item.ts';

type Parsed = ReturnType<typeof parseFeed<string>>;
type Of<Format extends Parsed['format']> = Extract<Parsed, { format: Format }>['feed'];
type RssItem = NonNullable<Of<'rss'>['items']>[number];
type RdfItem = NonNullable<Of<'rdf'>['items']>[number];
type AtomEntry = NonNullable<Of<'atom'>['entries']>[number];
type JsonItem = NonNullable<Of<'json'>['items']>[number];
type Media = RssItem['media'];

/** Every format becomes the same document; nothing after this knows which it was. */
export function adaptFeed(parsed: Parsed): FeedDocument {
  switch (parsed.format) {
    case 'rss':
      return adaptRss(parsed.feed);
    case 'rdf':
      return adaptRdf(parsed.feed);
    case 'atom':
      return adaptAtom(parsed.feed);
    case 'json':
      return adaptJson(parsed.feed);
  }
}

const PERIOD_MINUTES: Record<string, number> = {
  hourly: 60,
  daily: 1_440,
  weekly: 10_080,
  monthly: 43_200,
  yearly: 525_600,
};

/** The syndication module: so many times a period. */
function updateMinutes(sy: { updatePeriod?: string; updateFrequency?: number } | undefined): number | null {
  const period = PERIOD_MINUTES[sy?.updatePeriod ?? ''];
  return period === undefined ? null : period / Math.max(sy?.updateFrequency ?? 1, 1);
}

const mediaUrls = (media: Media) => [
  ...(media?.contents ?? []).map(({ url }) => url),
  ...(media?.groups ?? []).flatMap(({ contents }) => contents ?? []).map(({ url }) => url),
  ...(media?.thumbnails ?? []).map(({ url }) => url),
];

function adaptRss(feed: Of<'rss'>): FeedDocument {
  return {
    items: (feed.items ?? []).map(adaptRssItem),
    lang: feed.language ?? feed.dc?.languages?.[0],
    base: feed.xml?.base ?? feed.link,
    ttlMinutes: feed.ttl ?? updateMinutes(feed.sy),
  };
}

function adaptRssItem(item: RssItem): FeedItem {
  const guid = item.guid;
  const permalink = guid?.isPermaLink === false || !/^https?:/i.test(guid?.value ?? '') ? undefined : guid?.value;
  const person = item.authors?.[0];
  return {
    id: guid?.value ?? item.atom?.id,
    url: item.link ?? permalink ?? atomLink(item.atom?.links),
    title: item.title ?? item.dc?.titles?.[0] ?? item.atom?.title?.value ?? item.media?.title?.value,
    text: item.description ?? item.content?.encoded ?? item.dc?.descriptions?.[0] ?? item.media?.description?.value,
    dates: [
      item.pubDate,
      item.dc?.dates?.[0],
      item.dcterms?.issued?.[0],
      item.dcterms?.created?.[0],
      item.atom?.published,
      item.atom?.updated,
      item.dcterms?.modified?.[0],
    ],
    author: item.dc?.creators?.[0] ?? person?.name ?? person?.email ?? item.itunes?.author ?? item.dc?.publishers?.[0],
    categories: [...(item.categories ?? []).map(({ name }) => name), ...(item.dc?.subjects ?? [])],
    media: [...(item.enclosures ?? []).map(({ url }) => url), ...mediaUrls(item.media)],
    lang: item.dc?.languages?.[0] ?? item.xml?.lang,
    base: item.xml?.base,
  };
}

function adaptRdf(feed: Of<'rdf'>): FeedDocument {
  return {
    items: (feed.items ?? []).map(adaptRdfItem),
    lang: feed.dc?.languages?.[0] ?? feed.xml?.lang,
    base: feed.xml?.base ?? feed.link,
    ttlMinutes: updateMinutes(feed.sy),
  };
}

function adaptRdfItem(item: RdfItem): FeedItem {
  return {
    id: item.rdf?.about ?? item.atom?.id,
    url: item.link ?? atomLink(item.atom?.links) ?? item.rdf?.about,
    title: item.title ?? item.dc?.titles?.[0],
    text: item.description ?? item.content?.encoded ?? item.dc?.descriptions?.[0],
    dates: [
      item.dc?.dates?.[0],
      item.dcterms?.issued?.[0],
      item.dcterms?.created?.[0],
      item.atom?.published,
      item.dcterms?.modified?.[0],
    ],
    author: item.dc?.creators?.[0] ?? item.dc?.publishers?.[0],
    categories: item.dc?.subjects ?? [],
    media: mediaUrls(item.media),
    lang: item.dc?.languages?.[0] ?? item.xml?.lang,
    base: item.xml?.base,
  };
}

type AtomLinks = readonly { href?: string; rel?: string; type?: string }[] | undefined;

/** The page about the entry: the link without a relation, or called alternate; HTML before anything else. */
function atomLink(links: AtomLinks): string | undefined {
  const pages = (links ?? []).filter(({ rel }) => rel === undefined || /(^|\/)alternate$/i.test(rel));
  return (pages.find(({ type }) => type === undefined || /html/.test(type)) ?? pages[0])?.href;
}

function adaptAtom(feed: Of<'atom'>): FeedDocument {
  return {
    items: (feed.entries ?? []).map((entry) => adaptAtomEntry(entry, feed)),
    lang: feed.xml?.lang ?? feed.dc?.languages?.[0],
    base: feed.xml?.base ?? atomLink(feed.links),
    ttlMinutes: updateMinutes(feed.sy),
  };
}

function adaptAtomEntry(entry: AtomEntry, feed: Of<'atom'>): FeedItem {
  const person = entry.authors?.[0] ?? entry.source?.authors?.[0] ?? feed.authors?.[0];
  const enclosures = (entry.links ?? []).filter(({ rel }) => rel === 'enclosure');
  return {
    id: entry.id,
    url: atomLink(entry.links) ?? entry.content?.src,
    title:
      asHtml(entry.title) ??
      entry.dc?.titles?.[0] ??
      entry.media?.title?.value ??
      entry.media?.groups?.[0]?.title?.value,
    text: asHtml(entry.summary) ?? asHtml(entry.content) ?? entry.media?.groups?.[0]?.description?.value,
    dates: [
      entry.published,
      entry.dcterms?.issued?.[0],
      entry.dcterms?.created?.[0],
      entry.dc?.dates?.[0],
      entry.updated,
      entry.dcterms?.modified?.[0],
    ],
    author: person?.name ?? person?.email ?? entry.dc?.creators?.[0],
    categories: [...(entry.categories ?? []).map(({ label, term }) => label ?? term), ...(entry.dc?.subjects ?? [])],
    media: [...enclosures.map(({ href }) => href), ...mediaUrls(entry.media)],
    lang: entry.title?.xml?.lang ?? entry.xml?.lang ?? entry.dc?.languages?.[0],
    base: entry.xml?.base,
  };
}

/** Atom says whether a text is HTML; where it is not, its angle brackets are words and are written as HTML would. */
function asHtml(text: { value?: string; type?: string } | undefined): string | undefined {
  const type = text?.type?.toLowerCase() ?? 'text';
  if (type === 'text' || type === 'text/plain') return text?.value?.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return /^(x?html|text\/|.*xml)/.test(type) ? text?.value : fromBase64(text?.value);
}

/** What is neither text nor XML comes in base64. */
function fromBase64(value: string | undefined): string | undefined {
  return /^[\w+/\s]+={0,2}\s*$/.test(value ?? '') ? Buffer.from(value!, 'base64').toString('utf8') : value;
}

function adaptJson(feed: Of<'json'>): FeedDocument {
  return {
    items: (feed.items ?? []).map(adaptJsonItem),
    lang: feed.language,
    base: feed.home_page_url ?? feed.feed_url,
    ttlMinutes: null,
  };
}

function adaptJsonItem(item: JsonItem): FeedItem {
  const plain = item.summary ?? item.content_text;
  return {
    id: item.id,
    url: item.url ?? item.external_url,
    title: asHtml({ value: item.title }),
    text: plain === undefined ? item.content_html : asHtml({ value: plain }),
    dates: [item.date_published, item.date_modified],
    author: item.authors?.[0]?.name ?? item.authors?.[0]?.url,
    categories: item.tags ?? [],
    media: [item.image, item.banner_image, ...(item.attachments ?? []).map(({ url }) => url)],
    lang: item.language,
  };
}
