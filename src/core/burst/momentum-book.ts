import type { MomentumTable } from '../../contract/momentum.ts';
import type { Signal } from '../../contract/signal.ts';
import { endOf, momentumOf, noteMetrics, type Momentum, type PostMomentum } from './momentum.ts';
import { emptyPast, learnEnd, scaleOf, type SourcePast } from './momentum-scale.ts';

/** A post that told nothing for so long is over. */
const OVER_MS = 24 * 3_600_000;
/** Posts watched at once; beyond, the one that was silent for longest is over. */
const MOST_POSTS = 10_000;
/** Sources whose past is kept; beyond, the one that taught nothing for longest is forgotten. */
const MOST_SOURCES = 500;

/** The posts under way whose figures are told, and what became of those before them. Plain data and maps of it. */
export interface MomentumBook {
  /** By signal, those silent for longest first. */
  readonly posts: Map<string, Watched>;
  /** By source, those that learnt last at the end. */
  readonly pasts: Map<string, SourcePast>;
}

interface Watched {
  readonly source: string;
  readonly post: PostMomentum;
}

export const emptyBook = (): MomentumBook => ({ posts: new Map(), pasts: new Map() });

/** Takes the figures a signal shows at a time; one without figures is nothing to watch. */
export function watchPost(
  book: MomentumBook,
  { id, source, metrics }: Pick<Signal, 'id' | 'source' | 'metrics'>,
  at: number,
  table: MomentumTable,
): void {
  const watched = book.posts.get(id);
  const post = noteMetrics(watched?.post ?? null, metrics, at);
  if (!post) return;
  book.posts.delete(id);
  book.posts.set(id, watched ?? { source, post });
  closeOver(book, at, table);
}

/** What a post's growth promises; null where no figures of it are known or its source is too little known. */
export function promiseOf(book: MomentumBook, signal: string, at: number, table: MomentumTable): Momentum | null {
  const watched = book.posts.get(signal);
  if (!watched) return null;
  const scale = scaleOf(book.pasts.get(watched.source) ?? null, watched.source, table);
  return momentumOf(watched.post, at, scale, table);
}

function closeOver({ posts, pasts }: MomentumBook, at: number, table: MomentumTable): void {
  for (const [id, { source, post }] of posts) {
    if (at - post.last.at < OVER_MS && posts.size <= MOST_POSTS) return;
    posts.delete(id);
    const past = pasts.get(source) ?? emptyPast();
    learnEnd(past, endOf(post), table);
    pasts.delete(source);
    pasts.set(source, past);
    if (pasts.size > MOST_SOURCES) pasts.delete(pasts.keys().next().value as string);
  }
}
