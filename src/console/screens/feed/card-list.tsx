import { useNavigate } from '@tanstack/react-router';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { memo, useCallback, useRef } from 'react';
import type { Act } from '../../decide/decider.ts';
import { useDecider } from '../../decide/decider.ts';
import { findCard } from '../../state/select.ts';
import { useApp, useLive, useMe, useNow } from '../../ui/app-context.tsx';
import { usePreferences } from '../../ui/preferences.tsx';
import { useKeys } from '../../ui/use-keys.ts';
import { useWords } from '../../ui/use-words.ts';
import { actsOf } from '../../state/acts.ts';
import { mayAssign, useAssigning } from '../../team/use-assign.ts';
import { CardRow } from './card-row.tsx';
import styles from './feed.module.css';
import { useTop } from './use-top.ts';

/** Height of a card before it is measured, in pixels. */
const GUESS = 112;

/** The cards, of which only those near the screen are drawn. */
export function CardList({ ids, onReveal }: { ids: readonly string[]; onReveal: () => void }) {
  const { t } = useWords();
  const list = useRef<HTMLDivElement>(null);
  const top = useTop(list);
  const rows = useWindowVirtualizer({
    count: ids.length,
    estimateSize: () => GUESS,
    overscan: 6,
    // Rows that are about to come into sight are drawn in the frames that have room for them.
    useFlushSync: false,
    scrollMargin: top,
    scrollPaddingStart: 120,
    scrollPaddingEnd: 24,
    // Another function would have every height reckoned anew.
    getItemKey: useCallback((index: number) => ids[index] ?? index, [ids]),
  });
  const select = useSelection(ids, (index) => rows.scrollToIndex(index, { align: 'auto' }), onReveal);
  return (
    <div
      ref={list}
      role="feed"
      aria-label={t('feed.list')}
      className={styles.list}
      style={{ height: rows.getTotalSize() }}
    >
      {rows.getVirtualItems().map((row) => (
        <div
          key={row.key}
          ref={rows.measureElement}
          data-index={row.index}
          className={styles.slot}
          style={{ transform: `translateY(${row.start - top}px)` }}
        >
          <LiveRow id={ids[row.index] ?? ''} position={row.index + 1} of={ids.length} onSelect={select} />
        </div>
      ))}
    </div>
  );
}

interface RowProps {
  readonly id: string;
  readonly position: number;
  readonly of: number;
  /** The same function every time. */
  onSelect(id: string): void;
}

/** Drawn anew by its own card, and not with every row that moves. */
const LiveRow = memo(function LiveRow({ id, position, of, onSelect }: RowProps) {
  const card = useLive((state) => findCard(state, id));
  const fresh = useLive((state) => state.arrivals.includes(id));
  return card ? <CardRow card={card} fresh={fresh} position={position} of={of} onSelect={onSelect} /> : null;
});

/** Moves with j and k, and lets the other keys act on the card that has the focus. Answers how to tell of a click. */
function useSelection(ids: readonly string[], scrollTo: (index: number) => void, onReveal: () => void) {
  const { singleKeys } = usePreferences();
  const selected = useRef<string | null>(null);
  const press = useActing();
  const team = useTeamKeys();
  const go = (step: number) => {
    const at = selected.current === null ? -1 : ids.indexOf(selected.current);
    const next = Math.min(ids.length - 1, Math.max(0, at + step));
    const id = ids[next];
    if (id === undefined) return;
    selected.current = id;
    scrollTo(next);
    focusCard(id);
  };
  const onSelected = (act: Act | 'undo') => isFocused(selected.current) && press(selected.current, act);
  useKeys(
    {
      j: () => go(1),
      k: () => go(-1),
      a: () => onSelected('accept'),
      s: () => onSelected('snooze'),
      d: () => onSelected('dismiss'),
      u: () => onSelected('undo'),
      c: () => isFocused(selected.current) && team.comment(selected.current),
      m: () => isFocused(selected.current) && team.assign(selected.current),
      n: onReveal,
    },
    singleKeys,
  );
  return useCallback((id: string) => {
    selected.current = id;
  }, []);
}

/** Does what the key asks, where the card allows it; a review card that was not opened is opened. */
function useActing() {
  const { store } = useApp();
  const me = useMe();
  const now = useNow();
  const navigate = useNavigate();
  const { act } = useDecider();
  return (id: string, wanted: Act | 'undo') => {
    const card = findCard(store.get(), id);
    if (!card) return;
    const acts = actsOf(card, me, store.get(), now);
    if (wanted === 'undo') return acts.reopen ? act(card, 'reopen') : undefined;
    if (wanted === 'accept' && acts.main === 'open-first') return void navigate({ to: '/o/$id', params: { id } });
    if (wanted === 'accept' && acts.main === 'why') return act(card, 'why');
    // Frozen: the server says so, and by whom.
    const accepts = acts.main === 'accept' || acts.main === 'frozen';
    if (wanted === 'accept' ? accepts : acts.aside) act(card, wanted);
  };
}

/** Opens the card to say something about it; takes care of it, or no longer. */
function useTeamKeys() {
  const { store } = useApp();
  const me = useMe();
  const navigate = useNavigate();
  const { assign } = useAssigning();
  return {
    comment: (id: string) => void navigate({ to: '/o/$id', params: { id }, hash: 'comment' }),
    assign: (id: string) => {
      const card = findCard(store.get(), id);
      if (card && mayAssign(card, me)) assign(card, card.assignment?.to.id === me.id ? null : me);
    },
  };
}

/** A key acts only on the card that visibly has the focus. */
const isFocused = (id: string | null): id is string =>
  id !== null && document.getElementById(`card-${id}`)?.contains(document.activeElement) === true;

/** The row may only be drawn after the scroll, so a few frames are waited for it. */
function focusCard(id: string, tries = 10): void {
  const element = document.getElementById(`card-${id}`);
  if (element) element.focus({ preventScroll: true });
  else if (tries > 0) requestAnimationFrame(() => focusCard(id, tries - 1));
}
