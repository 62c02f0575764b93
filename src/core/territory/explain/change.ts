import * as say from './change-sentences.ts';
import { numberOf } from '../document.ts';
import { cheapest, COST, edited, join, kept, oneFixed, sum, then, type Edit, type Facts, type Fix } from './fix.ts';
import { expandLists } from '../lists.ts';
import { leafFixes, nearFixes } from './loosen.ts';
import { matches, spans, type Document } from '../match.ts';
import { isPositive } from '../positive.ts';
import type { And, AtLeast, Compare, Not, Query } from '../query.ts';

export type { Edit } from './fix.ts';

/** The query as it would have matched, and what was done to it. Clauses keep the places they had before. */
export interface Change {
  readonly query: Query;
  readonly edits: readonly Edit[];
}

/**
 * The cheapest change of the query that makes it match. Something positive that the signal truly has remains of it;
 * null where there is nothing such, or where the query matches as it is.
 * @param lists the territory's, by name; what the change leaves of them stays `list:name`
 */
export function smallestChange(
  query: Query,
  doc: Document,
  lists: ReadonlyMap<string, Query> = new Map(),
): Change | null {
  const facts: Facts = {
    holds: (clause) => matches(expandLists(clause, lists), doc),
    spans: (clause) => spans(expandLists(clause, lists), doc),
    begins: createBegins(doc),
    number: (field) => numberOf(field, doc.signal),
  };
  if (facts.holds(query)) return null;
  const fix = fixOf(query, facts);
  return fix && isPositive(fix.query) ? { query: fix.query, edits: fix.edits } : null;
}

/** Looks stems up among the words in their order, which is made when first asked for. */
function createBegins(doc: Document): (stem: string) => boolean {
  let words: readonly string[] | undefined;
  return (stem) => {
    words ??= [...doc.words.keys()].sort();
    let [low, high] = [0, words.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (words[middle]! < stem) low = middle + 1;
      else high = middle;
    }
    return words[low]?.startsWith(stem) ?? false;
  };
}

/** The cheapest way to make the clause hold without leaving it out; the clause itself where it holds. */
function fixOf(query: Query, facts: Facts): Fix | null {
  if (facts.holds(query)) return kept(query);
  switch (query.kind) {
    case 'and':
      return fixAnd(query, facts);
    case 'or':
      return oneFixed(query, 1, (child) => [fixOf(child, facts)].filter((fix) => fix !== null))[0] ?? null;
    case 'not':
      return fixNot(query, facts);
    case 'atleast':
      return fixAtLeast(query, facts);
    case 'near':
      return cheapest(nearFixes(query, facts));
    case 'compare':
      return fixCompare(query, facts);
    default:
      return cheapest(leafFixes(query, facts));
  }
}

/**
 * Each child that fails is fixed or left out, whichever is cheaper, so long as something stays that says what to look
 * for: a language or a kind of source alone would let everything through.
 */
function fixAnd(query: And, facts: Facts): Fix | null {
  const fixes = query.children.map((child) => fixOf(child, facts));
  const chosen = fixes.map((fix, i) => (fix && fix.cost <= dropCost(query.children[i]!) ? fix : null));
  const says = query.children.some(saysWhat) ? saysWhat : isPositive;
  if (!chosen.some((fix) => fix && says(fix.query))) {
    const rescue = cheapest(fixes.filter((fix) => fix !== null && says(fix.query)).map((fix) => fix!));
    if (!rescue) return null;
    chosen[fixes.indexOf(rescue)] = rescue;
  }
  const steps = chosen.map((fix, i) => fix ?? leaveOut(query.children[i]!));
  const stays = chosen.filter((fix) => fix !== null).map((fix) => fix.query);
  return { ...sum(steps), query: join('and', query, stays) };
}

const dropCost = (child: Query): number => (child.kind === 'not' ? COST.not : COST.drop);

function leaveOut(child: Query): Fix {
  return child.kind === 'not'
    ? edited(child, child, 'drop-not', say.letIn(child.child), COST.not)
    : edited(child, child, 'drop', say.leaveOut(child), COST.drop);
}

const EVERYWHERE: ReadonlySet<string> = new Set(['lang', 'country', 'kind', 'has', 'is', 'source', 'site']);

/** Whether a clause asks for something in particular, not merely for a property that very many signals share. */
function saysWhat(query: Query): boolean {
  if (query.kind === 'keyword') return !EVERYWHERE.has(query.field);
  if (query.kind === 'and') return query.children.some(saysWhat);
  if (query.kind === 'or') return query.children.every(saysWhat);
  if (query.kind === 'atleast') return query.children.filter((child) => !saysWhat(child)).length < query.count;
  return isPositive(query);
}

/** Takes out of the exclusions those that the signal has, where others remain. */
function fixNot(query: Not, facts: Facts): Fix | null {
  const { child } = query;
  if (child.kind !== 'or') return null;
  const present = child.children.filter((one) => facts.holds(one));
  const absent = child.children.filter((one) => !present.includes(one));
  if (absent.length === 0) return null;
  const letIn = (one: Query): Edit => ({ from: one.from, to: one.to, kind: 'drop-not', message: say.letIn(one) });
  // Never dearer than all of the exclusion.
  const cost = Math.min(COST.not, COST.exception + 2 * (present.length - 1));
  return { query: { ...query, child: join('or', child, absent) }, cost, edits: present.map(letIn) };
}

/** The cheapest children fixed, and a lower count for the rest. */
function fixAtLeast(query: AtLeast, facts: Facts): Fix | null {
  const fixes = query.children.map((child) => fixOf(child, facts));
  const held = fixes.filter((fix) => fix?.cost === 0).length;
  const fixable = fixes.filter((fix) => fix !== null && fix.cost > 0).map((fix) => fix!);
  fixable.sort((a, b) => a.cost - b.cost);
  const ways = Array.from({ length: query.count - held + 1 }, (_, n) => n).filter(
    (n) => n <= fixable.length && held + n > 0,
  );
  return cheapest(
    ways.flatMap((n) => {
      const made = fixable.slice(0, n);
      const children = query.children.map((child, i) => (made.includes(fixes[i]!) ? fixes[i]!.query : child));
      const changed: AtLeast = { ...query, count: held + n, children };
      if ([isPositive, saysWhat].some((says) => says(query) && !says(changed))) return [];
      const lower =
        held + n < query.count
          ? edited(query, changed, 'fewer', say.fewer(query, held + n), COST.fewer * (query.count - held - n))
          : kept(changed);
      return [then({ ...sum(made), query: changed }, lower)];
    }),
  );
}

/** Bounds moved just past the number that the signal states, to a round one. */
function fixCompare(query: Compare, facts: Facts): Fix | null {
  const number = facts.number(query.field);
  if (number === undefined) return null;
  const step = query.field === 'age' ? ageStep(number) : countStep(number);
  const below = Math.floor(number / step) * step;
  const changed = { ...query, low: Math.min(query.low, below), high: Math.max(query.high, below + step) };
  const missedBy = Math.abs(Math.log2((number + 1) / ((number < query.low ? query.low : query.high) + 1)));
  return edited(query, changed, 'relax', say.relax(query, changed), COST.relax + Math.min(10, missedBy * 2));
}

/** Counts are rounded to two digits. */
const countStep = (count: number): number => 10 ** Math.max(0, String(Math.floor(count)).length - 2);

/** Ages are rounded to the largest unit of which there are two. */
const ageStep = (ms: number): number => [864e5, 36e5, 6e4, 1e3].find((unit) => ms >= 2 * unit) ?? 1;
