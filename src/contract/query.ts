import { z } from 'zod';
import { Slug } from './common.ts';
import { RawSignal } from './signal.ts';
import { Territory } from './territory.ts';

/** The query language as the API speaks of it. Places are UTF-16 units of the query's text, or of the signal's. */

const Sentence = z.object({ en: z.string(), fr: z.string() });
const Place = z.object({ from: z.number().int(), to: z.number().int() });

/** Entries of all lists together. */
const MOST_ENTRIES = 5_000;

const Lists = Territory.shape.lists.refine(
  (lists) => Object.values(lists).reduce((sum, entries) => sum + entries.length, 0) <= MOST_ENTRIES,
  `more than ${MOST_ENTRIES} entries`,
);

/** A query as somebody types it, with the lists it may name. */
export const QueryCheckRequest = z.strictObject({ query: z.string().max(20_000), lists: Lists });

/** Something wrong or doubtful, with its place in the query. */
export const QueryRemark = Place.extend({ message: Sentence });

/** A query as a tree: the operator of a group or a whole clause as `text`, and what lies inside. */
export const QueryTree = Place.extend({
  kind: z.string(),
  text: z.string(),
  get children() {
    return z.array(QueryTree);
  },
}).meta({ id: 'QueryTree' });

export const QueryCheck = z.object({
  /** The query as it is understood, in its plainest form; null where it has errors. */
  printed: z.string().nullable(),
  /** What was understood, also where there are errors; null where that is nothing. */
  tree: QueryTree.nullable(),
  errors: z.array(QueryRemark),
  /** The query runs all the same; a hint changes nothing in what it finds. */
  warnings: z.array(QueryRemark.extend({ severity: z.enum(['warning', 'hint']) })),
  /** For colouring: what each stretch of the text is. Spaces and comments lie between. */
  tokens: z.array(Place.extend({ kind: z.string() })),
});
export type QueryCheck = z.infer<typeof QueryCheck>;

/** A signal to be explained: whatever is known of it, as the intake takes it. */
export const SignalToExplain = z
  .object(RawSignal.shape)
  .partial()
  .refine(({ title, text }) => Boolean(title) || Boolean(text), 'give a title or a text');
export type SignalToExplain = z.infer<typeof SignalToExplain>;

export const QueryExplainRequest = QueryCheckRequest.extend({ signal: SignalToExplain });

/** A clause, whether the signal is what it asks for, and the places that make it so. */
export const Explanation = Place.extend({
  kind: z.string(),
  /** The clause as it is typed; null for groups. */
  text: z.string().nullable(),
  holds: z.boolean(),
  hits: z.array(
    Place.extend({
      field: z.enum(['title', 'body', 'tags']),
      /** What stands there, as it was written. */
      words: z.string(),
    }),
  ),
  /** What was found, where true or false alone does not say it. */
  note: Sentence.nullable(),
  get children() {
    return z.array(Explanation);
  },
}).meta({ id: 'Explanation' });
export type Explanation = z.infer<typeof Explanation>;

/** What a signal says to a query, and the least that would have to change where it does not match. */
export const QueryExplanation = z.object({
  holds: z.boolean(),
  explanation: Explanation,
  change: z.object({ query: z.string(), edits: z.array(QueryRemark.extend({ kind: z.string() })) }).nullable(),
  /** The title and the text in which the places lie: the signal's, cleaned. */
  title: z.string(),
  text: z.string(),
});
export type QueryExplanation = z.infer<typeof QueryExplanation>;

/** What a signal says to each topic of the territory that runs. */
export const TerritoryExplanation = z.object({
  version: z.number().int(),
  title: z.string(),
  text: z.string(),
  topics: z.array(
    z.object({
      topic: Slug,
      label: z.string(),
      noGo: z.boolean(),
      /** Why the signal does not come before the query at all. */
      barriers: z.array(Sentence),
      /** Null where the query cannot be read, or would take too long to explain. */
      query: QueryExplanation.omit({ title: true, text: true }).nullable(),
    }),
  ),
});
export type TerritoryExplanation = z.infer<typeof TerritoryExplanation>;

/** One word whose forms are wanted. */
export const InflectionRequest = z.strictObject({
  word: z.string().regex(/^[\p{L}\p{M}'’-]{2,40}$/u, 'one word of 2 to 40 letters'),
  lang: z.enum(['en', 'fr']),
});

/** Forms of a word, itself first. Made by rules: some may not exist. */
export const Inflections = z.object({ forms: z.array(z.string()) });
export type Inflections = z.infer<typeof Inflections>;

/** A query in the syntax of another product. */
export const PasteRequest = z.strictObject({ query: z.string().min(1).max(20_000), from: z.enum(['brandwatch']) });

/** The same in this product's, with what was done to it. Places are those of the new text. */
export const Pasted = z.object({
  query: z.string(),
  notes: z.array(
    QueryRemark.extend({
      /** `same`: finds the same; `near`: nearly; `unknown`: left as it was, to be decided on. */
      kind: z.enum(['same', 'near', 'unknown']),
    }),
  ),
});
export type Pasted = z.infer<typeof Pasted>;
