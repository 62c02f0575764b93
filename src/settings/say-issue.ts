import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

const TYPE_WORDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'fields with values',
  record: 'fields with values',
  null: 'nothing',
  undefined: 'nothing',
};

const typeWords = (type: string) => TYPE_WORDS[type] ?? type;

/** What stands there, in words. */
function found(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'fields with values';
  return JSON.stringify(value).slice(0, 60);
}

const oneOf = (values: readonly unknown[]) =>
  values.length === 1 ? String(values[0]) : `one of ${values.map(String).join(', ')}`;

/** What the schema wanted, without the place. */
function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeWords(issue.expected);
    case 'invalid_value':
      return oneOf(issue.values);
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? oneOf(issue.options)
        : [...new Set(issue.errors.flatMap((errors) => errors.slice(0, 1).map(expectation)))].join(' or ');
    case 'too_small':
      return issue.origin === 'array'
        ? `at least ${issue.minimum} in the list`
        : issue.origin === 'string'
          ? `at least ${issue.minimum} character${issue.minimum === 1 ? '' : 's'}`
          : `a number from ${issue.minimum}${issue.inclusive ? '' : ' (not included)'} up`;
    case 'too_big':
      return issue.origin === 'array'
        ? `at most ${issue.maximum} in the list`
        : issue.origin === 'string'
          ? `at most ${issue.maximum} characters`
          : `a number up to ${issue.maximum}`;
    default:
      return issue.message;
  }
}

/** Messages that schemas state themselves are sentences already; the library's own are put in our words. */
function ownWords(issue: Issue): string | null {
  return /^(Invalid|Too |Unrecognized)/.test(issue.message) ? null : issue.message;
}

/** One issue in words: which field, what was expected, what stands there. `missing`: the field is not written at all. */
export function sayIssue(issue: Issue, value: unknown, missing: boolean): string {
  const name = fieldName(issue.path);
  const own = ownWords(issue);
  if (missing) return `${name} is missing: expected ${expectation(issue)}`;
  if (own !== null)
    return `${name}: ${own}${own.includes('not ') || value === undefined ? '' : `, found ${found(value)}`}`;
  return `${name}: expected ${expectation(issue)}, found ${found(value)}`;
}

/** An unknown field, with the fields that exist here and the one that was probably meant. */
export function sayUnknownField(key: string, known: readonly string[]): string {
  const near = nearestField(key, known);
  const hint = near === undefined ? '' : `; did you mean "${near}"?`;
  const list = known.length === 0 ? '' : `: expected ${oneOf(known)}`;
  return `unknown field "${key}"${list}${hint}`;
}

/** The field that was probably meant. */
export const nearestField = (key: string, known: readonly string[]): string | undefined =>
  known.find((candidate) => distance(candidate, key) <= Math.ceil(key.length / 3));

const fieldName = (path: readonly PropertyKey[]) =>
  path.length === 0
    ? 'the file'
    : path.reduce<string>(
        (name, part) =>
          typeof part === 'number' ? `${name}[${part}]` : name === '' ? String(part) : `${name}.${String(part)}`,
        '',
      );

/** Edits between two short names. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, swap));
    }
    row = next;
  }
  return row[b.length]!;
}
