import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../context.ts';
import type { NoisePack } from '../contract/first-territory.ts';
import type { TermAnswer, TermRequest } from '../contract/term-suggestion.ts';
import type { Territory, Topic, TerritoryExample } from '../contract/territory.ts';
import { tokenize } from '../core/text/tokens.ts';
import { aboutTopic, wantedWords } from '../core/territory/about-topic.ts';
import { exampleSignal } from '../core/territory/examples.ts';
import type { Document } from '../core/territory/document.ts';
import { pastSignal, verified, type Drawn } from '../core/territory/lookback/sample.ts';
import { soughtBy } from '../core/territory/lookback/sought.ts';
import { matches, prepareDocument } from '../core/territory/match.ts';
import { parseQuery } from '../core/territory/parse.ts';
import type { Query } from '../core/territory/query.ts';
import { tellingTerms, type Telling } from '../core/territory/suggest-terms.ts';
import { withoutTerm, withTerm } from '../core/territory/take-term.ts';
import { readLists, readTopic } from '../core/territory/topic.ts';
import type { LookBack } from '../ports/lookback.ts';
import { rankByCloseness, type Closeness } from './rank-by-closeness.ts';
import { createRecentSignals, type Recent } from './recent-signals.ts';

interface FinderOptions {
  readonly archive: LookBack;
  readonly clock: Clock;
  readonly closeness: Closeness;
  readonly noise: readonly NoisePack[];
}

const DAY_MS = 86_400_000;
const MOST_HITS = 600;
const MOST_SHOWN = 8;
/** Signals that are read before others have the thread. */
const STEP = 250;
/** Hits of which the farthest may count as wrong, and how many of them. */
const FEWEST_HITS = 40;
const FAR = 1 / 5;
/** A wrong term may not take away more than this share of what is found. */
const MOST_TAKEN = 0.3;
const ADD = { fewest: 3, leastLift: 4, most: MOST_SHOWN };
const LEAVE_OUT = { fewest: 2, leastLift: 2.5, most: MOST_SHOWN };
/** People label few texts, and see what a term takes away before they take it: one chance in 20 will do. */
const LABELLED = { ...LEAVE_OUT, leastScore: 3.84 };

/** What is known of one topic, and of the past around it. */
interface Around {
  readonly topic: Pick<Topic, 'query' | 'label'>;
  readonly query: Query;
  readonly lists: ReadonlySet<string>;
  readonly hits: readonly Drawn[];
  readonly found: readonly Document[];
  readonly good: readonly Document[];
  readonly bad: readonly Document[];
  readonly recent: Recent;
  /** Recent signals that no topic finds. */
  readonly outside: readonly Document[];
  readonly days: number;
}

/** Terms that a topic might add or leave out, and texts that it may have missed. */
export function createTermFinder({ archive, clock, closeness, noise }: FinderOptions) {
  const recent = createRecentSignals({ archive, clock });

  async function lookAround({ territory, topic: id, days }: TermRequest): Promise<Around | null> {
    const topic = [...territory.topics, ...territory.noGo].find((one) => one.id === id);
    const { lists } = readLists(territory.lists);
    const read = topic && readTopic(topic.query, lists);
    if (!read || 'errors' in read) return null;
    const { query } = read;
    const to = clock();
    const { found } = await archive.search(soughtBy(query), { from: to - days * DAY_MS, to }, MOST_HITS);
    const { languages, sources: topicSources } = 'weight' in topic ? topic : { languages: [], sources: [] };
    const { sources, minimumFollowers } = territory;
    const hits = verified(query, found, { languages, topicSources, sources, minimumFollowers });
    const sample = await recent(days);
    const all = territory.topics.flatMap((one) => {
      const other = readTopic(one.query, lists);
      return 'errors' in other ? [] : [other.query];
    });
    const outside = await notFoundBy([query, ...all], sample.documents);
    const examples = readExamples(territory, id);
    return {
      ...{ topic, query, lists: new Set(lists.keys()), hits, outside, days, recent: sample },
      found: hits.map(({ signal }) => prepareDocument(signal)),
      ...examples,
    };
  }

  return async function find(request: TermRequest, signal?: AbortSignal): Promise<TermAnswer | null> {
    const around = await lookAround(request);
    if (!around) return null;
    const { found, outside, good, hits, recent: sample } = around;
    const telling = tellingTerms([...found, ...good, ...good], outside, ADD, (term) => adds(term, around));
    const about = aboutOf(around, telling);
    const near = await rankByCloseness(closeness, about, outside, { first: 'near', says: signalOf, signal });
    const far = await rankByCloseness(closeness, about, found, { first: 'far', says: signalOf, signal });
    const wrong = wrongOnes(
      around,
      far.ranked.map(([doc]) => doc),
    );
    return {
      ...{ hits: hits.length, of: sample.signals.length, closeness: near.by },
      add: telling.map((term) => suggestionToAdd(term, around)),
      ...leaveOut(wrong, around),
      missed: near.ranked.slice(0, MOST_SHOWN).flatMap(([doc, value]) => (value > 0 ? [shown(doc, value)] : [])),
      doubtful: far.ranked.slice(0, MOST_SHOWN).map(([doc, value]) => shown(doc, value)),
      noise: noise.flatMap((pack) => likeNoise(pack, found)),
    };
  };
}

