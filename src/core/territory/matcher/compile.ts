import {
  childrenOf,
  type Field,
  type Keyword,
  type Near,
  type Or,
  type Phrase,
  type Prefix,
  type Query,
  type Raw,
  type Wildcard,
} from '../query.ts';
import type { Frequency } from './frequency.ts';
import { KEYWORD_COST, LATE } from './keyword-cost.ts';
import type { Vocabulary } from './vocabulary.ts';
import { ACCEPT, REJECT, type Program } from './program.ts';

/** Terms of which one at least must be there for a query to match. */
interface Need {
  readonly terms: readonly number[];
  /** Expected number of them in a signal. */
  readonly cost: number;
  /** The clause that is true as soon as one of them is there; null where more has to be looked at. */
  readonly settles: Query | null;
  /** Some of them are values that only a query hanging on them has looked up. */
  readonly late?: boolean;
  /** Where the term is the rarest word of a phrase: which. */
  readonly around?: Phrase | Raw;
}

/** What is tested on the spot, the records lying in a row; see `postings.ts`. */
export type Test =
  | { readonly kind: 'any' | 'none'; readonly terms: readonly number[] }
  /** Words of the phrase around the anchor, which is number `at` of them. */
  | { readonly kind: 'around'; readonly at: number; readonly zone: Field; readonly terms: readonly number[] };

/** One of the ways for a query to match: found by any of `anchors`. */
export interface Alternative {
  readonly anchors: readonly number[];
  readonly tests: readonly Test[];
  /** Entry point of what else must hold, ACCEPT where nothing. */
  readonly entry: number;
}

/** What must hold beside an anchor. */
interface Rest {
  /** With the share of signals that pass. */
  readonly tests: readonly (Test & { readonly cost: number })[];
  readonly entry: number;
}

const NOTHING: Rest = { tests: [], entry: ACCEPT };

/** Longer lists are left to the program. Terms. */
const LONGEST_TEST = 16;
/** What is met in more signals than this rejects too little to be looked at before it must be. Share. */
const COMMON = 0.5;

/** A tag that is read as one word. */
const ONE_WORD = /^[\p{L}\p{Nd}]+$/u;

/** Turns queries into what the matcher runs. Lists have been expanded. */
export class Compiler {
  readonly #vocabulary: Vocabulary;
  readonly #program: Program;
  readonly #frequency: Frequency;
  /** Frequency of each word term met so far; NaN for those not asked for yet. */
  #frequencies = new Float64Array(1 << 10).fill(NaN);
  /** What each clause of the query at hand needs. */
  readonly #needs = new Map<Query, readonly Need[]>();

  constructor(vocabulary: Vocabulary, program: Program, frequency: Frequency) {
    this.#vocabulary = vocabulary;
    this.#program = program;
    this.#frequency = frequency;
  }

