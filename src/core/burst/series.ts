/** Counts are kept per slice of ten seconds for two minutes, and per minute for an hour. */
export const SLICE_MS = 10_000;
export const MINUTE_MS = 60_000;
export const SLICES = 12;
export const MINUTES = 60;
/** What was expected is kept per block of five minutes. */
export const BLOCK_MINUTES = 5;
export const BLOCKS = 13;
/** Hours of a working day, then hours of a day at the weekend. */
export const HOURS = 48;
/** Windows looked at, in slices: 10 s, 30 s, 1, 2, 3, 5, 8, 13, 20, 30, 45 and 60 minutes. */
export const WINDOWS = [1, 3, 6, 12, 18, 30, 48, 78, 120, 180, 270, 360] as const;
/** Blocks that wait before they teach the level, so that a burst does not explain itself away: ten minutes. */
export const LAG_BLOCKS = 2;

/** A column a field, with so many numbers a series: typed arrays, so that a million series are a few blocks of memory. */
const FIELDS = {
  slices: [Uint16Array, SLICES],
  minutes: [Uint16Array, MINUTES],
  expected: [Float32Array, BLOCKS],
  profile: [Float16Array, HOURS],
  /** Variance ÷ mean of the counts in each window, at least 1. */
  dispersion: [Float32Array, WINDOWS.length],
  waitingSeen: [Float32Array, LAG_BLOCKS],
  waitingExpected: [Float32Array, LAG_BLOCKS],
  /** Fading sums of which the quotient is the level. */
  levelSeen: [Float32Array, 1],
  levelExpected: [Float32Array, 1],
  hourSum: [Float32Array, 1],
  /** Minutes for which the series has been hot; what is usual stands still meanwhile. */
  hot: [Float32Array, 1],
  /** Minutes since 1970: the one that runs, the first one, and that of the last count. */
  minute: [Uint32Array, 1],
  since: [Uint32Array, 1],
  lastAt: [Uint32Array, 1],
  /** Slice that runs, since 1970. */
  slice: [Uint32Array, 1],
} as const;

type Field = keyof typeof FIELDS;
export type Columns = { readonly [Name in Field]: InstanceType<(typeof FIELDS)[Name][0]> };

const FIELD_NAMES = Object.keys(FIELDS) as Field[];

/** Bytes of one series. */
export const SERIES_BYTES = FIELD_NAMES.reduce(
  (sum, name) => sum + FIELDS[name][0].BYTES_PER_ELEMENT * FIELDS[name][1],
  0,
);

export function createColumns(capacity: number): Columns {
  const made = FIELD_NAMES.map((name) => [name, new FIELDS[name][0](capacity * FIELDS[name][1])] as const);
  return Object.fromEntries(made) as unknown as Columns;
}

/** The same series in columns of another length. */
export function resizeColumns(columns: Columns, capacity: number): Columns {
  const made = createColumns(capacity);
  for (const name of FIELD_NAMES) made[name].set(columns[name].subarray(0, capacity * FIELDS[name][1]));
  return made;
}

/** Puts one series in the place of another. */
export function copySeries(columns: Columns, from: number, to: number): void {
  for (const name of FIELD_NAMES) {
    const width = FIELDS[name][1];
    columns[name].copyWithin(to * width, from * width, (from + 1) * width);
  }
}

export function clearSeries(columns: Columns, i: number): void {
  for (const name of FIELD_NAMES) columns[name].fill(0, i * FIELDS[name][1], (i + 1) * FIELDS[name][1]);
}
