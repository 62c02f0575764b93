import { z } from 'zod';

/** Where a brand speaks. `internal`: the network of its own people. */
export const Platform = z.enum([
  'x',
  'facebook',
  'instagram',
  'linkedin',
  'threads',
  'bluesky',
  'mastodon',
  'pinterest',
  'tiktok',
  'youtube',
  'whatsapp',
  'snapchat',
  'internal',
]);
export type Platform = z.infer<typeof Platform>;
