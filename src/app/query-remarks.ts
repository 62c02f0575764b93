import type { EventType } from '../contract/safety.ts';
import type { Territory } from '../contract/territory.ts';
import { lintQuery, type LintFacts } from '../core/territory/lint/lint.ts';
import type { Document } from '../core/territory/match.ts';
import { childrenOf, type Placed, type Query, type QueryError, type Sentence } from '../core/territory/query.ts';
import { readLists, readTopic } from '../core/territory/topic.ts';
import type { Remark } from '../settings/check-config.ts';

/** What is wrong in the queries and lists of a territory. */
export function queryFaults(territory: Territory): Remark[] {
  const { lists, faults } = readLists(territory.lists);
  return [
    ...faults.map(({ list, entry, error }) => atEntry(list, entry, error)),
    ...topicsOf(territory).flatMap(({ query, path }) => {
      const read = readTopic(query, lists);
      return 'errors' in read ? read.errors.map((error) => atQuery(path, error)) : [];
    }),
  ];
}

/** Something that is probably not meant; the territory runs all the same. */
export interface Doubt extends Remark {
  /** A hint changes nothing in what is found. */
  readonly severity: 'warning' | 'hint';
}

/** What there is to know about a territory's surroundings. */
export interface Surroundings {
  readonly graveWords: ReadonlyMap<string, EventType>;
  /** Recent signals of everything; without them the rules that count are silent. */
  readonly lookBack?: readonly Document[];
}

/** What is doubtful in the queries and lists of a territory without faults. */
export function queryDoubts(territory: Territory, { graveWords, lookBack = [] }: Surroundings): Doubt[] {
  const { lists } = readLists(territory.lists);
  const used = new Set<string>();
  const ofTopics = topicsOf(territory).flatMap(({ query, path, noGo }) => {
    const read = readTopic(query, lists);
    if ('errors' in read) return [];
    if (!noGo) for (const name of listsIn(read.written)) used.add(name);
    const facts: LintFacts = { lists, lookBack, ...(!noGo && { graveWords }) };
    const mixed = read.warnings.map((warning) => ({ ...warning, severity: 'warning' as const }));
    // What must not be touched may be as wide as it likes.
    const doubts = lintQuery(read.written, facts).filter(({ rule }) => !noGo || rule !== 'finds-too-much');
    return [...mixed, ...doubts].map((doubt) => ({
      ...atQuery(path, doubt),
      severity: doubt.severity,
    }));
  });
  // Only where a topic uses it is a list about what the brand wants.
  const facts = (name: string): LintFacts => ({ lookBack, ...(used.has(name) && { graveWords }) });
  const ofLists = Object.entries(territory.lists).flatMap(([name, entries]) => listDoubts(name, entries, facts(name)));
  return [...ofTopics, ...ofLists];
}

interface PlacedTopic {
  readonly query: string;
  readonly noGo: boolean;
  readonly path: readonly (string | number)[];
}

const topicsOf = ({ topics, noGo }: Territory): PlacedTopic[] => [
  ...topics.map(({ query }, i) => ({ query, noGo: false, path: ['topics', i, 'query'] })),
  ...noGo.map(({ query }, i) => ({ query, noGo: true, path: ['noGo', i, 'query'] })),
];

const listsIn = (query: Query): string[] =>
  query.kind === 'list' ? [query.name] : childrenOf(query).flatMap((child) => listsIn(child));

/** The entries side by side, as one query: what the linter says of a place in it is said of an entry. */
function listDoubts(list: string, entries: readonly string[], facts: LintFacts): Doubt[] {
  const starts: number[] = [];
  const children: Query[] = [];
  let next = 0;
  for (const text of entries) {
    const [entry] = childrenOf(readLists({ [list]: [text] }).lists.get(list)!);
    if (entry) children.push({ ...entry, from: next + entry.from, to: next + entry.to });
    starts.push(next);
    next += text.length + 1;
  }
  return lintQuery({ kind: 'or', children, from: 0, to: next }, facts).map(({ from, severity, message }) => {
    const entry = starts.findLastIndex((start) => start <= from);
    return { ...atEntry(list, entry, { from: from - starts[entry]!, message }), severity };
  });
}

type Said = Pick<QueryError, 'message'> & Pick<Placed, 'from'>;

const atQuery = (path: PlacedTopic['path'], { from, message }: Said): Remark => ({
  path,
  from,
  message: `query: ${english(message)}`,
});

const atEntry = (list: string, entry: number, { from, message }: Said): Remark => ({
  path: ['lists', list, entry],
  from,
  message: `lists.${list}[${entry}]: ${english(message)}`,
});

const english = ({ en }: Sentence): string => en;
