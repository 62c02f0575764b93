import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { createPictureReader } from '../../src/media/read-picture.ts';
import type { Picture } from '../../src/ports/media.ts';

const reader = createPictureReader();
const plain = (width: number, height: number, background = 'red') =>
  sharp({ create: { width, height, channels: 3, background } });
const frames = (many: number) =>
  Promise.all(
    Array.from({ length: many }, (_, i) =>
      plain(30, 20, ['red', 'green', 'blue'][i % 3])
        .png()
        .toBuffer(),
    ),
  );
const animation = async (many: number) => sharp(await frames(many), { join: { animated: true } });

async function taken(bytes: Buffer): Promise<Picture> {
  const picture = await reader.read(bytes);
  if ('refused' in picture) throw new Error(picture.refused);
  return picture;
}
const refused = async (bytes: Buffer) => {
  const picture = await reader.read(bytes);
  return 'refused' in picture ? picture.refused : 'taken';
};

describe('a picture that somebody sends', () => {
  it('is turned upright, and leaves behind where and by what it was taken', async () => {
    const sent = await plain(60, 40)
      .withExif({ IFD0: { Copyright: 'CANARY', Orientation: '6' }, IFD3: { GPSLatitude: '48/1 51/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const { bytes, ...about } = await taken(sent);
    expect([sent.includes('CANARY'), (await sharp(sent).metadata()).orientation]).toEqual([true, 6]);
    expect(about).toMatchObject({ type: 'image/jpeg', width: 40, height: 60, animated: false });
    const kept = await sharp(bytes).metadata();
    expect([kept.exif, kept.xmp, kept.iptc, kept.orientation]).toEqual([undefined, undefined, undefined, undefined]);
    expect(bytes.includes('CANARY')).toBe(false);
  });

  it('is told by its content: each format that can be posted, and nothing else', async () => {
    const types = await Promise.all(
      (['jpeg', 'png', 'webp', 'gif', 'avif'] as const).map(async (format) => {
        return (await taken(await plain(20, 20).toFormat(format).toBuffer())).type;
      }),
    );
    expect(types).toEqual(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/jpeg']);
    const others = [
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'),
      Buffer.from('<!doctype html><script>alert(1)</script>'),
      Buffer.from('%PDF-1.7\n'),
      Buffer.from('\xff\xd8\xffnot a picture', 'latin1'),
      await plain(20, 20).tiff().toBuffer(),
    ];
    for (const other of others) expect(await refused(other)).toMatch(/^This is no picture that can be posted/);
    expect(await refused(Buffer.alloc(0))).toBe('The file is empty.');
  });

  it('keeps moving where it moves, and has a small one that does not', async () => {
    for (const format of ['gif', 'webp'] as const) {
      const sent = await (await animation(3)).toFormat(format, { delay: [100, 100, 100] }).toBuffer();
      const { bytes, small, ...about } = await taken(sent);
      expect(about).toEqual({ type: `image/${format}`, width: 30, height: 20, animated: true });
      expect([
        (await sharp(bytes, { animated: true }).metadata()).pages,
        (await sharp(small).metadata()).pages,
      ]).toEqual([3, undefined]);
    }
  });

  it('is scaled down to what platforms take; the small one further', async () => {
    const { width, height, small } = await taken(await plain(6_000, 3_000).png().toBuffer());
    const { width: smallWidth, height: smallHeight } = await sharp(small).metadata();
    expect([width, height, smallWidth, smallHeight]).toEqual([4_096, 2_048, 640, 320]);
  });

  it('is refused in words before it is unpacked where that would take too much', async () => {
    const bomb = await plain(9_000, 9_000, 'white').png().toBuffer();
    expect(bomb.length).toBeLessThan(400_000);
    expect(await refused(bomb)).toBe('The picture has more than 50 million pixels: save it smaller first.');
    expect(await refused(Buffer.alloc(17 * 1024 * 1024))).toMatch(/more than 16 MB/);
  });

  it('is refused where it ends too early', async () => {
    const whole = await plain(400, 400).png({ compressionLevel: 0 }).toBuffer();
    expect(await refused(whole.subarray(0, whole.length / 2))).toMatch(/damaged|no picture/);
  });
});
