import { z } from 'zod';

/**
 * A back-up is gzip around text: the header as a line of JSON; for each table a line of JSON, its rows in PostgreSQL's
 * COPY text format, and a line `\.`; the end as a line of JSON. What is not there to its end is no back-up.
 */

export const Header = z.object({
  rebond: z.literal('backup'),
  format: z.literal(1),
  /** When it was begun. */
  made: z.iso.datetime(),
  /** Version of Rebond that made it. */
  version: z.string(),
  /** Steps of the schema that were applied, in order. */
  migrations: z.array(z.string()).min(1),
  /** The secret kept in the data folder; null where it came from the environment. */
  secret: z.string().nullable(),
});
export type Header = z.infer<typeof Header>;

export const TableHead = z.object({ table: z.string(), columns: z.array(z.string()) });
export type TableHead = z.infer<typeof TableHead>;

export const End = z.object({
  end: z.literal(true),
  /** Rows of each table. */
  rows: z.record(z.string(), z.number().int()),
  /** Where each counter stands. */
  counters: z.array(z.object({ name: z.string(), last: z.string(), called: z.boolean() })),
});
export type End = z.infer<typeof End>;

export const END_OF_TABLE = '\\.\n';

/** A name as SQL takes it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The file is no back-up, or not a whole one. */
export class BackupError extends Error {
  override name = 'BackupError';
}
