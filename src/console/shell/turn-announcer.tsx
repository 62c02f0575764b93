import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { sayAhead } from '../screens/feed/moment-row.tsx';
import type { LiveState } from '../state/live-state.ts';
import { comingUp, findMoment } from '../state/moments.ts';
import { findCard, heldIds } from '../state/select.ts';
import { useApp, useLive, useNow } from '../ui/app-context.tsx';
import { useWords } from '../ui/use-words.ts';

/** Tells screen readers, at once, of what was accepted and must wait now, and of dates whose time has come. */
export function TurnAnnouncer() {
  const { store } = useApp();
  const { t, language, code } = useWords();
  const now = useNow();
  const held = useNews((state) => heldIds(state).join(' '));
  const dates = useNews((state) => comingUp(state.moments).join(' '));
  const said = [
    ...held
      .flatMap((id) => findCard(store.get(), id)?.opportunity.title ?? [])
      .map((title) => t('feed.announceHeld', { title })),
    ...dates
      .flatMap((id) => findMoment(store.get().moments, id) ?? [])
      .map((moment) => sayAhead(t, moment, now, { code, language })),
  ];
  return (
    <div role="log" aria-live="assertive" className="hidden-text">
      {said.join('. ')}
    </div>
  );
}

/** Ids that were not there when last looked; what was there before the console was is no news. `select`: ids, parted by spaces. */
function useNews(select: (state: LiveState) => string): readonly string[] {
  const ids = useLive(select);
  const isLive = useLive((state) => state.connection.kind === 'live');
  const known = useRef<ReadonlySet<string> | null>(null);
  const [fresh, setFresh] = useState<readonly string[]>([]);
  const compare = useEffectEvent(() => {
    const there = ids.split(' ').filter(Boolean);
    const news = known.current ? there.filter((id) => !known.current?.has(id)) : [];
    if (isLive || known.current) known.current = new Set(there);
    if (news.length > 0) setFresh(news);
  });
  useEffect(() => compare(), [ids, isLive]);
  return fresh;
}
