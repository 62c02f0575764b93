import { shrinkPicture } from '../media/shrink-picture.ts';
import type { MediaStore } from '../ports/media.ts';
import type { ReadPicture } from '../ports/publishing.ts';

/** Pictures as platforms take them: of the brand alone, and made smaller where one is too large for it. */
export function createSentPictures(media: Pick<MediaStore, 'brandOf' | 'read'>): ReadPicture {
  return async function read(brand, id, atMost) {
    const kept = (await media.brandOf(id)) === brand ? await media.read(id, 'full') : null;
    if (!kept) return null;
    if (kept.bytes.length <= atMost) return { bytes: kept.bytes, type: kept.type };
    const bytes = await shrinkPicture(kept.bytes, atMost);
    return bytes && { bytes, type: 'image/jpeg' };
  };
}
