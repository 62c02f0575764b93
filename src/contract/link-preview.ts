import { z } from 'zod';

export const LinkPreviewRequest = z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(2_000) });
export type LinkPreviewRequest = z.infer<typeof LinkPreviewRequest>;

/** What a page says of itself; null where it says nothing. Foreign text. Its picture is never loaded. */
export const LinkPreview = z.object({
  /** Where the page was found, after redirects. */
  url: z.string(),
  host: z.string(),
  title: z.string().nullable(),
  description: z.string().nullable(),
  site: z.string().nullable(),
});
export type LinkPreview = z.infer<typeof LinkPreview>;
