import type { RawSignal } from '../../src/contract/signal.ts';

export interface Burst {
  /** Makes ids and authors of this burst its own. */
  readonly name: string;
  /** Time of the first post, ms since 1970. */
  readonly at: number;
  /** Milliseconds between two posts; 1,000 unless told. */
  readonly every?: number;
  readonly lang: string;
  /** What they speak of; every text is this with other words around. */
  readonly subject: string;
  readonly count: number;
}

const AROUND = ['', 'omg', 'wow', 'look', 'haha', 'again?', 'really', 'at last', 'no way', 'right now', 'live', 'yes'];

/** As many posts as people, all about one thing. */
export function postsAbout({ name, at, every = 1_000, lang, subject, count }: Burst): RawSignal[] {
  return Array.from({ length: count }, (_, n) => ({
    source: 'town-square',
    kind: 'post' as const,
    externalId: `${name}-${n}`,
    publishedAt: new Date(at + n * every).toISOString(),
    lang,
    text: `${subject} ${AROUND[n % AROUND.length]} ${'!'.repeat(1 + Math.floor(n / AROUND.length))}`,
    author: { id: `town-square:${name}-${n}`, handle: `${name}${n}`, followers: 100 + n },
  }));
}
