import { decodeHTML } from 'entities';

/** Elements whose end does not part two words. */
const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
/** Elements whose content is not text. */
const SILENT = new Set(['script', 'style', 'template']);

/** The words of an HTML fragment: tags out, entities decoded, white space folded. One pass, whatever it is given. */
export function plainText(html: string): string {
  return decodeHTML(withoutTags(html))
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
}

function withoutTags(html: string): string {
  const parts: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    const end = open < 0 ? -1 : endOfMarkup(html, open);
    if (end < 0) break;
    parts.push(html.slice(at, open));
    if (end === open) parts.push('<');
    else if (!INLINE.has(nameAt(html, open))) parts.push(' ');
    at = Math.max(end, open + 1);
  }
  parts.push(html.slice(at));
  return parts.join('');
}

const nameAt = (html: string, open: number) =>
  /^<\/?([a-z][a-z0-9]*)/i.exec(html.slice(open, open + 20))?.[1]?.toLowerCase() ?? '';

/** Position after the markup that begins here; `open` itself where it is a mere "less than"; -1 where nothing more ends. */
function endOfMarkup(html: string, open: number): number {
  if (html.startsWith('<!--', open)) return after(html, '-->', open);
  const name = nameAt(html, open);
  if (name === '' && !/^<[!?]/.test(html.slice(open, open + 2))) return open;
  const end = after(html, '>', open);
  if (!SILENT.has(name) || html[open + 1] === '/' || html[end - 2] === '/') return end;
  const close = new RegExp(`</${name}`, 'gi');
  close.lastIndex = end;
  return close.test(html) ? after(html, '>', close.lastIndex) : html.length;
}

function after(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}
