import { tokenize } from '../../text/tokens.ts';
import * as say from './change-sentences.ts';
import { allOf, cheapest, COST, edited, kept, oneFixed, then, type Edit, type Facts, type Fix } from './fix.ts';
import { closest } from './places.ts';
import { isNearOperand } from '../positive.ts';
import type { Field, Keyword, Near, Phrase, Query, Raw } from '../query.ts';
import { SHORTEST_PREFIX, WIDEST_NEAR } from '../refusals.ts';

/** Ways to make a clause without children hold: as it is or anywhere in the signal; else worded more loosely. */
export function leafFixes(leaf: Query, facts: Facts): Fix[] {
  const bases = 'field' in leaf && isPart(leaf.field) ? [kept(leaf), anywhere(leaf)] : [kept(leaf)];
  const holding = bases.filter((base) => facts.holds(base.query));
  if (holding.length > 0) return holding;
  return bases.flatMap((base) => looser(base.query, facts).map((fix) => then(base, fix)));
}

const isPart = (field: string): boolean => field === 'title' || field === 'body';

function anywhere(leaf: Query): Fix {
  const query = { ...leaf, field: 'any' } as Query;
  return edited(leaf, query, 'drop-field', say.anywhere(leaf, query), COST.field);
}

/** Looser wordings of a clause that hold. */
function looser(clause: Query, facts: Facts): Fix[] {
  switch (clause.kind) {
    case 'term': {
      const { field, from, to } = clause;
      const stems = stemsOf(clause.word).filter((stem) => facts.begins(stem));
      return prefixFixes(
        clause,
        stems.map((stem) => ({ kind: 'prefix', field, stem, from, to })),
        facts,
      );
    }
    case 'wildcard':
      return prefixFixes(clause, [{ ...clause, pattern: `${clause.pattern.replace(/\*$/, '')}*` }], facts);
    case 'phrase':
      return phraseFixes(clause, facts);
    case 'raw':
      return plainFixes(clause, clause.field, clause.words, facts);
    case 'keyword':
      return NAMES.has(clause.field) ? plainFixes(clause, 'any', tokenize(clause.value), facts) : [];
    default:
      return [];
  }
}

const NAMES: ReadonlySet<string> = new Set(['tag', 'handle', 'cashtag']);

function prefixFixes(clause: Query, prefixes: readonly Query[], facts: Facts): Fix[] {
  const found = prefixes.find((prefix) => facts.holds(prefix));
  return found ? [edited(clause, found, 'prefix', say.prefix(clause, found), COST.prefix)] : [];
}

/** Letters that an inflection may end in: the *s* or *x* of a plural, the *e* of a feminine, *es*. */
const ENDING = /(?:e?s|x|e)$/;

/** The word itself, and the shorter one of which it may be an inflection. */
function stemsOf(word: string): string[] {
  const stems = [word, word.replace(ENDING, '')];
  return stems.filter((stem, i) => [...stem].length >= SHORTEST_PREFIX + i);
}

/** Without the letters' case or the sign: as plain words, loosened further where that is not enough. */
function plainFixes(clause: Raw | Keyword, field: Field, words: readonly string[], facts: Facts): Fix[] {
  const [word] = words;
  if (word === undefined) return [];
  const place = { field, from: clause.from, to: clause.to };
  const plain: Query = words.length === 1 ? { kind: 'term', word, ...place } : { kind: 'phrase', words, ...place };
  const first = edited(clause, plain, 'plain', say.plain(clause, plain), COST.plain);
  return leafFixes(plain, facts).map((fix) => then(first, fix));
}

