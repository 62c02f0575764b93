import type { DestinationTest } from '../contract/destination.ts';
import type { Remedy, Sent } from '../core/draft/publication.ts';
import type { OpenDestination, Parcel, ReadPicture, SentPicture } from '../ports/publishing.ts';
import type { Ask } from './ask.ts';

/** What a channel works with during one attempt. */
export interface Means {
  readonly ask: Ask;
  readonly pictures: ReadPicture;
  readonly clock: () => number;
  rest(ms: number): Promise<void>;
}

/** One way out. Nothing in it throws, and no secret is in what it says. */
export interface Channel {
  send(parcel: Parcel, means: Means): Promise<Sent>;
  /** Only where its remedy is to look. */
  look?(parcel: Parcel, means: Means): Promise<Sent | { readonly kind: 'absent' }>;
  test(destination: OpenDestination, means: Means): Promise<DestinationTest>;
  remedyOf(destination: OpenDestination, begunAt: number, at: number): Remedy;
}

/** The draft's pictures with their words, or the name of the first that cannot be had. */
export async function picturesOf(
  { draft }: Parcel,
  { pictures }: Means,
  atMost: number,
): Promise<{ readonly pictures: readonly (SentPicture & { readonly alt: string })[] } | null> {
  const read: (SentPicture & { alt: string })[] = [];
  for (const { media, alt } of draft.media) {
    const picture = await pictures(draft.brand, media, atMost);
    if (!picture) return null;
    read.push({ ...picture, alt });
  }
  return { pictures: read };
}

/** What is said where a picture cannot be had as small as it must be. */
export const NO_PICTURE: Sent = { kind: 'refused', reason: { code: 'publication.no-picture', data: {} } };
