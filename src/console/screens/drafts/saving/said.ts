import type { Attachment, Variant } from '../../../../contract/draft.ts';
import type { Platform } from '../../../../contract/platform.ts';

/** What a draft says: everywhere, on platforms where it differs, and with which pictures. */
export interface Said {
  readonly text: string;
  readonly variants: readonly Variant[];
  readonly media: readonly Attachment[];
}

/** A part that one person can change beside another: the common text, the pictures, or what is meant for one platform. */
export type Part = 'text' | 'media' | Platform;

export const NOTHING: Said = { text: '', variants: [], media: [] };

export const saidOf = (draft: Said | null): Said =>
  draft ? { text: draft.text, variants: draft.variants, media: draft.media } : NOTHING;

/** What a draft says on a platform. */
export const textOn = ({ text, variants }: Said, platform: Platform): string =>
  variants.find((variant) => variant.platform === platform)?.text ?? text;

/** As the server takes it: a variant without words follows the common text. */
export const asSent = ({ text, variants, media }: Said) => ({
  text,
  variants: variants.map(({ platform, text: own }) => (own?.trim() ? { platform, text: own } : { platform })),
  media: [...media],
});

/** The server takes off spaces at both ends; two parts are the same where their marks are. Null: not there. */
function markOf(said: Said, part: Part): string | null {
  if (part === 'text') return said.text.trim();
  if (part === 'media') return JSON.stringify(said.media.map(({ media, alt }) => [media, alt.trim()]));
  const variant = said.variants.find(({ platform }) => platform === part);
  return variant ? `own ${variant.text?.trim() ?? ''}` : null;
}

/** Parts in which two differ, in the order in which they are shown. */
export function differing(one: Said, other: Said): Part[] {
  const platforms = new Set([...one.variants, ...other.variants].map(({ platform }) => platform));
  const parts: Part[] = ['text', ...platforms, 'media'];
  return parts.filter((part) => markOf(one, part) !== markOf(other, part));
}

export const isSame = (one: Said, other: Said): boolean => differing(one, other).length === 0;

/** `from`'s part laid over another. */
function withPart(said: Said, part: Part, from: Said): Said {
  if (part === 'text') return { ...said, text: from.text };
  if (part === 'media') return { ...said, media: from.media };
  const variant = from.variants.find(({ platform }) => platform === part);
  const known = said.variants.some(({ platform }) => platform === part);
  if (!variant) return { ...said, variants: said.variants.filter(({ platform }) => platform !== part) };
  const variants = said.variants.map((one) => (one.platform === part ? variant : one));
  return { ...said, variants: known ? variants : [...variants, variant] };
}

/**
 * What two people made of the same beginning. Where only one of them changed a part, theirs counts; a part that both changed
 * clashes, and stays as `mine`.
 */
export function join(base: Said, mine: Said, theirs: Said): { readonly said: Said; readonly clashes: Part[] } {
  const changed = differing(base, mine);
  const clashes = changed.filter(
    (part) => markOf(theirs, part) !== markOf(base, part) && markOf(theirs, part) !== markOf(mine, part),
  );
  return { said: changed.reduce((said, part) => withPart(said, part, mine), theirs), clashes };
}

/** Both, one under the other; of pictures all. */
export function both(theirs: Said, mine: Said, parts: readonly Part[]): Said {
  return parts.reduce((said, part) => {
    if (part === 'text') return { ...said, text: `${theirs.text}\n\n${mine.text}` };
    if (part === 'media') {
      const more = mine.media.filter(({ media }) => !theirs.media.some((known) => known.media === media));
      return { ...said, media: [...theirs.media, ...more] };
    }
    const texts = [theirs, mine].flatMap(
      ({ variants }) => variants.find(({ platform }) => platform === part)?.text ?? [],
    );
    return withPart(said, part, { ...mine, variants: [{ platform: part, text: texts.join('\n\n') }] });
  }, mine);
}
