import type { Platform } from '../../../contract/platform.ts';
import { counted, countEmojiBytes, countMastodon, countWeighted, lengthIn, type Counted, type Part } from './length.ts';
import { linksOf, type Link } from './links.ts';
import type { PlatformRule, Unit } from './rule.ts';
import { RULES } from './rules.ts';
import { bytesOf } from './units.ts';
import { warningsOf, type LimitWarning } from './warnings.ts';

/** What is known of the account and of the post beyond its text. */
export interface MeasureOptions {
  /** Instead of the platform's: a Mastodon server's `max_characters`, an X account that may write more. */
  readonly limit?: number;
  /** A Mastodon server's `characters_reserved_per_url`. */
  readonly perLink?: number;
  /** Mastodon counts it with the text. */
  readonly contentWarning?: string;
  /** The post is made of pictures, not of a video: TikTok then allows more. */
  readonly pictures?: boolean;
}

/** How a text stands to what a platform allows. */
export interface Measured {
  readonly platform: Platform;
  /** In `unit`, as the platform counts. */
  readonly length: number;
  readonly limit: number;
  /** Units too many; 0 if none. */
  readonly over: number;
  readonly unit: Unit;
  /** Neither too long nor with anything else for which the platform refuses. An empty text fits. */
  readonly fits: boolean;
  /** UTF-8. */
  readonly bytes: number;
  readonly parts: readonly Part[];
  readonly warnings: readonly LimitWarning[];
  /** Nothing is published: the limit is a careful guess. */
  readonly assumed: boolean;
}

function count(
  rule: PlatformRule,
  platform: Platform,
  text: string,
  links: readonly Link[],
  options: MeasureOptions,
): Counted {
  const perLink = options.perLink ?? rule.perLink ?? 0;
  if (platform === 'mastodon') return countMastodon(text, perLink, options.contentWarning ?? '');
  if (rule.unit === 'weighted') return countWeighted(text, links, perLink);
  if (rule.unit === 'emoji-bytes') return countEmojiBytes(text);
  return counted(lengthIn(rule.unit, text));
}

/** Counts a text as the platform does. Pure, and cheap enough for every keystroke. */
export function measure(platform: Platform, text: string, options: MeasureOptions = {}): Measured {
  const rule = RULES[platform];
  // X reads a text in NFC; all others as it is.
  const read = rule.unit === 'weighted' ? text.normalize() : text;
  const links = rule.unit === 'weighted' || rule.links || rule.tags || rule.mentions ? linksOf(read) : [];
  const { length, parts } = count(rule, platform, read, links, options);
  const limit = options.limit ?? (options.pictures ? rule.withPictures : undefined) ?? rule.limit;
  const warnings = warningsOf(rule, read, links);
  return {
    platform,
    length,
    limit,
    over: Math.max(0, length - limit),
    unit: rule.unit,
    fits: length <= limit && warnings.every(({ level }) => level !== 'refused'),
    bytes: bytesOf(text),
    parts,
    warnings,
    assumed: rule.assumed === true,
  };
}

/** The same for the title that Pinterest, TikTok (pictures) and YouTube ask for besides the text; null where there is none. */
export function measureTitle(
  platform: Platform,
  title: string,
): Pick<Measured, 'length' | 'limit' | 'over' | 'unit' | 'fits'> | null {
  const rule = RULES[platform];
  if (rule.title === undefined) return null;
  const { limit, unit } = rule.title;
  const length = lengthIn(unit, title);
  const forbidden = [...title].some((sign) => rule.forbidden?.includes(sign));
  return { length, limit, over: Math.max(0, length - limit), unit, fits: length <= limit && !forbidden };
}
