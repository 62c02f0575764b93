import type { Clock } from '../context.ts';
import type { Breadth, BreadthRequest, ClauseHits } from '../contract/lookback.ts';
import type { Signal } from '../contract/signal.ts';
import { advise } from '../core/territory/lookback/advise.ts';
import { carrierOf, clauseHits, countClauses, FEW, type CountedClause } from '../core/territory/lookback/breadth.ts';
import { estimateFrom, type Estimate } from '../core/territory/lookback/estimate.ts';
import { countedEvenly } from '../core/territory/lookback/recent.ts';
import { passes, verified, type Barriers } from '../core/territory/lookback/sample.ts';
import { soughtBy } from '../core/territory/lookback/sought.ts';
import { shareOfStories } from '../core/story/group-signals.ts';
import { matches, prepareDocument, type Document } from '../core/territory/match.ts';
import type { Query } from '../core/territory/query.ts';
import { readLists, readTopic, type Lists } from '../core/territory/topic.ts';
import type { LookBack, Period } from '../ports/lookback.ts';
import type { Recent } from './recent-signals.ts';

interface MeterOptions {
  readonly archive: LookBack;
  readonly clock: Clock;
  recent(days: number): Promise<Recent>;
}

const DAY_MS = 86_400_000;
/** Candidates looked at where a clause is rare. */
const MOST_LOOKED_AT = 300;
/** Hits that are read again for what they come from. */
const MOST_READ = 300;
const EMPTY: Breadth = { share: 0, stories: null, clauses: [], advice: [] };
const NO_BARRIERS: Barriers = { languages: [], topicSources: [], sources: [], minimumFollowers: 0 };

/**
 * What makes a rule as broad as it is: common clauses are counted in an even sample of recent signals, rare ones looked
 * up in the archive. A rule that cannot be read has no clauses.
 */
export function createBreadthMeter({ archive, clock, recent }: MeterOptions) {
  /** What a query finds, by the index. */
  async function lookUp(
    query: Query,
    barriers: Barriers,
    period: Period,
  ): Promise<{ total: Estimate; hits: Signal[] }> {
    const { found, least } = await archive.search(soughtBy(query), period, MOST_LOOKED_AT);
    const hits = verified(query, found, barriers);
    const chances = hits.map(({ chance }) => chance);
    return { total: estimateFrom(chances, least), hits: hits.map(({ signal }) => signal) };
  }

  async function totalOf(text: string, clause: CountedClause, chance: number, period: Period): Promise<ClauseHits> {
    const counted = clauseHits(text, clause, chance);
    const { query, hits, expanded } = clause;
    const isRare = chance < 1 && query.kind !== 'not' && hits.certain < FEW;
    if (!isRare || soughtBy(expanded).kind === 'anything') return counted;
    return { ...counted, total: (await lookUp(expanded, NO_BARRIERS, period)).total };
  }

  return async function breadth({ rule, days }: BreadthRequest): Promise<Breadth> {
    const { lists } = readLists(rule.lists);
    const read = readTopic(rule.query, lists);
    if ('errors' in read) return EMPTY;
    const to = clock();
    const period = { from: to - days * DAY_MS, to };
    const sample = await recent(days);
    const { documents, signals, chance } = sample;
    const found = documents.flatMap((doc, i) => (passes(signals[i]!, rule) && matches(read.query, doc) ? [i] : []));
    const clauses: ClauseHits[] = [];
    for (const clause of countClauses(read.written, documents, lists)) {
      clauses.push(await totalOf(rule.query, clause, chance, period));
    }
    const isRare = chance < 1 && found.length < FEW;
    const own = isRare ? await lookUp(read.query, rule, period) : fromSample(sample, found);
    const all = documents.length / chance;
    const share = all === 0 ? 0 : Math.min(1, own.total.count / all);
    const stories = await sample.stories();
    return {
      ...{ share, clauses, stories: stories && shareOfStories(stories, found) },
      advice: advise({
        ...{ share, clauses, finds: own.total.high, hits: own.hits },
        sources: [...new Set([...rule.topicSources, ...rule.sources])],
        carrier: carrierIn(rule.query, read.written, lists, documentsOf(own.hits)),
      }),
    };
  };
}

const fromSample = ({ signals, chance }: Recent, found: readonly number[]): { total: Estimate; hits: Signal[] } => ({
  total: countedEvenly(found.length, chance),
  hits: found.map((i) => signals[i]!),
});

const documentsOf = (hits: readonly Signal[]): Document[] =>
  hits.slice(0, MOST_READ).map((hit) => prepareDocument(hit));

function carrierIn(text: string, written: Query, lists: Lists, hits: readonly Document[]) {
  const carrier = carrierOf(written, lists, hits);
  return carrier && { clause: text.slice(carrier.query.from, carrier.query.to), share: carrier.share };
}
