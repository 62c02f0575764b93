import { useEffect, useState } from 'react';

/** Words are read so long after the last key. Milliseconds. */
const PAUSE_MS = 500;

/** The text once the person pauses; at once where it was emptied. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return text === '' ? '' : settled;
}
