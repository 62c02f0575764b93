import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { countViews, wantedCards } from '../../state/select.ts';
import type { Filter } from '../../state/select.ts';
import { useApp, useLive, useMe, useNow } from '../../ui/app-context.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { useWords } from '../../ui/use-words.ts';
import { CardList } from './card-list.tsx';
import { FeedEmpty } from './feed-empty.tsx';
import { FeedFilters } from './feed-filters.tsx';
import styles from './feed.module.css';
import { MomentStrip } from './moment-strip.tsx';
import { useArranged } from './use-arranged.ts';
import { useHeld } from './use-held.ts';

const route = getRouteApi('/');

/** How long a new card keeps its mark once it is drawn. */
const FRESH_MS = 20_000;

/** The live feed: what may be acted upon, best first, never moving under the pointer. */
export function FeedScreen() {
  const { t } = useWords();
  useTitle(t('feed.title'));
  const search = route.useSearch();
  const { view = 'all', brand, phase, topic, platform, q } = search;
  const filter = useMemo<Filter>(
    () => ({ view, brand, phase, topic, platform, search: q }),
    [view, brand, phase, topic, platform, q],
  );
  const { wanted, counts } = useWanted(filter);
  const { held, ref, release, ...handlers } = useHeld();
  const { shown, waiting, showAll } = useArranged(wanted, held, JSON.stringify(filter));
  useFresh(shown);
  const reveal = () => {
    showAll();
    window.scrollTo({ top: 0 });
  };
  return (
    <div onPointerLeave={release}>
      <h1 className="hidden-text">{t('feed.title')}</h1>
      <div className={styles.bar}>
        <FeedFilters counts={counts} />
        {waiting.length > 0 && (
          <Button size="compact-sm" className={styles.new} onClick={() => (reveal(), release())} aria-keyshortcuts="n">
            <span aria-hidden="true" className="numbers">
              {t('feed.newCards', { count: waiting.length })} ↑
            </span>
            <span className="hidden-text">{t('feed.showNew', { count: waiting.length })}</span>
          </Button>
        )}
      </div>
      {view === 'all' && !(phase ?? topic ?? platform ?? q) && <MomentStrip brand={filter.brand} held={held} />}
      {/* On the way to the button that shows what waits, nothing moves either. */}
      <div ref={ref} {...handlers} onPointerLeave={() => waiting.length === 0 && release()}>
        {shown.length > 0 ? <CardList ids={shown} onReveal={reveal} /> : <FeedEmpty />}
      </div>
    </div>
  );
}

/** The cards of a filter and how many other views have. Scrolling and pointing draw the screen anew too: not reckoned then. */
function useWanted(filter: Filter) {
  const me = useMe();
  const now = useNow();
  const cards = useLive((state) => state.cards);
  const wanted = useMemo(() => wantedCards({ cards }, filter, me.id, now), [cards, filter, me.id, now]);
  const counts = useMemo(() => countViews({ cards }, filter, me.id, now), [cards, filter, me.id, now]);
  return { wanted, counts };
}

/** Takes the mark of newness from cards that have been on screen for a while. */
function useFresh(shown: readonly string[]): void {
  const { store } = useApp();
  const arrivals = useLive((state) => state.arrivals);
  const drawn = useMemo(() => {
    const there = new Set(shown);
    return arrivals.filter((id) => there.has(id)).join(' ');
  }, [arrivals, shown]);
  useEffect(() => {
    if (!drawn) return;
    const timer = setTimeout(() => store.send({ type: 'looked-at', ids: drawn.split(' ') }), FRESH_MS);
    return () => clearTimeout(timer);
  }, [drawn, store]);
}
