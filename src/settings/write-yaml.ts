import { stringify } from 'yaml';
import type { z } from 'zod';

/**
 * The value as YAML that `parseYaml` reads back to the same value. Fields come in the order of the schema, so that
 * writing the same value twice gives the same bytes, whatever store it came through.
 */
export function writeYaml<T>(schema: z.ZodType<T>, value: T): string {
  return stringify(schema.parse(value), {
    lineWidth: 110,
    blockQuote: 'folded',
    indent: 2,
    aliasDuplicateObjects: false,
  });
}
