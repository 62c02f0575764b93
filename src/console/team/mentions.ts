import type { Colleague, Comment } from '../../contract/teamwork.ts';

type Person = Comment['mentions'][number];

/** A name that is being called: where its `@` stands, and what of it is written. */
export interface Calling {
  readonly from: number;
  readonly word: string;
}

const LONGEST_NAME = 40;

/** The call in which the caret stands, or null. An `@` inside a word, as of an e-mail address, calls nobody. */
export function callingAt(text: string, caret: number): Calling | null {
  const from = text.lastIndexOf('@', caret - 1);
  if (from < 0 || caret - from > LONGEST_NAME) return null;
  if (from > 0 && /[\p{L}\p{N}._-]/u.test(text[from - 1] ?? '')) return null;
  const word = text.slice(from + 1, caret);
  // Names have spaces in them; a second one, or another sign, ends the call.
  return /^[\p{L}\p{M}\p{N}.'’-]*(?: [\p{L}\p{M}\p{N}.'’-]*)?$/u.test(word) ? { from, word } : null;
}

/** Colleagues that the word may mean: those whose name, or a word of it, begins so. */
export function suggest(colleagues: readonly Colleague[], word: string, most: number): Colleague[] {
  const wanted = fold(word);
  const fits = ({ name }: Colleague) => {
    const folded = fold(name);
    return folded.startsWith(wanted) || folded.split(/[\s-]+/).some((part) => part.startsWith(wanted));
  };
  return colleagues.filter(fits).slice(0, most);
}

/** The text with the whole name in place of what was written of it, and where the caret goes. */
export function complete(text: string, { from, word }: Calling, name: string): { text: string; caret: number } {
  const before = `${text.slice(0, from)}@${name} `;
  return { text: before + text.slice(from + 1 + word.length).replace(/^ /, ''), caret: before.length };
}

/** Of those called while writing, the ones whose name still stands in the text. */
export const stillCalled = (text: string, called: readonly Person[]): Person[] =>
  called.filter(({ name }, i) => text.includes(`@${name}`) && called.findIndex((one) => one.name === name) <= i);

/** The text in pieces, names of those called apart. */
export function splitMentions(text: string, mentions: readonly Person[]): { text: string; called: boolean }[] {
  const names = mentions.map(({ name }) => `@${name}`).sort((a, b) => b.length - a.length);
  if (names.length === 0) return [{ text, called: false }];
  const pattern = new RegExp(`(${names.map((name) => escape(name)).join('|')})`, 'u');
  const pieces = text.split(pattern).filter((piece) => piece !== '');
  return pieces.map((piece) => ({ text: piece, called: names.includes(piece) }));
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
