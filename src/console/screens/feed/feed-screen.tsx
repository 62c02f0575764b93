import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { countViews, wantedCards } from '../../state/select.ts';
import type { Filter } from '../../state/select.ts';
import { useApp, useLive, useMe, useNow } from '../../ui/app-context.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { useWords } from '../../ui/use-words.ts';
import { CardList } from './card-list.tsx';
import { FeedEmpty } from './feed-empty.tsx';
import { FeedFilters } from './feed-filters.tsx';
import styles from './feed.module.css';
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
  const filter: Filter = { view: search.view ?? 'all', brand: search.brand, phase: search.phase, search: search.q };
  const me = useMe();
  const now = useNow();
  const state = useLive((live) => live);
  const wanted = wantedCards(state, filter, me.id, now);
  const { held, ref, ...handlers } = useHeld();
  const { shown, waiting, showAll } = useArranged(wanted, held, JSON.stringify(filter));
  useFresh(shown);
  const reveal = () => {
    showAll();
    window.scrollTo({ top: 0 });
  };
  return (
    <>
      <h1 className="hidden-text">{t('feed.title')}</h1>
      <div className={styles.bar}>
        <FeedFilters counts={countViews(state, filter, me.id, now)} />
        {waiting.length > 0 && (
          <Button size="compact-sm" className={styles.new} onClick={reveal} aria-keyshortcuts="n">
            <span aria-hidden="true" className="numbers">
              {t('feed.newCards', { count: waiting.length })} ↑
            </span>
            <span className="hidden-text">{t('feed.showNew', { count: waiting.length })}</span>
          </Button>
        )}
      </div>
      <div ref={ref} {...handlers}>
        {shown.length > 0 ? <CardList ids={shown} onReveal={reveal} /> : <FeedEmpty />}
      </div>
    </>
  );
}

/** Takes the mark of newness from cards that have been on screen for a while. */
function useFresh(shown: readonly string[]): void {
  const { store } = useApp();
  const arrivals = useLive((state) => state.arrivals);
  const drawn = arrivals.filter((id) => shown.includes(id)).join(' ');
  useEffect(() => {
    if (!drawn) return;
    const timer = setTimeout(() => store.send({ type: 'looked-at', ids: drawn.split(' ') }), FRESH_MS);
    return () => clearTimeout(timer);
  }, [drawn, store]);
}
