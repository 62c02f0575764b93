import { useState } from 'react';
import { arrange } from '../../state/arrange.ts';
import type { Arrangement } from '../../state/arrange.ts';

/** The order on screen. Another `view` is another list, and starts in its own order. */
export function useArranged(wanted: readonly string[], held: boolean, view: string): Arrangement & { showAll(): void } {
  const [drawn, setDrawn] = useState({ view, ids: wanted });
  const before = drawn.view === view ? drawn.ids : [];
  const next = arrange(before, wanted, held);
  const isSame = drawn.view === view && sameOrder(next.shown, drawn.ids);
  // React's way to derive state from what came before: corrected while rendering, never in an effect.
  if (!isSame) setDrawn({ view, ids: next.shown });
  // The same list where nothing moved, so that nothing is drawn again.
  const shown = isSame ? drawn.ids : next.shown;
  return { shown, waiting: next.waiting, showAll: () => setDrawn({ view, ids: wanted }) };
}

function sameOrder(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index]);
}
