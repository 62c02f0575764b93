import type { TopicHit } from '../../contract/mention.ts';
import type { Moment } from '../../contract/moment.ts';
import type { NoGoTopic, Territory, Topic } from '../../contract/territory.ts';
import { speaks } from '../territory/admission.ts';
import { matches, prepareDocument, type Document, type Matchable } from '../territory/match.ts';
import type { Query } from '../territory/query.ts';
import { createTeller } from '../territory/tell.ts';
import { readLists, readTopic } from '../territory/topic.ts';
import { tokenize } from '../text/tokens.ts';
import { subjectOf } from './subject.ts';

export type NearTopic = TopicHit & { readonly label: string };

/** What a moment is to a territory. */
export interface Nearness {
  /** Topics that are about what people speak of on that day; none where it is not near. */
  readonly topics: NearTopic[];
  /** It lies in a no-go topic that must never be touched. */
  readonly barred: boolean;
}

interface Rule {
  readonly topic: Topic;
  readonly subject: Query;
}

const BOTH = ['en', 'fr'] as const;

/**
 * Reads a territory once and asks of any number of moments whether they are near it. A moment is read as a post that says
 * its name and its words; see `subjectOf` for what of a topic's query it must fulfil. A no-go topic asks for all of it.
 * @param languages the brand's; a brand that speaks neither English nor French is near by the words of both
 */
export function createNearness(
  territory: Pick<Territory, 'topics' | 'noGo' | 'lists'>,
  languages: readonly string[],
): (moment: Pick<Moment, 'name' | 'words'>) => Nearness {
  const { lists } = readLists(territory.lists);
  const queryOf = ({ query }: Topic | NoGoTopic): Query | null => {
    const read = readTopic(query, lists);
    return 'query' in read ? read.query : null;
  };
  const rules = territory.topics.flatMap((topic): Rule[] => {
    const query = queryOf(topic);
    const subject = query && subjectOf(query);
    return subject ? [{ topic, subject }] : [];
  });
  const barriers = territory.noGo.filter(({ action }) => action === 'block').flatMap((topic) => queryOf(topic) ?? []);
  const own = BOTH.filter((language) => languages.includes(language));

  return function nearness(moment) {
    const posts =
      own.length > 0
        ? own.map((language) => asPost(moment, language, language))
        : BOTH.map((language) => asPost(moment, language, 'und'));
    const docs = posts.map(prepareDocument);
    return {
      topics: rules.flatMap((rule) => hitOf(rule, docs) ?? []),
      barred: docs.some((doc) => barriers.some((query) => matches(query, doc))),
    };
  };
}

function hitOf({ topic, subject }: Rule, docs: readonly Document[]): NearTopic | null {
  const told = docs
    .filter((doc) => speaks(topic.languages, doc.signal) && matches(subject, doc))
    .map((doc) => createTeller(doc.signal)(subject));
  if (told.length === 0) return null;
  return {
    topic: topic.id,
    label: topic.label,
    words: [...new Set(told.flatMap(({ words }) => words))],
    inTitle: told.some(({ inTitle }) => inTitle),
  };
}

/** What people post that day: the name as its title, the words, and each as a hashtag. */
function asPost({ name, words }: Pick<Moment, 'name' | 'words'>, language: 'en' | 'fr', lang: string): Matchable {
  const said = words[language].flatMap((word) => [word, ...otherNumber(word)]);
  return {
    title: name[language],
    text: said.join('. '),
    tags: [name[language], ...words[language]].map((text) => tokenize(text).join('')).filter(Boolean),
    source: 'calendar',
    kind: 'post',
    lang,
  };
}

/** Shorter words are rather names and syllables. Letters. */
const SHORTEST_NOUN = 3;

/** `cats` of `cat`, `wine` of `wines`: queries are not stemmed. */
function otherNumber(word: string): string[] {
  if (!/^\p{L}+$/u.test(word) || word.length < SHORTEST_NOUN) return [];
  return [word.endsWith('s') ? word.slice(0, -1) : `${word}s`];
}
