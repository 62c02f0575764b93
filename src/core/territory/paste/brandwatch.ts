import type { Sentence } from '../query.ts';
import { translateField } from './brandwatch-fields.ts';
import * as say from './paste-notes.ts';
import type { PasteNote, Rewritten } from './paste-notes.ts';

/**
 * A query in Brandwatch's syntax in this product's. What has no counterpart stays as it is and is named: the editor marks
 * it as an error until somebody decides.
 */
export function pasteBrandwatch(text: string): { query: string; notes: PasteNote[] } {
  let query = '';
  const notes: PasteNote[] = [];
  for (const { 0: part, groups } of text.matchAll(PART)) {
    const { text: written, note } = rewrite(part, groups as Parts);
    if (note) notes.push({ from: query.length, to: query.length + written.length, ...note });
    query += written;
  }
  return { query, notes };
}

type Parts = Readonly<
  Record<
    'comment' | 'field' | 'value' | 'phrase' | 'slop' | 'near' | 'distance' | 'way' | 'group' | 'bracketSlop',
    string | undefined
  >
>;

/** Comment, field with its value, phrase with its slop, NEAR, case in braces, bracket with slop, anything else by itself. */
const PART = new RegExp(
  [
    '<<<(?<comment>[^]*?)>>>',
    '(?<![\\p{L}\\p{Nd}_])(?<field>[A-Za-z][A-Za-z_]*):(?<value>"[^"]*"|“[^”]*”|\\[[^\\]]*\\]|\\{[^}]*\\}|[^\\s()"]+)',
    '["“”](?<phrase>[^"“”]*)["“”](?:~(?<slop>\\d+))?',
    '\\b(?<near>NEAR)/(?<distance>\\d+)(?<way>f)\\b',
    '\\{[^}]*\\}',
    '\\((?<group>[^()]*)\\)~(?<bracketSlop>\\d+)',
    '[^]',
  ].join('|'),
  'gu',
);

function rewrite(part: string, parts: Parts): Rewritten {
  const { comment, field, value, phrase, slop, distance, group, bracketSlop } = parts;
  if (comment !== undefined) return { text: `/*${comment.replaceAll('*/', '* /')}*/` };
  if (field !== undefined) return translateField(field, unquoted(value!), part);
  if (phrase !== undefined) return rewritePhrase(phrase, slop);
  if (distance !== undefined) return same(`ONEAR/${distance}`, part, say.readsAs);
  if (group !== undefined) return rewriteSlop(group.split(/\s+(?:AND|OR)\s+|\s+/).filter(Boolean), bracketSlop!, part);
  return { text: part };
}

function rewritePhrase(phrase: string, slop: string | undefined): Rewritten {
  const words = phrase.trim().split(/\s+/);
  if (slop !== undefined && words.length > 2) return rewriteSlop(words, slop, `"${phrase}"~${slop}`);
  const behind = slop === undefined ? '' : `~${slop}`;
  if (slop === undefined && words.length === 2 && /\*$/.test(words[1]!)) {
    return same(`(${words[0]} ONEAR/0 ${words[1]})`, `"${phrase}"`, say.readsAs);
  }
  return { text: `"${phrase}"${behind}` };
}

/** Words all within so many of one another: pairs say nearly that. */
function rewriteSlop(words: readonly string[], slop: string, part: string): Rewritten {
  if (words.length < 2) return { text: part, note: { kind: 'unknown', message: say.notKnown(part) } };
  const pairs = words.slice(1).map((word, i) => `${words[i]} NEAR/${slop} ${word}`);
  const text = pairs.length === 1 ? `(${pairs[0]!})` : `(${pairs.map((pair) => `(${pair})`).join(' AND ')})`;
  return { text, note: { kind: pairs.length === 1 ? 'same' : 'near', message: say.inPairs(part, text) } };
}

const same = (text: string, from: string, message: (from: string, to: string) => Sentence): Rewritten => ({
  text,
  note: { kind: 'same', message: message(from, text) },
});

const unquoted = (value: string): string => value.replace(/^["“{]|["”}]$/gu, '');
