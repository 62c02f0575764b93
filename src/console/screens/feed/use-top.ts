import { useLayoutEffect, useState } from 'react';
import type { RefObject } from 'react';

/** How far below the top of the page an element begins, in pixels; followed while what stands above it grows or folds. */
export function useTop(ref: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = () => setTop(ref.current?.offsetTop ?? 0);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [ref]);
  return top;
}
