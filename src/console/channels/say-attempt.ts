import type { i18n } from 'i18next';
import type { Attempt } from '../../contract/delivery.ts';
import { sayReason } from '../words/reason.ts';

/** What came of a try, in the reader's language, with what the receiver said itself. Older ones were kept in English. */
export function sayAttempt(words: i18n, { reason, words: kept }: Attempt): string {
  if (!reason) return kept;
  const said = String(reason.data['said'] ?? '');
  return `${sayReason(words, reason)}${said === '' ? '' : ` (\u2068${said}\u2069)`}`;
}
