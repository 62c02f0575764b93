import { createContext, use, useEffect, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import type { Me } from '../../contract/user.ts';
import type { LiveState } from '../state/live.ts';
import type { LiveStore } from '../state/store.ts';

/** What every screen may use. */
export interface App {
  readonly store: LiveStore;
  readonly clock: () => number;
}

const AppContext = createContext<App | null>(null);
const NowContext = createContext(0);
const MeContext = createContext<Me | null>(null);

/** Times on screen are in minutes, so they are reckoned anew this often. */
const TICK_MS = 10_000;

export function AppProvider({ app, children }: { app: App; children: ReactNode }) {
  const skew = useSyncExternalStore(app.store.subscribe, () => app.store.get().clockSkew);
  const [own, setOwn] = useState(app.clock);
  useEffect(() => {
    const timer = setInterval(() => setOwn(app.clock()), TICK_MS);
    return () => clearInterval(timer);
  }, [app]);
  return (
    <AppContext value={app}>
      <NowContext value={own + skew}>{children}</NowContext>
    </AppContext>
  );
}

export function MeProvider({ me, children }: { me: Me; children: ReactNode }) {
  return <MeContext value={me}>{children}</MeContext>;
}

export function useApp(): App {
  return present(use(AppContext));
}

/** The server's time in milliseconds, as of the last tick. */
export const useNow = () => use(NowContext);

/** The person who is signed in. */
export const useMe = () => present(use(MeContext));

/** A part of the live state. `select` must answer the same object while nothing changed. */
export function useLive<T>(select: (state: LiveState) => T): T {
  const { store } = useApp();
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}

function present<T>(value: T | null): T {
  if (value === null) throw new Error('used outside its provider');
  return value;
}
