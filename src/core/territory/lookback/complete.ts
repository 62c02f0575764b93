import type { Completion } from '../../../contract/lookback.ts';
import type { Signal } from '../../../contract/signal.ts';
import { fold } from '../../text/fold.ts';
import { STOP_WORDS } from '../../text/stop-words.ts';
import { valuesOf } from '../document.ts';

const MOST_SHOWN = 12;
/** Seen less often, a name is one that nobody will ask for. */
const FEWEST = 2;

interface Seen {
  readonly text: string;
  readonly folded: string;
  readonly count: number;
}

/** Tags, @names and names of people and things in recent signals, the most frequent first. */
export interface SeenLately {
  readonly tags: readonly Seen[];
  readonly names: readonly Seen[];
}

export function readSeen(signals: readonly Signal[]): SeenLately {
  const tags = new Map<string, number>();
  const names = new Map<string, number>();
  for (const signal of signals) {
    // Of one text a name counts once.
    for (const tag of new Set(signal.tags)) add(tags, `#${tag}`);
    const found = [
      ...valuesOf('handle', signal).map((name) => `@${name}`),
      ...namesIn(signal.title),
      ...namesIn(signal.text),
    ];
    for (const name of new Set(found)) add(names, name);
  }
  return { tags: ordered(tags), names: ordered(names) };
}

/** Those that begin so, or have a word that does. */
export function complete({ tags, names }: SeenLately, begins: string): Completion {
  const folded = fold(begins.replace(/^[#@"]+/, '')).trim();
  const sign = /^[#@]/.exec(begins)?.[0];
  const fits = ({ text, folded: words }: Seen): boolean =>
    (sign === undefined || text.startsWith(sign)) && (words.startsWith(folded) || words.includes(` ${folded}`));
  const shown = (all: readonly Seen[]) =>
    all
      .filter(fits)
      .slice(0, MOST_SHOWN)
      .map(({ text, count }) => ({ text, count }));
  return { tags: sign === '@' ? [] : shown(tags), names: sign === '#' ? [] : shown(names) };
}

/** Capitals inside a sentence: `Stade de France` is two names, which is enough to find it. */
const NAME = /(?<=[\p{Ll}\p{Nd},;:’'")]\s|[’'(])\p{Lu}[\p{L}\p{M}]+(?:[ -]\p{Lu}[\p{L}\p{M}]+){0,2}/gu;
/** A text all in capitals has no names. Characters that are looked at. */
const MOST_READ = 2_000;

const namesIn = (text: string): string[] =>
  (text.slice(0, MOST_READ).match(NAME) ?? []).filter((name) => !STOP_WORDS.has(fold(name)));

const add = (counts: Map<string, number>, text: string): void => void counts.set(text, (counts.get(text) ?? 0) + 1);

const ordered = (counts: ReadonlyMap<string, number>): Seen[] =>
  [...counts]
    .filter(([, count]) => count >= FEWEST)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([text, count]) => ({ text, count, folded: fold(text.replace(/^[#@]/, '')) }));
