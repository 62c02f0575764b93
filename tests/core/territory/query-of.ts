import type { Query } from '../../../src/core/territory/query.ts';
import { readTopic, type Lists } from '../../../src/core/territory/topic.ts';

/** The query as it runs; a test whose query cannot be read fails with the reason. */
export function queryOf(text: string, lists: Lists = new Map()): Query {
  const read = readTopic(text, lists);
  if ('errors' in read) throw new Error(`${text}: ${read.errors[0]!.message.en}`);
  return read.query;
}
