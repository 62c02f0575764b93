import type { BrandState } from './brand-state.ts';

/** A map in JSON, told from any object of the state by its single key. */
const MAP = '$map';

/** The state as text. Numbers come back to the last bit, maps in their order. */
export function encodeBrandState(state: BrandState): string {
  // A live story holds the same object as the grouping: written once, joined again when read.
  const live = [...state.live].map(([id, { story: _, ...rest }]) => [id, rest]);
  return JSON.stringify({ ...state, live }, (_key, value: unknown) =>
    value instanceof Map ? { [MAP]: [...value] } : value,
  );
}

export function decodeBrandState(text: string): BrandState {
  const state = JSON.parse(text, (_key, value: unknown) => (isMap(value) ? new Map(value[MAP]) : value)) as Omit<
    BrandState,
    'live'
  > & { live: [string, object][] };
  const live = state.live.map(([id, rest]) => [id, { ...rest, story: state.grouping.stories.get(id) }] as const);
  return { ...state, live: new Map(live) as BrandState['live'] };
}

const isMap = (value: unknown): value is { [MAP]: [unknown, unknown][] } =>
  typeof value === 'object' && value !== null && MAP in value;
