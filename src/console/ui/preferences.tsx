import { createContext, use, useState } from 'react';
import type { ReactNode } from 'react';

const KEPT_AS = 'rebond.single-keys';

interface Preferences {
  /** Whether j, k, a, s, d … act. Speech input and tremor need them off (WCAG 2.1.4). */
  readonly singleKeys: boolean;
  setSingleKeys(on: boolean): void;
}

const PreferencesContext = createContext<Preferences>({ singleKeys: true, setSingleKeys: () => undefined });

export function PreferencesProvider({ storage, children }: { storage: Storage; children: ReactNode }) {
  const [singleKeys, setOn] = useState(() => storage.getItem(KEPT_AS) !== 'off');
  const setSingleKeys = (on: boolean) => {
    storage.setItem(KEPT_AS, on ? 'on' : 'off');
    setOn(on);
  };
  return <PreferencesContext value={{ singleKeys, setSingleKeys }}>{children}</PreferencesContext>;
}

export const usePreferences = () => use(PreferencesContext);
