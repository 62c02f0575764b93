import { fold } from '../text/fold.ts';
import { Asked } from './asked.ts';
import { prepareBeginning, type Document, type Matchable, type Part } from './document.ts';
import { readsText } from './lists.ts';
import { matchesGiven, stands } from './match.ts';
import { childrenOf, SIGNS, type Query, type Raw, type Words } from './query.ts';

/** Words of a signal that made a query true. */
export interface Told {
  /** At most MOST_WORDS. */
  readonly words: string[];
  /** One of them stands in the title. */
  readonly inTitle: boolean;
}

/** Words of one topic that are told. */
export const MOST_WORDS = 100;

/** Of longer signals, words are told from the beginning of text and tags where that alone makes the query true. */
export const BEGINNING: Part = { units: 4_000, tags: 100 };
/** What is told of at all: as much text as the intake lets through. */
export const WHOLE: Part = { units: 100_000, tags: 1_000 };
/** So much text is gone through behind the beginning for all queries of a signal together. UTF-16 units. */
const MOST_REREAD = 500_000;

export const nothingTold = (): Told => ({ words: [], inTitle: false });

/**
 * Tells for one signal which words made queries match that it does match. A query that needs more of a long text than its
 * beginning is told from all of it; where hundreds do, of the last of them only what stands in the beginning. Each clause
 * is looked at once, in however many queries it is.
 */
export function createTeller(signal: Matchable): (query: Query) => Told {
  const isLong = signal.text.length > BEGINNING.units || signal.tags.length > BEGINNING.tags;
  const asked = new Asked(signal);
  let left = MOST_REREAD;
  let beginning: Look | undefined;
  let whole: Look | undefined;
  return (query) => {
    beginning ??= createLook(prepareBeginning(signal, BEGINNING), asked);
    if (!isLong || left <= 0 || beginning.holds(query)) return tellWords(query, beginning);
    left -= signal.text.length;
    whole ??= createLook(prepareBeginning(signal, WHOLE), asked);
    return tellWords(query, whole);
  };
}

/** Which clauses hold, and which stand in the title. */
interface Look {
  holds(query: Query): boolean;
  standsInTitle(query: Words | Raw): boolean;
}

function createLook(doc: Document, asked: Asked): Look {
  const known = new Map<string | Query, boolean>();
  const once = (key: string | Query, look: () => boolean): boolean => {
    let holds = known.get(key);
    if (holds === undefined) known.set(key, (holds = look()));
    return holds;
  };
  const standsThere = (query: Words | Raw): boolean =>
    query.kind === 'term'
      ? stands(query, doc)
      : once(`${query.kind} ${query.field} ${wordsOf(query)}`, () => stands(query, doc));
  const holds = (query: Query): boolean => {
    switch (query.kind) {
      case 'keyword':
      case 'compare':
      case 'nlp':
        return asked.holds(query);
      case 'raw':
        return standsThere(query) && asked.holds(query);
      case 'term':
      case 'prefix':
      case 'wildcard':
      case 'phrase':
        return standsThere(query);
      default:
        return once(query, () => matchesGiven(query, doc, holds));
    }
  };
  return { holds, standsInTitle: (query) => doc.titleLength > 0 && standsThere({ ...query, field: 'title' }) };
}

/** @param query one that matches, though not, it may be, what is looked at */
function tellWords(query: Query, look: Look): Told {
  const words = new Set<string>();
  let inTitle = false;
  const visit = (node: Query, isKnown: boolean): void => {
    if (words.size === MOST_WORDS || node.kind === 'not' || !(isKnown || look.holds(node))) return;
    const told = wordsOf(node);
    if (told !== undefined) words.add(told);
    inTitle ||= readsText(node) && node.field !== 'body' && look.standsInTitle(node);
    // Of an AND that holds every group does, too; whether a word stands there has to be looked at.
    for (const child of childrenOf(node)) visit(child, node.kind === 'and' && isGroup(child));
  };
  visit(query, isGroup(query));
  return { words: [...words], inTitle };
}

const isGroup = (query: Query): boolean => childrenOf(query).length > 0;

/** How a clause is told, where it has a name. */
function wordsOf(query: Query): string | undefined {
  switch (query.kind) {
    case 'term':
      return query.word;
    case 'prefix':
      return `${query.stem}*`;
    case 'wildcard':
      return query.pattern;
    case 'phrase':
      return query.words.join(' ');
    case 'raw':
      return fold(query.text);
    case 'keyword': {
      const sign = SIGNS[query.field];
      return sign === undefined ? undefined : sign + query.value;
    }
    default:
      return undefined;
  }
}
