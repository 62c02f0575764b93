import { SignalKind, type RawSignal } from '../../contract/signal.ts';

/**
 * Whether a value read from JSON is surely a raw signal, found out at a fraction of what the schema costs. False only
 * means that the schema must be asked, which also says what is wrong. What this takes, the schema takes unchanged but
 * for fields that nobody knows.
 */
export function isPlainSignal(value: unknown): value is RawSignal {
  if (!isRecord(value)) return false;
  const { source, kind, publishedAt, observedAt, author, metrics } = value;
  return (
    isText(source, 200) &&
    source === source.trim() &&
    KINDS.has(kind) &&
    isText(value.externalId, 2_000) &&
    isInstant(publishedAt ?? observedAt) &&
    (isAbsent(observedAt) || isInstant(observedAt)) &&
    mayBeText(value.lang, 35) &&
    mayBeText(value.title, 2_000) &&
    mayBeText(value.text, 100_000) &&
    mayBeText(value.url, 4_000) &&
    (isAbsent(author) || isAuthor(author)) &&
    mayBeText(value.section, 200) &&
    mayBeText(value.place, 200) &&
    mayBeTexts(value.media, 50, 4_000) &&
    mayBeTexts(value.tags, 100, 200) &&
    (isAbsent(metrics) || isMetrics(metrics)) &&
    mayBeText(value.inReplyTo, 2_000) &&
    mayBeText(value.repostOf, 2_000)
  );
}

const KINDS: ReadonlySet<unknown> = new Set(SignalKind.options);
/** All days but the 29th of February, which takes a calendar. */
const DAY = '(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)';
const HOUR_AND_MINUTE = '(?:[01]\\d|2[0-3]):[0-5]\\d';
const INSTANT = new RegExp(`^\\d{4}-${DAY}T${HOUR_AND_MINUTE}:[0-5]\\d(?:\\.\\d+)?(?:Z|[+-]${HOUR_AND_MINUTE})$`);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isAbsent = (value: unknown): value is null | undefined => value === undefined || value === null;
const isInstant = (value: unknown): boolean => typeof value === 'string' && INSTANT.test(value);

/** A text that is not empty. */
const isText = (value: unknown, most: number): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= most;
const mayBeText = (value: unknown, most: number): boolean =>
  isAbsent(value) || (typeof value === 'string' && value.length <= most);
const mayBeTexts = (value: unknown, most: number, longest: number): boolean =>
  isAbsent(value) ||
  (Array.isArray(value) &&
    value.length <= most &&
    value.every((one) => typeof one === 'string' && one.length <= longest));
const mayBeCount = (value: unknown): boolean =>
  isAbsent(value) || (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0);

const isAuthor = (value: unknown): boolean =>
  isRecord(value) &&
  isText(value.id, 500) &&
  mayBeText(value.name, 500) &&
  mayBeText(value.handle, 500) &&
  mayBeCount(value.followers);

const isMetrics = (value: unknown): boolean =>
  isRecord(value) &&
  mayBeCount(value.likes) &&
  mayBeCount(value.shares) &&
  mayBeCount(value.comments) &&
  mayBeCount(value.views);
