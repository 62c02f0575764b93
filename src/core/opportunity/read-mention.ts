import type { Brand } from '../../contract/brand.ts';
import type { Mention } from '../../contract/mention.ts';
import { voiceOf } from '../burst/count.ts';
import type { DelicateDays } from '../moment/delicate-days.ts';
import type { ReadItem } from '../safety/gate.ts';
import { heardUnder, type ReadOut } from '../safety/read-out.ts';
import type { SafetyReader } from '../safety/reader.ts';
import { tokenize } from '../text/tokens.ts';

/** Letters at least of a name that is found inside a hashtag, or by its first word. */
const NAME_ALONE = 6;

/** Reads one mention for its brand's gate. */
export function readMention(
  { signal, noGo }: Mention,
  read: SafetyReader,
  brand: Brand,
  days: DelicateDays,
  readOut: ReadOut,
  isCommon: (word: string) => boolean,
  at: number,
): Omit<ReadItem, 'isCopy'> {
  const { offends, ...own } = read(signal);
  const reading = heardUnder(own, readOut, signal.tags);
  return {
    signal,
    // One outlet that says it twice is one that says it.
    voice: signal.kind === 'news' ? `outlet:${signal.source}` : voiceOf(signal),
    reading,
    noGo,
    days: days.spokenIn(reading.tokens, days.on(at, brand)),
    offends,
    namesBrand: names(reading.tokens, calledBy(brand, isCommon)),
    at,
  };
}

/** What a brand is called by: its name in words, and as one word; kept by the brand as it was given. */
interface Called {
  readonly words: readonly string[];
  readonly joined: string;
}

const called = new WeakMap<Brand, Called>();

/** In full, by a first word that hardly anything else is called, or in a hashtag (#brandgate). */
function calledBy(brand: Brand, isCommon: (word: string) => boolean): Called {
  const known = called.get(brand);
  if (known) return known;
  const words = tokenize(brand.name);
  const first = words[0] ?? '';
  const isShort = first.length >= NAME_ALONE && !isCommon(first);
  const names = isShort ? { words: [first], joined: first } : { words, joined: words.join('') };
  called.set(brand, names);
  return names;
}

/** Whether a text names the brand. */
function names(tokens: readonly string[], { words, joined }: Called): boolean {
  const [first] = words;
  if (first === undefined) return false;
  return tokens.some(
    (token, i) =>
      (token === first && words.every((word, k) => tokens[i + k] === word)) ||
      (joined.length >= NAME_ALONE && token.length >= joined.length && token.startsWith(joined)),
  );
}
