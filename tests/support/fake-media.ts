import type { Context } from '../../src/context.ts';
import type { Media } from '../../src/contract/media.ts';
import type { Picture } from '../../src/ports/media.ts';

/** The picture that is there from the beginning, one of each brand. */
export const PICTURE = 'picture-1';
export const OTHERS_PICTURE = 'picture-2';
/** A link that can be taken back. */
export const OUTSIDE_LINK = 'outside-link-1';

const small: Picture = {
  ...{ type: 'image/png', width: 40, height: 30, animated: false },
  ...{ bytes: Buffer.from('a picture'), small: Buffer.from('small') },
};

/** Pictures in memory; every file is taken for one. Links of outside approvers are all spent. */
export function createFakeMedia(
  brand: string,
  other: string,
): Pick<Context, 'media' | 'pictures' | 'linkPreviews' | 'outside' | 'letters'> {
  const kept = new Map<string, { readonly media: Media; readonly picture: Picture }>();
  const spent = () => Promise.resolve({ refused: 'spent' as const });

  function put(id: string, brand: string, picture: Picture, at: number): Media {
    const { type, width, height, animated, bytes } = picture;
    const media = { id, brand, type, width, height, animated, bytes: bytes.length, at: new Date(at).toISOString() };
    kept.set(id, { media, picture });
    return media;
  }
  put(PICTURE, brand, small, 0);
  put(OTHERS_PICTURE, other, { ...small, bytes: Buffer.from('CANARY') }, 0);

  return {
    pictures: {
      read: (bytes) => Promise.resolve(bytes.length === 0 ? { refused: 'It is empty.' } : { ...small, bytes }),
    },
    media: {
      add: (brand, picture, _by, at) => Promise.resolve(put(`picture-${kept.size + 1}`, brand, picture, at)),
      brandOf: (id) => Promise.resolve(kept.get(id)?.media.brand ?? null),
      describe: (ids) => Promise.resolve(ids.flatMap((id) => kept.get(id)?.media ?? [])),
      read: (id) => {
        const found = kept.get(id)?.picture;
        return Promise.resolve(found ? { type: found.type, bytes: found.bytes, etag: `"${id}"` } : null);
      },
      purge: () => Promise.resolve(0),
    },
    linkPreviews: {
      preview: (url) => {
        const { host } = new URL(url);
        return Promise.resolve({ url, host, title: 'A page', description: null, site: null });
      },
    },
    letters: { send: () => Promise.resolve('off') },
    outside: {
      links: () => Promise.resolve([]),
      takeBack: (_draft, link) => Promise.resolve(link === OUTSIDE_LINK),
      ask: () => Promise.resolve({ path: '/outside#token', expiresAt: new Date(0).toISOString() }),
      look: spent,
      answer: spent,
    },
  };
}
