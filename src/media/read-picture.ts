import sharp from 'sharp';
import type { Metadata, Sharp } from 'sharp';
import { MEDIA_LIMITS } from '../contract/media.ts';
import type { PictureType } from '../contract/media.ts';
import type { Picture, PictureReader, RefusedPicture } from '../ports/media.ts';

const { keptBytes, sentBytes, pixels, movingPixels, side, smallSide } = MEDIA_LIMITS;
const MB = 1024 * 1024;

/** What each format is kept as. Platforms do not take AVIF. */
const KEPT_AS: Readonly<Record<string, PictureType>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  heif: 'image/jpeg',
};

const startsWith =
  (text: string, at = 0) =>
  (bytes: Buffer) =>
    bytes.subarray(at, at + text.length).equals(Buffer.from(text, 'latin1'));

const SIGNATURES = [
  startsWith('\xff\xd8\xff'),
  startsWith('\x89PNG\r\n\x1a\n'),
  startsWith('GIF8'),
  (bytes: Buffer) => startsWith('RIFF')(bytes) && startsWith('WEBP', 8)(bytes),
  startsWith('ftyp', 4),
];

/** Pictures unpacked at the same time: each may take some hundred megabytes for a moment. */
const AT_ONCE = 2;
const MOST_SECONDS = 20;

/** Reads pictures by their content and writes them anew: turned upright, in sRGB, without a word about camera or place. */
export function createPictureReader(): PictureReader {
  const turn = createTurnstile(AT_ONCE);
  return {
    read: (bytes) => turn(() => readPicture(bytes)),
  };
}

async function readPicture(bytes: Buffer): Promise<Picture | RefusedPicture> {
  if (bytes.length === 0) return { refused: 'The file is empty.' };
  if (bytes.length > sentBytes)
    return { refused: `The file has more than ${sentBytes / MB} MB: save it smaller first.` };
  const open = (animated: boolean) => sharp(bytes, { animated, limitInputPixels: movingPixels, failOn: 'error' });
  // Nothing but these formats comes before the library that unpacks them: it knows many more.
  if (!SIGNATURES.some((looksLike) => looksLike(bytes))) return { refused: NOT_ONE };
  let about: Metadata;
  try {
    about = await open(true).metadata();
  } catch {
    return { refused: NOT_ONE };
  }
  const refused = refusal(about);
  if (refused) return { refused };
  const animated = (about.pages ?? 1) > 1;
  try {
    const kept = await encode(open(animated), about.format, animated);
    if (kept.data.length > keptBytes) {
      return { refused: `The picture still has more than ${keptBytes / MB} MB once packed: save it smaller first.` };
    }
    const small = await upright(open(false), false)
      .resize({ width: smallSide, height: smallSide, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .timeout({ seconds: MOST_SECONDS })
      .toBuffer();
    const { width, height, pageHeight } = kept.info;
    return {
      ...{ type: KEPT_AS[about.format]!, width, height: pageHeight ?? height, animated },
      ...{ bytes: kept.data, small },
    };
  } catch {
    return { refused: 'The picture is damaged and cannot be read to its end: save it again and send that.' };
  }
}

const NOT_ONE = 'This is no picture that can be posted: send a JPEG, PNG, WebP, GIF or AVIF file.';

/** By what the file says of itself, before it is unpacked. */
function refusal({ format, width, height, pages = 1, pageHeight, compression }: Metadata): string | null {
  if (KEPT_AS[format] === undefined || (format === 'heif' && compression !== 'av1')) return NOT_ONE;
  const area = width * (pageHeight ?? height);
  if (area > pixels) return `The picture has more than ${pixels / 1_000_000} million pixels: save it smaller first.`;
  return area * pages > movingPixels ? 'The animation is too long for its size: shorten it, or save it smaller.' : null;
}

/** Only still pictures say how they were held. */
const upright = (picture: Sharp, animated: boolean): Sharp => (animated ? picture : picture.autoOrient());

function encode(picture: Sharp, format: Metadata['format'], animated: boolean) {
  const sized = upright(picture, animated).resize({
    width: side,
    height: side,
    fit: 'inside',
    withoutEnlargement: true,
  });
  const bounded = sized.timeout({ seconds: MOST_SECONDS });
  switch (format) {
    case 'png':
      return bounded.png().toBuffer({ resolveWithObject: true });
    case 'webp':
      return bounded.webp({ quality: 86 }).toBuffer({ resolveWithObject: true });
    case 'gif':
      return bounded.gif().toBuffer({ resolveWithObject: true });
    default:
      return bounded.flatten({ background: 'white' }).jpeg({ quality: 88 }).toBuffer({ resolveWithObject: true });
  }
}

/** Lets so many through at once; the others wait for their turn. */
function createTurnstile(most: number) {
  const waiting: (() => void)[] = [];
  let inside = 0;
  return async function pass<T>(work: () => Promise<T>): Promise<T> {
    if (inside >= most) await new Promise<void>((go) => waiting.push(go));
    inside += 1;
    try {
      return await work();
    } finally {
      inside -= 1;
      waiting.shift()?.();
    }
  };
}
