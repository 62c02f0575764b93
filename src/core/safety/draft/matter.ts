import type { Brand } from '../../../contract/brand.ts';
import type { DraftFinding } from '../../../contract/draft-check.ts';
import type { DelicateDay } from '../../../contract/moment.ts';
import type { Verdict } from '../../../contract/opportunity.ts';
import type { Territory } from '../../../contract/territory.ts';
import type { GraveWord } from '../events.ts';
import type { DraftText } from './draft-text.ts';

/** The story that a draft answers, as it stands now. */
export interface AnsweredStory {
  readonly title: string;
  readonly verdict: Verdict;
  /** An acceptance that must wait, because the story has turned. */
  readonly held: boolean;
  /** Words that set the story apart, strongest first. */
  readonly words: readonly string[];
  readonly posts: readonly { readonly title: string; readonly text: string; readonly author?: string | undefined }[];
}

/** Whose words they are, when, and what about. */
export interface DraftMatter {
  readonly brand: Brand;
  /** Null where the brand has none. */
  readonly territory: Territory | null;
  /** Memorial and religious dates today, where the brand speaks. */
  readonly days: readonly DelicateDay[];
  readonly story: AnsweredStory | null;
}

/** A draft in its matter, and the grave words in it, read once for all. */
export interface Reading extends DraftMatter {
  readonly draft: DraftText;
  readonly grave: readonly GraveWord[];
  /** It speaks of grief: condolences rather than trade. */
  readonly grief: boolean;
  /** False where no list of grave words knows its language. */
  readonly readable: boolean;
}

/** One thing to look for. */
export type DraftReader = (reading: Reading) => DraftFinding[];
