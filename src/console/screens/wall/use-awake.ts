import { useEffect } from 'react';
import { useInSight } from '../../ui/use-in-sight.ts';

/** Keeps the display on while the screen is in sight, where the browser can. */
export function useAwake(): void {
  const inSight = useInSight();
  useEffect(() => {
    if (!inSight || !('wakeLock' in navigator)) return;
    const lock = navigator.wakeLock.request('screen').catch(() => null);
    return () => void lock.then((held) => held?.release());
  }, [inSight]);
}
