import type { Explanation } from '../core/territory/explain/explain.ts';
import type { Outline } from '../core/territory/explain/outline.ts';
import type { Placed, Sentence } from '../core/territory/query.ts';

/** Pictures of queries for a terminal, in plain text. */

/** The language in which sentences are said. */
export type Speech = keyof Sentence;

/** Columns of the text shown around a place. */
const SHOWN = 100;
const WIDE =
  /[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\uffe0-\uffe6]/u;
const NO_WIDTH = /[\p{M}\u200b-\u200f\ufe0e\ufe0f]/u;

/** Columns that a text takes in a terminal. */
function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += NO_WIDTH.test(char) ? 0 : WIDE.test(char) ? 2 : 1;
  return width;
}

/** The line of the text that holds the place, cut where it is long, with carets below the place. */
export function pointAt(text: string, { from, to }: Placed): string {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const newline = text.indexOf('\n', from);
  const end = newline < 0 ? text.length : newline;
  const first = from - start < SHOWN - 20 ? start : from - 40;
  const last = Math.min(end, first + SHOWN);
  const [head, tail] = [first > start ? '…' : '', last < end ? '…' : ''];
  const line = head + plain(text.slice(first, last)) + tail;
  const before = widthOf(head + plain(text.slice(first, from)));
  const marked = Math.max(1, widthOf(text.slice(from, Math.min(to, last))));
  return `${line}\n${' '.repeat(before)}${'^'.repeat(marked)}`;
}

/** Tabs would move the carets, control characters more than that. */
export const plain = (text: string): string => text.replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029]/g, ' ');

/** A tree, a line a clause, with lines down its side. */
export function drawTree<Node extends { readonly children: readonly Node[] }>(
  node: Node,
  say: (node: Node) => string,
): string[] {
  const lines = [say(node)];
  node.children.forEach((child, i) => {
    const isLast = i === node.children.length - 1;
    const [first = '', ...rest] = drawTree(child, say);
    lines.push(`${isLast ? '└─ ' : '├─ '}${first}`, ...rest.map((line) => `${isLast ? '   ' : '│  '}${line}`));
  });
  return lines;
}

export const drawOutline = (tree: Outline): string[] => drawTree(tree, ({ text }) => plain(text));

/** A piece of an explanation's tree: a clause, or how many were left out. */
interface Shown {
  readonly line: string;
  readonly children: readonly Shown[];
}

const PLACES_SHOWN = 3;

/**
 * What a signal says to each clause: ✓ or ✗, the words found and where, and a note.
 * @param most alternatives of one group that do not hold and are named; the others are counted
 */
export function drawExplanation(explanation: Explanation, speech: Speech, most: number): string[] {
  return drawTree(shown(explanation, speech, most), ({ line }) => line);
}

function shown(clause: Explanation, speech: Speech, most: number): Shown {
  const { kind, holds, hits, note, children } = clause;
  const missing = kind === 'or' || kind === 'list' ? children.filter((child) => !child.holds) : [];
  const named = new Set(missing.slice(0, most));
  const kept = children.filter((child) => !missing.includes(child) || named.has(child));
  const unnamed = missing.length - named.size;
  const more: Shown[] = unnamed > 0 ? [{ line: LEFT_OUT[speech](unnamed), children: [] }] : [];
  const name = clause.text === null ? kind.toUpperCase() : plain(clause.text);
  const places = hits.slice(0, PLACES_SHOWN).map((hit) => `"${plain(hit.words)}" ${placeOf(hit, speech)}`);
  const rest = hits.length > PLACES_SHOWN ? [`+${hits.length - PLACES_SHOWN}`] : [];
  const found = [...places, ...rest].join(', ');
  const parts = [`${holds ? '✓' : '✗'} ${name}`, found, note === null ? '' : `(${note[speech]})`];
  return {
    line: parts.filter((part) => part !== '').join('  '),
    children: [...kept.map((child) => shown(child, speech, most)), ...more],
  };
}

const LEFT_OUT: Readonly<Record<Speech, (count: number) => string>> = {
  en: (count) => `✗ … and ${count} more that ${count === 1 ? 'is' : 'are'} not there`,
  fr: (count) => `✗ … et ${count} de plus qui ${count === 1 ? "n'y est" : "n'y sont"} pas`,
};

const FIELDS: Readonly<Record<Speech, Readonly<Record<'title' | 'body' | 'tags', string>>>> = {
  en: { title: 'title', body: 'text', tags: 'tag' },
  fr: { title: 'titre', body: 'texte', tags: 'tag' },
};

/** `title 12–18`: characters counted from 1, as people count. */
function placeOf({ field, from, to }: Explanation['hits'][number], speech: Speech): string {
  return `${FIELDS[speech][field]} ${from + 1}${to - from > 1 ? `–${to}` : ''}`;
}

/** The text with [brackets] around the places, cut to what stands about the first. */
export function markPlaces(text: string, places: readonly Placed[]): string {
  const ordered = places.toSorted((a, b) => a.from - b.from || b.to - a.to);
  const start = ordered[0] === undefined || ordered[0].from < 60 ? 0 : ordered[0].from - 40;
  const end = Math.min(text.length, start + 2 * SHOWN);
  let marked = start > 0 ? '…' : '';
  let at = start;
  for (const { from, to } of ordered) {
    if (from < at || to > end) continue;
    marked += `${text.slice(at, from)}[${text.slice(from, to)}]`;
    at = to;
  }
  return plain(marked + text.slice(at, end)) + (end < text.length ? '…' : '');
}
