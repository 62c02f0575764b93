import { z } from 'zod';
import { Attachment, Variant } from '../../../../contract/draft.ts';
import type { Said } from './said.ts';
import type { Kept as KeptText } from './sync.ts';

const KEPT_AS = 'rebond.unsaved';
/** Texts kept on a device, the newest. */
const MOST_KEPT = 30;

const Kept = z.array(
  z.object({
    ...{ draft: z.string(), text: z.string(), version: z.number() },
    variants: z.array(z.object({ ...Variant.shape, text: z.string().optional() })).optional(),
    media: z.array(Attachment).optional(),
  }),
);

/** What a draft says that the server does not have yet, and the version it was written upon. */
export function readKeptText(draft: string): KeptText | null {
  return readAll().find((kept) => kept.draft === draft) ?? null;
}

/** Null forgets it: the server has it. */
export function keepText(draft: string, kept: (Said & { readonly version: number }) | null): void {
  const others = readAll().filter((one) => one.draft !== draft);
  const all = kept ? [...others, { ...kept, draft }] : others;
  try {
    localStorage.setItem(KEPT_AS, JSON.stringify(all.slice(-MOST_KEPT)));
  } catch {
    // A full or forbidden storage: the words are on the page still.
  }
}

function readAll(): z.infer<typeof Kept> {
  try {
    return Kept.parse(JSON.parse(localStorage.getItem(KEPT_AS) ?? '[]'));
  } catch {
    return [];
  }
}