/** A phrase whose words are there: two of them close to each other, or all of them anywhere. */
function phraseFixes(phrase: Phrase, facts: Facts): Fix[] {
  const { field, from, to } = phrase;
  const terms = phrase.words.map((word): Query => ({ kind: 'term', field, word, from, to }));
  const sides = terms.map((term) => leafFixes(term, facts));
  const apart = allOf(phrase, sides.map(cheapest));
  if (!apart) return [];
  const fixes = [then(apart, edited(phrase, apart.query, 'apart', say.phraseApart(phrase, apart.query), COST.apart))];
  if (terms.length > 2) return fixes;
  const [left, right] = terms as [Query, Query];
  const tight: Near = { kind: 'near', distance: 0, ordered: true, left, right, from, to };
  for (const { near, fix } of closePairs(tight, sides[0]!, sides[1]!, facts)) {
    fixes.push(
      then(fix, edited(phrase, near, 'widen', say.phraseNear(phrase, near), COST.near + looseness(tight, near))),
    );
  }
  return fixes;
}

/** More ways than these to loosen one side are not tried with each of the other's. */
const MOST_SIDES = 8;

/** Ways to have something to measure from on one side of NEAR, cheapest first. */
function sideFixes(side: Query, facts: Facts): Fix[] {
  const loosened = (child: Query): Fix[] => leafFixes(child, facts).filter(({ cost }) => cost > 0);
  const whole = facts.holds(side) ? [kept(side)] : [];
  const fixes = side.kind === 'or' ? [...whole, ...oneFixed(side, MOST_SIDES, loosened)] : leafFixes(side, facts);
  return fixes.toSorted((a, b) => a.cost - b.cost).slice(0, MOST_SIDES);
}

export function nearFixes(near: Near, facts: Facts): Fix[] {
  const lefts = sideFixes(near.left, facts);
  const rights = sideFixes(near.right, facts);
  const apart = allOf(near, [lefts[0] ?? null, rights[0] ?? null]);
  if (!apart)
    return lefts[0] ? [oneSide(near, near.right, lefts[0])] : rights[0] ? [oneSide(near, near.left, rights[0])] : [];
  const fixes = [then(apart, edited(near, apart.query, 'apart', say.nearApart(near), COST.apart))];
  for (const pair of closePairs(near, lefts, rights, facts)) fixes.push(then(pair.fix, nearEdits(near, pair.near)));
  return fixes;
}

const oneSide = (near: Near, missing: Query, rest: Fix): Fix =>
  then(rest, edited(near, rest.query, 'drop', say.sideMissing(missing, rest.query), COST.side));

/** What is done to the order and the distance of a NEAR. */
function nearEdits(was: Near, near: Near): Fix {
  const { from, to } = was;
  const edits: Edit[] = [];
  if (was.ordered && !near.ordered) edits.push({ from, to, kind: 'any-order', message: say.anyOrder(was) });
  if (near.distance > was.distance) edits.push({ from, to, kind: 'widen', message: say.widen(was, near.distance) });
  return { query: near, cost: looseness(was, near), edits };
}

function looseness(was: Near, near: Near): number {
  const order = was.ordered && !near.ordered ? COST.order : 0;
  // A wide NEAR says less than a narrow one.
  const distance = near.distance > was.distance ? COST.widen + (2 * near.distance) / WIDEST_NEAR : 0;
  return order + distance;
}

interface Pair {
  readonly near: Near;
  /** What was done to the sides. */
  readonly fix: Fix;
}

/** Each pair of sides that stands close enough for NEAR, as the narrowest NEAR that holds. */
function closePairs(near: Near, lefts: readonly Fix[], rights: readonly Fix[], facts: Facts): Pair[] {
  const places = (fixes: readonly Fix[]) =>
    fixes.filter(({ query }) => isNearOperand(query)).map((fix) => ({ fix, at: facts.spans(fix.query) }));
  const others = places(rights);
  return places(lefts).flatMap((left) =>
    others.flatMap((right) => {
      const pair = (gap: number, ordered: boolean): Pair[] => {
        if (gap > WIDEST_NEAR) return [];
        const sides = { left: left.fix.query, right: right.fix.query };
        return [
          {
            near: { ...near, ...sides, ordered, distance: Math.max(near.distance, gap) },
            fix: then(left.fix, right.fix),
          },
        ];
      };
      return [
        ...pair(closest(left.at, right.at).distance, near.ordered),
        ...pair(closest(right.at, left.at).distance, false),
      ];
    }),
  );
}
