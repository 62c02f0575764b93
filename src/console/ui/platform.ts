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
  whatsapp: 'WhatsApp',
  snapchat: 'Snapchat',
};

/** The demonstration's sources stand for a platform; that they are fictional is said by the card's mark. */
const DEMONSTRATION = /^demo-/;

/** A platform's own spelling; anything else, such as a source's name, as it comes. */
export function sayPlatform(name: string): string {
  const plain = name.replace(DEMONSTRATION, '');
  return PLATFORMS[plain] ?? plain;
}
