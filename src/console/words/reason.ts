import type { i18n } from 'i18next';
import type { Reason } from '../../contract/common.ts';

/** The value that decides between singular and plural, per code. */
const COUNTED: Record<string, string> = {
  'pulse.burst': 'count',
  'pulse.term': 'count',
  'pulse.topic': 'count',
  'held.cooling': 'minutes',
  'held.authors': 'authors',
  'held.outlets': 'outlets',
  'pulse.authors': 'authors',
  'pulse.outlets': 'outlets',
  'pulse.copies': 'copies',
  'chance.in-time': 'minutesLeft',
  'no-go': 'posts',
  'first-person': 'posts',
  under: 'posts',
  climate: 'posts',
  'day.spoken': 'posts',
  grief: 'posts',
  offensive: 'posts',
  'own-crisis': 'posts',
  named: 'posts',
  unreadable: 'posts',
};

/** A reason as a sentence in the reader's language. A code without one is shown itself, made readable. */
export function sayReason(words: i18n, { code, data }: Pick<Reason, 'code' | 'data'>): string {
  if (code === 'held') return words.t('gate.stays');
  if (code.startsWith('event.')) return sayEvent(words, code, data);
  const counted = data[COUNTED[code] ?? ''];
  const count = typeof counted === 'number' ? Math.round(counted) : undefined;
  const key = `reason.${code}`;
  const options = {
    // A name that is said in the reader's own language, and the form of the sentence where one code has several.
    ...{ name: data[words.resolvedLanguage ?? 'en'], context: String(data['kind'] ?? '') },
    ...data,
    percent: asPercent(data['percent']),
    ...(count === undefined ? {} : { count }),
  };
  if (!words.exists(key, options)) return readable(code, data);
  return words.t(key, options);
}

function sayEvent(words: i18n, code: string, data: Reason['data']): string {
  const event = words.exists(code) ? words.t(code) : readable(code.slice('event.'.length), {});
  if (typeof data['posts'] !== 'number') return event;
  return words.t('reason.event', { event, count: data['posts'], percent: asPercent(data['share']) });
}

/** Shares come as a part of one; what is above one is already a percentage. */
function asPercent(value: string | number | undefined): string | number | undefined {
  return typeof value === 'number' && value <= 1 ? value * 100 : value;
}

function readable(code: string, data: Reason['data']): string {
  const values = Object.entries(data).map(([name, value]) => `${name} ${value}`);
  return [code.replace(/[.\-_]+/g, ' '), ...values].join(', ');
}
