import type { Platform } from '../../../../contract/platform.ts';

const COMPOSERS: Partial<Record<Platform, string>> = {
  x: 'https://x.com/intent/post?text=',
  bluesky: 'https://bsky.app/intent/compose?text=',
  threads: 'https://www.threads.net/intent/post?text=',
  whatsapp: 'https://wa.me/?text=',
};

/** Where a platform opens with the text filled in; null where it has no such address (Facebook and LinkedIn take links only). */
export function composeAddress(platform: Platform, text: string): string | null {
  const composer = COMPOSERS[platform];
  return composer === undefined ? null : composer + encodeURIComponent(text.toWellFormed());
}
