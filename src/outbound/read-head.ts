import { decodeHTML } from 'entities';

/** What the head of a page says of it. */
export interface PageHead {
  readonly title: string | null;
  readonly description: string | null;
  readonly site: string | null;
}

const LONGEST = { title: 300, description: 600, site: 100 };

/** Reads a page's head, without building the page: nothing in it is run, followed or kept as HTML. */
export function readHead(html: string): PageHead {
  const head = headOf(html);
  const named = readMetas(head);
  const title = named.get('og:title') ?? named.get('twitter:title') ?? TITLE.exec(head)?.[1];
  const description = named.get('og:description') ?? named.get('twitter:description') ?? named.get('description');
  return {
    title: plain(title, LONGEST.title),
    description: plain(description, LONGEST.description),
    site: plain(named.get('og:site_name'), LONGEST.site),
  };
}

const TITLE = /<title\b[^>]{0,500}>([^<]{0,2000})/i;
const META = '<meta';
/** Of one element. */
const LONGEST_META = 4_000;
const ATTRIBUTE = /([a-z:-]{1,40})\s{0,9}=\s{0,9}(?:"([^"]{0,3000})"|'([^']{0,3000})'|([^\s"'>]{1,3000}))/gi;

const HIDDEN = /<!--|<(script|style|noscript|template)\b/gi;

/** Without what is no text of the head: comments, scripts, styles. Looks at each place once, whatever the page is like. */
function headOf(html: string): string {
  const end = html.search(/<\/head\b|<body\b/i);
  const head = end < 0 ? html : html.slice(0, end);
  const lower = lowerCase(head);
  const kept: string[] = [];
  let at = 0;
  for (const { 0: opening, 1: name, index } of head.matchAll(HIDDEN)) {
    if (index < at) continue;
    kept.push(head.slice(at, index));
    const closing = name === undefined ? '-->' : `</${name.toLowerCase()}`;
    const found = lower.indexOf(closing, index + opening.length);
    if (found < 0) return kept.join(' ');
    at = found + closing.length;
  }
  return [...kept, head.slice(at)].join(' ');
}

/** What stands between the angles of each, one after the other. */
function* metasOf(head: string): Generator<string> {
  const lower = lowerCase(head);
  let at = lower.indexOf(META);
  while (at >= 0) {
    const end = head.indexOf('>', at);
    if (end < 0) return;
    yield head.slice(at + META.length, Math.min(end, at + LONGEST_META));
    at = lower.indexOf(META, end);
  }
}

/** The first of each name counts. */
function readMetas(head: string): Map<string, string> {
  const named = new Map<string, string>();
  for (const attributes of metasOf(head)) {
    const values = new Map<string, string>();
    for (const [, name = '', ...quoted] of attributes.matchAll(ATTRIBUTE)) {
      values.set(name.toLowerCase(), quoted.find((value) => value !== undefined) ?? '');
    }
    const name = (values.get('property') ?? values.get('name'))?.toLowerCase();
    const content = values.get('content');
    if (name !== undefined && content !== undefined && !named.has(name)) named.set(name, content);
  }
  return named;
}

/** One line of text; null where nothing is left of it. */
function plain(text: string | undefined, most: number): string | null {
  const line = decodeHTML(text ?? '')
    .replace(/[\p{Cc}\p{Bidi_Control}\s]+/gu, ' ')
    .trim();
  return line === '' ? null : [...line].slice(0, most).join('');
}

/** Letters of HTML's own words only: others may change their length. */
const lowerCase = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
