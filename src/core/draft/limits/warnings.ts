import { weightOf } from './length.ts';
import { withoutLinks, type Link } from './links.ts';
import type { Most, PlatformRule } from './rule.ts';
import { bytesOf, emojiOf, withoutEmoji } from './units.ts';

/**
 * Something about a text besides its length. The words for a code are the console's (`limits.warning`).
 * `too-many-*`, `tags-overlooked` {count, most, over} · `forbidden-character` {count, characters} ·
 * `narrow-space` {count}: no-break spaces of French that cost 2 on X · `costs-two` {count, characters}: other signs that do
 * · `long-emoji` {count, characters, cost}: X's library does not know them as one · `broken-character` {count}: half a pair.
 */
export interface LimitWarning {
  readonly code: LimitCode;
  /** `refused`: the platform does not take the post. */
  readonly level: 'refused' | 'remark';
  readonly data: Readonly<Record<string, number | string>>;
}

export type LimitCode =
  | 'too-many-bytes'
  | 'too-many-links'
  | 'too-many-tags'
  | 'tags-overlooked'
  | 'too-many-mentions'
  | 'forbidden-character'
  | 'narrow-space'
  | 'costs-two'
  | 'long-emoji'
  | 'broken-character';

/** A letter, figure, underscore or emoji must follow; what stands before must not make it part of a word or an address. */
const TAG = /(?<![\p{L}\p{M}\p{N}_&/])[#＃][\p{L}\p{M}\p{N}_\p{Emoji_Presentation}\u200d]+/gu;
const MENTION = /(?<![\p{L}\p{M}\p{N}_.=/])[@＠][a-z0-9_](?:[a-z0-9_.]*[a-z0-9_])?/giu;
const HALF_PAIR = /\p{Surrogate}/gu;
/** Signs of ordinary Western text that X's library weighs 2. */
const DEAR = /[\u2020-\u2027\u2030-\u2031\u2039-\u203c\u2047-\u205e\u20a0-\u20cf\u2100-\u2bff]/g;
const NARROW_SPACE = /\u202f/g;

const SHOWN = 8;
const shown = (signs: readonly string[]): string => [...new Set(signs)].slice(0, SHOWN).join(' ');

function tooMany(code: LimitCode, count: number, rule: Most | undefined): LimitWarning[] {
  if (rule === undefined || count <= rule.most) return [];
  const data = { count, most: rule.most, over: count - rule.most };
  return rule.beyond === 'refused' ? [{ code, level: 'refused', data }] : [remark('tags-overlooked', data)];
}

function countsOf(rule: PlatformRule, bare: string, links: readonly Link[]): LimitWarning[] {
  const { tags, mentions } = rule;
  return [
    ...tooMany('too-many-links', new Set(links.map(({ url }) => url)).size, rule.links),
    ...tooMany('too-many-tags', tags === undefined ? 0 : (bare.match(TAG)?.length ?? 0), tags),
    ...tooMany('too-many-mentions', mentions === undefined ? 0 : (bare.match(MENTION)?.length ?? 0), mentions),
  ];
}

function forbiddenIn(rule: PlatformRule, text: string): LimitWarning[] {
  const found = [...text].filter((sign) => rule.forbidden?.includes(sign));
  if (found.length === 0) return [];
  const characters = shown(
    found.map((sign) => (sign < '\ufe00' ? sign : `U+${sign.charCodeAt(0).toString(16).toUpperCase()}`)),
  );
  return [{ code: 'forbidden-character', level: 'refused', data: { count: found.length, characters } }];
}

/** What makes a text longer on X than it looks. */
function dearOnX(bare: string): LimitWarning[] {
  const narrow = bare.match(NARROW_SPACE)?.length ?? 0;
  const dear = withoutEmoji(bare).match(DEAR) ?? [];
  const long = emojiOf(bare).flatMap(({ emoji }) => (emoji.length > 2 && weightOf(emoji) > 2 ? [emoji] : []));
  const cost = long.reduce((sum, sign) => sum + weightOf(sign), 0);
  return [
    ...(narrow > 0 ? [remark('narrow-space', { count: narrow })] : []),
    ...(dear.length > 0 ? [remark('costs-two', { count: dear.length, characters: shown(dear) })] : []),
    ...(long.length > 0 ? [remark('long-emoji', { count: long.length, characters: shown(long), cost })] : []),
  ];
}

const remark = (code: LimitCode, data: LimitWarning['data']): LimitWarning => ({ code, level: 'remark', data });

/** What is to be said of a text with these links under a rule, the refusals first. */
export function warningsOf(rule: PlatformRule, text: string, links: readonly Link[]): LimitWarning[] {
  const broken = text.match(HALF_PAIR)?.length ?? 0;
  const bytes = rule.bytes === undefined ? undefined : { most: rule.bytes, beyond: 'refused' as const };
  const bare = withoutLinks(text, links);
  const all = [
    ...(bytes ? tooMany('too-many-bytes', bytesOf(text), bytes) : []),
    ...countsOf(rule, bare, links),
    ...forbiddenIn(rule, text),
    ...(rule.unit === 'weighted' ? dearOnX(bare) : []),
    ...(broken > 0 ? [remark('broken-character', { count: broken })] : []),
  ];
  return all.sort((a, b) => Number(a.level === 'remark') - Number(b.level === 'remark'));
}
