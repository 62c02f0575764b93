import type { TFunction } from 'i18next';
import { ApiError } from '../api/client.ts';

const KNOWN = [
  ...['not-found', 'last-administrator', 'yourself', 'no-right', 'already-known', 'wrong-password', 'wrong-code'],
  ...[
    'password-missing',
    'too-many-channels',
    'no-mail',
    'two-factor-on',
    'two-factor-off',
    'sign-in-first',
    'spent',
    'invalid',
    'too-many',
    'offline',
  ],
] as const;

/** Why something about an account was not done, in the person's language. */
export function sayRefusal(t: TFunction, error: Error): string {
  const kind = error instanceof ApiError ? error.kind : '';
  const detail = error.message;
  return t(`admin.refused.${(KNOWN as readonly string[]).includes(kind) ? kind : 'other'}`, { detail });
}
