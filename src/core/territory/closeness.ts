import { STOP_WORDS } from '../text/stop-words.ts';
import { tokenize } from '../text/tokens.ts';
import type { Frequency } from './matcher/frequency.ts';

/** What stands further behind says little of what a text is about. UTF-16 units. */
const READ = 1_000;
/** Words that begin alike for so long count as the same: `exhibit`, `exhibitions`. */
const STEM = 6;

/**
 * How close texts are to what something is about, by their words alone: the cosine of the angle between them, where a
 * word counts the more the rarer it is. From 0 to 1.
 */
export function closenessByWords(about: string, texts: readonly string[], frequency: Frequency): number[] {
  const wanted = vectorOf(about, frequency);
  return texts.map((text) => cosine(wanted, vectorOf(text.slice(0, READ), frequency)));
}

interface Vector {
  readonly weights: ReadonlyMap<string, number>;
  readonly length: number;
}

function vectorOf(text: string, frequency: Frequency): Vector {
  const counts = new Map<string, { count: number; rarity: number }>();
  for (const word of tokenize(text)) {
    if (word.length < 3 || STOP_WORDS.has(word)) continue;
    const stem = word.slice(0, STEM);
    const known = counts.get(stem);
    if (known) known.count++;
    else counts.set(stem, { count: 1, rarity: Math.max(0, -Math.log(frequency(word))) });
  }
  const weights = new Map<string, number>();
  let squares = 0;
  for (const [stem, { count, rarity }] of counts) {
    const weight = (1 + Math.log(count)) * rarity;
    weights.set(stem, weight);
    squares += weight * weight;
  }
  return { weights, length: Math.sqrt(squares) };
}

function cosine(a: Vector, b: Vector): number {
  if (a.length === 0 || b.length === 0) return 0;
  let sum = 0;
  for (const [stem, weight] of b.weights) sum += weight * (a.weights.get(stem) ?? 0);
  return sum / (a.length * b.length);
}
