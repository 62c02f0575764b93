import { numberOf, valuesOf } from '../document.ts';
import { createEvidence, type Evidence, type Hit } from './evidence.ts';
import * as say from './explain-notes.ts';
import { expandLists } from '../lists.ts';
import { matches, type Document } from '../match.ts';
import { printQuery } from '../print.ts';
import { childrenOf, SIGNS, type Near, type Placed, type Query, type Sentence } from '../query.ts';

export type { Hit } from './evidence.ts';

/** A clause of a query and what a signal says to it. Plain data: it goes to the console as JSON. */
export interface Explanation extends Placed {
  readonly kind: Query['kind'];
  /** The clause as it is typed; null for the operators around other clauses. */
  readonly text: string | null;
  readonly holds: boolean;
  /** The first MOST_HITS places that make it hold, in the order of title, text, tags. None for what has no place. */
  readonly hits: readonly Hit[];
  /** What was found, where true or false alone does not say it. */
  readonly note: Sentence | null;
  readonly children: readonly Explanation[];
}

export const MOST_HITS = 100;

const GROUPS: ReadonlySet<string> = new Set(['and', 'or', 'not', 'atleast']);

/**
 * Every clause of the query with whether it holds and where, also those that did not decide.
 * @param lists the territory's, by name; below `list:name` stand the entries, at the place of the list
 */
export function explain(query: Query, doc: Document, lists: ReadonlyMap<string, Query> = new Map()): Explanation {
  const evidence = createEvidence(doc);

  function visit(clause: Query): Explanation {
    const { kind, from, to } = clause;
    const inside = kind === 'list' ? [expandLists(clause, lists)] : childrenOf(clause);
    const children = inside.map(visit);
    const whole = kind === 'near' ? expandLists(clause, lists) : clause;
    const holds = holdsGiven(whole, children, doc);
    return {
      kind,
      from,
      to,
      text: GROUPS.has(kind) ? null : printQuery(clause),
      holds,
      hits: holds ? evidence.hitsOf(whole).slice(0, MOST_HITS) : [],
      note: kind === 'near' ? nearNote(clause, whole as Near, evidence) : noteOf(clause, holds, children, doc),
      children,
    };
  }

  return visit(query);
}

function holdsGiven(clause: Query, children: readonly Explanation[], doc: Document): boolean {
  switch (clause.kind) {
    case 'and':
      return children.every(({ holds }) => holds);
    case 'or':
    case 'list':
      return children.some(({ holds }) => holds);
    case 'not':
      return children.every(({ holds }) => !holds);
    case 'atleast':
      return children.filter(({ holds }) => holds).length >= clause.count;
    default:
      return matches(clause, doc);
  }
}

const nearNote = (asTyped: Near, expanded: Near, evidence: Evidence): Sentence | null =>
  say.near(asTyped, evidence.distanceOf(expanded));

function noteOf(clause: Query, holds: boolean, children: readonly Explanation[], doc: Document): Sentence | null {
  switch (clause.kind) {
    case 'atleast':
      return say.atLeast(clause, children.filter((child) => child.holds).length);
    case 'not':
      return say.not(holds);
    case 'compare':
      return say.compare(clause, numberOf(clause.field, doc.signal));
    case 'keyword':
      return holds || clause.field in SIGNS ? null : say.keyword(clause, valuesOf(clause.field, doc.signal));
    case 'phrase':
    case 'term':
    case 'prefix':
    case 'wildcard':
    case 'raw':
      return holds ? null : missNote(clause, doc);
    default:
      return null;
  }
}

/** Why words are not found where another part has them, or where only some of a phrase are there. */
function missNote(clause: Query & { kind: 'term' | 'prefix' | 'wildcard' | 'phrase' | 'raw' }, doc: Document) {
  if (clause.field !== 'any' && matches({ ...clause, field: 'any' }, doc)) return say.elsewhere(clause.field);
  if (clause.kind !== 'phrase') return null;
  return say.phrase([...new Set(clause.words)].filter((word) => !doc.words.has(word)));
}
