import type { z } from 'zod';
import type { Reason } from '../contract/common.ts';

type Issue = z.core.$ZodIssue;
type Data = Reason['data'];

/**
 * One issue of a schema as a code and its values, for readers of any language: `missing`, `wrong`, or a rule that the
 * schema states itself. `expected` and `found` are codes as well; what they need stands beside them.
 */
export function tellIssue(issue: Issue, value: unknown, missing: boolean): Reason {
  const field = fieldOf(issue.path);
  if (missing) return { code: 'missing', data: { field, ...expected(issue) } };
  const rule = OWN_RULES.get(issue.message);
  if (rule) return { code: rule, data: { field, ...found(value) } };
  return { code: 'wrong', data: { field, ...expected(issue), ...found(value) } };
}

/** An unknown field, with those that exist here; `near` is the one that was probably meant. */
export function tellUnknownField(key: string, known: readonly string[], near: string | undefined): Reason {
  const data = { key, known: known.join(', '), ...(near !== undefined && { near }) };
  return { code: near === undefined ? 'unknown' : 'unknown-near', data };
}

/** Sentences of the contract, as codes. */
const OWN_RULES: ReadonlyMap<string, string> = new Map([
  ['use 1 to 63 lower-case letters, digits and hyphens', 'slug'],
  ['not a language code such as en or fr', 'language'],
  ['not a time of day such as 07:30', 'time'],
]);

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  int: 'whole',
  boolean: 'boolean',
  array: 'list',
  object: 'fields',
  record: 'fields',
};

function expected(issue: Issue): Data {
  switch (issue.code) {
    case 'invalid_type':
      return { expected: TYPES[issue.expected] ?? 'other', text: issue.expected };
    case 'invalid_value':
      return { expected: 'one-of', values: issue.values.map(String).join(', ') };
    case 'too_small':
      return {
        expected: `${measured(issue)}-least${issue.inclusive === false ? '-above' : ''}`,
        n: Number(issue.minimum),
      };
    case 'too_big':
      return { expected: `${measured(issue)}-most`, n: Number(issue.maximum) };
    default:
      return { expected: 'other', text: issue.message };
  }
}

const measured = ({ origin }: { readonly origin: string }): string =>
  origin === 'array' ? 'items' : origin === 'string' ? 'characters' : 'number';

function found(value: unknown): Data {
  if (value === null || value === undefined) return { found: 'nothing' };
  if (Array.isArray(value)) return { found: 'list' };
  if (typeof value === 'object') return { found: 'fields' };
  return { found: 'value', value: JSON.stringify(value).slice(0, 60) };
}

/** `topics[0].weight`; empty where the whole file is meant. */
const fieldOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (name, part) =>
      typeof part === 'number' ? `${name}[${part}]` : name === '' ? String(part) : `${name}.${String(part)}`,
    '',
  );
