/**
 * What a limit counts. `weighted`: X's characters, of which some cost 2. `emoji-bytes`: code points, emoji in UTF-8 bytes.
 * `utf16`: what JavaScript calls length; an emoji is 2 or more.
 */
export type Unit = 'weighted' | 'grapheme' | 'utf16' | 'byte' | 'emoji-bytes';

/** How many of something a post may hold. Beyond it, the platform refuses the post, or publishes it and overlooks the rest. */
export interface Most {
  readonly most: number;
  /** Only of tags is it `overlooked`. */
  readonly beyond: 'refused' | 'overlooked';
}

/** Where a rule is published. */
export interface RuleSource {
  readonly url: string;
  /** Day of the rule or, if it has none, of the version of the page that was read; a month where no day is given. */
  readonly date: string;
  /** What it says, in short. */
  readonly says: string;
}

/** What a post of one platform may hold. */
export interface PlatformRule {
  /** The field that the draft's text fills. */
  readonly fills: 'post' | 'caption' | 'description' | 'message';
  readonly limit: number;
  readonly unit: Unit;
  /** Besides `limit`: both must fit. */
  readonly bytes?: number;
  /** What any link costs, whatever its length; without, a link costs what it is long. */
  readonly perLink?: number;
  /** Instead of `limit` where the post is made of pictures and not of a video. */
  readonly withPictures?: number;
  /** Counted on its own; the draft's text never fills it. */
  readonly title?: { readonly limit: number; readonly unit: Unit };
  readonly links?: Most;
  readonly tags?: Most;
  readonly mentions?: Most;
  /** Characters for which the whole post is refused. */
  readonly forbidden?: string;
  /** Nothing is published about the length: the figure is a careful guess. */
  readonly assumed?: true;
  readonly sources: readonly RuleSource[];
}
