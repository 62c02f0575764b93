/** What the feed draws, and what waits behind "n new". */
export interface Arrangement {
  readonly shown: readonly string[];
  readonly waiting: readonly string[];
}

/**
 * Lays out the feed without moving what a person is about to press. While `held` (pointer, focus or scroll is in the list) the drawn
 * cards keep their places, even those that no longer belong, and new ones wait; otherwise the wanted order is drawn.
 */
export function arrange(drawn: readonly string[], wanted: readonly string[], held: boolean): Arrangement {
  if (!held || drawn.length === 0) return { shown: wanted, waiting: [] };
  const inPlace = new Set(drawn);
  return { shown: drawn, waiting: wanted.filter((id) => !inPlace.has(id)) };
}
