import type { Territory } from '../../../contract/territory.ts';
import { prepareDocument, type Matchable } from '../../territory/document.ts';
import { explainCost } from '../../territory/explain/cost.ts';
import { explain, type Explanation, type Hit } from '../../territory/explain/explain.ts';
import { matches } from '../../territory/match.ts';
import { readLists, readTopic } from '../../territory/topic.ts';
import type { Place } from '../../territory/explain/places.ts';
import { finding } from './finding.ts';
import type { DraftText } from './draft-text.ts';
import type { DraftReader } from './matter.ts';

/** Microseconds that telling where a topic's words stand may take; above, only that they do is told. */
const MOST_COST = 20_000;

/** No-go topics of the territory that the draft itself falls into. A query that cannot be read finds nothing. */
export const findNoGo: DraftReader = ({ draft, territory }) => {
  if (!territory) return [];
  const doc = prepareDocument(asPost(draft));
  const { lists } = readLists(territory.lists);
  return territory.noGo.flatMap(({ label, query, action }) => {
    const read = readTopic(query, lists);
    if ('errors' in read || !matches(read.query, doc)) return [];
    const told = explainCost(read.written, doc, lists) <= MOST_COST ? explain(read.written, doc, lists) : null;
    const places = told ? hitsIn(told).flatMap((hit) => placeOf(hit, draft)) : [];
    return [finding(draft, 'no-go', action, places, { label })];
  });
};

const asPost = (draft: DraftText): Matchable => ({
  ...{ kind: 'post', source: 'draft', title: '' },
  ...{ text: draft.bare, lang: draft.lang, tags: [...draft.tags] },
});

/** Words and phrases that hold, but for what a NOT keeps out. */
function hitsIn({ kind, holds, hits, children }: Explanation): Hit[] {
  return !holds || kind === 'not' ? [] : [...hits, ...children.flatMap(hitsIn)];
}

/** Tags stand in the text, too. */
const placeOf = ({ field, from, to }: Hit, draft: DraftText): Place[] =>
  field === 'body' ? [draft.placeOf(from, to)] : [];

/** The words and phrases a territory asks for by its weightiest topics: what the brand makes and sells. */
export function ownPhrases(territory: Territory | null, weight: number): string[] {
  if (!territory) return [];
  const { lists } = readLists(territory.lists);
  return territory.topics
    .filter((topic) => topic.weight >= weight)
    .flatMap(({ query }) => {
      const read = readTopic(query, lists);
      return 'errors' in read ? [] : phrasesOf(read.query);
    });
}

type Query = Extract<ReturnType<typeof readTopic>, { query: unknown }>['query'];

function phrasesOf(query: Query): string[] {
  switch (query.kind) {
    case 'term':
      return [query.word];
    case 'prefix':
      return [`${query.stem}*`];
    case 'phrase':
      return [query.words.join(' ')];
    case 'or':
    case 'atleast':
      return query.children.flatMap(phrasesOf);
    // Of words that must stand together each alone says little: (light AND stadium).
    default:
      return [];
  }
}
