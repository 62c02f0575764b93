import { useEffect, useRef, useState } from 'react';
import type { FocusEvent, PointerEvent } from 'react';

/** Below this many pixels the reader is at the top, where new cards may come in by themselves. */
const TOP = 60;

/**
 * Whether somebody is in the list: with the pointer, with the keyboard, or scrolled into it. When the pointer leaves it the
 * screen says `release`, at once or later.
 */
export function useHeld() {
  const ref = useRef<HTMLDivElement>(null);
  const [pointer, setPointer] = useState(false);
  const [focus, setFocus] = useState(false);
  const [scrolled, setScrolled] = useState(false);
  useEffect(() => {
    const look = () => setScrolled(window.scrollY > TOP);
    window.addEventListener('scroll', look, { passive: true });
    return () => window.removeEventListener('scroll', look);
  }, []);
  return {
    ref,
    held: pointer || focus || scrolled,
    release: () => {
      setPointer(false);
      // A button that vanished with the focus on it never said goodbye.
      setFocus(ref.current?.contains(document.activeElement) ?? false);
    },
    // A finger only touches while it presses; where it rested says nothing.
    onPointerEnter: (event: PointerEvent) => setPointer(event.pointerType !== 'touch'),
    onFocus: () => setFocus(true),
    onBlur: (event: FocusEvent) => setFocus(ref.current?.contains(event.relatedTarget) ?? false),
  };
}
