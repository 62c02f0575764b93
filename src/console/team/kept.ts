import type { z } from 'zod';

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** A value kept on the device under a name; the fallback where there is none, or nonsense. */
export function readKept<S extends z.ZodType>(
  storage: Store,
  name: string,
  schema: S,
  fallback: z.infer<S>,
): z.infer<S> {
  try {
    const kept = schema.safeParse(JSON.parse(storage.getItem(name) ?? 'null'));
    return kept.success ? kept.data : fallback;
  } catch {
    return fallback;
  }
}

/** A full or forbidden storage keeps nothing: what is on the page still is. */
export function keep(storage: Store, name: string, value: unknown): void {
  try {
    storage.setItem(name, JSON.stringify(value));
  } catch {
    // See above.
  }
}
