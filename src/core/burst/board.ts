import type { LocalHours } from './local-hours.ts';
import {
  BLOCK_MINUTES,
  BLOCKS,
  clearSeries,
  copySeries,
  createColumns,
  MINUTE_MS,
  MINUTES,
  resizeColumns,
  SLICE_MS,
  SLICES,
  WINDOWS,
  type Columns,
} from './series.ts';
import { createLook, lookAt, surprise, type Look, type Surprise } from './surprise.ts';
import { expectedAt, isHot, learnBlock, learnHour, noteHeat, openUsual } from './usual.ts';

/** Score from which a minute counts as hot and teaches nothing. */
const HOT_SCORE = 5;
/** Minutes without a count after which a series is taken to have been silent for good: three days. */
const LONGEST_GAP = 3 * 24 * 60;
/** Fewer than this are no burst of a series known for less than a day. */
const FEWEST_AT_FIRST = 5;
const FIRST_MINUTES = 24 * 60;
const LARGEST_COUNT = 65_535;
const HOUR_MINUTES = 60;
const SLICES_A_MINUTE = MINUTE_MS / SLICE_MS;

/** Many series of counts over time, each under its own name. Plain data: a copy of it goes on exactly the same. */
export interface BoardState {
  /** Place of each series in the columns; the places are 0 to size − 1. */
  readonly places: Map<string, number>;
  columns: Columns;
}

/** A series that takes off: so many in so many minutes where so many are usual. */
export interface Surge {
  readonly count: number;
  readonly minutes: number;
  readonly usual: number;
  /** Log-likelihood ratio, weighted; 0 where nothing is unusual. */
  readonly score: number;
}

export const NO_SURGE: Surge = { count: 0, minutes: 0, usual: 0, score: 0 };

export const emptyBoard = (): BoardState => ({ places: new Map(), columns: createColumns(16) });

export interface Board {
  /** Adds counts at an event time, into their own slice if it lies in the last hour. Answers whether it could. */
  count(name: string, at: number, rate: number, n?: number): boolean;
  /** How unusual the series is at a time that has come; time passes for it. */
  surge(name: string, at: number): Surge;
  /** Lets go of series without a count since then, milliseconds. */
  forget(before: number): void;
  has(name: string): boolean;
  readonly size: number;
}

interface BoardOptions {
  readonly hours: LocalHours;
  /** Length of the shortest window, milliseconds: a minute where counts come by the minute. */
  readonly finest?: number;
}

export function createBoard(state: BoardState, options: BoardOptions): Board {
  const passing = createPassing(state, options);

  function open(name: string, minute: number, rate: number): number {
    const i = state.places.size;
    if (i * SLICES === state.columns.slices.length) state.columns = resizeColumns(state.columns, i * 2);
    state.places.set(name, i);
    passing.begin(i, minute, rate);
    return i;
  }

  function count(name: string, at: number, rate: number, n = 1): boolean {
    const slice = Math.floor(at / SLICE_MS);
    const minute = Math.floor(at / MINUTE_MS);
    const i = state.places.get(name) ?? open(name, minute, rate);
    passing.advance(i, at);
    const { columns } = state;
    if (columns.minute[i]! - minute >= MINUTES) return false;
    add(columns.minutes, i * MINUTES + (minute % MINUTES), n);
    if (columns.slice[i]! - slice < SLICES) add(columns.slices, i * SLICES + (slice % SLICES), n);
    columns.lastAt[i] = Math.max(columns.lastAt[i]!, minute);
    return true;
  }

  function surge(name: string, at: number): Surge {
    const i = state.places.get(name);
    if (i === undefined) return NO_SURGE;
    passing.advance(i, at);
    const { columns } = state;
    const elapsed = columns.minute[i]! > Math.floor(at / MINUTE_MS) ? 1 : ((at % MINUTE_MS) + SLICE_MS) / MINUTE_MS;
    const { look, best } = passing.judge(i, Math.min(elapsed, 1));
    if (best.window < 0) return NO_SURGE;
    const seen = look.seen[best.window]!;
    if (seen < FEWEST_AT_FIRST && columns.minute[i]! - columns.since[i]! < FIRST_MINUTES) return NO_SURGE;
    const minutes = WINDOWS[best.window]! / SLICES_A_MINUTE;
    return { count: seen, minutes, usual: look.expected[best.window]!, score: best.score };
  }

  /** Those that stay move together, in their order. */
  function forget(before: number): void {
    const { places, columns } = state;
    const names = [...places.keys()];
    const limit = before / MINUTE_MS;
    places.clear();
    names.forEach((name, i) => {
      if (columns.lastAt[i]! < limit) return;
      if (i !== places.size) copySeries(columns, i, places.size);
      places.set(name, places.size);
    });
  }

  return {
    count,
    surge,
    forget,
    has: (name) => state.places.has(name),
    get size() {
      return state.places.size;
    },
  };
}

