import { NativeSelect, TextInput } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { memo, useRef } from 'react';
import { VIEWS } from '../../state/select.ts';
import type { View } from '../../state/select.ts';
import { useMe } from '../../ui/app-context.tsx';
import { Icon } from '../../ui/icon.tsx';
import { usePreferences } from '../../ui/preferences.tsx';
import { useKeys } from '../../ui/use-keys.ts';
import { useWords } from '../../ui/use-words.ts';
import styles from './feed.module.css';
import { MoreFilters } from './more-filters.tsx';

const route = getRouteApi('/');

/** Which cards to show. Every choice is in the address. */
export function FeedFilters({ counts }: { counts: Record<View, number> }) {
  const { t } = useWords();
  return (
    <section aria-label={t('feed.view')} className={styles.filters}>
      <Views counts={counts} />
      <Selects />
    </section>
  );
}

/** The counts beside it change all day; it does not. */
const Selects = memo(function Selects() {
  return (
    <div className={styles.selects}>
      <Brands />
      <Search />
      <MoreFilters />
    </div>
  );
});

function Views({ counts }: { counts: Record<View, number> }) {
  const { t } = useWords();
  const { view: chosen = 'all' } = route.useSearch();
  const navigate = route.useNavigate();
  const choose = (view: View) =>
    void navigate({ search: (old) => ({ ...old, view: view === 'all' ? undefined : view }), replace: true });
  return (
    <div role="group" aria-label={t('feed.view')} className={styles.views}>
      {VIEWS.map((view) => (
        <button key={view} type="button" aria-pressed={view === chosen} onClick={() => choose(view)}>
          {t(`feed.views.${view}`)}
          <span className={`${styles.count} numbers`}>
            {counts[view]}
            <span className="hidden-text"> {t('feed.count', { count: counts[view] }).replace(/^\S+/, '')}</span>
          </span>
        </button>
      ))}
    </div>
  );
}

function Brands() {
  const { t } = useWords();
  const me = useMe();
  const { brand } = route.useSearch();
  const navigate = route.useNavigate();
  if (me.brands.length < 2) return null;
  return (
    <NativeSelect
      aria-label={t('feed.brand')}
      size="xs"
      value={brand ?? ''}
      data={[
        { value: '', label: t('feed.allBrands') },
        ...me.brands.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(event) => {
        const value = event.currentTarget.value || undefined;
        void navigate({ search: (old) => ({ ...old, brand: value }), replace: true });
      }}
    />
  );
}

function Search() {
  const { t } = useWords();
  const { singleKeys } = usePreferences();
  const { q } = route.useSearch();
  const navigate = route.useNavigate();
  const input = useRef<HTMLInputElement>(null);
  useKeys({ '/': () => input.current?.focus() }, singleKeys);
  return (
    <TextInput
      ref={input}
      className={styles.search}
      type="search"
      size="xs"
      aria-label={t('feed.search')}
      placeholder={t('feed.search')}
      leftSection={<Icon name="search" />}
      value={q ?? ''}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      onChange={(event) => {
        const value = event.currentTarget.value || undefined;
        void navigate({ search: (old) => ({ ...old, q: value }), replace: true });
      }}
    />
  );
}
