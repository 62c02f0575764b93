import { isDeepStrictEqual } from 'node:util';
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Node, YAMLMap, YAMLSeq } from 'yaml';
import type { z } from 'zod';
import { writeYaml } from './write-yaml.ts';

/**
 * The text changed so that it reads as the value: comments, order and blank lines of what did not change stay. A text
 * that says the value already is answered as it is; one that cannot be changed so is written anew, without comments.
 */
export function patchYaml<T>(schema: z.ZodType<T>, text: string, value: T): string {
  const wanted = schema.parse(value);
  const document = parseDocument(text);
  const read = document.errors.length > 0 ? null : schema.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (!read?.success) return writeYaml(schema, value);
  if (isDeepStrictEqual(read.data, wanted)) return text;
  document.contents = patched(document, document.contents, read.data, wanted) as typeof document.contents;
  const written = document.toString({ lineWidth: 110, blockQuote: 'folded' });
  const again = schema.safeParse(parseDocument(written).toJS({ maxAliasCount: 100 }));
  return again.success && isDeepStrictEqual(again.data, wanted) ? written : writeYaml(schema, value);
}

/** The node made to say `wanted` where it says `now`. */
function patched(document: Document, node: Node | null, now: unknown, wanted: unknown): Node | null {
  if (isDeepStrictEqual(now, wanted)) return node;
  if (isMap(node) && isRecord(now) && isRecord(wanted)) return patchMap(document, node, now, wanted);
  if (isSeq(node) && Array.isArray(now) && Array.isArray(wanted)) return patchSeq(document, node, now, wanted);
  if (isScalar(node) && !isRecord(wanted) && !Array.isArray(wanted)) {
    node.value = wanted;
    delete node.source;
    return node;
  }
  return document.createNode(wanted);
}

function patchMap(document: Document, map: YAMLMap, now: Fields, wanted: Fields): YAMLMap {
  for (const key of Object.keys(now)) if (!(key in wanted)) map.delete(key);
  for (const [key, value] of Object.entries(wanted)) {
    if (isDeepStrictEqual(now[key], value)) continue;
    const inside = map.get(key, true) as Node | undefined;
    map.set(key, inside ? patched(document, inside, now[key], value) : document.createNode(value));
  }
  return map;
}

/** Items are known again by their id, by being the same, or by their place where nothing else was added. */
function patchSeq(document: Document, seq: YAMLSeq, now: readonly unknown[], wanted: readonly unknown[]): YAMLSeq {
  const free = new Set(now.keys());
  const same = wanted.map((item) => take(free, (i) => isDeepStrictEqual(now[i], item)));
  const from = wanted.map(
    (item, i) => same[i] ?? take(free, (j) => idOf(now[j]) !== null && idOf(now[j]) === idOf(item)),
  );
  seq.items = wanted.map((item, i) => {
    const old = from[i] ?? null;
    return old === null ? document.createNode(item) : patched(document, seq.items[old] as Node, now[old], item);
  });
  return seq;
}

function take(free: Set<number>, fits: (index: number) => boolean): number | null {
  for (const index of free) {
    if (!fits(index)) continue;
    free.delete(index);
    return index;
  }
  return null;
}

type Fields = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const idOf = (value: unknown): unknown => (isRecord(value) ? (value['id'] ?? null) : null);
