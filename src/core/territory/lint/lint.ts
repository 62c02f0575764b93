import type { EventType, SafetyLexicon } from '../../../contract/safety.ts';
import { tokenize } from '../../text/tokens.ts';
import type { Document } from '../document.ts';
import { countHits, type Hits } from './hits.ts';
import { implies, sideImplies } from './implied.ts';
import { printQuery } from '../print.ts';
import {
  childrenOf,
  type And,
  type AtLeast,
  type Near,
  type Or,
  type Placed,
  type Query,
  type Sentence,
} from '../query.ts';
import * as say from './warnings.ts';

export type LintRule =
  /** A clause that no signal of the look-back is. */
  | 'finds-nothing'
  /** An alternative that takes in too much of everything; or, beside others, a clause that narrows nothing. */
  | 'finds-too-much'
  | 'duplicate'
  /** A clause that another makes superfluous. */
  | 'swallowed'
  /** Two entries of ATLEAST that one word makes true. */
  | 'counts-twice'
  /** An AND that no signal can ever be. */
  | 'never'
  | 'removes-most'
  | 'grave-word'
  /** A word in small letters that was probably meant as an operator. */
  | 'operator-word';

/** Says what is probably not meant, at its place; the query runs all the same. */
export interface QueryWarning extends Placed {
  readonly rule: LintRule;
  /** A hint changes nothing in what is found: a clause that can go, an entry of an OR that nobody used of late. */
  readonly severity: 'warning' | 'hint';
  readonly message: Sentence;
  /** For `grave-word`: what kind of event the word names. */
  readonly event?: EventType;
}

/** What is known beside the query. Rules whose facts are missing are silent. */
export interface LintFacts {
  /** Recent signals of everything, not of the brand alone. */
  readonly lookBack?: readonly Document[];
  /** Folded words, phrases and stems with their star, as `graveWords` makes them. */
  readonly graveWords?: ReadonlyMap<string, EventType>;
  /** The territory's lists; a list that is not here is not counted. */
  readonly lists?: ReadonlyMap<string, Query>;
}

/** From when on the linter speaks. Shares are of the look-back. */
export const LINT = {
  /** Fewer signals show nothing. */
  fewestSignals: 300,
  /** Entries of one OR that are named one by one where no signal has them. */
  mostNamed: 5,
  /** Fewer hits may be chance. */
  fewestHits: 10,
  /** An alternative that takes in more. */
  tooMuch: 0.01,
  /** A clause beside others that is in more. */
  narrowsLittle: 0.1,
  /** Share of an AND's signals that a NOT may take away. */
  removesMost: 0.5,
} as const;

/** Everything doubtful about a query that can be read, in order of place. */
export function lintQuery(query: Query, facts: LintFacts = {}): QueryWarning[] {
  const warnings: QueryWarning[] = [];
  const warn: Warn = (rule, { from, to }, message, { severity = 'warning', event } = {}) =>
    void warnings.push({ rule, severity, from, to, message, ...(event && { event }) });
  visit(query, (clause) => lintShape(clause, warn));
  const { graveWords: grave, lookBack = [], lists } = facts;
  if (grave) lintGrave(query, grave, warn);
  if (lookBack.length >= LINT.fewestSignals) {
    const hits = countHits(query, lookBack, lists);
    const counted: Counted = { of: lookBack.length, hitsOf: (clause) => hits.get(clause)!, warn };
    lintNothing(query, counted);
    lintTooMuch(query, counted, LINT.tooMuch);
    visit(query, (clause) => lintRemoval(clause, counted));
  }
  return warnings.sort((a, b) => a.from - b.from || a.to - b.to);
}

/** The words of severity 3, folded: phrases with spaces, stems with their star. */
export function graveWords(lexicons: readonly SafetyLexicon[]): ReadonlyMap<string, EventType> {
  const words = new Map<string, EventType>();
  for (const { type, severity, entries } of lexicons.flatMap(({ types }) => types)) {
    if (severity < 3) continue;
    for (const word of entries.flatMap((entry) => entry.words)) {
      const key = tokenize(word).join(' ') + (word.trimEnd().endsWith('*') ? '*' : '');
      if (!words.has(key)) words.set(key, type);
    }
  }
  return words;
}

type Warn = (rule: LintRule, at: Placed, message: Sentence, more?: Partial<QueryWarning>) => void;

const HINT = { severity: 'hint' } as const;

