import type { Platform } from '../../../../contract/platform.ts';

/** How a platform shows a post, as far as it matters to whoever writes one. */
export interface Look {
  /** Whether pictures come before the words. */
  readonly picturesFirst?: true;
  /** Characters that are seen before a reader asks for more. */
  readonly fold?: number;
  /** Whether the page behind a link is shown as a card where there is no picture. */
  readonly card?: true;
  /** Whether the name comes with an address of the account. */
  readonly handle?: true;
  /** What can be done with a post, as signs. */
  readonly signs: readonly string[];
}

export const LOOKS: Readonly<Record<Platform, Look>> = {
  x: { card: true, handle: true, signs: ['○', '⟲', '♡', '↑'] },
  bluesky: { card: true, handle: true, signs: ['○', '⟲', '♡', '…'] },
  mastodon: { card: true, handle: true, signs: ['↩', '⟲', '☆', '⚑'] },
  threads: { card: true, fold: 500, signs: ['♡', '○', '⟲', '➤'] },
  facebook: { card: true, fold: 477, signs: ['♡', '○', '➤'] },
  linkedin: { card: true, fold: 210, signs: ['♡', '○', '⟲', '➤'] },
  instagram: { picturesFirst: true, fold: 125, signs: ['♡', '○', '➤'] },
  pinterest: { picturesFirst: true, fold: 60, signs: ['♡', '↑'] },
  tiktok: { picturesFirst: true, fold: 100, signs: ['♡', '○', '➤'] },
  youtube: { picturesFirst: true, fold: 150, signs: ['♡', '➤'] },
  snapchat: { picturesFirst: true, signs: ['➤'] },
  whatsapp: { card: true, signs: ['♡'] },
  internal: { card: true, signs: ['♡', '○'] },
};
