import { lazy, Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import type { Card } from '../../contract/card.ts';
import type { DecisionRequest } from '../../contract/decision.ts';
import { DeciderContext } from './decider.ts';
import type { Act } from './decider.ts';
import { useDecide } from './use-decide.tsx';

// Dialogs are no part of the first screen; they come once it stands, so that they open without delay.
const loadDecide = () => import('./decide-dialog.tsx');
const loadWhy = () => import('./why-dialog.tsx');
const loadOverride = () => import('./override-dialog.tsx');
const DecideDialog = lazy(() => loadDecide().then((module) => ({ default: module.DecideDialog })));
const WhyDialog = lazy(() => loadWhy().then((module) => ({ default: module.WhyDialog })));
const OverrideDialog = lazy(() => loadOverride().then((module) => ({ default: module.OverrideDialog })));

/** Fetches the dialogs ahead of their first use. */
export const preloadDialogs = () => Promise.all([loadDecide(), loadWhy(), loadOverride()]);

interface Asking {
  readonly card: Card;
  readonly act: Exclude<Act, 'accept' | 'reopen'>;
  /** What had the focus before. */
  readonly from: Element | null;
}

export function DecideProvider({ children }: { children: ReactNode }) {
  const { decide, pending } = useDecide();
  const [asking, setAsking] = useState<Asking | null>(null);
  const close = () => {
    if (asking) returnFocus(asking.card, asking.from);
    setAsking(null);
  };
  const act = (card: Card, wanted: Act) => {
    if (wanted === 'accept' || wanted === 'reopen') return decide(card, { action: wanted });
    setAsking((before) => ({ card, act: wanted, from: before ? before.from : document.activeElement }));
  };
  return (
    <DeciderContext value={{ act, pending }}>
      {children}
      <Suspense fallback={null}>
        {asking && <Asked {...asking} onClose={close} onDone={(request) => (close(), decide(asking.card, request))} />}
      </Suspense>
    </DeciderContext>
  );
}

function Asked({ card, act, ...on }: Asking & { onClose: () => void; onDone: (request: DecisionRequest) => void }) {
  if (act === 'why') return <WhyDialog card={card} onClose={on.onClose} />;
  if (act === 'override') return <OverrideDialog card={card} {...on} />;
  return <DecideDialog card={card} act={act} {...on} />;
}

/** Back to the card, or where there is none to what had the focus before the dialog. */
function returnFocus(card: Card, from: Element | null): void {
  requestAnimationFrame(() => {
    const target = document.getElementById(`card-${card.opportunity.id}`) ?? from;
    if (target instanceof HTMLElement) target.focus({ preventScroll: true });
  });
}
