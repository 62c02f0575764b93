import { RawSignal } from '../contract/signal.ts';
import type { z } from 'zod';
import type { KnownItems } from './known-items.ts';

/** A signal, or the plain sentence that says why there is none. */
export type ReadSignal = { readonly raw: RawSignal } | { readonly reason: string };

/** Checks a value from outside and completes what carries only metrics from what is known of the item. */
export function readSignal(value: unknown, knownItems: KnownItems): ReadSignal {
  const result = RawSignal.safeParse(value);
  if (!result.success) return { reason: sayRefusal(result.error, value) };
  return knownItems.complete(result.data);
}

const KINDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'an object',
};

/** Every fault in one sentence, field by field, e.g. `kind: expected one of news, post; metrics.likes: expected a whole number`. */
function sayRefusal(error: z.ZodError, value: unknown): string {
  if (typeof value === 'symbol') return 'not JSON';
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'not a JSON object';
  return error.issues.map((issue) => `${issue.path.join('.')}: ${sayFault(issue)}`).join('; ');
}

function sayFault(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `expected ${KINDS[issue.expected] ?? issue.expected}`;
  if (issue.code === 'invalid_value') return `expected one of ${issue.values.join(', ')}`;
  if (issue.code === 'too_big' && issue.origin === 'string' && /^Too/.test(issue.message)) {
    return `longer than ${issue.maximum.toLocaleString('en')} characters`;
  }
  if (issue.code === 'too_small' && issue.origin === 'string' && /^Too/.test(issue.message)) return 'empty';
  return issue.message.replace(/^Too (big|small): expected \w+ to/, 'expected to');
}

/** When the outside world had it: when it was observed, else when it was published. Milliseconds since 1970. */
export function eventTime(raw: RawSignal): number {
  return Date.parse((raw.observedAt ?? raw.publishedAt)!);
}
