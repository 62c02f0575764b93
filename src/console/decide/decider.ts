import { createContext, use } from 'react';
import type { Card } from '../../contract/card.ts';

/** The acts a card offers. Snooze, dismiss and override ask for a reason first; `why` explains. */
export type Act = 'accept' | 'snooze' | 'dismiss' | 'reopen' | 'why' | 'override';

interface Decider {
  act(card: Card, act: Act): void;
  /** Id of the card whose answer is awaited. */
  readonly pending: string | null;
}

export const DeciderContext = createContext<Decider>({ act: () => undefined, pending: null });

export const useDecider = () => use(DeciderContext);
