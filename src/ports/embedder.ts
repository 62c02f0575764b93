import type { ClosenessBy } from '../contract/lookback.ts';

/** How close texts are to what something is about. */
export interface Closeness {
  /** For each text from -1 (far) to 1 (the same); for words alone, from 0. */
  readonly of: readonly number[];
  readonly by: ClosenessBy;
}

/** Tells what texts are about, for people who write rules; no alert ever asks it. It always answers. */
export interface Embedder {
  closeness(about: string, texts: readonly string[], signal?: AbortSignal): Promise<Closeness>;
}
