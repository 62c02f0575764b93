import sharp from 'sharp';

/** Edge in pixels and JPEG quality, tried in this order: what is seen least goes first. */
const TRIES = [
  [2_000, 88],
  [2_000, 78],
  [1_600, 76],
  [1_200, 72],
  [800, 66],
] as const;

/** A picture as JPEG of at most so many bytes; null where it cannot be made so small. What moves stands still. */
export async function shrinkPicture(bytes: Uint8Array, atMost: number): Promise<Buffer | null> {
  for (const [edge, quality] of TRIES) {
    const smaller = await sharp(bytes)
      .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .jpeg({ quality, mozjpeg: true })
      .toBuffer();
    if (smaller.length <= atMost) return smaller;
  }
  return null;
}
