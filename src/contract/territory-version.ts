import { z } from 'zod';
import { Brand } from './brand.ts';
import { Instant } from './common.ts';
import { QueryRemark } from './query.ts';
import { Territory, TerritoryExample } from './territory.ts';

/** Who did it: a person, or a part of the system such as `config`, by whose name it goes. */
const Author = z.object({ id: z.string(), name: z.string() });

/** A published territory, without its body. Versions of a brand count from 1. */
export const TerritoryVersion = z.object({
  version: z.number().int().positive(),
  author: Author,
  at: Instant,
  /** What the author said about it; empty where nothing was said. */
  note: z.string(),
  /** The older version that was published again; null where it was a new one. */
  restores: z.number().int().positive().nullable(),
  topics: z.number().int(),
  noGo: z.number().int(),
  /** Examples that failed when it was published. */
  failing: z.number().int(),
  /** Whether it is the one that runs. */
  live: z.boolean(),
});
export type TerritoryVersion = z.infer<typeof TerritoryVersion>;

export const TerritoryVersionDetail = TerritoryVersion.extend({ territory: Territory });
export type TerritoryVersionDetail = z.infer<typeof TerritoryVersionDetail>;

/** What is wrong at a place of a territory. */
export const TerritoryRemark = z.object({
  /** `topics.2.query`, `lists.rivals.0`, `examples.match.3`. */
  path: z.string(),
  /** Place in the text there, UTF-16 units; null where the whole is meant. */
  from: z.number().int().nullable(),
  message: QueryRemark.shape.message,
});
export type TerritoryRemark = z.infer<typeof TerritoryRemark>;

/** An example that the territory does not treat as it should. */
export const BrokenExample = z.object({
  kind: z.enum(['match', 'miss']),
  index: z.number().int(),
  /** Its first words. */
  text: z.string(),
  /** Topics that find it. */
  found: z.array(z.string()),
  /** Topics that should find it and do not. */
  missing: z.array(z.string()),
});
export type BrokenExample = z.infer<typeof BrokenExample>;

/** What becomes of a territory if it is published as it is. */
export const TerritoryCheck = z.object({
  /** It cannot run: nothing with faults is published. */
  faults: z.array(TerritoryRemark),
  /** Empty where there are faults: no example was run then. */
  broken: z.array(BrokenExample),
});
export type TerritoryCheck = z.infer<typeof TerritoryCheck>;

/** The territory a brand team works on: one a brand. Nobody has saved one yet: it is the version that runs. */
export const WorkingCopy = z.object({
  territory: Territory,
  /** Grows with every save and publication; whoever saves names the one they had before them. */
  revision: z.number().int().min(0),
  /** The version that was live when work on it began; null where there was none. */
  basedOn: z.number().int().positive().nullable(),
  /** The version that runs; null where none does. */
  live: z.number().int().positive().nullable(),
  /** Null where it is the version that runs. */
  saved: z.object({ by: Author, at: Instant }).nullable(),
});
export type WorkingCopy = z.infer<typeof WorkingCopy>;

/** Where the working copy stands, without what is in it: small enough to be asked for again and again. */
export const CopyPlace = WorkingCopy.pick({ revision: true, live: true, saved: true }).extend({
  /** Who saved, published or threw away the copy last; null where nobody ever saved one. */
  last: Author.nullable(),
  /** Who published the version that runs; null where none does. */
  publisher: Author.nullable(),
});
export type CopyPlace = z.infer<typeof CopyPlace>;

const asked = {
  /** The revision that the person had before them; another one is refused with `other-revision`. */
  revision: z.number().int().min(0).max(2_147_483_647),
  /** Although examples break. */
  anyway: z.boolean().default(false),
};

export const SaveTerritoryRequest = z.strictObject({ territory: Territory, ...asked });
export type SaveTerritoryRequest = z.infer<typeof SaveTerritoryRequest>;

export const SavedTerritory = z.object({ copy: WorkingCopy, check: TerritoryCheck });
export type SavedTerritory = z.infer<typeof SavedTerritory>;

const Note = z.string().trim().max(500);

/** Publishes the working copy. */
export const PublishTerritoryRequest = z.strictObject({
  ...asked,
  note: Note.min(3, 'say in a few words what changes'),
  /** The version that runs as far as the person knows; another one is refused with `other-live`. */
  live: z.number().int().positive().max(2_147_483_647).nullable(),
});
export type PublishTerritoryRequest = z.infer<typeof PublishTerritoryRequest>;

/** Publishes an older version again, as a new one. The working copy stays as it is. */
export const RestoreTerritoryRequest = z.strictObject({
  version: z.number().int().positive().max(2_147_483_647),
  note: Note.default(''),
  live: asked.revision.min(1),
  anyway: asked.anyway,
});
export type RestoreTerritoryRequest = z.infer<typeof RestoreTerritoryRequest>;

/** YAML as in `config/territories`; it becomes the working copy, and nothing is published. */
export const ImportTerritoryRequest = z.strictObject({ yaml: z.string().min(1).max(200_000), ...asked });
export type ImportTerritoryRequest = z.infer<typeof ImportTerritoryRequest>;

const Change = z.enum(['added', 'removed', 'changed']);

/** One clause of a rule that was added or taken away. */
export const ClauseChange = z.object({
  change: z.enum(['added', 'removed']),
  /** In its plainest form, its words as they are written in the rule. */
  text: z.string(),
  /** What it does there: one of several that suffice, a further condition, an exception, or the whole rule. */
  role: z.enum(['alternative', 'condition', 'exception', 'whole']),
  /** The clause it stands in; null at the top. */
  within: z.string().nullable(),
});
export type ClauseChange = z.infer<typeof ClauseChange>;

const SettingChange = z.object({ field: z.string(), before: z.unknown(), after: z.unknown() });

/** A stretch of a text that stayed, came or went. */
export const TextChange = z.object({ change: z.enum(['same', 'added', 'removed']), text: z.string() });
export type TextChange = z.infer<typeof TextChange>;

export const TopicDiff = z.object({
  id: z.string(),
  noGo: z.boolean(),
  label: z.string(),
  change: Change,
  settings: z.array(SettingChange),
  clauses: z.array(ClauseChange),
  /** Where one of the two rules cannot be read: what differs in its text, word by word, and no clauses; null otherwise. */
  words: z.array(TextChange).nullable(),
  /** The rule is written differently and means the same. */
  rewritten: z.boolean(),
});
export type TopicDiff = z.infer<typeof TopicDiff>;

/** What makes one territory of another, by what it means and not by lines of text. */
export const TerritoryDiff = z.object({
  topics: z.array(TopicDiff),
  /** The topics stand in another order. */
  reordered: z.boolean(),
  lists: z.array(
    z.object({ name: z.string(), change: Change, added: z.array(z.string()), removed: z.array(z.string()) }),
  ),
  settings: z.array(SettingChange),
  examples: z.array(
    z.object({ kind: z.enum(['match', 'miss']), change: z.enum(['added', 'removed']), example: TerritoryExample }),
  ),
});
export type TerritoryDiff = z.infer<typeof TerritoryDiff>;

/** What of a brand its own team decides; the approval policy only whoever administers the brand. */
export const BrandSettings = Brand.pick({
  reactivityMinutes: true,
  alertScore: true,
  publishMinutes: true,
  voice: true,
  tone: true,
  approval: true,
});
export type BrandSettings = z.infer<typeof BrandSettings>;
