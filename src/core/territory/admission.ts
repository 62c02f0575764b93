import type { Territory } from '../../contract/territory.ts';
import type { Matchable } from './document.ts';

/** Which signals come before the queries of a territory at all. */
export type Admission = Pick<Territory, 'sources' | 'minimumFollowers'>;

/** Of a territory, or of one of its topics. */
export const comesFrom = ({ sources }: { readonly sources: readonly string[] }, { source }: Matchable): boolean =>
  sources.length === 0 || sources.includes(source);

/** News reach as far as they do; so may posts by authors whose followers nobody knows. */
export function reaches({ minimumFollowers }: Admission, { kind, author }: Matchable): boolean {
  return kind === 'news' || author?.followers === undefined || author.followers >= minimumFollowers;
}

/** A text too short to tell its language is not kept out by it: the words of the query are in the language already. */
export const speaks = (languages: readonly string[], { lang }: Matchable): boolean =>
  languages.length === 0 || lang === 'und' || languages.includes(lang);
