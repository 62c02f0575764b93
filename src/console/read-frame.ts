import { z } from 'zod';
import { ServerFrame } from '../contract/frame.ts';
import type { ForeignChange } from './state/live.ts';

/** A change of a noun that came after this console was built. */
const UnknownChange = z.object({
  type: z.literal('change'),
  change: z.object({ brand: z.string(), seq: z.number().int() }),
});

/** A frame, or nothing where the text is no frame this console can use. */
export function readFrame(data: unknown): ServerFrame | ForeignChange | null {
  const value = parseJson(data);
  const frame = ServerFrame.safeParse(value);
  if (frame.success) return frame.data;
  const unknown = UnknownChange.safeParse(value);
  if (!unknown.success) return null;
  return { type: 'foreign-change', ...unknown.data.change };
}

function parseJson(data: unknown): unknown {
  try {
    return typeof data === 'string' ? JSON.parse(data) : null;
  } catch {
    return null;
  }
}
