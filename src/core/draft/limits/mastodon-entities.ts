import endMention from 'twitter-text/dist/regexp/endMentionMatch.js';
import domain from 'twitter-text/dist/regexp/validDomain.js';
import preceding from 'twitter-text/dist/regexp/validUrlPrecedingChars.js';
import { LONGEST_LINK, SPACES } from './links.ts';

/** A piece of text whose length is not what it costs. */
interface Entity {
  readonly kind: 'link' | 'mention';
  /** UTF-16, end excluded. */
  readonly from: number;
  readonly to: number;
  /** What is counted of a mention. */
  readonly name: string;
}

const LONGEST_DOMAIN = 253;

const SIGN = `[^${SPACES}<>()?]`;
const PARENS = `\\((?:${SIGN}+|${SIGN}*\\(${SIGN}+\\)${SIGN}*)\\)`;
const LAST = `(?:[^${SPACES}()?!*"'「」<>;:=,.$%\\[\\]~&|@]|${PARENS})`;
const PATH = `/(?:${SIGN}*(?:${PARENS}${SIGN}*)*${LAST}|${SIGN}+/)*`;
const ABROAD = '\\xa0-\\ufdcf\\ufdf0-\\uffef';
const QUERY = `\\?[a-z0-9!?*'();:&=+$/%#\\[\\]\\-_.,~|@^${ABROAD}]*[a-z0-9_&=#/\\-${ABROAD}]`;
const SCHEME = '(?:https?|dat|dweb|ipfs|ipns|ssb|gopher|gemini)://';
/** Mastodon's own reading of a link: the domain as twitter-text has it, a freer path, the scheme required. */
const LINK = new RegExp(`(${preceding.source})(${SCHEME}${domain.source}(?::[0-9]+)?(?:${PATH})?(?:${QUERY})?)`, 'gi');

const WORD = '\\p{L}\\p{M}\\p{Nd}\\p{Pc}';
const MENTION = new RegExp(
  `(?<![=/${WORD}])@([a-z0-9_]+(?:[.\\-]+[a-z0-9_]+)*)(?:@([${WORD}]+(?:[.\\-]+[${WORD}]+)*))?`,
  'giu',
);

function linksOf(text: string): Entity[] {
  if (!text.includes('://')) return [];
  return [...text.matchAll(LINK)].flatMap((match) => {
    const [, before = '', link = ''] = match;
    const from = match.index + before.length;
    return link.length > LONGEST_LINK ? [] : [{ kind: 'link', from, to: from + link.length, name: link }];
  });
}

function mentionsOf(text: string): Entity[] {
  if (!text.includes('@')) return [];
  return [...text.matchAll(MENTION)].flatMap((match) => {
    const to = match.index + match[0].length;
    if (endMention.test(text.slice(to, to + 3)) || (match[2] ?? '').length > LONGEST_DOMAIN) return [];
    return [{ kind: 'mention', from: match.index, to, name: `@${match[1]}` }];
  });
}

/** Links and mentions of a post, in their order; of two that overlap, the first. */
export function mastodonEntities(text: string): Entity[] {
  const all = [...linksOf(text), ...mentionsOf(text)].sort((a, b) => a.from - b.from);
  const kept: Entity[] = [];
  for (const entity of all) if (entity.from >= (kept.at(-1)?.to ?? 0)) kept.push(entity);
  return kept;
}