function visit(query: Query, look: (clause: Query) => void): void {
  look(query);
  // Beside NEAR other rules hold: it looks at its sides itself.
  if (query.kind !== 'near') for (const child of childrenOf(query)) visit(child, look);
}

function lintShape(query: Query, warn: Warn): void {
  switch (query.kind) {
    case 'or':
      return lintRedundant(query, implies, warn);
    case 'and':
      lintOperatorWords(query, warn);
      lintNever(query, warn);
      return lintRedundant(query, (a, b) => implies(b, a), warn);
    case 'near':
      return lintSides(query, warn);
    case 'atleast':
      return lintRedundant(query, implies, warn);
    default:
      return;
  }
}

function lintSides({ left, right }: Near, warn: Warn): void {
  for (const side of [left, right]) if (side.kind === 'or') lintRedundant(side, sideImplies, warn);
}

/** @param goes whether the first can go because of the second */
function lintRedundant(group: And | Or | AtLeast, goes: (a: Query, b: Query) => boolean, warn: Warn): void {
  for (const [clause, by, same] of redundant(group.children, goes)) {
    const [text, other] = [printQuery(clause), printQuery(by)];
    if (group.kind === 'atleast') warn('counts-twice', clause, say.countsTwice(text, other));
    else if (same) warn('duplicate', clause, say.twice(text), HINT);
    else
      warn('swallowed', clause, (group.kind === 'or' ? say.takenInBy : leftOutOrAskedFor(clause))(text, other), HINT);
  }
}

const leftOutOrAskedFor = (clause: Query) => (clause.kind === 'not' ? say.leftOutBy : say.askedForBy);

type Redundant = readonly [clause: Query, by: Query, same: boolean];

/** Each clause that can go, once. Of two that are the same the later goes. */
function redundant(children: readonly Query[], goes: (a: Query, b: Query) => boolean): Redundant[] {
  const found: Redundant[] = [];
  // Plain words only meet their like and the other clauses: lists of thousands of words are common.
  const words = new Map<string, number[]>();
  const others: number[] = [];
  children.forEach((child, i) => {
    if (child.kind !== 'term') others.push(i);
    else words.set(child.word, [...(words.get(child.word) ?? []), i]);
  });
  const everything = children.map((_, i) => i);
  children.forEach((clause, i) => {
    const candidates = clause.kind === 'term' ? [...words.get(clause.word)!, ...others] : everything;
    for (const j of candidates) {
      const other = children[j]!;
      if (i === j || !goes(clause, other)) continue;
      const same = goes(other, clause);
      if (same && j > i) continue;
      found.push([clause, other, same]);
      return;
    }
  });
  return found;
}

/** Fields of which a signal has one value. */
const SINGLE: ReadonlySet<string> = new Set(['lang', 'kind', 'is', 'source']);

function lintNever({ children }: And, warn: Warn): void {
  const must = children.filter(({ kind }) => kind !== 'not');
  for (const not of children) {
    if (not.kind !== 'not') continue;
    const by = must.find((clause) => implies(clause, not.child));
    if (by) warn('never', not, say.askedAndLeftOut(printQuery(not), printQuery(by)));
  }
  must.forEach((clause, i) => {
    const other = must.slice(0, i).find((earlier) => excludes(earlier, clause));
    if (other) warn('never', clause, say.neverBoth(printQuery(clause), printQuery(other)));
  });
}

function excludes(a: Query, b: Query): boolean {
  if (a.kind === 'keyword' && b.kind === 'keyword') {
    return a.field === b.field && SINGLE.has(a.field) && a.value !== b.value;
  }
  return a.kind === 'compare' && b.kind === 'compare' && a.field === b.field && (a.high <= b.low || b.high <= a.low);
}

/** Shorter than ` AND `: then nothing was written between the two. */
const SIDE_BY_SIDE = 4;

/** Words without quotes, side by side with what they seem to join. */
function lintOperatorWords({ children }: And, warn: Warn): void {
  children.forEach((clause, i) => {
    const meant = clause.kind === 'term' ? say.OPERATOR_WORDS.get(clause.word) : undefined;
    if (!meant || clause.kind !== 'term' || clause.to - clause.from !== clause.word.length) return;
    const beside = (left: Query | undefined, right: Query | undefined): boolean =>
      left !== undefined && right !== undefined && right.from - left.to <= SIDE_BY_SIDE;
    const joins = beside(clause, children[i + 1]) && (meant.operator === 'NOT' || beside(children[i - 1], clause));
    if (joins) warn('operator-word', clause, meant.message);
  });
}

