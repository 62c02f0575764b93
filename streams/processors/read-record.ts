import type { z } from 'zod';
import { drop, reject, type Outcome } from '../outcome.ts';
import type { LogRecord } from '../transport/transport.ts';

/** Larger records are refused unread: one of them must not cost what a thousand others do. */
const LARGEST_BYTES = 512 * 1024;
const FAULTS_SHOWN = 5;

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * A record's value as the schema's type, or the outcome that refuses it.
 * @param isSurely a quick test: what it takes, the schema would take
 */
export function readRecord<Type>(
  record: LogRecord,
  schema: z.ZodType<Type>,
  isSurely?: (json: unknown) => json is Type,
): { value: Type } | { refused: Outcome } {
  if (record.value === null) return { refused: drop('tombstone') };
  const bytes = record.value.byteLength;
  if (bytes > LARGEST_BYTES) {
    return { refused: reject('too-large', `${bytes} bytes, at most ${LARGEST_BYTES} are read`) };
  }
  let json: unknown;
  try {
    json = decodeJson(record.value);
  } catch (error) {
    return { refused: reject('not-json', `not JSON in UTF-8: ${(error as Error).message}`) };
  }
  if (isSurely?.(json)) return { value: json };
  const parsed = schema.safeParse(json);
  return parsed.success ? { value: parsed.data } : { refused: reject('invalid', faults(parsed.error)) };
}

/** Throws where the bytes are not JSON in UTF-8. */
export const decodeJson = (bytes: Uint8Array): unknown => JSON.parse(decoder.decode(bytes));

function faults(error: z.ZodError): string {
  const sentences = error.issues.slice(0, FAULTS_SHOWN).map(({ path, message }) => {
    const place = path.join('.');
    return place === '' ? message : `${place}: ${message}`;
  });
  return sentences.join('; ');
}
