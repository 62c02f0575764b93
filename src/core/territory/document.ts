import type { Signal } from '../../contract/signal.ts';
import { canonicalUrl } from '../signal/url.ts';
import { emojisOf } from '../text/emoji.ts';
import { fold } from '../text/fold.ts';
import { TITLE_GAP, tokenize } from '../text/tokens.ts';
import { authorName, countryCode } from './fields.ts';
import type { Field, KeywordField, NumberField } from './query.ts';

/** What a query can ask about a signal. */
export type Matchable = Pick<Signal, 'title' | 'text' | 'tags' | 'source' | 'lang' | 'kind'> &
  Partial<
    Pick<
      Signal,
      'site' | 'url' | 'author' | 'place' | 'media' | 'metrics' | 'at' | 'receivedAt' | 'inReplyTo' | 'repostOf'
    >
  > & {
    /** What `tokenize` makes of title and text, where somebody has them. */
    readonly titleWords?: readonly string[];
    readonly textWords?: readonly string[];
  };

/** A signal's words with their places: the definition that the matcher is held to, and what explains a match. */
export interface Document {
  readonly signal: Matchable;
  /**
   * Places of each word: the title counts from 0, the text from `textFrom`, each tag from further behind. Between them
   * lies so much that no phrase and no NEAR crosses.
   */
  readonly words: ReadonlyMap<string, readonly number[]>;
  readonly titleLength: number;
  readonly textFrom: number;
  readonly tagsFrom: number;
}

export function prepareDocument(signal: Matchable): Document {
  const { title, text, tags } = signal;
  return layOut(signal, signal.titleWords ?? tokenize(title), signal.textWords ?? tokenize(text), tags);
}

/** How much of a signal is looked at. */
export interface Part {
  /** UTF-16 units of the text, to the end of a word. */
  readonly units: number;
  readonly tags: number;
}

/** The same, with the words of this part and the title only. */
export function prepareBeginning(signal: Matchable, { units, tags }: Part): Document {
  if (signal.text.length <= units && signal.tags.length <= tags) return prepareDocument(signal);
  const words = tokenize(beginningOf(signal.text, units));
  return layOut(signal, signal.titleWords ?? tokenize(signal.title), words, signal.tags.slice(0, tags));
}

function layOut(
  signal: Matchable,
  titleWords: readonly string[],
  textWords: readonly string[],
  tags: readonly string[],
): Document {
  const words = new Map<string, number[]>();
  let next = 0;
  const add = (added: readonly string[]): number => {
    const from = next;
    for (const word of added) {
      const places = words.get(word);
      if (places) places.push(next++);
      else words.set(word, [next++]);
    }
    next += TITLE_GAP;
    return from;
  };
  add(titleWords);
  const titleLength = next - TITLE_GAP;
  const textFrom = add(textWords);
  const tagsFrom = next;
  for (const tag of tags) add(tokenize(tag));
  return { signal, words, titleLength, textFrom, tagsFrom };
}

/** Half of a letter is within a word, too. */
const IN_WORD = /[\p{L}\p{Nd}\p{M}\p{Cs}]/u;

/** The whole words among the first units of a text. */
function beginningOf(text: string, units: number): string {
  if (text.length <= units) return text;
  let end = units;
  while (end > 0 && IN_WORD.test(text[end - 1]!)) end--;
  return text.slice(0, end);
}

/** Whether a place lies in a field; a tag's word counts as any, neither as title nor as body. */
export function isIn(field: Field, at: number, doc: Pick<Document, 'textFrom' | 'tagsFrom'>): boolean {
  if (field === 'any') return true;
  return field === 'title' ? at < doc.textFrom : at >= doc.textFrom && at < doc.tagsFrom;
}

