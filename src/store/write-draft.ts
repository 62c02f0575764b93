import type { Transaction } from 'kysely';
import type { Draft, DraftState } from '../contract/draft.ts';
import type { Step } from '../contract/funnel.ts';
import { writeAudit } from './audit.ts';
import { cleanText, toJson } from './json.ts';
import type { UnnumberedChange } from './numbered-changes.ts';
import { keepPublications } from './publications/keep.ts';
import { noteStep } from './steps.ts';
import type { Tables } from './tables.ts';

/** What happened to a draft. */
export interface DraftDeed {
  readonly draft: Draft;
  /** Null where the draft is new. */
  readonly before: Draft | null;
  /** The verb, e.g. `approve`. */
  readonly move: string;
  /** Whose verb it is; the draft's unless told. */
  readonly noun?: 'publication';
  /** Id of a person, or the name of a part of the system. */
  readonly actor: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const STEPS: Partial<Record<DraftState, Step>> = { writing: 'drafted', approved: 'approved', published: 'published' };

/** Row, text, audit entry and step. The caller numbers the change that is answered, after everything else. */
export async function writeDraft(trx: Transaction<Tables>, deed: DraftDeed): Promise<UnnumberedChange> {
  const { draft, before, move, noun = 'draft', actor, at } = deed;
  const { id, brand, opportunity, state } = draft;
  const row = { state, deadline: draft.deadline ?? null, body: toJson(draft), updated_at: draft.updatedAt };
  if (before) await trx.updateTable('drafts').set(row).where('id', '=', id).execute();
  else
    await trx
      .insertInto('drafts')
      .values({ id, brand, opportunity, ...row })
      .execute();
  if (draft.version !== before?.version) await keepText(trx, deed);
  await keepPublications(trx, draft, at);
  await writeAudit(trx, {
    ...{ at, actor, action: `${noun}.${move}`, subject: id, brand },
    before: before && withoutText(before),
    after: withoutText(draft),
  });
  const step = STEPS[state];
  if (step) await noteStep(trx, opportunity, brand, step, at);
  return { brand, body: { noun: 'draft', id, value: draft } };
}

async function keepText(trx: Transaction<Tables>, { draft, actor, at }: DraftDeed): Promise<void> {
  await trx
    .insertInto('draft_versions')
    .values({
      ...{ draft: draft.id, version: draft.version, text: cleanText(draft.text) },
      content: toJson({ variants: draft.variants, media: draft.media }),
      ...{ by_person: actor, at: new Date(at) },
    })
    .execute();
}

/** Texts are kept with the versions. */
const withoutText = ({ text: _text, variants: _variants, ...rest }: Draft): object => rest;
