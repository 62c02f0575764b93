import { setImmediate as turn } from 'node:timers/promises';
import type { ClosenessBy } from '../contract/lookback.ts';
import type { Embedder } from '../ports/embedder.ts';

/** How closeness is told. */
export interface Closeness {
  /** By words alone: as many texts as there are. */
  readonly byWords: Embedder;
  /** The better means, which may cost money: asked about few texts. */
  readonly closer: Embedder;
}

/** Something that says something. */
interface Telling {
  readonly title: string;
  readonly text: string;
}

export interface Ranked<T> {
  /** With how close each is: those nearest first, or those farthest. */
  readonly ranked: readonly (readonly [T, number])[];
  readonly by: ClosenessBy;
}

/** Texts that the closer look is taken at. */
const LOOKED_AT = 60;
/** Texts that are read before others have the thread. */
const STEP = 250;

/** All by their words, the first of them by the better means. */
export async function rankByCloseness<T>(
  { byWords, closer }: Closeness,
  about: string,
  all: readonly T[],
  { first, says, signal }: { first: 'near' | 'far'; says(one: T): Telling; signal?: AbortSignal | undefined },
): Promise<Ranked<T>> {
  const sign = first === 'near' ? -1 : 1;
  const textsOf = (among: readonly T[]) => among.map((one) => `${says(one).title}\n${says(one).text}`);
  const rank = (among: readonly T[], of: readonly number[]) =>
    among.map((one, i) => [one, of[i]!] as const).sort((a, b) => sign * (a[1] - b[1]));
  const of: number[] = [];
  for (let from = 0; from < all.length; from += STEP) {
    of.push(...(await byWords.closeness(about, textsOf(all.slice(from, from + STEP)), signal)).of);
    await turn();
  }
  const ranked = rank(all, of);
  const chosen = ranked.slice(0, LOOKED_AT).map(([one]) => one);
  const looked = await closer.closeness(about, textsOf(chosen), signal);
  if (looked.by !== 'model') return { ranked, by: looked.by };
  return { ranked: [...rank(chosen, looked.of), ...ranked.slice(LOOKED_AT)], by: 'model' };
}
