import type { z } from 'zod';

type AnySchema = z.core.$ZodType;

/** Names of the fields that the schema knows at this place; empty where it is not an object. */
export function knownFields(schema: AnySchema, path: readonly PropertyKey[], value: unknown): string[] {
  const here = unwrap(schema, value);
  if (path.length === 0) return 'shape' in here ? Object.keys(here.shape as object) : [];
  const [head, ...rest] = path;
  const inner = step(here, head!);
  return inner === null ? [] : knownFields(inner, rest, (value as Record<PropertyKey, unknown> | null)?.[head!]);
}

interface Def {
  readonly type: string;
  readonly innerType?: AnySchema;
  readonly element?: AnySchema;
  readonly valueType?: AnySchema;
  readonly in?: AnySchema;
  readonly discriminator?: string;
  readonly options?: readonly AnySchema[];
}

const def = (schema: AnySchema) => schema._zod.def as unknown as Def;

/** The schema behind defaults, optionals and unions; of a union, the member that the value's discriminator names. */
function unwrap(schema: AnySchema, value: unknown): AnySchema {
  const { innerType, in: input, options, discriminator } = def(schema);
  if (innerType) return unwrap(innerType, value);
  if (input) return unwrap(input, value);
  if (!options) return schema;
  const tag = discriminator && (value as Record<string, unknown> | null)?.[discriminator];
  const member = options.find((option) => {
    const tagSchema = discriminator ? step(option, discriminator) : null;
    return tagSchema !== null && tagSchema._zod.values?.has(tag as string);
  });
  return unwrap(member ?? options[0]!, value);
}

function step(schema: AnySchema, key: PropertyKey): AnySchema | null {
  if ('shape' in schema) return (schema.shape as Record<PropertyKey, AnySchema>)[key] ?? null;
  return def(schema).element ?? def(schema).valueType ?? null;
}
