import {
  SIGNS,
  type Compare,
  type Field,
  type Keyword,
  type Leaf,
  type List,
  type Query,
  type Raw,
  type Words,
} from './query.ts';
import { OPERATOR_WORDS } from './lint/warnings.ts';

/** Says a clause without others inside it. */
export type PrintLeaf = (leaf: Leaf) => string;

/**
 * The canonical text of a query: the fewest brackets that keep its meaning, except that an AND inside an OR always has
 * its own, as readers differ on which binds first. Reading it gives the same query, but for the places.
 */
export const printQuery = (query: Query): string => printWith(query, printLeaf);

/** The same with the clauses that have no others inside them said in another way. */
export function printWith(query: Query, leaf: PrintLeaf): string {
  const inside = (child: Query, bracketed: readonly Query['kind'][]): string => printInside(child, bracketed, leaf);
  switch (query.kind) {
    case 'and':
      return query.children.map((child) => inside(child, ['or'])).join(' AND ');
    case 'or':
      return query.children.map((child) => inside(child, ['and'])).join(' OR ');
    case 'not':
      return `NOT ${inside(query.child, ['and', 'or'])}`;
    case 'near':
      return [query.left, query.right].map((side) => inside(side, ['or'])).join(printDistance(query));
    case 'atleast':
      return `ATLEAST/${query.count}(${query.children.map((child) => printWith(child, leaf)).join(', ')})`;
    default:
      return leaf(query);
  }
}

function printLeaf(query: Leaf): string {
  switch (query.kind) {
    case 'keyword':
      return printKeyword(query);
    case 'compare':
      return `${query.field}:${printRange(query)}`;
    case 'nlp':
      return `nlp:${quoted(query.pattern)}`;
    default:
      return zone(query.field) + printWords(query);
  }
}

function printWords(query: Words | Raw | List): string {
  switch (query.kind) {
    case 'term':
      return OPERATOR_WORDS.has(query.word) ? quoted(query.word) : query.word;
    case 'prefix':
      return `${query.stem}*`;
    case 'wildcard':
      return query.pattern;
    case 'phrase':
      return quoted(query.words.join(' '));
    case 'raw':
      return query.text.includes('"') && !query.text.includes('}') ? `{${query.text}}` : `raw:${quoted(query.text)}`;
    case 'list':
      return `list:${value(query.name)}`;
  }
}

/** A clause inside another, in brackets where it is of one of the kinds that would otherwise be read apart. */
const printInside = (child: Query, bracketed: readonly Query['kind'][], leaf: PrintLeaf): string =>
  bracketed.includes(child.kind) ? `(${printWith(child, leaf)})` : printWith(child, leaf);

const zone = (field: Field): string => (field === 'any' ? '' : `${field}:`);

const printDistance = ({ distance, ordered }: { distance: number; ordered: boolean }): string =>
  ` ${ordered ? 'ONEAR' : 'NEAR'}/${distance} `;

function printKeyword({ field, value: written }: Keyword): string {
  const sign = SIGNS[field];
  return sign === undefined ? `${field}:${value(written)}` : sign + written;
}

/** What a value behind a colon cannot have without quotes: the ends of a word, a comma, a comment, a comparison. */
const NEEDS_QUOTES = /[\s()"“”„«»{},]|\/\*|^[<>=]|^\d+\.\.\d+$/;

const value = (written: string): string => (NEEDS_QUOTES.test(written) ? quoted(written) : written);

const quoted = (text: string): string => (text.includes('"') ? `«${text}»` : `"${text}"`);

const COUNT_UNITS: readonly Unit[] = [
  ['m', 1e6],
  ['k', 1e3],
  ['', 1],
];
const AGE_UNITS: readonly Unit[] = [
  ['w', 6048e5],
  ['d', 864e5],
  ['h', 36e5],
  ['m', 6e4],
  ['s', 1e3],
  ['ms', 1],
];
type Unit = readonly [name: string, size: number];

/** A comparison with the rounder of its two possible numbers: `<=10` for `<11`, but `<1k`. */
function printRange({ field, low, high }: Compare): string {
  const units = field === 'age' ? AGE_UNITS : COUNT_UNITS;
  const rounder = (plain: number, other: number): boolean =>
    other > 0 && roundness(other, units) > roundness(plain, units);
  const write = (number: number): string => writeNumber(number, units);
  if (high === Infinity) return rounder(low, low - 1) ? `>${write(low - 1)}` : `>=${write(low)}`;
  if (low === 0) return rounder(high, high - 1) ? `<=${write(high - 1)}` : `<${write(high)}`;
  return low === high - 1 ? write(low) : `${write(low)}..${write(high - 1)}`;
}

/** The largest unit of which the number is a whole multiple; zero is in the smallest. */
const unitOf = (number: number, units: readonly Unit[]): Unit =>
  units.find(([, size]) => number !== 0 && number % size === 0) ?? units.at(-1)!;

function writeNumber(number: number, units: readonly Unit[]): string {
  const [name, size] = unitOf(number, units);
  return `${number / size}${name}`;
}

/** The largest unit times power of ten in the number. */
function roundness(number: number, units: readonly Unit[]): number {
  let [, size] = unitOf(number, units);
  while (number !== 0 && number % (size * 10) === 0) size *= 10;
  return size;
}
