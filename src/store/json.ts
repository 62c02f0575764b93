/**
 * JSON text that PostgreSQL's jsonb takes: NUL and halves of surrogate pairs, which it refuses, become U+FFFD.
 * Clean values, nearly all, cost one look for an escape.
 */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value);
  return text.includes('\\u') ? JSON.stringify(cleaned(value)) : text;
}

/** Text that a PostgreSQL column takes. */
export function cleanText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\u{FFFD}');
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [cleanText(key), cleaned(member)]));
}
