import { useSyncExternalStore } from 'react';

/** Whether the page is in front of the person, and not in a tab behind others. */
export function useInSight(): boolean {
  return useSyncExternalStore(subscribe, () => document.visibilityState === 'visible');
}

function subscribe(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}
