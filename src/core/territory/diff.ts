import type { NoGoTopic, Territory, TerritoryExample, Topic } from '../../contract/territory.ts';
import type { TerritoryDiff, TopicDiff } from '../../contract/territory-version.ts';
import { diffQueries } from './diff-query.ts';
import { diffWords } from './diff-words.ts';
import { writtenIn } from './print-written.ts';
import { readTopic, type Lists } from './topic.ts';

/** What makes one territory of another. A rule that cannot be read is compared word by word. */
export function diffTerritories(before: Territory, after: Territory): TerritoryDiff {
  const topics = [
    ...diffTopics(before.topics, after.topics, false, before, after),
    ...diffTopics(before.noGo, after.noGo, true, before, after),
  ];
  return {
    topics,
    reordered: isReordered(before.topics, after.topics) || isReordered(before.noGo, after.noGo),
    lists: diffLists(before.lists, after.lists),
    settings: changedFields(before, after, ['sources', 'minimumFollowers']),
    examples: (['match', 'miss'] as const).flatMap((kind) =>
      diffExamples(before.examples[kind], after.examples[kind]).map((told) => ({ kind, ...told })),
    ),
  };
}

type AnyTopic = Topic | NoGoTopic;

function diffTopics(
  before: readonly AnyTopic[],
  after: readonly AnyTopic[],
  noGo: boolean,
  ...[old, now]: [Territory, Territory]
): TopicDiff[] {
  const nothing = { noGo, settings: [], clauses: [], words: null, rewritten: false };
  const removed = before
    .filter(({ id }) => !after.some((topic) => topic.id === id))
    .map(({ id, label }): TopicDiff => ({ ...nothing, id, label, change: 'removed' }));
  const others = after.flatMap((topic): TopicDiff[] => {
    const { id, label } = topic;
    const was = before.find((one) => one.id === id);
    if (!was) return [{ ...nothing, id, label, change: 'added' }];
    const fields = [...new Set([...Object.keys(was), ...Object.keys(topic)])].filter((field) => field !== 'query');
    const settings = changedFields(was, topic, fields);
    const rule = diffRules(was.query, topic.query, namesOf(old), namesOf(now));
    if (settings.length === 0 && rule.clauses.length === 0 && !rule.words && !rule.rewritten) return [];
    return [{ id, noGo, label, change: 'changed', settings, ...rule }];
  });
  return [...removed, ...others];
}

/** Lists by their names alone: what is in them is compared by itself. */
const namesOf = ({ lists }: Territory): Lists =>
  new Map(Object.keys(lists).map((name) => [name, { kind: 'or', children: [], from: 0, to: 0 }]));

type RuleDiff = Pick<TopicDiff, 'clauses' | 'words' | 'rewritten'>;

function diffRules(before: string, after: string, old: Lists, now: Lists): RuleDiff {
  if (before === after) return { clauses: [], words: null, rewritten: false };
  const [was, is] = [readTopic(before, old), readTopic(after, now)];
  if ('errors' in was || 'errors' in is) return { clauses: [], words: diffWords(before, after), rewritten: false };
  const clauses = diffQueries(was.written, is.written, {
    before: writtenIn(before, old),
    after: writtenIn(after, now),
  });
  return { clauses, words: null, rewritten: clauses.length === 0 };
}

function diffLists(before: Territory['lists'], after: Territory['lists']): TerritoryDiff['lists'] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => {
    const [was, is] = [before[name], after[name]];
    const removed = (was ?? []).filter((entry) => !is?.includes(entry));
    const added = (is ?? []).filter((entry) => !was?.includes(entry));
    if (was && is && removed.length + added.length === 0) return [];
    return [{ name, change: was ? (is ? 'changed' : 'removed') : 'added', added, removed } as const];
  });
}

function diffExamples(before: readonly TerritoryExample[], after: readonly TerritoryExample[]) {
  const has = (all: readonly TerritoryExample[], example: TerritoryExample) => all.some((one) => isSame(one, example));
  const removed = before.filter((example) => !has(after, example));
  const added = after.filter((example) => !has(before, example));
  return [
    ...removed.map((example) => ({ change: 'removed', example }) as const),
    ...added.map((example) => ({ change: 'added', example }) as const),
  ];
}

function changedFields(before: object, after: object, fields: readonly string[]): TerritoryDiff['settings'] {
  const [was, is] = [before as Record<string, unknown>, after as Record<string, unknown>];
  return fields
    .filter((field) => !isSame(was[field], is[field]))
    .map((field) => ({ field, before: was[field] ?? null, after: is[field] ?? null }));
}

function isReordered(before: readonly AnyTopic[], after: readonly AnyTopic[]): boolean {
  const kept = (of: readonly AnyTopic[], other: readonly AnyTopic[]): string =>
    of
      .filter(({ id }) => other.some((topic) => topic.id === id))
      .map(({ id }) => id)
      .join(' ');
  return kept(before, after) !== kept(after, before);
}

/** Plain data, whatever the order of its fields. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [one, other] = [Object.entries(a), new Map(Object.entries(b))];
  return one.length === other.size && one.every(([key, value]) => other.has(key) && isSame(value, other.get(key)));
}
