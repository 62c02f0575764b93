import type { z } from 'zod';
import { parseYaml } from './parse-yaml.ts';
import type { ConfigError } from './config-error.ts';

/**
 * Reads JSON and checks it against a schema. Every error is found at once, each with its line and column: what cannot be
 * used is read again as YAML, of which JSON is a part, a hundred times slower and with places.
 */
export function parseJson<T>(
  file: string,
  content: Uint8Array,
  schema: z.ZodType<T>,
): { readonly value: T } | { readonly errors: readonly ConfigError[] } {
  const result = schema.safeParse(read(content));
  return result.success ? { value: result.data } : parseYaml(file, content, schema);
}

function read(content: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
  } catch {
    return undefined;
  }
}
