import { z } from 'zod';
import { Instant, Slug } from './common.ts';

/** Something that somebody did. Nobody can alter or delete one, administrators neither. */
export const AuditRecord = z.object({
  /** Says nothing of how many entries there are, of this brand or another. */
  id: z.string(),
  at: Instant,
  /** Id of a person, or the name of a part of the system. */
  actor: z.string(),
  /** The person's name as it is now; null where it was no person. */
  actorName: z.string().nullable(),
  /** `<noun>.<verb>`. */
  action: z.string(),
  subject: z.string(),
  /** Where the subject is a person: their name. */
  subjectName: z.string().nullable(),
  brand: z.string().nullable(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
});
export type AuditRecord = z.infer<typeof AuditRecord>;

/** What is left out does not narrow. */
export const AuditQuery = z.object({
  person: z.string().max(100).optional().meta({ description: 'Id of who did it, or of whom it was done to' }),
  action: z.string().max(60).optional().meta({ description: 'An action such as token.revoke, or its noun: token' }),
  brand: Slug.optional().meta({ description: 'Id of a brand' }),
  from: Instant.optional().meta({ description: 'Not before' }),
  to: Instant.optional().meta({ description: 'Before' }),
  text: z.string().max(200).optional().meta({ description: 'Part of a name, an action, a subject or a value' }),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export const AuditPage = z.object({
  /** Newest first. */
  records: z.array(AuditRecord),
  /** Ask with `before` set to this for older ones; null at the end. */
  before: z.string().nullable(),
  /** Every action there is, so that one can be chosen. */
  actions: z.array(z.string()),
});
export type AuditPage = z.infer<typeof AuditPage>;
