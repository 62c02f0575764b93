import extractUrls from 'twitter-text/dist/extractUrlsWithIndices.js';

/** Inside a class of a regular expression: what ends a link. */
export const SPACES = '\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
/** Of a link with its scheme; the platforms make no links of longer ones. */
export const LONGEST_LINK = 4_096;

const RUN = new RegExp(`[^${SPACES}]+`, 'g');

export interface Link {
  readonly url: string;
  /** UTF-16, end excluded. */
  readonly from: number;
  readonly to: number;
}

/**
 * Links as X finds them: with or without a scheme, in a known top-level domain. Read run by run, because the library needs
 * time that grows with the square of what it reads; a run without a space that is longer than any link is not read.
 */
export function linksOf(text: string): Link[] {
  if (!text.includes('.')) return [];
  return [...text.matchAll(RUN)].flatMap(({ 0: run, index }) => {
    if (run.length > LONGEST_LINK || !run.includes('.')) return [];
    return extractUrls(run).map(({ url, indices: [from, to] }) => ({ url, from: index + from, to: index + to }));
  });
}

/** What stands in an address is neither a tag nor a mention: each link as a space. */
export function withoutLinks(text: string, links: readonly Link[]): string {
  let bare = '';
  let at = 0;
  for (const { from, to } of links) {
    bare += `${text.slice(at, from)} `;
    at = to;
  }
  return bare + text.slice(at);
}
