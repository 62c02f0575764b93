import { isAlias, isCollection, isMap, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Document, Node, Scalar, YAMLError } from 'yaml';
import type { z } from 'zod';
import { sortConfigErrors } from './config-error.ts';
import type { ConfigError } from './config-error.ts';
import { decodeUtf8 } from './decode-utf8.ts';
import { knownFields } from './known-fields.ts';
import { nearestField, sayIssue, sayUnknownField } from './say-issue.ts';
import { offsetInSource } from './scalar-position.ts';
import { tellIssue, tellUnknownField } from './tell-issue.ts';

type Path = readonly PropertyKey[];

/** Makes an error at the value of a path, or at a character of it where it is text. */
export type ErrorAt = (path: Path, message: string, offsetInText?: number) => ConfigError;

/** What a schema cannot say: looks at a good value and answers what is still wrong. */
export type Check<T> = (value: T, errorAt: ErrorAt) => readonly ConfigError[];

export type Parsed<T> =
  { readonly value: T; readonly errorAt: ErrorAt; readonly text: string } | { readonly errors: readonly ConfigError[] };

/** Reads YAML and checks it against a schema. Every error is found at once, each with its line and column. */
export function parseYaml<T>(
  file: string,
  content: string | Uint8Array,
  schema: z.ZodType<T>,
  check: Check<T> = () => [],
): Parsed<T> {
  const decoded = typeof content === 'string' ? { text: content } : decodeUtf8(content);
  if (!('text' in decoded)) {
    return { errors: [{ file, ...decoded, message: 'not UTF-8: save the file with the encoding UTF-8' }] };
  }
  const lines = new LineCounter();
  const document = parseDocument(decoded.text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const errorAt = createErrorAt(file, document, decoded.text, lines);
  const broken = [...document.errors, ...document.warnings]
    .map((error) => sayYamlError(file, error, lines))
    .filter(firstOfLine);
  const read = broken.length > 0 ? { errors: broken } : toValue(document, errorAt);
  if ('errors' in read) return { errors: sortConfigErrors(read.errors) };
  const result = schema.safeParse(read.value);
  const errors = result.success
    ? check(result.data, errorAt)
    : result.error.issues.flatMap((issue) => placeIssue(issue, document, schema, read.value, errorAt));
  return errors.length > 0
    ? { errors: sortConfigErrors(errors) }
    : { value: result.data!, errorAt, text: decoded.text };
}

function toValue(document: Document.Parsed, errorAt: ErrorAt): { value: unknown } | { errors: ConfigError[] } {
  if (document.contents === null)
    return { errors: [{ ...errorAt([], 'the file is empty'), told: { code: 'empty', data: {} } }] };
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) };
  } catch (error) {
    const { message } = error as Error;
    const told = { code: 'not-yaml', data: { detail: message } };
    return { errors: [{ ...errorAt([], `cannot be read: ${message}`), told }] };
  }
}

const YAML_WORDS: Record<string, string> = {
  TAB_AS_INDENT: 'a tab stands where only spaces may: indent with spaces',
  DUPLICATE_KEY: 'the same field is written twice: keep one of them',
  BAD_INDENT: 'the line does not begin where its neighbours do: align it with spaces',
  MULTILINE_IMPLICIT_KEY: 'a field name may not run over several lines: is a colon or a quote missing?',
  MULTIPLE_DOCS: 'the file holds more than one document: keep one, without "---"',
  BLOCK_AS_IMPLICIT_KEY: 'a second colon in one line: put the text in quotes, or begin a new line',
  MISSING_CHAR: 'a closing quote or bracket, or a comma, is missing',
};

type Said = Pick<ConfigError, 'message' | 'told'>;

function sayYaml({ code, message }: YAMLError): Said {
  // The library calls a bracket without its end bad indentation, too.
  if (message.startsWith('Flow'))
    return { message: 'a closing bracket is missing', told: { code: 'bracket', data: {} } };
  const known = YAML_WORDS[code];
  if (known !== undefined) return { message: known, told: { code, data: {} } };
  return { message: `not YAML: ${message}`, told: { code: 'not-yaml', data: { detail: message } } };
}

/** Of several faults in one line the first is the cause, the others follow from it. */
const firstOfLine = (error: ConfigError, index: number, all: readonly ConfigError[]) =>
  all.findIndex((other) => other.line === error.line) === index;

function sayYamlError(file: string, error: YAMLError, lines: LineCounter): ConfigError {
  const { line, col } = lines.linePos(error.pos[0]);
  return { file, line, column: col, ...sayYaml(error) };
}

function placeIssue(
  issue: z.core.$ZodIssue,
  document: Document.Parsed,
  schema: z.ZodType,
  value: unknown,
  errorAt: ErrorAt,
): ConfigError[] {
  if (issue.code === 'unrecognized_keys') {
    const known = knownFields(schema, issue.path, value);
    return issue.keys.map((key) => ({
      ...errorAt([...issue.path, KEY, key], sayUnknownField(key, known)),
      told: tellUnknownField(key, known, nearestField(key, known)),
    }));
  }
  if (issue.code === 'invalid_key') {
    const key = issue.path.at(-1)!;
    const place = [...issue.path.slice(0, -1), KEY, key];
    return issue.issues.map((inner) => ({
      ...errorAt(place, sayIssue({ ...inner, path: issue.path }, key, false)),
      told: tellIssue({ ...inner, path: issue.path }, key, false),
    }));
  }
  const missing = issue.path.length > 0 && !document.hasIn(issue.path);
  const here = valueIn(value, issue.path);
  const told = tellIssue(issue, here, missing);
  return [{ ...errorAt(issue.path, sayIssue(issue, here, missing)), told }];
}

/** In a path before its last part: the field's name is meant, not its value. */
const KEY = Symbol('key');

const valueIn = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inner, part) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[part], value);

function createErrorAt(file: string, document: Document.Parsed, text: string, lines: LineCounter): ErrorAt {
  return function errorAt(path, message, offsetInText) {
    const node = path.includes(KEY) ? keyNode(document, path) : nearestNode(document, path);
    const start = node?.range?.[0] ?? 0;
    const inside = offsetInText === undefined ? 0 : insideScalar(node, text, offsetInText);
    const { line, col } = lines.linePos(Math.min(start + inside, text.length));
    return { file, line: Math.max(line, 1), column: Math.max(col, 1), message };
  };
}

/** The node at the path, or of what encloses it where the path is not written. */
function nearestNode(document: Document.Parsed, path: Path): Node | null {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as Node | undefined;
    if (isScalar(node) || isCollection(node)) return node;
    if (isAlias(node)) return node;
  }
  return document.contents;
}

function keyNode(document: Document.Parsed, path: Path): Node | null {
  const parent = path.slice(0, path.indexOf(KEY));
  const map = parent.length === 0 ? document.contents : document.getIn(parent, true);
  const pair = isMap(map) ? map.items.find((item) => isPair(item) && String(item.key) === path.at(-1)) : undefined;
  return (pair?.key as Node | undefined) ?? nearestNode(document, parent);
}

const STYLES: Record<string, 'plain' | 'single' | 'double' | 'block'> = {
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_FOLDED: 'block',
  BLOCK_LITERAL: 'block',
};

function insideScalar(node: Node | null, text: string, offset: number): number {
  if (!isScalar(node) || typeof node.value !== 'string' || !node.range) return 0;
  const scalar = node as Scalar<string>;
  const source = text.slice(node.range[0], node.range[1]);
  return offsetInSource({ source, style: STYLES[scalar.type ?? ''] ?? 'plain' }, scalar.value, offset);
}
