import type { BrandState } from './brand-state.ts';

/** What JSON has no form for, told from any object of the state by its single key. */
const MAP = '$map';
const SET = '$set';
const ARRAY = '$array';
const ARRAYS = { Uint16Array, Uint32Array, Float16Array, Float32Array } as const;
type ArrayName = keyof typeof ARRAYS;

/** Raised when the state changes its shape. */
const FORMAT = 3;

/** The state as text. Numbers come back to the last bit, maps and sets in their order. */
export function encodeBrandState(state: BrandState): string {
  // A live story holds the same object as the grouping: written once, joined again when read.
  const live = [...state.live].map(([id, { story: _, ...rest }]) => [id, rest]);
  return JSON.stringify({ format: FORMAT, ...state, live }, (_key, value: unknown) => plain(value));
}

/** Undefined where another version wrote it in another shape: such a brand begins anew. */
export function decodeBrandState(text: string): BrandState | undefined {
  const { format, ...state } = JSON.parse(text, (_key, value: unknown) => rich(value)) as Omit<BrandState, 'live'> & {
    format?: number;
    live: [string, object][];
  };
  if (format !== FORMAT) return undefined;
  const live = state.live.map(([id, rest]) => [id, { ...rest, story: state.grouping.stories.get(id) }] as const);
  return { ...state, live: new Map(live) as BrandState['live'] };
}

function plain(value: unknown): unknown {
  if (value instanceof Map) return { [MAP]: [...value] };
  if (value instanceof Set) return { [SET]: [...value] };
  if (!ArrayBuffer.isView(value)) return value;
  const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return { [ARRAY]: [value.constructor.name, bytes.toBase64()] };
}

function rich(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (MAP in value) return new Map(value[MAP] as [unknown, unknown][]);
  if (SET in value) return new Set(value[SET] as unknown[]);
  if (!(ARRAY in value)) return value;
  const [name, bytes] = value[ARRAY] as [ArrayName, string];
  return new ARRAYS[name](Uint8Array.fromBase64(bytes).buffer);
}
