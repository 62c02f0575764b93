import type { Matchable } from './document.ts';
import type { Raw } from './query.ts';

const LETTER = /[\p{L}\p{Nd}\p{M}]/u;
/** White space that is not a space on its own. */
const UNEVEN = /[^\S ]|\s\s/;

/**
 * Whether the letters of a clause as typed (their words are there) stand somewhere in the signal's title or text, between
 * the borders of words. What the texts have is looked at once for all clauses.
 */
export function createRawReader({ title, text }: Matchable): (raw: Pick<Raw, 'field' | 'text'>) => boolean {
  const known = new Map<string, boolean>();
  let plain: { readonly title: string; readonly body: string } | undefined;
  const read = (part: 'title' | 'body', wanted: string): boolean => {
    const key = `${part} ${wanted}`;
    let stands = known.get(key);
    if (stands === undefined) {
      plain ??= { title: plainText(title), body: plainText(text) };
      known.set(key, (stands = standsBetweenBorders(plain[part], wanted)));
    }
    return stands;
  };
  return ({ field, text: wanted }) =>
    (field !== 'body' && read('title', wanted)) || (field !== 'title' && read('body', wanted));
}

function plainText(text: string): string {
  const plain = text.normalize('NFC');
  return UNEVEN.test(plain) ? plain.replace(/\s+/g, ' ') : plain;
}

function standsBetweenBorders(text: string, wanted: string): boolean {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (isBorder(text, at) && isBorder(text, at + wanted.length)) return true;
  }
  return false;
}

/** Whether no word goes through this point of the text. */
function isBorder(text: string, at: number): boolean {
  const isPair = at > 1 && (text.charCodeAt(at - 1) & 0xfc00) === 0xdc00;
  return !isLetterAt(text, isPair ? at - 2 : at - 1) || !isLetterAt(text, at);
}

function isLetterAt(text: string, at: number): boolean {
  const codePoint = text.codePointAt(at);
  return codePoint !== undefined && LETTER.test(String.fromCodePoint(codePoint));
}
