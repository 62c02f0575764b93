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

/** Words that nobody else says: enough of them for a post not to be another's copy, nor to sound like another burst. */
const ownWords = (name: string, n: number): string =>
  ['seen', 'heard', 'said'].map((word) => `${word}${name.replaceAll(/\W/g, '')}${n}`).join(' ');

/** As many posts as people, all about one thing. */
export function postsAbout({ name, at, every = 1_000, lang, subject, count }: Burst): RawSignal[] {
  return Array.from({ length: count }, (_, n) => ({
    source: 'town-square',
    kind: 'post' as const,
    externalId: `${name}-${n}`,
    publishedAt: new Date(at + n * every).toISOString(),
    lang,
    text: `${subject} ${ownWords(name, n)}`,
    author: { id: `town-square:${name}-${n}`, handle: `${name}${n}`, followers: 100 + n },
  }));
}