/** A phrase or a neighbour says what is meant: words alone do not. */
function lintGrave(query: Query, grave: ReadonlyMap<string, EventType>, warn: Warn): void {
  if (query.kind === 'not' || query.kind === 'near') return;
  const event = graveEvent(query, grave);
  if (event) warn('grave-word', query, say.alsoGrave(printQuery(query)), { event });
  for (const child of childrenOf(query)) lintGrave(child, grave, warn);
}

function graveEvent(query: Query, grave: ReadonlyMap<string, EventType>): EventType | undefined {
  switch (query.kind) {
    case 'prefix':
      for (const [word, event] of grave) if (!word.includes(' ') && word.startsWith(query.stem)) return event;
      return stemOf(query.stem, grave);
    case 'term':
      return grave.get(query.word) ?? stemOf(query.word, grave);
    case 'phrase':
      return grave.get(query.words.join(' '));
    case 'keyword':
      return query.field === 'tag' ? grave.get(query.value) : undefined;
    default:
      return undefined;
  }
}

/** The event whose stem the word begins with. */
function stemOf(word: string, grave: ReadonlyMap<string, EventType>): EventType | undefined {
  for (let end = word.length; end > 0; end--) {
    const event = grave.get(`${word.slice(0, end)}*`);
    if (event) return event;
  }
  return undefined;
}

interface Counted {
  /** Signals in the look-back. */
  readonly of: number;
  readonly hitsOf: (clause: Query) => Hits;
  readonly warn: Warn;
}

/**
 * The smallest clauses that no signal is, outside NOT; of a long list one sentence.
 * @param more a hint where others are found in the clause's stead
 */
function lintNothing(query: Query, counted: Counted, more: Partial<QueryWarning> = {}): void {
  if (query.kind === 'not') return;
  const { hitsOf, of, warn } = counted;
  const children = childrenOf(query);
  const nowhere = children.filter((child) => child.kind !== 'not' && hitsOf(child).possible === 0);
  const isNowhere = hitsOf(query).possible === 0;
  const inside = query.kind === 'or' && !isNowhere ? HINT : more;
  const isLong = query.kind === 'or' && nowhere.length > LINT.mostNamed;
  for (const child of isLong ? children.filter((one) => !nowhere.includes(one)) : children) {
    lintNothing(child, counted, inside);
  }
  if (isLong) {
    const named = nowhere.slice(0, LINT.mostNamed).map(printQuery);
    warn('finds-nothing', query, say.manyFoundNothing(named, nowhere.length, children.length, of), inside);
  } else if (isNowhere && nowhere.length === 0) {
    const message = children.length > 0 ? say.nothingTogether : say.foundNothing;
    warn('finds-nothing', query, message(printQuery(query), of), more);
  }
}

/**
 * @param most share that this clause may take in
 * @returns whether it or a part of it was named
 */
function lintTooMuch(query: Query, counted: Counted, most: number): boolean {
  if (query.kind === 'not' || counted.hitsOf(query).possible === 0) return false;
  const beside = most > LINT.tooMuch;
  const parts = query.kind === 'near' ? [] : childrenOf(query);
  const partsMost = query.kind === 'and' || (query.kind === 'atleast' && query.count > 1) ? LINT.narrowsLittle : most;
  let named = false;
  for (const part of parts) if (lintTooMuch(part, counted, partsMost)) named = true;
  const { certain } = counted.hitsOf(query);
  const tooMuch = certain >= LINT.fewestHits && certain > most * counted.of;
  if (!tooMuch || (named && query.kind === 'or') || (beside && !isOfWords(query))) return named;
  const message = beside ? say.narrowsLittle : say.foundTooOften;
  counted.warn('finds-too-much', query, message(printQuery(query), certain, counted.of));
  return true;
}

/** A language or a number beside a word need not be rare. */
const isOfWords = (query: Query): boolean =>
  query.kind !== 'compare' &&
  query.kind !== 'keyword' &&
  query.kind !== 'atleast' &&
  query.kind !== 'and' &&
  query.kind !== 'or';

function lintRemoval(query: Query, { hitsOf, warn }: Counted): void {
  if (query.kind !== 'not') return;
  const { before, removed } = hitsOf(query);
  if (before < LINT.fewestHits || removed <= LINT.removesMost * before) return;
  warn('removes-most', query, say.removesMost(printQuery(query), removed, before));
}
