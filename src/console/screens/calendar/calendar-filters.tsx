import { NativeSelect, TextInput } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useRef } from 'react';
import { Tone } from '../../../contract/moment.ts';
import { Icon } from '../../ui/icon.tsx';
import { usePreferences } from '../../ui/preferences.tsx';
import { useKeys } from '../../ui/use-keys.ts';
import { useWords } from '../../ui/use-words.ts';
import styles from './calendar.module.css';

const route = getRouteApi('/calendar');

/** Which dates to show. Every choice is in the address. */
export function CalendarFilters({ count }: { count: number }) {
  const { t } = useWords();
  const { tone } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <section aria-label={t('calendar.filters')} className={styles.filters}>
      <NativeSelect
        aria-label={t('calendar.toneFilter')}
        size="xs"
        value={tone ?? ''}
        data={[
          { value: '', label: t('calendar.allTones') },
          ...Tone.options.map((value) => ({ value, label: t(`calendar.tone.${value}`) })),
        ]}
        onChange={(event) => {
          const value = Tone.safeParse(event.currentTarget.value).data;
          void navigate({ search: (old) => ({ ...old, tone: value }), replace: true });
        }}
      />
      <Toggle name="near" title={t('calendar.nearWhy')} />
      <Toggle name="own" />
      <Search />
      <span role="status" className={`${styles.count} numbers`}>
        {t('calendar.count', { count })}
      </span>
    </section>
  );
}

function Toggle({ name, title }: { name: 'near' | 'own'; title?: string }) {
  const { t } = useWords();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const on = search[name] === true;
  return (
    <button
      type="button"
      className={styles.toggle}
      aria-pressed={on}
      title={title}
      onClick={() => void navigate({ search: (old) => ({ ...old, [name]: on ? undefined : true }), replace: true })}
    >
      {t(`calendar.${name}`)}
    </button>
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
      aria-label={t('calendar.search')}
      placeholder={t('calendar.search')}
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
