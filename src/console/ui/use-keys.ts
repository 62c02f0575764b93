import { useEffect, useEffectEvent } from 'react';

export type Keys = Record<string, () => void>;

/** Single-key shortcuts, silent while a person writes, holds a modifier, or has a dialog or menu open. */
export function useKeys(keys: Keys, enabled: boolean): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey || event.repeat === true) return;
    if (isWriting(event.target) || document.querySelector('[role=dialog], [role=menu]')) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    if (!enabled) return;
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, [enabled]);
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
