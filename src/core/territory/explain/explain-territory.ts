import type { Territory, Topic } from '../../../contract/territory.ts';
import { comesFrom, reaches, speaks } from '../admission.ts';
import { prepareDocument, type Document, type Matchable } from '../document.ts';
import { printQuery } from '../print.ts';
import type { Query, Sentence } from '../query.ts';
import { readLists, readTopic, type Lists } from '../topic.ts';
import { smallestChange, type Edit } from './change.ts';
import { explainCost } from './cost.ts';
import { explain, type Explanation } from './explain.ts';

/** The smallest change of a query that makes it match: the query after it, and what was done. */
export interface PlainChange {
  readonly query: string;
  readonly edits: readonly Edit[];
}

/** What a signal says to a query. */
export interface QueryExplanation {
  readonly holds: boolean;
  readonly explanation: Explanation;
  /** Null where the query holds, or where no change of it would make it match. */
  readonly change: PlainChange | null;
}

/** What a signal says to one topic of a territory. */
export interface TopicExplanation {
  readonly topic: string;
  readonly label: string;
  readonly noGo: boolean;
  /** Why the signal does not come before the query at all, whatever the query says. */
  readonly barriers: readonly Sentence[];
  /** Null where the query cannot be read, so that it does not run, and where explaining would take too long. */
  readonly query: QueryExplanation | null;
}

/** @param query as it is written, with the names of lists */
export function explainQuery(query: Query, doc: Document, lists: Lists): QueryExplanation {
  const explanation = explain(query, doc, lists);
  const change = explanation.holds ? null : smallestChange(query, doc, lists);
  return {
    holds: explanation.holds,
    explanation,
    change: change && { query: printQuery(change.query), edits: change.edits },
  };
}

/**
 * Every topic and no-go topic of a territory, one a step: whoever shares the thread can have it between two.
 * @param mostCost microseconds that one topic may take, about
 */
export function* explainTerritory(
  territory: Territory,
  signal: Matchable,
  mostCost = Infinity,
): Generator<TopicExplanation, void> {
  const doc = prepareDocument(signal);
  const { lists } = readLists(territory.lists);
  const outside = brandBarriers(territory, signal);
  const one = ({ id, label, query }: Pick<Topic, 'id' | 'label' | 'query'>): Omit<TopicExplanation, 'noGo'> => {
    const read = readTopic(query, lists);
    const isExplained = 'written' in read && explainCost(read.written, doc, lists) <= mostCost;
    return {
      topic: id,
      label,
      barriers: outside,
      query: isExplained ? explainQuery(read.written, doc, lists) : null,
    };
  };
  for (const topic of territory.topics) {
    yield { ...one(topic), noGo: false, barriers: [...outside, ...topicBarriers(topic, signal)] };
  }
  for (const topic of territory.noGo) yield { ...one(topic), noGo: true };
}

function brandBarriers(territory: Territory, signal: Matchable): Sentence[] {
  const { sources, minimumFollowers } = territory;
  const barriers: Sentence[] = [];
  if (!comesFrom(territory, signal)) {
    barriers.push({
      en: `The territory takes signals of ${sources.join(', ')} only; this one is from ${signal.source}.`,
      fr: `Le territoire ne prend que les signaux de ${sources.join(', ')} ; celui-ci vient de ${signal.source}.`,
    });
  }
  if (!reaches(territory, signal)) {
    const followers = signal.author?.followers;
    barriers.push({
      en: `Authors of posts must have ${minimumFollowers} followers; this one has ${followers}.`,
      fr: `Les auteurs de posts doivent avoir ${minimumFollowers} abonnés ; celui-ci en a ${followers}.`,
    });
  }
  return barriers;
}

function topicBarriers({ languages, sources }: Topic, signal: Matchable): Sentence[] {
  const barriers: Sentence[] = [];
  if (!speaks(languages, signal)) {
    const wanted = languages.join(', ');
    barriers.push({
      en: `The topic takes texts in ${wanted} only; this one is in ${signal.lang}.`,
      fr: `Le sujet ne prend que les textes en ${wanted} ; celui-ci est en ${signal.lang}.`,
    });
  }
  if (!comesFrom({ sources }, signal)) {
    barriers.push({
      en: `The topic takes signals of ${sources.join(', ')} only; this one is from ${signal.source}.`,
      fr: `Le sujet ne prend que les signaux de ${sources.join(', ')} ; celui-ci vient de ${signal.source}.`,
    });
  }
  return barriers;
}
