import { createContext, lazy, Suspense, use, useState } from 'react';
import type { ReactNode } from 'react';
import type { Card } from '../../contract/card.ts';
import { useDecide } from './use-decide.tsx';

/** The acts a card offers. Snooze and dismiss ask for a reason first; `why` only explains. */
export type Act = 'accept' | 'snooze' | 'dismiss' | 'reopen' | 'why';

interface Decider {
  act(card: Card, act: Act): void;
  /** Id of the card whose answer is awaited. */
  readonly pending: string | null;
}

const DeciderContext = createContext<Decider>({ act: () => undefined, pending: null });

// Dialogs are no part of the first screen; they come once it stands, so that they open without delay.
const loadDecide = () => import('./decide-dialog.tsx');
const loadWhy = () => import('./why-dialog.tsx');
const DecideDialog = lazy(() => loadDecide().then((module) => ({ default: module.DecideDialog })));
const WhyDialog = lazy(() => loadWhy().then((module) => ({ default: module.WhyDialog })));

/** Fetches the dialogs ahead of their first use. */
export const preloadDialogs = () => Promise.all([loadDecide(), loadWhy()]);

export function DecideProvider({ children }: { children: ReactNode }) {
  const { decide, pending } = useDecide();
  const [asking, setAsking] = useState<{ card: Card; act: 'snooze' | 'dismiss' | 'why'; from: Element | null } | null>(
    null,
  );
  const close = () => {
    if (asking) returnFocus(asking.card, asking.from);
    setAsking(null);
  };
  const act = (card: Card, wanted: Act) => {
    if (wanted === 'accept' || wanted === 'reopen') return decide(card, { action: wanted });
    setAsking({ card, act: wanted, from: document.activeElement });
  };
  return (
    <DeciderContext value={{ act, pending }}>
      {children}
      <Suspense fallback={null}>
        {asking?.act === 'why' && <WhyDialog card={asking.card} onClose={close} />}
        {asking && asking.act !== 'why' && (
          <DecideDialog
            card={asking.card}
            act={asking.act}
            onClose={close}
            onDone={(request) => (close(), decide(asking.card, request))}
          />
        )}
      </Suspense>
    </DeciderContext>
  );
}

export const useDecider = () => use(DeciderContext);

/** Back to the card, or where there is none to what had the focus before the dialog. */
function returnFocus(card: Card, from: Element | null): void {
  requestAnimationFrame(() => {
    const target = document.getElementById(`card-${card.opportunity.id}`) ?? from;
    if (target instanceof HTMLElement) target.focus({ preventScroll: true });
  });
}
