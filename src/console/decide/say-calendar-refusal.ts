import type { TFunction } from 'i18next';
import { ApiError } from '../api/client.ts';

/** Why something about the calendar was not done, as a sentence. */
export function sayCalendarRefusal(t: TFunction, error: Error): string {
  if (!(error instanceof ApiError)) return t('calendar.refused.other', { detail: error.message });
  if (error.status === 403) return t('calendar.refused.forbidden');
  if (error.status === 404) return t('calendar.refused.gone');
  const known = ['already-decided', 'closed', 'offline'].includes(error.kind);
  if (known) return t(`calendar.refused.${error.kind}`);
  return t('calendar.refused.other', { detail: error.detail ?? error.status });
}
