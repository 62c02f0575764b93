import { useEffect, useState } from 'react';

/** The value once it has stayed the same for so long. Milliseconds. `value` must be the same object while it is equal. */
export function useSettledValue<T>(value: T, pause: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return settled;
}
