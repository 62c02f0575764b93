import { z } from 'zod';
import { Instant } from './common.ts';
import { Role } from './user.ts';

const Person = z.object({ id: z.string(), name: z.string() });

/** Somebody with a role for the brand. */
export const Colleague = Person.extend({ roles: z.array(Role) });
export type Colleague = z.infer<typeof Colleague>;

/** What somebody says to colleagues about an opportunity; kept for ever. */
export const Comment = z.object({
  id: z.string(),
  brand: z.string(),
  opportunity: z.string(),
  text: z.string(),
  by: Person,
  at: Instant,
  /** Colleagues who are called by `@name`. */
  mentions: z.array(Person),
});
export type Comment = z.infer<typeof Comment>;

export const CommentRequest = z.strictObject({
  text: z.string().trim().min(1, 'write something').max(4_000),
  /** Ids of colleagues called; each must hold a role for the brand. */
  mentions: z.array(z.string()).max(20).default([]),
  /** Chosen by the client: sent twice after a lost answer, it is written once. */
  key: z.uuid(),
});
export type CommentRequest = z.infer<typeof CommentRequest>;

/** Who takes care of an opportunity. */
export const Assignment = z.object({ to: Person, by: Person, at: Instant });
export type Assignment = z.infer<typeof Assignment>;

/** `to`: id of a colleague who may decide for the brand; null takes it off. */
export const AssignRequest = z.strictObject({ to: z.string().nullable() });
export type AssignRequest = z.infer<typeof AssignRequest>;

/** Who looks at an opportunity just now, and in which draft of it they write. Never kept. */
export const Presence = z.object({
  brand: z.string(),
  opportunity: z.string(),
  people: z.array(Person.extend({ draft: z.string().optional() })),
});
export type Presence = z.infer<typeof Presence>;

/** The feed's filters as the address has them, without the question mark. */
const ViewSearch = z
  .string()
  .max(600)
  .regex(/^[^?#\s]*$/, 'the part of the address after the question mark');

/** Filters that a person keeps under a name. */
export const SavedView = z.object({ name: z.string(), search: z.string(), at: Instant });
export type SavedView = z.infer<typeof SavedView>;

/** A name that is there already takes the new filters. */
export const SavedViewRequest = z.strictObject({
  name: z.string().trim().min(1, 'give it a name').max(60),
  search: ViewSearch,
});
export type SavedViewRequest = z.infer<typeof SavedViewRequest>;

export const SavedViewName = z.strictObject({ name: z.string().max(60) });

/** Whose mentions of them a person sees: the newest first. */
export const Calls = z.array(Comment);
