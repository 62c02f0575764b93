import type { RawSignal } from '../contract/signal.ts';

/** What does not change with an item's metrics. */
type Content = Pick<RawSignal, 'title' | 'text' | 'url' | 'author' | 'lang' | 'section' | 'place' | 'media' | 'tags'>;

const CONTENT_FIELDS = ['title', 'text', 'url', 'author', 'lang', 'section', 'place', 'media', 'tags'] as const;

export interface KnownItems {
  /**
   * Remembers an item that carries words; gives one that carries only metrics the words it had before. Refuses one that
   * carries nothing to read and is not known.
   */
  complete(raw: RawSignal): { readonly raw: RawSignal } | { readonly reason: string };
  readonly size: number;
}

export interface KnownItemsLimits {
  /** Most items kept; those not heard of for longest go first. */
  readonly items: number;
  /** Most characters of title, text and address kept over all items. */
  readonly characters: number;
}

/** Some days of a busy source: about 100 MB at the very most. */
const KNOWN_ITEMS_LIMITS: KnownItemsLimits = { items: 50_000, characters: 40_000_000 };

/** The last items by source and external id. */
export function createKnownItems(limits: KnownItemsLimits = KNOWN_ITEMS_LIMITS): KnownItems {
  const items = new Map<string, Content>();
  let characters = 0;

  function forget(key: string) {
    const content = items.get(key);
    if (content === undefined) return;
    items.delete(key);
    characters -= weight(content);
  }

  /** A map keeps the order of insertion: what is put back last is the freshest. */
  function remember(key: string, content: Content) {
    forget(key);
    items.set(key, content);
    characters += weight(content);
    for (const oldest of items.keys()) {
      if (items.size <= limits.items && characters <= limits.characters) break;
      forget(oldest);
    }
  }

  function complete(raw: RawSignal) {
    const key = `${raw.source}\u0000${raw.externalId}`;
    const known = items.get(key);
    const whole = hasWords(raw) || known === undefined ? raw : fill(raw, known);
    if (!hasWords(whole) && !hasElse(whole)) return { reason: sayNothingToRead(raw) };
    remember(key, contentOf(whole));
    return { raw: whole };
  }

  return {
    complete,
    get size() {
      return items.size;
    },
  };
}

const hasWords = (raw: RawSignal) => Boolean(raw.title?.trim()) || Boolean(raw.text?.trim());

const hasElse = (raw: RawSignal) => Boolean(raw.url) || Boolean(raw.media?.length) || Boolean(raw.tags?.length);

const sayNothingToRead = (raw: RawSignal) =>
  raw.metrics
    ? 'only metrics, of an item that is not known (any more): send its title or text again with them'
    : 'nothing to read: give a title or a text';

function fill(raw: RawSignal, known: Content): RawSignal {
  const missing = CONTENT_FIELDS.filter(
    (field) => raw[field] === undefined || raw[field] === null || raw[field] === '',
  );
  return { ...raw, ...Object.fromEntries(missing.map((field) => [field, known[field]])) };
}

const contentOf = (raw: RawSignal): Content =>
  Object.fromEntries(CONTENT_FIELDS.filter((field) => raw[field] != null).map((field) => [field, raw[field]]));

const OVERHEAD = 200;

function weight({ title, text, url, media, tags }: Content): number {
  const lists = [...(media ?? []), ...(tags ?? [])].reduce((sum, entry) => sum + entry.length, 0);
  return OVERHEAD + (title?.length ?? 0) + (text?.length ?? 0) + (url?.length ?? 0) + lists;
}
