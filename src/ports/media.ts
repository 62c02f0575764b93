import type { LinkPreview } from '../contract/link-preview.ts';
import type { Media, PictureType } from '../contract/media.ts';

/** A picture that was read: safe to keep and to show. */
export interface Picture {
  readonly type: PictureType;
  readonly width: number;
  readonly height: number;
  readonly animated: boolean;
  readonly bytes: Buffer;
  /** A small one, WebP that does not move. */
  readonly small: Buffer;
}

/** Why a file is no picture that could be kept, as a sentence for people. */
export interface RefusedPicture {
  readonly refused: string;
}

/** Reads what people send: what it is its content says; where it was taken, and by what, is left behind. */
export interface PictureReader {
  read(bytes: Buffer): Promise<Picture | RefusedPicture>;
}

/** Bytes as they are kept. `etag` names them, quotes included. */
export interface KeptBytes {
  readonly type: PictureType;
  readonly bytes: Buffer;
  readonly etag: string;
}

/** Pictures of brands. What no draft has named for a week is thrown away. */
export interface MediaStore {
  /** The same picture twice is one. */
  add(brand: string, picture: Picture, by: string, at: number): Promise<Media>;
  /** Brand of a picture, so that the right can be checked before anything is read. */
  brandOf(id: string): Promise<string | null>;
  describe(ids: readonly string[]): Promise<Media[]>;
  read(id: string, size: 'full' | 'small'): Promise<KeptBytes | null>;
  /** Answers how many it threw away. */
  purge(before: number): Promise<number>;
}

/** Looks at pages that posts lead to. */
export interface LinkPreviews {
  /** Or why not, as a sentence for people. */
  preview(url: string): Promise<LinkPreview | { readonly failed: string }>;
}