/** How time passes for the series of a board: slices and minutes are closed, and what is usual is learnt. */
function createPassing(state: BoardState, { hours, finest = SLICE_MS }: BoardOptions) {
  const look = createLook();
  const best: Surprise = { window: -1, score: 0 };
  const shortest = WINDOWS.findIndex((slices) => slices * SLICE_MS >= finest);

  function begin(i: number, minute: number, rate: number): void {
    const { columns } = state;
    clearSeries(columns, i);
    openUsual(columns, i, rate);
    expectEverywhere(i, rate);
    columns.since[i] = minute;
    columns.minute[i] = minute;
    columns.slice[i] = minute * SLICES_A_MINUTE;
  }

  /** @param elapsed share of the minute that has passed */
  function judge(i: number, elapsed: number): { look: Look; best: Surprise } {
    const { columns } = state;
    lookAt(columns, i, expectedAt(columns, i, columns.minute[i]!, hours), elapsed, look);
    surprise(columns, i, look, shortest, best);
    return { look, best };
  }

  /** Closes every minute before the moment given. */
  function advance(i: number, at: number): void {
    const { columns } = state;
    const minute = Math.floor(at / MINUTE_MS);
    if (minute - columns.minute[i]! > LONGEST_GAP) skip(i, minute - LONGEST_GAP);
    while (columns.minute[i]! < minute) {
      moveSlices(i, (columns.minute[i]! + 1) * SLICES_A_MINUTE - 1);
      closeMinute(i);
    }
    moveSlices(i, Math.floor(at / SLICE_MS));
  }

  function moveSlices(i: number, slice: number): void {
    const { columns } = state;
    const from = Math.max(columns.slice[i]! + 1, slice - SLICES + 1);
    for (let s = from; s <= slice; s++) columns.slices[i * SLICES + (s % SLICES)] = 0;
    columns.slice[i] = Math.max(columns.slice[i]!, slice);
  }

  function closeMinute(i: number): void {
    const { columns } = state;
    const minute = columns.minute[i]!;
    const endsBlock = (minute + 1) % BLOCK_MINUTES === 0;
    // Where nothing was counted for an hour there is nothing to judge, only to learn.
    const isSilent = minute - columns.lastAt[i]! >= MINUTES;
    if (!isSilent || endsBlock) judge(i, 1);
    const isHotNow = !isSilent && best.score > HOT_SCORE;
    noteHeat(columns, i, isHotNow);
    const block = i * BLOCKS + (Math.floor(minute / BLOCK_MINUTES) % BLOCKS);
    const expected = expectedAt(columns, i, minute, hours);
    columns.expected[block] = minute % BLOCK_MINUTES === 0 ? expected : columns.expected[block]! + expected;
    if (endsBlock) learnBlock(columns, i, minute, hours, isHotNow && isHot(columns, i), look);
    if ((minute + 1) % HOUR_MINUTES === 0) learnHour(columns, i, minute, hours);
    columns.minute[i] = minute + 1;
    columns.minutes[i * MINUTES + ((minute + 1) % MINUTES)] = 0;
  }

  /** As if the last hour had gone by as expected. */
  function expectEverywhere(i: number, rate: number): void {
    state.columns.expected.fill(rate * BLOCK_MINUTES, i * BLOCKS, (i + 1) * BLOCKS);
  }

  /** A silence so long is not gone through minute by minute. */
  function skip(i: number, minute: number): void {
    const { columns } = state;
    columns.minute[i] = minute;
    columns.slice[i] = minute * SLICES_A_MINUTE;
    columns.minutes.fill(0, i * MINUTES, (i + 1) * MINUTES);
    columns.slices.fill(0, i * SLICES, (i + 1) * SLICES);
    expectEverywhere(i, expectedAt(columns, i, minute, hours));
  }

  return { begin, advance, judge };
}

function add(counts: Uint16Array, at: number, n: number): void {
  counts[at] = Math.min(counts[at]! + n, LARGEST_COUNT);
}
