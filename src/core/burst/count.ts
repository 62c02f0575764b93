import type { Signal } from '../../contract/signal.ts';

/** A distinct voice: when it was last heard, and how much it counts. */
interface Voice {
  at: number;
  weight: number;
}

/**
 * Distinct voices of a story. A post's voice is its author, so that one author five hundred times is one; a news
 * item's voice is the article, since outlets are chosen by the brand and each further article is an editor's decision.
 */
export interface VoiceCount {
  /** Whoever was silent the longest first. */
  readonly voices: Map<string, Voice>;
}

/** Somebody repeating another's words is an echo: it counts, but little; an outlet that prints a wire counts half. */
const COPY_WEIGHT = { post: 0.2, news: 0.5 } as const;

/** Of a story told by more, the voices silent the longest are let go: it bursts by those of its last minutes. */
const MOST_VOICES = 100_000;

export const emptyCount = (): VoiceCount => ({ voices: new Map() });

/** Notes a signal at its own event time, however late it comes. */
export function countVoice(count: VoiceCount, signal: Signal, at: number, isCopy: boolean): void {
  const key = voiceOf(signal);
  const weight = isCopy ? COPY_WEIGHT[signal.kind] : 1;
  hear(count, key, { at, weight });
}

/** Adds the voices of a story that turned out to be the same. */
export function joinVoices(into: VoiceCount, gone: VoiceCount): void {
  for (const [key, voice] of gone.voices) hear(into, key, voice);
}

/** A voice counts once, when last heard and at its full weight. */
function hear(count: VoiceCount, key: string, { at, weight }: Voice): void {
  const known = count.voices.get(key);
  const latest = { at: Math.max(known?.at ?? at, at), weight: Math.max(known?.weight ?? weight, weight) };
  count.voices.delete(key);
  count.voices.set(key, latest);
  if (count.voices.size > MOST_VOICES) count.voices.delete(count.voices.keys().next().value!);
}

export const voiceOf = (signal: Signal): string =>
  signal.kind === 'post' && signal.author ? `author:${signal.source}:${signal.author.id}` : `item:${signal.id}`;

/** Weighted voices last heard in (from, to]. */
export function voicesBetween(count: VoiceCount, from: number, to: number): number {
  let sum = 0;
  for (const { at, weight } of count.voices.values()) if (at > from && at <= to) sum += weight;
  return sum;
}

/** Forgets voices not heard since `before`, so that a story that never ends stays bounded. */
export function forgetVoices(count: VoiceCount, before: number): void {
  for (const [key, { at }] of count.voices) if (at <= before) count.voices.delete(key);
}
