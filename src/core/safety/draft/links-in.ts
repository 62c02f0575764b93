import type { Place } from '../../territory/explain/places.ts';

const CHUNK = /\S+/g;
const OPENING = /^[([{<«"'“‘]+/;
const SCHEME_CHARACTER = /[a-z0-9+.-]/i;
/** Addresses that have no `//`, and that browsers follow. */
const BARE_SCHEME = /^(?:javascript|vbscript|data|file|mailto|tel|sms|blob):\S/i;
const DOMAINS =
  'com net org info biz eu fr uk de es it ch be ca us ie io co ly me gl gd tv app shop link site online xyz cc at in to';
const KNOWN_DOMAIN = new Set(DOMAINS.split(' '));
/** Labels between dots, then a path or nothing: no two parts can take the same character. */
const HOST = /^[\p{L}\p{Nd}-]+(?:\.[\p{L}\p{Nd}-]+)+(?=$|[/?#:])/u;
const LONGEST_HOST = 253;

/** Where addresses stand in a text, with a scheme or without, in order. Time grows with the length of the text. */
export function linkPlaces(text: string): Place[] {
  const found: Place[] = [];
  for (const { 0: chunk, index } of text.matchAll(CHUNK)) {
    const start = linkStart(chunk);
    if (start < 0) continue;
    const to = trimmedEnd(chunk, start);
    if (to > start) found.push({ from: index + start, to: index + to });
  }
  return found;
}

function linkStart(chunk: string): number {
  const slashes = chunk.indexOf('://');
  if (slashes > 0) {
    let from = slashes;
    while (from > 0 && SCHEME_CHARACTER.test(chunk[from - 1]!)) from--;
    return from < slashes ? from : -1;
  }
  const open = OPENING.exec(chunk)?.[0].length ?? 0;
  const inner = chunk.slice(open, open + LONGEST_HOST);
  if (BARE_SCHEME.test(inner)) return open;
  const host = HOST.exec(trimmed(inner))?.[0];
  if (host === undefined) return -1;
  const domain = host.slice(host.lastIndexOf('.') + 1);
  return host.toLowerCase().startsWith('www.') || KNOWN_DOMAIN.has(domain) ? open : -1;
}

const CLOSING = new Set(')]}>»"\'”’.,;:!?…');

function trimmedEnd(chunk: string, from: number): number {
  let to = chunk.length;
  while (to > from && CLOSING.has(chunk[to - 1]!)) to--;
  return to;
}

const trimmed = (text: string): string => text.slice(0, trimmedEnd(text, 0));
