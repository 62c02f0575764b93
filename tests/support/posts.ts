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

/** What people put before and after it: enough of their own for a post not to be another's copy. */
const BEFORE = [
  'omg my whole street saw it',
  'wow was not ready',
  'look what grandma sent',
  'haha who planned this',
  'again?',
];
const AFTER = [
  'calling everybody I know tonight',
  'my neighbour is clapping from the balcony',
  'somebody please explain this slowly',
  'best thing since sliced bread honestly',
  'and the cat does not care',
  'never leaving this town',
  'told you so last week',
];

/** As many posts as people, all about one thing. */
export function postsAbout({ name, at, every = 1_000, lang, subject, count }: Burst): RawSignal[] {
  return Array.from({ length: count }, (_, n) => ({
    source: 'town-square',
    kind: 'post' as const,
    externalId: `${name}-${n}`,
    publishedAt: new Date(at + n * every).toISOString(),
    lang,
    text: `${BEFORE[n % BEFORE.length]} ${subject} ${AFTER[n % AFTER.length]} ${'!'.repeat(n % 3)}`,
    author: { id: `town-square:${name}-${n}`, handle: `${name}${n}`, followers: 100 + n },
  }));
}