/** In steps: others have the thread between them. */
async function notFoundBy(queries: readonly Query[], docs: readonly Document[]): Promise<Document[]> {
  const outside: Document[] = [];
  for (let from = 0; from < docs.length; from += STEP) {
    outside.push(...docs.slice(from, from + STEP).filter((doc) => !queries.some((query) => matches(query, doc))));
    await turn();
  }
  return outside;
}

const signalOf = ({ signal }: Document): Document['signal'] => signal;
const textOf = ({ signal: { title, text } }: Document): string => `${title}\n${text}`;

/** The topic in words: its name, what it looks for, what its examples say and what goes with it. */
const aboutOf = ({ topic, query, good }: Around, telling: readonly Telling[]): string =>
  aboutTopic([topic.label, wantedWords(query), ...good.map(textOf), ...telling.map(({ term }) => term)]);

function readExamples({ examples }: Territory, topic: string): Pick<Around, 'good' | 'bad'> {
  const read = (example: TerritoryExample): Document => prepareDocument(exampleSignal(example));
  const isGood = ({ topics }: TerritoryExample): boolean => topics.length === 0 || topics.includes(topic);
  return { good: examples.match.filter(isGood).map(read), bad: examples.miss.map(read) };
}

/**
 * A term adds something where it stands in recent texts that the rule does not find, and widens the rule where it does not
 * bring in more than the rule has found. Parts of its own phrases say nothing new.
 */
function adds({ elsewhere, term }: Telling, { query, hits, recent }: Around): boolean {
  const brought = elsewhere.length / recent.chance;
  const finds = hits.reduce((sum, { chance }) => sum + 1 / chance, 0);
  if (elsewhere.length === 0 || brought > finds) return false;
  const own = new Set(tokenize(wantedWords(query)));
  return !tokenize(term).every((word) => own.has(word));
}

function suggestionToAdd(
  { term, within, elsewhere, lift, score }: Telling,
  { topic, lists, outside, recent, days }: Around,
): TermAnswer['add'][number] {
  return {
    ...{ term, count: within.length, lift, score, perDay: elsewhere.length / recent.chance / days },
    examples: elsewhere.slice(0, 2).map((i) => shown(outside[i]!, 0).signal),
    becomes: withTerm(topic.query, term, lists),
  };
}

/** Texts labelled wrong; without them the hits that are farthest from what the topic is about. */
function wrongOnes(
  { bad, found }: Around,
  farthest: readonly Document[],
): Pick<TermAnswer, 'learntFrom'> & {
  readonly wrong: readonly Document[];
} {
  if (bad.length >= LEAVE_OUT.fewest) return { learntFrom: 'examples', wrong: bad };
  if (found.length < FEWEST_HITS) return { learntFrom: 'nothing', wrong: [] };
  return { learntFrom: 'far-hits', wrong: farthest.slice(0, Math.floor(found.length * FAR)) };
}

function leaveOut(
  { wrong, learntFrom }: ReturnType<typeof wrongOnes>,
  { topic, query, lists, hits, found, good, days }: Around,
): Pick<TermAnswer, 'leaveOut' | 'learntFrom'> {
  // A labelled text is another document than the hit that it was made of.
  const isWrong = new Set(wrong.map(textOf));
  const right = [...found.filter((doc) => !isWrong.has(textOf(doc))), ...good];
  const wanted = new Set(wantedWords(query).split(' '));
  const finds = (term: string) => {
    const read = parseQuery(term, { lists });
    return (doc: Document): boolean => 'query' in read && matches(read.query, doc);
  };
  const may = ({ term }: Telling): boolean => {
    const taken = found.filter(finds(term)).length;
    return (
      taken > 0 &&
      taken <= MOST_TAKEN * found.length &&
      !good.some(finds(term)) &&
      !wanted.has(term.replaceAll('"', ''))
    );
  };
  const told = tellingTerms(wrong, right, learntFrom === 'examples' ? LABELLED : LEAVE_OUT, may);
  const suggestions = told.map(({ term, within, lift, score }) => {
    const taken = found.flatMap((doc, i) => (finds(term)(doc) ? [i] : []));
    const perDay = taken.reduce((sum, i) => sum + 1 / hits[i]!.chance, 0) / days;
    const examples = taken.slice(0, 2).map((i) => shown(found[i]!, 0).signal);
    return {
      term,
      count: within.length,
      lift,
      score,
      perDay,
      examples,
      becomes: withoutTerm(topic.query, term, lists),
    };
  });
  return { leaveOut: suggestions, learntFrom };
}

/** Documents come from signals of the archive; only examples lack some of their fields. */
const shown = (doc: Document, closeness: number): TermAnswer['missed'][number] => ({
  signal: pastSignal(doc.signal as Drawn['signal']),
  closeness,
});

function likeNoise(pack: NoisePack, found: readonly Document[]): TermAnswer['noise'] {
  const { lists } = readLists({ noise: pack.entries });
  const read = readTopic('list:noise', lists);
  if ('errors' in read) return [];
  const count = found.filter((doc) => matches(read.query, doc)).length;
  return count === 0 ? [] : [{ pack: pack.id, count }];
}