/** The values that a signal has in a field, in the form in which `fields.ts` reads a query's. */
export function valuesOf(field: KeywordField, signal: Matchable): readonly string[] {
  switch (field) {
    case 'tag':
      return signal.tags;
    case 'handle':
      return namesIn(signal, HANDLE);
    case 'cashtag':
      return namesIn(signal, CASHTAG);
    case 'emoji':
      return [...emojisOf(signal.title), ...emojisOf(signal.text)];
    case 'author':
      return [signal.author?.id, signal.author?.handle, signal.author?.name].flatMap((name) =>
        name ? [authorName(name)] : [],
      );
    case 'site':
      return signal.site === undefined ? [] : domainsOf(signal.site);
    case 'source':
      return [signal.source.toLowerCase()];
    case 'url':
      return [...(signal.url ? [signal.url] : []), ...new Set(linksIn(signal).slice(0, MOST_LINKS))].map(canonicalUrl);
    case 'lang':
      return [signal.lang];
    case 'country':
      return signal.place ? countriesOf(signal.place) : [];
    case 'kind':
      return [signal.kind];
    case 'has':
      return attachmentsOf(signal);
    case 'is':
      return [signal.inReplyTo ? 'reply' : signal.repostOf ? 'repost' : 'original'];
  }
}

/** @name and $CASH stand after a space, a bracket or a sign, never inside a word or an address. */
const HANDLE =
  /(?<![\p{L}\p{M}\p{Nd}_/.@])@([\p{L}\p{M}\p{Nd}_]+(?:[.-][\p{L}\p{M}\p{Nd}_]+)*(?:@[\p{L}\p{Nd}_]+(?:[.-][\p{L}\p{Nd}_]+)*)?)/gu;
const CASHTAG = /(?<![\p{L}\p{M}\p{Nd}_$])\$([\p{L}_][\p{L}\p{M}\p{Nd}_]*)/gu;

function namesIn({ title, text }: Matchable, pattern: RegExp): string[] {
  return [title, text].flatMap((part) => Array.from(part.matchAll(pattern), ([, name]) => fold(name!)));
}

const LINK = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]}']/gi;
/** `url:` looks at so many links of a text: a few microseconds each, and who writes more means none of them. */
const MOST_LINKS = 500;
const linksIn = ({ title, text }: Matchable): string[] =>
  [title, text].flatMap((part) => (part.includes('://') ? (part.match(LINK) ?? []) : []));

/** `sport.lemonde.fr`, `lemonde.fr`, `fr`. */
function domainsOf(site: string): string[] {
  const labels = site.split('.');
  return labels.map((_, i) => labels.slice(i).join('.'));
}

const VIDEO = /\.(mp4|m4v|mov|webm|mkv|avi|m3u8|mpd|ogv)(?:[?#]|$)|^video[:/]|youtu\.?be|vimeo\.com/i;
const AUDIO = /\.(mp3|m4a|aac|ogg|oga|opus|wav|flac)(?:[?#]|$)|^audio[:/]/i;

/** What hangs on a signal: an attachment that is neither film nor sound counts as a picture. */
function attachmentsOf(signal: Matchable): string[] {
  const media = signal.media ?? [];
  const videos = media.some((address) => VIDEO.test(address));
  const images = media.some((address) => !VIDEO.test(address) && !AUDIO.test(address));
  return [...(images ? ['image'] : []), ...(videos ? ['video'] : []), ...(linksIn(signal).length > 0 ? ['link'] : [])];
}

/** `Paris, FR`, `fr` and `Lyon, France` lie in fr: the last part of the place, as a code or a name in EN or FR. */
function countriesOf(place: string): string[] {
  const code = countryCode(place.split(/[,;/]/).at(-1)!);
  return code === undefined ? [] : [code];
}

/** A number that a signal states about itself; undefined where it does not. */
export function numberOf(field: NumberField, { author, metrics, at, receivedAt }: Matchable): number | undefined {
  switch (field) {
    case 'followers':
      return author?.followers;
    case 'age':
      return at === undefined || receivedAt === undefined
        ? undefined
        : Math.max(0, Date.parse(receivedAt) - Date.parse(at));
    default:
      return metrics?.[field];
  }
}
