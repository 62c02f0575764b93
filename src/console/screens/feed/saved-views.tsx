import { ActionIcon, Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { SavedView } from '../../../contract/teamwork.ts';
import { removeView, saveView, viewsQuery } from '../../api/team.ts';
import { tellDone, tellTrouble } from '../../decide/tell-done.tsx';
import { useWords } from '../../ui/use-words.ts';
import { FeedSearch } from './feed-search.ts';
import styles from './feed.module.css';

const route = getRouteApi('/');

/** Filters kept under names, on the server, so that they are on every device; and their address, to be shared. */
export function SavedViews({ onChosen }: { onChosen: () => void }) {
  const { t } = useWords();
  const views = useQuery(viewsQuery);
  const narrowed = toText(route.useSearch()) !== '';
  return (
    <section aria-label={t('team.views.label')} className={styles.keptViews}>
      <h2 className={styles.viewsTitle}>{t('team.views.label')}</h2>
      {views.isError && <p className={styles.note}>{t('team.views.failed')}</p>}
      {views.data?.length === 0 && !narrowed && <p className={styles.note}>{t('team.views.none')}</p>}
      {(views.data ?? []).length > 0 && (
        <ul>
          {views.data?.map((view) => (
            <View key={view.name} view={view} onChosen={onChosen} />
          ))}
        </ul>
      )}
      {narrowed && <Save />}
    </section>
  );
}

function View({ view, onChosen }: { view: SavedView; onChosen: () => void }) {
  const { t } = useWords();
  const navigate = route.useNavigate();
  const remove = useViews(() => removeView(view.name), t('team.views.removed', { name: view.name }));
  return (
    <li className={styles.view}>
      <Button
        size="compact-sm"
        variant="subtle"
        justify="flex-start"
        onClick={() => (void navigate({ search: toSearch(view.search) }), onChosen())}
      >
        <bdi>{view.name}</bdi>
      </Button>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('team.views.remove', { name: view.name })}
        loading={remove.isPending}
        onClick={() => remove.mutate()}
      >
        <span aria-hidden="true">×</span>
      </ActionIcon>
    </li>
  );
}

/** Keeps what is chosen now under a name, or hands its address on. */
function Save() {
  const { t } = useWords();
  const search = toText(route.useSearch());
  const [name, setName] = useState('');
  const save = useViews(() => saveView({ name: name.trim(), search }), t('team.views.saved', { name: name.trim() }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') save.mutate(undefined, { onSuccess: () => setName('') });
  };
  const share = () => {
    const shared = navigator.clipboard?.writeText(location.href) ?? Promise.reject(new Error('no clipboard'));
    shared.then(
      () => tellDone(t('team.views.shared')),
      () => tellTrouble(t('team.views.notShared')),
    );
  };
  return (
    <form onSubmit={submit} className={styles.save}>
      <TextInput
        size="xs"
        label={t('team.views.name')}
        value={name}
        maxLength={60}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div className={styles.saveActs}>
        <Button type="submit" size="compact-sm" loading={save.isPending} disabled={name.trim() === ''}>
          {t('team.views.save')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={share}>
          {t('team.views.share')}
        </Button>
      </div>
    </form>
  );
}

/** Changes the views; the answer is all of them. */
function useViews(act: () => Promise<SavedView[]>, done: string) {
  const { t } = useWords();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (views) => {
      queries.setQueryData(viewsQuery.queryKey, views);
      tellDone(done);
    },
    onError: (error: Error) => tellTrouble(t('refused.other', { detail: error.message })),
  });
}

function toText(search: FeedSearch): string {
  const chosen = Object.entries(search).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]));
  return new URLSearchParams(chosen.sort(([a = ''], [b = '']) => (a < b ? -1 : 1))).toString();
}

const toSearch = (text: string): FeedSearch => FeedSearch.parse(Object.fromEntries(new URLSearchParams(text)));
