import { useEffect } from 'react';
import { useLive } from './app-context.tsx';

/** Names the browser's tab, with the number of cards that arrived and were not looked at. */
export function useTitle(title: string): void {
  const arrivals = useLive((state) => state.arrivals.length);
  useEffect(() => {
    document.title = `${arrivals > 0 ? `(${arrivals}) ` : ''}${title} – Rebond`;
  }, [title, arrivals]);
}
