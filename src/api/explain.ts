import { setImmediate as turn } from 'node:timers/promises';
import type { QueryCheck, QueryExplanation, SignalToExplain, TerritoryExplanation } from '../contract/query.ts';
import type { LiveTerritory, Territory } from '../contract/territory.ts';
import { LazySignal } from '../core/signal/normalise.ts';
import { explainCost } from '../core/territory/explain/cost.ts';
import type { Explanation } from '../core/territory/explain/explain.ts';
import { explainQuery, explainTerritory } from '../core/territory/explain/explain-territory.ts';
import type { QueryExplanation as Explained } from '../core/territory/explain/explain-territory.ts';
import { outline, type Outline } from '../core/territory/explain/outline.ts';
import { lex } from '../core/territory/lex.ts';
import { lintCost } from '../core/territory/lint/cost.ts';
import { lintQuery } from '../core/territory/lint/lint.ts';
import { prepareDocument } from '../core/territory/match.ts';
import { printQuery } from '../core/territory/print.ts';
import { parseQuery } from '../core/territory/parse.ts';
import { childrenOf, type Placed, type Query, type Sentence } from '../core/territory/query.ts';
import { readLists, readTopic, type Lists, type ReadTopic } from '../core/territory/topic.ts';
import { ProblemError } from './errors.ts';

/** Sockets are served by the same thread: a step holds it about as long at most, microseconds. */
const MOST_COST = 50_000;
const MOST_HITS = 20;

/** How a query is read, for an editor: always an answer, also for what is half typed. */
export async function checkQuery(text: string, lists: Territory['lists']): Promise<QueryCheck> {
  const read = await readSparingly(text, lists);
  const query = 'errors' in read ? read.partial : read.written;
  return {
    printed: 'errors' in read ? null : printQuery(read.written),
    tree: query && presentTree(outline(query)),
    errors: 'errors' in read ? read.errors.map(remark) : [],
    warnings: 'errors' in read ? [] : warningsOf(read),
    tokens: lex(text).tokens.flatMap(({ kind, from, to }) => (kind === 'end' ? [] : [{ kind, from, to }])),
  };
}

/** Entries of lists that a query may come to, each list counted as often as it is named. */
const MOST_ENTRIES = 10_000;

/** Reads a query, giving way to others between the steps. */
async function readSparingly(text: string, lists: Territory['lists']): Promise<ReadTopic & { readonly known: Lists }> {
  const { lists: known } = readLists(lists);
  await turn();
  const parsed = parseQuery(text, { lists: new Set(known.keys()) });
  const query = 'errors' in parsed ? null : parsed.query;
  if (query && entriesIn(query, known) > MOST_ENTRIES) {
    throw new ProblemError('too-large', `With its lists written out the query has more than ${MOST_ENTRIES} clauses.`);
  }
  await turn();
  const read = readTopic(text, known);
  await turn();
  return { ...read, known };
}

const entriesIn = (query: Query, lists: Lists): number =>
  query.kind === 'list'
    ? childrenOf(lists.get(query.name)!).length
    : childrenOf(query).reduce((sum, child) => sum + entriesIn(child, lists), 0);

const presentTree = ({ kind, text, from, to, children }: Outline): NonNullable<QueryCheck['tree']> => ({
  ...{ kind, text, from, to },
  children: children.map(presentTree),
});

const remark = ({ from, to, message }: Placed & { readonly message: Sentence }) => ({ from, to, message });

function warningsOf({ written, warnings }: Extract<ReadTopic, { written: Query }>): QueryCheck['warnings'] {
  const isShort = lintCost(written) <= MOST_COST;
  const doubts = isShort ? lintQuery(written) : [{ ...written, severity: 'hint' as const, message: TOO_LONG_TO_LINT }];
  return [
    ...warnings.map((warning) => ({ ...remark(warning), severity: 'warning' as const })),
    ...doubts.map((doubt) => ({ ...remark(doubt), severity: doubt.severity })),
  ];
}

const TOO_LONG_TO_LINT: Sentence = {
  en: 'So long a query is not searched for doubtful clauses here: the command rebond check does it.',
  fr: 'Une requête aussi longue ne passe pas ici la recherche de clauses douteuses : la commande rebond check la fait.',
};

/** Why a query matches a signal, or why not. Throws a ProblemError where it cannot be read, or would take too long. */
export async function explainOne(
  text: string,
  lists: Territory['lists'],
  given: SignalToExplain,
  now: number,
): Promise<QueryExplanation> {
  const read = await readSparingly(text, lists);
  const { known } = read;
  if ('errors' in read) {
    const errors = read.errors.map(({ from, message }) => ({ path: `query:${from}`, message: message.en }));
    throw new ProblemError('invalid', errors.map(({ message }) => message).join(' '), { errors });
  }
  const signal = signalOf(given, now);
  const doc = prepareDocument(signal);
  await turn();
  if (explainCost(read.written, doc, known) > MOST_COST) {
    throw new ProblemError('too-large', 'Explaining so long a query takes a shorter text, or rebond explain.');
  }
  return { ...present(explainQuery(read.written, doc, known)), title: signal.title, text: signal.text };
}

/** Why a signal lies in a territory, or why not: topic by topic, giving way to others between them. */
export async function explainLive(
  { version, territory }: LiveTerritory,
  given: SignalToExplain,
  now: number,
): Promise<TerritoryExplanation> {
  const signal = signalOf(given, now);
  const topics: TerritoryExplanation['topics'] = [];
  for (const { topic, label, noGo, barriers, query } of explainTerritory(territory, signal, MOST_COST)) {
    topics.push({ topic, label, noGo, barriers: [...barriers], query: query && present(query) });
    await turn();
  }
  return { version, title: signal.title, text: signal.text, topics };
}

function signalOf(given: SignalToExplain, now: number): LazySignal {
  const observedAt = given.observedAt ?? new Date(now).toISOString();
  const named = {
    source: given.source ?? 'api',
    kind: given.kind ?? 'post',
    externalId: given.externalId ?? 'explained',
  };
  return new LazySignal({ ...given, ...named, observedAt }, Date.parse(observedAt));
}

function present({ holds, explanation, change }: Explained): Omit<QueryExplanation, 'title' | 'text'> {
  return {
    holds,
    explanation: presentClause(explanation),
    change: change && {
      query: change.query,
      edits: change.edits.map((edit) => ({ ...remark(edit), kind: edit.kind })),
    },
  };
}

function presentClause(clause: Explanation): QueryExplanation['explanation'] {
  const { kind, from, to, text, holds, hits, note, children } = clause;
  return { kind, from, to, text, holds, hits: hits.slice(0, MOST_HITS), note, children: children.map(presentClause) };
}
