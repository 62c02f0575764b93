import parseTweet from 'twitter-text/dist/parseTweet.js';
import { withoutLinks, type Link } from './links.ts';
import { mastodonEntities } from './mastodon-entities.ts';
import type { Unit } from './rule.ts';
import { bytesOf, codePointsOf, emojiOf, graphemesOf } from './units.ts';

/** What a kind of content costs of the limit. */
export interface Part {
  readonly kind: 'text' | 'link' | 'mention' | 'emoji' | 'content-warning';
  /** How many of them; of `text`, 1. */
  readonly count: number;
  readonly cost: number;
}

export interface Counted {
  readonly length: number;
  /** Only what is there; the costs add up to the length. */
  readonly parts: readonly Part[];
}

/** A length, of which some content has its own cost and all the rest is text. */
export function counted(length: number, special: readonly Part[] = []): Counted {
  const kept = special.filter(({ count }) => count > 0);
  const rest = length - kept.reduce((sum, { cost }) => sum + cost, 0);
  return { length, parts: rest > 0 ? [{ kind: 'text', count: 1, cost: rest }, ...kept] : kept };
}

/** What X's library says that a text without links weighs. Without a full stop it looks for none, which would be slow. */
export const weightOf = (text: string): number => parseTweet(text.replaceAll('.', '-')).weightedLength;

/** X, by its own library, of a text in NFC: links, then emoji, then weights of code points. */
export function countWeighted(text: string, links: readonly Link[], perLink: number): Counted {
  const bare = withoutLinks(text, links);
  // `withoutLinks` leaves a space, which weighs 1, for each.
  const length = weightOf(bare) + links.length * (perLink - 1);
  const emoji = emojiOf(bare);
  return counted(length, [
    { kind: 'link', count: links.length, cost: links.length * perLink },
    { kind: 'emoji', count: emoji.length, cost: emoji.reduce((sum, { emoji: sign }) => sum + weightOf(sign), 0) },
  ]);
}

/** Mastodon: each link a fixed cost, of a mention the name alone, the rest as graphemes. */
export function countMastodon(text: string, perLink: number, contentWarning: string): Counted {
  const entities = mastodonEntities(text);
  const links = entities.filter(({ kind }) => kind === 'link');
  const mentions = entities.filter(({ kind }) => kind === 'mention');
  let plain = '';
  let at = 0;
  for (const { kind, from, to, name } of entities) {
    // A placeholder, as the server does: what follows a link joins its last character (an accent, a joiner).
    plain += text.slice(at, from) + (kind === 'link' ? 'x'.repeat(perLink) : name);
    at = to;
  }
  const length = graphemesOf(contentWarning + plain + text.slice(at));
  return counted(length, [
    { kind: 'link', count: links.length, cost: links.length * perLink },
    { kind: 'mention', count: mentions.length, cost: mentions.reduce((sum, { name }) => sum + name.length, 0) },
    { kind: 'content-warning', count: contentWarning === '' ? 0 : 1, cost: graphemesOf(contentWarning) },
  ]);
}

/** Threads: an emoji costs its bytes, all else is a code point. */
export function countEmojiBytes(text: string): Counted {
  const emoji = emojiOf(text).map(({ emoji: sign }) => sign);
  const cost = emoji.reduce((sum, sign) => sum + bytesOf(sign), 0);
  const rest = codePointsOf(text) - emoji.reduce((sum, sign) => sum + codePointsOf(sign), 0);
  return counted(rest + cost, [{ kind: 'emoji', count: emoji.length, cost }]);
}

/** Length in a unit that needs no more than the text. */
export function lengthIn(unit: Unit, text: string): number {
  switch (unit) {
    case 'utf16':
      return text.length;
    case 'byte':
      return bytesOf(text);
    case 'grapheme':
      return graphemesOf(text);
    case 'emoji-bytes':
      return countEmojiBytes(text).length;
    case 'weighted':
      return parseTweet(text).weightedLength;
  }
}
