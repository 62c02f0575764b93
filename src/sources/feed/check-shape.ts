/** The document is made to harm, or too broken to be read. */
export class RefusedDocumentError extends Error {
  override name = 'RefusedDocumentError';
}

export interface ShapeLimits {
  readonly items: number;
  /** Elements in each other. */
  readonly depth: number;
  readonly elements: number;
  /** Characters of one tag with its attributes. */
  readonly tag: number;
}

export const SHAPE_LIMITS: ShapeLimits = { items: 1_000, depth: 100, elements: 200_000, tag: 100_000 };

const NOT_ELEMENTS: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
];

/**
 * Looks over an XML document before a parser gets it, in one pass: refuses what nests or swarms beyond any feed, and
 * cuts it off after the most items that are read.
 */
export function checkShape(xml: string, limits: ShapeLimits = SHAPE_LIMITS): string {
  let depth = 0;
  let elements = 0;
  let items = 0;
  for (let open = xml.indexOf('<'); open >= 0;) {
    const other = NOT_ELEMENTS.find(([start]) => xml.startsWith(start, open));
    const end = xml.indexOf(other?.[1] ?? '>', open + 1);
    if (end < 0) break;
    const kind = other ? 'other' : kindOf(xml, open, end);
    if (!other && end - open > limits.tag)
      throw new RefusedDocumentError('the document holds a tag of enormous length');
    if (kind === 'item') {
      if (++items > limits.items) return xml.slice(0, open) + closing(xml);
      // Elements that were never closed in the items before do not count against this one.
      depth = Math.min(depth, 3);
    }
    if (kind === 'open' || kind === 'item') depth += 1;
    if (kind === 'close') depth -= 1;
    if (depth > limits.depth) throw new RefusedDocumentError(`the document nests deeper than ${limits.depth} levels`);
    if (++elements > limits.elements) throw new RefusedDocumentError('the document has more elements than any feed');
    open = xml.indexOf('<', end);
  }
  return xml;
}

type Kind = 'open' | 'close' | 'empty' | 'item' | 'other';

function kindOf(xml: string, open: number, end: number): Kind {
  const next = xml[open + 1];
  if (next === '/') return 'close';
  if (next === '!') return 'other';
  if (xml[end - 1] === '/') return 'empty';
  return /^<(?:\w+:)?(?:item|entry)[\s>]/i.test(xml.slice(open, open + 30)) ? 'item' : 'open';
}

/** Ends of what encloses the items, so that the part that is kept is a whole document. */
function closing(xml: string): string {
  const root = /<((?:[\w-]+:)?(?:rss|rdf|feed))[\s>]/i.exec(xml)?.[1] ?? 'rss';
  return `${/rss$/i.test(root) ? '</channel>' : ''}</${root}>`;
}
