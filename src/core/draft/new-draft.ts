import type { Draft, NewDraftRequest } from '../../contract/draft.ts';

interface Opened {
  readonly id: string;
  readonly brand: string;
  readonly opportunity: string;
  readonly by: { readonly id: string; readonly name: string };
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The first version of a draft, in the hands of whoever wrote it. */
export function newDraft(
  { text, lang, variants, media, angle }: NewDraftRequest,
  { id, brand, opportunity, by, at }: Opened,
): Draft {
  const when = new Date(at).toISOString();
  return {
    ...{ id, brand, opportunity, text, lang: lang ?? 'und', version: 1, state: 'writing' },
    ...{ variants: variants ?? [], media: media ?? [], ...(angle !== undefined && { angle }) },
    author: { id: by.id, name: by.name },
    createdAt: when,
    updatedAt: when,
    approvals: [],
    publications: [],
  };
}
