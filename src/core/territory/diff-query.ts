import type { ClauseChange } from '../../contract/territory-version.ts';
import { printQuery } from './print.ts';
import { childrenOf, type Query } from './query.ts';

/** Where a clause stands: what it does there, and in what. */
interface Place {
  readonly role: ClauseChange['role'];
  readonly within: string | null;
}

/** How clauses of the older and of the newer query are said. */
export interface Sayings {
  before(query: Query): string;
  after(query: Query): string;
}

/** In their plainest form. */
const PLAIN: Sayings = { before: printQuery, after: printQuery };

const WITHIN_LENGTH = 120;
/** Share of the smaller clause's leaves that two clauses must share to count as one that changed. */
const LEAST_SHARED = 1 / 3;

/**
 * Clauses that were added to a query and taken away, as small as they can be told. The order of alternatives and of
 * conditions does not count. Empty where both mean the same.
 */
export function diffQueries(before: Query, after: Query, say: Sayings = PLAIN): ClauseChange[] {
  return compare(before, after, { role: 'whole', within: null }, say);
}

function compare(before: Query, after: Query, place: Place, say: Sayings): ClauseChange[] {
  if (keyOf(before) === keyOf(after)) return [];
  if (before.kind === 'not' && after.kind === 'not') {
    return compare(before.child, after.child, { role: 'exception', within: place.within }, say);
  }
  const group = groupOf(before, after);
  if (group) {
    const inside = insideOf(after, group, place, say);
    return compareGroups(partsOf(before, group), partsOf(after, group), inside, say);
  }
  return [told('removed', before, place, say), told('added', after, place, say)];
}

/** A single clause that became one of several, or remained of them, is a group of one. */
function groupOf(before: Query, after: Query): 'and' | 'or' | null {
  for (const kind of ['or', 'and'] as const) {
    const [isBefore, isAfter] = [before.kind === kind, after.kind === kind];
    if (isBefore && isAfter) return kind;
    if (!isBefore && !isAfter) continue;
    const [single, group] = isBefore ? [after, before] : [before, after];
    if (childrenOf(group).some((child) => keyOf(child) === keyOf(single) || isNear(child, single))) return kind;
  }
  return null;
}

const partsOf = (query: Query, kind: 'and' | 'or'): readonly Query[] =>
  query.kind === kind ? childrenOf(query) : [query];

function insideOf(group: Query, kind: 'and' | 'or', place: Place, say: Sayings): Place {
  const within = place.role === 'whole' ? null : say.after(group).slice(0, WITHIN_LENGTH);
  const isException = place.role === 'exception' && kind === 'or';
  return { role: isException ? 'exception' : kind === 'or' ? 'alternative' : 'condition', within };
}

/** Parts that are the same go away; of the rest, those that resemble one another are told by what differs in them. */
function compareGroups(before: readonly Query[], after: readonly Query[], place: Place, say: Sayings): ClauseChange[] {
  const { left: gone, right: come } = unmatched(before, after);
  const changes: ClauseChange[] = [];
  const paired = new Set<Query>();
  for (const old of gone) {
    const next = come.find((one) => !paired.has(one) && isComposite(old, one) && isNear(old, one));
    if (!next) {
      changes.push(told('removed', old, place, say));
      continue;
    }
    paired.add(next);
    const within = say.after(next).slice(0, WITHIN_LENGTH);
    changes.push(...compare(old, next, { role: place.role, within }, say));
  }
  return [...changes, ...come.filter((one) => !paired.has(one)).map((one) => told('added', one, place, say))];
}

function unmatched(before: readonly Query[], after: readonly Query[]): { left: Query[]; right: Query[] } {
  const right = [...after];
  const left = before.filter((old) => {
    const at = right.findIndex((one) => keyOf(one) === keyOf(old));
    if (at >= 0) right.splice(at, 1);
    return at < 0;
  });
  return { left, right };
}

/** Only groups have something inside that can be told. */
const isComposite = (a: Query, b: Query): boolean =>
  [a, b].every(({ kind }) => ['and', 'or', 'not'].includes(kind)) && (a.kind === 'not') === (b.kind === 'not');

/** Whether two clauses share enough to be one that changed. */
function isNear(a: Query, b: Query): boolean {
  const [of, other] = [leavesOf(a), leavesOf(b)];
  const shared = [...of].filter((leaf) => other.has(leaf)).length;
  return shared > 0 && shared >= Math.min(of.size, other.size) * LEAST_SHARED;
}

const leavesOf = (query: Query): Set<string> =>
  ['and', 'or', 'not'].includes(query.kind)
    ? new Set(childrenOf(query).flatMap((child) => [...leavesOf(child)]))
    : new Set([keyOf(query)]);

/** The same for queries that differ in the order of their parts only. */
function keyOf(query: Query): string {
  if (query.kind === 'not') return `not(${keyOf(query.child)})`;
  if (query.kind !== 'and' && query.kind !== 'or') return printQuery(query);
  return `${query.kind}(${query.children.map(keyOf).sort().join('\u0000')})`;
}

function told(change: ClauseChange['change'], query: Query, place: Place, say: Sayings): ClauseChange {
  const print = change === 'removed' ? say.before : say.after;
  if (query.kind === 'not') return { change, text: print(query.child), role: 'exception', within: place.within };
  return { change, text: print(query), ...place };
}
