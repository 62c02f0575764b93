export interface Piece {
  readonly text: string;
  readonly kind: 'plain' | 'link' | 'tag' | 'mention';
  /** Past what the platform allows. */
  readonly over: boolean;
}

interface Place {
  readonly from: number;
  readonly to: number;
}

const TAG_OR_MENTION =
  /(?<![\p{L}\p{N}_/&])(?:[#＃][\p{L}\p{M}\p{N}_]*\p{L}[\p{L}\p{M}\p{N}_]*|[@＠][\w.-]*\w(?:@[\w.-]+\w)?)/gu;

/** A post in pieces, as a platform would show it: what one can press is told apart, and what is too much. */
export function piecesOf(text: string, links: readonly Place[], over: number | null): Piece[] {
  const pieces: Piece[] = [];
  const put = (from: number, to: number, kind: Piece['kind']): void => {
    const cut = over === null ? to : Math.min(Math.max(over, from), to);
    if (cut > from) pieces.push({ text: text.slice(from, cut), kind, over: false });
    if (to > cut) pieces.push({ text: text.slice(cut, to), kind, over: true });
  };
  let at = 0;
  for (const { from, to } of [...links, { from: text.length, to: text.length }]) {
    const begin = at;
    for (const { 0: found, index } of text.slice(begin, from).matchAll(TAG_OR_MENTION)) {
      const start = begin + index;
      put(at, start, 'plain');
      put(start, start + found.length, /^[#＃]/u.test(found) ? 'tag' : 'mention');
      at = start + found.length;
    }
    put(at, from, 'plain');
    put(from, to, 'link');
    at = to;
  }
  return pieces;
}