  /** The alternatives of a query: each branch of an OR by itself, single terms together. */
  compile(query: Query): Alternative[] {
    this.#needs.clear();
    const single: number[] = [];
    const others: Alternative[] = [];
    for (const way of query.kind === 'or' ? query.children : [query]) {
      const [anchor] = this.#needsOf(way);
      if (anchor?.settles === way) single.push(...anchor.terms);
      else others.push(...this.#alternatives(way.kind === 'and' ? way.children : [way]));
    }
    if (single.length > 0) others.push({ anchors: unique(single), tests: [], entry: ACCEPT });
    return others;
  }

  /**
   * Ways for all clauses, and the rest, to hold. They are found by the rarest clause; if that is an OR which nothing
   * settles, it is parted, and each branch has less to prove.
   */
  #alternatives(clauses: readonly Query[], rest: Rest = NOTHING): Alternative[] {
    const rarest = clauses.reduce((best, clause) => (this.#costOf(clause) < this.#costOf(best) ? clause : best));
    const [anchor] = this.#needsOf(rarest);
    if (!anchor) throw new Error('a clause without anything positive was compiled');
    const others = this.#restOf(
      clauses.filter((clause) => clause !== rarest),
      rest,
    );
    if (anchor.settles === rarest) return [alternative(anchor, others)];
    if (rarest.kind === 'and') return this.#alternatives(rarest.children, others);
    if (rarest.kind === 'or') return rarest.children.flatMap((child) => this.#alternatives([child], others));
    return [alternative(anchor, this.#proof(rarest, anchor, others))];
  }

  #costOf(query: Query): number {
    return this.#needsOf(query)[0]?.cost ?? Infinity;
  }

  /** What must hold beside the anchor: tests on the spot where they can tell, code for what they leave open. */
  #restOf(clauses: readonly Query[], rest: Rest): Rest {
    const open: Query[] = [];
    const tests = [...rest.tests];
    for (const clause of clauses) {
      const isNot = clause.kind === 'not';
      const positive = isNot ? clause.child : clause;
      const [need] = this.#needsOf(positive);
      if (need?.settles === positive && !need.late && need.terms.length <= LONGEST_TEST) {
        const kind = isNot ? 'none' : 'any';
        tests.push({ kind, terms: need.terms, cost: isNot ? 1 - need.cost : need.cost });
        continue;
      }
      open.push(clause);
      if (!isNot && need && isWorthwhile(need)) tests.push({ ...need, kind: 'any' });
    }
    return { tests, entry: this.#all(open, rest.entry, REJECT) };
  }

  /** The rest, and what the anchor leaves open of its own clause. */
  #proof(clause: Query, anchor: Need, rest: Rest): Rest {
    const hints = this.#needsOf(clause).filter((need) => need.terms !== anchor.terms && isWorthwhile(need));
    const tests = [...rest.tests, ...hints.map((need) => ({ ...need, kind: 'any' as const }))];
    if (!anchor.around || clause.kind !== 'phrase') return { tests, entry: this.#emit(clause, rest.entry, REJECT) };
    return { tests: [...tests, this.#around(anchor.around)], entry: rest.entry };
  }

  #around({ words, field }: Phrase | Raw): Test & { cost: number } {
    const at = this.#rarest(words);
    const terms = words.map((word) => this.#vocabulary.word(word));
    this.#vocabulary.place(terms[at]!);
    return { kind: 'around', at, zone: field, terms, cost: COMMON };
  }

  /** What a query needs, the rarest first; empty where it needs nothing (NOT, comparisons, grammar). */
  #needsOf(query: Query): readonly Need[] {
    let needs = this.#needs.get(query);
    if (!needs) this.#needs.set(query, (needs = this.#unsorted(query).sort((a, b) => a.cost - b.cost)));
    return needs;
  }

  #unsorted(query: Query): Need[] {
    switch (query.kind) {
      case 'term':
        return [this.#need(this.#word(query.word, query.field), this.#frequencyOf(query.word), query)];
      case 'prefix':
      case 'wildcard':
        return [this.#need(this.#shape(query), this.#shapeCost(query), query)];
      case 'phrase':
      case 'raw':
        return this.#wordsOf(query);
      case 'keyword':
        return [{ ...this.#need(this.#value(query), KEYWORD_COST[query.field], query), late: LATE.has(query.field) }];
      case 'near':
        return [query.left, query.right].flatMap((side) => this.#needsOf(side).slice(0, 1)).map(unsettled);
      case 'and':
        return query.children.flatMap((child) => this.#needsOf(child));
      case 'or':
        return this.#anyOf(query.children, query);
      case 'atleast': {
        // Without one of these, too few are left.
        const found = query.children.map((child) => this.#needsOf(child)).sort((a, b) => costOf(a) - costOf(b));
        const needed = found.slice(0, found.length - query.count + 1);
        return unite(needed, null);
      }
      default:
        return [];
    }
  }

  #anyOf(children: readonly Query[], query: Query): Need[] {
    const needs = children.map((child) => this.#needsOf(child));
    const settles = needs.every(([best], i) => best?.settles === children[i]);
    return unite(needs, settles ? query : null);
  }

  /** Each word of a phrase is needed. Its rarest is looked for wherever it stands, so that its places are those of the word. */
  #wordsOf(phrase: Phrase | Raw): Need[] {
    const rarest = this.#rarest(phrase.words);
    return phrase.words.map((word, i) => {
      const cost = this.#frequencyOf(word);
      if (i !== rarest) return this.#need(this.#word(word, phrase.field), cost, null);
      return { ...this.#need(this.#vocabulary.word(word), cost, null), around: phrase };
    });
  }

  #rarest(words: readonly string[]): number {
    return words.reduce((best, word, i) => (this.#frequencyOf(word) < this.#frequencyOf(words[best]!) ? i : best), 0);
  }

  #frequencyOf(word: string): number {
    const term = this.#vocabulary.word(word);
    if (term >= this.#frequencies.length) {
      const used = this.#frequencies.length;
      const wider = new Float64Array(Math.max(term + 1, used * 2)).fill(NaN, used);
      wider.set(this.#frequencies);
      this.#frequencies = wider;
    }
    const known = this.#frequencies[term]!;
    return Number.isNaN(known) ? (this.#frequencies[term] = this.#frequency(word)) : known;
  }

  #need(term: number, cost: number, settles: Query | null): Need {
    return { terms: [term], cost, settles };
  }

  #word(word: string, field: Field): number {
    return this.#vocabulary.within(field, this.#vocabulary.word(word));
  }

  #value({ field, value }: Keyword): number {
    return field === 'tag' && ONE_WORD.test(value)
      ? this.#vocabulary.tag(value)
      : this.#vocabulary.keyword(field, value);
  }

  #shape(query: Prefix | Wildcard): number {
    const term =
      query.kind === 'prefix' ? this.#vocabulary.prefix(query.stem) : this.#vocabulary.wildcard(query.pattern);
    return this.#vocabulary.within(query.field, term);
  }

  /** A beginning is met more often than a word of its length. */
  #shapeCost(query: Prefix | Wildcard): number {
    const letters = query.kind === 'prefix' ? query.stem.length : query.pattern.replace(/[?*]/g, '').length;
    return 0.02 / 2 ** letters + 0.0005;
  }

  /** Code for clauses that must all hold, the cheapest first. */
  #all(clauses: readonly Query[], yes: number, no: number): number {
    const inOrder = [...clauses].sort((a, b) => this.#effort(b) - this.#effort(a));
    return inOrder.reduce((next, clause) => this.#emit(clause, next, no), yes);
  }

  #any(clauses: readonly Query[], yes: number, no: number): number {
    const inOrder = [...clauses].sort((a, b) => this.#effort(b) - this.#effort(a));
    return inOrder.reduce((next, clause) => this.#emit(clause, yes, next), no);
  }

  /** Order in which clauses are looked at: a stamp costs nothing, reading grammar a millisecond. */
  #effort(query: Query): number {
    switch (query.kind) {
      case 'term':
      case 'prefix':
      case 'wildcard':
        return 1;
      case 'keyword':
        return LATE.has(query.field) ? 50 : 1;
      case 'compare':
        return 5;
      case 'phrase':
        return 10;
      case 'near':
        return 20;
      case 'raw':
        return 100;
      case 'nlp':
        return 1_000_000;
      default:
        return childrenOf(query).reduce((sum, child) => sum + this.#effort(child), 0);
    }
  }

  /** Code for a query; answers its entry point. */
  #emit(query: Query, yes: number, no: number): number {
    const program = this.#program;
    switch (query.kind) {
      case 'term':
        return program.term(this.#word(query.word, query.field), yes, no);
      case 'prefix':
      case 'wildcard':
        return program.term(this.#shape(query), yes, no);
      case 'phrase':
        return program.phrase(this.#phrase(query), yes, no);
      case 'raw':
        return program.phrase(this.#phrase(query), program.late(query, yes, no), no);
      case 'near':
        return program.near(this.#near(query), yes, no);
      case 'keyword':
        if (LATE.has(query.field)) return program.late(query, yes, no);
        return program.term(this.#value(query), yes, no);
      case 'and':
        return this.#all(query.children, yes, no);
      case 'or':
        return this.#emitOr(query, yes, no);
      case 'not':
        return this.#emit(query.child, no, yes);
      case 'atleast': {
        const entries = query.children.map((child) => this.#emit(child, ACCEPT, REJECT));
        return program.atLeast(query.count, entries, yes, no);
      }
      case 'compare':
      case 'nlp':
        return program.late(query, yes, no);
      case 'list':
        throw new Error(`list ${query.name} was not expanded`);
    }
  }

  /** The single terms of an OR in one instruction, then its other clauses. */
  #emitOr(query: Or, yes: number, no: number): number {
    const isTerm = (child: Query): boolean =>
      this.#needsOf(child)[0]?.settles === child && !this.#needsOf(child)[0]!.late;
    const terms = query.children.filter(isTerm).flatMap((child) => this.#needsOf(child)[0]!.terms);
    const others = this.#any(
      query.children.filter((child) => !isTerm(child)),
      yes,
      no,
    );
    return terms.length === 0 ? others : this.#program.any(terms, yes, others);
  }

  /** A phrase is looked for around its rarest word. */
  #phrase({ words, field }: Pick<Phrase | Raw, 'words' | 'field'>): number {
    const rarest = this.#rarest(words);
    const ids = words.map((word) => this.#vocabulary.word(word));
    this.#place(ids[rarest]!);
    return this.#program.storePhrase(field, rarest, ids);
  }

  #near({ left, right, distance, ordered }: Near): number {
    return this.#program.storeNear(distance, ordered, this.#side(left), this.#side(right));
  }

  /** Operands of one side: terms as they are, phrases as their address below zero. */
  #side(query: Query): number[] {
    switch (query.kind) {
      case 'or':
        return query.children.flatMap((child) => this.#side(child));
      case 'term':
        return [this.#place(this.#word(query.word, query.field))];
      case 'prefix':
      case 'wildcard':
        return [this.#place(this.#shape(query))];
      case 'phrase':
        return [~this.#phrase(query)];
      default:
        throw new Error(`${query.kind} beside NEAR was compiled`);
    }
  }

  #place(term: number): number {
    this.#vocabulary.place(term);
    return term;
  }
}

function alternative(anchor: Need, { tests, entry }: Rest): Alternative {
  const inOrder = [...tests].sort((a, b) => a.cost - b.cost);
  return { anchors: unique(anchor.terms), tests: inOrder, entry };
}

const unique = (terms: readonly number[]): number[] => [...new Set(terms)];

const isWorthwhile = ({ terms, cost, late }: Need): boolean => !late && terms.length <= LONGEST_TEST && cost < COMMON;

const costOf = (needs: readonly Need[]): number => needs[0]?.cost ?? Infinity;

const unsettled = (need: Need): Need => ({ ...need, settles: null });

/** The best need of each, together; none where one of them needs nothing. */
function unite(needs: readonly (readonly Need[])[], settles: Query | null): Need[] {
  const best = needs.map(([first]) => first);
  if (best.some((need) => need === undefined)) return [];
  const terms = (best as Need[]).flatMap((need) => need.terms);
  const late = (best as Need[]).some((need) => need.late);
  return [{ terms, late, cost: (best as Need[]).reduce((sum, need) => sum + need.cost, 0), settles }];
}
