import type { Reason } from '../../contract/common.ts';
import type { Platform } from '../../contract/platform.ts';
import type { Phase, PlatformShare } from '../../contract/story.ts';
import type { WhereToAnswer } from '../../contract/suggestion.ts';

/**
 * What a network is for: how well it answers while a story runs (`fast`), and how well once it lasts for hours. Between 0
 * and 1, as editors rate them; a share of posts of the story counts more.
 */
const MADE_FOR: Record<Platform, { readonly fast: number; readonly slow: number }> = {
  x: { fast: 0.5, slow: 0.15 },
  bluesky: { fast: 0.4, slow: 0.15 },
  threads: { fast: 0.4, slow: 0.2 },
  mastodon: { fast: 0.35, slow: 0.15 },
  facebook: { fast: 0.2, slow: 0.4 },
  instagram: { fast: 0.2, slow: 0.4 },
  tiktok: { fast: 0.1, slow: 0.3 },
  snapchat: { fast: 0.15, slow: 0.15 },
  whatsapp: { fast: 0.15, slow: 0.15 },
  linkedin: { fast: 0.05, slow: 0.3 },
  youtube: { fast: 0.05, slow: 0.25 },
  pinterest: { fast: 0, slow: 0.2 },
  internal: { fast: 0, slow: 0 },
};

const LIVES = 1;
const HABIT = 0.6;
/** Publications from which a habit is one. */
const HABIT_FROM = 3;
/** A story that stays worth answering so long is not a race. */
const SLOW_MINUTES = 180;
/** Share of the story's posts from which it lives somewhere. */
const LIVES_FROM = 0.15;

export interface Whereabouts {
  readonly platforms: readonly PlatformShare[];
  readonly phase: Phase;
  /** Until attention is expected to be gone. */
  readonly minutesLeft: number;
  /** The brand's, as it lists them. */
  readonly own: readonly Platform[];
  /** Where it has published lately. */
  readonly habits: readonly { readonly platform: Platform; readonly count: number }[];
}

/** The brand's platforms, the best to answer first, each with its reasons. */
export function whereToAnswer({ platforms, minutesLeft, own, habits }: Whereabouts): WhereToAnswer {
  const shares = sharesOf(platforms);
  const published = habits.reduce((sum, { count }) => sum + count, 0);
  const pace = minutesLeft >= SLOW_MINUTES ? 'slow' : 'fast';
  const rated = own
    .filter((platform) => platform !== 'internal')
    .map((platform) => {
      const share = shares.get(platform) ?? 0;
      const count = habits.find((one) => one.platform === platform)?.count ?? 0;
      const because: Reason[] = [];
      if (share >= LIVES_FROM) because.push({ code: 'lives', data: { percent: Math.round(share * 100) } });
      if (published >= HABIT_FROM && count / published >= 1 / 3) because.push({ code: 'habit', data: { count } });
      const fit = MADE_FOR[platform][pace];
      if (fit >= 0.35) because.push({ code: `made-${pace}`, data: {} });
      const habit = published >= HABIT_FROM ? count / published : 0;
      return { platform, because, score: LIVES * share + HABIT * habit + fit };
    });
  const best = rated.toSorted((a, b) => b.score - a.score);
  return {
    platforms: best.map(({ platform, because }) => ({
      platform,
      because: because.length > 0 ? because : [{ code: 'yours', data: {} }],
    })),
  };
}

/** Shares among posts: what outlets carry is answered nowhere in particular. Sources of the demonstration stand for a platform. */
function sharesOf(platforms: readonly PlatformShare[]): Map<string, number> {
  const posts = platforms.filter(({ name }) => name !== 'news');
  const all = posts.reduce((sum, { share }) => sum + share, 0);
  const shares = new Map<string, number>();
  for (const { name, share } of posts) {
    const plain = name.replace(/^demo-/, '');
    shares.set(plain, (shares.get(plain) ?? 0) + (all > 0 ? share / all : 0));
  }
  return shares;
}
