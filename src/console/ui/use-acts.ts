import type { Card } from '../../contract/card.ts';
import { actsOf } from '../state/acts.ts';
import type { Acts } from '../state/acts.ts';
import { useLive, useMe, useNow } from './app-context.tsx';

/** What the person who is signed in may do with a card now. */
export function useActs(card: Card): Acts {
  const me = useMe();
  const now = useNow();
  const opened = useLive((state) => state.opened);
  const freezes = useLive((state) => state.freezes);
  return actsOf(card, me, { opened, freezes }, now);
}
