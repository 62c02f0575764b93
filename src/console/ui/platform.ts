/** Names of platforms as they write themselves. */
const PLATFORMS: Record<string, string> = {
  x: 'X',
  bluesky: 'Bluesky',
  mastodon: 'Mastodon',
  facebook: 'Facebook',
  instagram: 'Instagram',
  linkedin: 'LinkedIn',
  threads: 'Threads',
  tiktok: 'TikTok',
  youtube: 'YouTube',
  pinterest: 'Pinterest',
};

/** A platform's own spelling; anything else, such as a source's name, as it comes. */
export const sayPlatform = (name: string): string => PLATFORMS[name] ?? name;
