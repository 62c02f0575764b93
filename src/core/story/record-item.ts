import type { Signal } from '../../contract/signal.ts';
import { countVoice, voiceOf } from '../burst/count.ts';
import { cut } from '../text/cut.ts';
import type { StoryItem, StoryState } from './state.ts';

const MINUTE = 60_000;
/** Items kept as evidence: the first ones, which tell how it began, and the newest. */
export const FIRST_ITEMS = 20;
export const NEWEST_ITEMS = 180;
/** What a story that never ends remembers: two weeks of minutes, and so many authors by name; it has "as many" from then on. */
const MOST_MINUTES = 14 * 1_440;
const MOST_AUTHORS = 100_000;
/** Fingerprints looked at to tell copies. */
export const MOST_FINGERPRINTS = 200;
/** Characters of a text kept as evidence. */
export const TEXT_LENGTH = 500;
/** Fingerprints that differ in at most so many bits are of copies, as in `nearCopies`. */
const COPY_BITS = 9;

/** Counts an item of a story and keeps it as evidence. */
export function recordItem(story: StoryState, signal: Signal, at: number, centrality: number): StoryItem {
  const copyOf = originalOf(story, signal);
  const voice = voiceOf(signal);
  if (!story.count.voices.has(voice)) {
    const minute = Math.floor(at / MINUTE);
    tally(story.minutes, minute);
    if (story.minutes.size > MOST_MINUTES) story.minutes.delete(story.minutes.keys().next().value!);
  }
  countVoice(story.count, signal, at, copyOf !== undefined);
  story.items += 1;
  if (copyOf) story.copies += 1;
  story.firstAt = Math.min(story.firstAt, at);
  story.lastAt = Math.max(story.lastAt, at);
  if (signal.kind === 'post') {
    story.posts += 1;
    if (story.authors.size < MOST_AUTHORS || story.authors.has(voice)) tally(story.authors, voice);
  } else {
    story.news += 1;
    tally(story.outlets, signal.source);
  }
  tally(story.languages, signal.lang);
  const item = evidenceOf(signal, at, copyOf, centrality, voice);
  story.evidence.push(item);
  if (story.evidence.length > FIRST_ITEMS + NEWEST_ITEMS) story.evidence.splice(FIRST_ITEMS, 1);
  return item;
}

/** The item that this one repeats; otherwise it is remembered as an original. */
function originalOf(story: StoryState, { fingerprint, id }: Signal): string | undefined {
  const high = parseInt(fingerprint.slice(0, 8), 16) | 0;
  const low = parseInt(fingerprint.slice(8), 16) | 0;
  for (const print of story.fingerprints) {
    if (ones(print.high ^ high) + ones(print.low ^ low) <= COPY_BITS) return print.signal;
  }
  story.fingerprints.push({ high, low, signal: id });
  if (story.fingerprints.length > MOST_FINGERPRINTS) story.fingerprints.shift();
  return undefined;
}

function ones(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function evidenceOf(
  signal: Signal,
  at: number,
  copyOf: string | undefined,
  centrality: number,
  voice: string,
): StoryItem {
  const { author } = signal;
  return {
    signal: signal.id,
    kind: signal.kind,
    source: signal.source,
    ...(signal.site && { site: signal.site }),
    ...(author && { author: author.handle ?? author.name ?? author.id }),
    at: new Date(at).toISOString(),
    lang: signal.lang,
    title: signal.title,
    text: cut(signal.text, TEXT_LENGTH),
    ...(signal.url && { url: signal.url }),
    metrics: signal.metrics,
    ...(copyOf && { copyOf }),
    centrality,
    voice,
  };
}

const tally = <Key>(map: Map<Key, number>, key: Key): void => void map.set(key, (map.get(key) ?? 0) + 1);
