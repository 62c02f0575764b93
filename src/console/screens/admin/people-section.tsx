import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { peopleQuery } from '../../api/admin.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useWords } from '../../ui/use-words.ts';
import styles from './admin.module.css';
import { InvitationList } from './invitation-list.tsx';
import { PersonRow } from './person-row.tsx';
import type { Asked } from './people-dialogs.tsx';
import { PeopleDialogs } from './people-dialogs.tsx';

const COLUMNS = ['name', 'roles', 'state', 'seen', 'actions'] as const;

/** Who may sign in, with their roles, and who is invited. */
export function PeopleSection() {
  const { t } = useWords();
  const [search, setSearch] = useState('');
  const [asked, setAsked] = useState<Asked | null>(null);
  const people = useQuery(peopleQuery);
  const wanted = search.trim().toLowerCase();
  const found = people.data?.people.filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(wanted));
  return (
    <section className={styles.section} aria-label={t('admin.tabs.people')}>
      <p className={styles.lead}>{t('admin.people.lead')}</p>
      <div className={styles.head}>
        <TextInput
          className={styles.search ?? ''}
          type="search"
          placeholder={t('admin.people.search')}
          aria-label={t('admin.people.search')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Button onClick={() => setAsked({ what: 'invite' })}>{t('admin.people.invite')}</Button>
      </div>
      {people.isPending && <p role="status">{t('app.loading')}</p>}
      {people.isError && !people.data && (
        <EmptyState title={t('admin.failed')} hint={people.error.message}>
          <Button variant="default" onClick={() => void people.refetch()}>
            {t('app.retry')}
          </Button>
        </EmptyState>
      )}
      {found?.length === 0 && <EmptyState title={t('admin.people.none')} hint={t('admin.people.noneDo')} />}
      {found && found.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th key={column} scope="col">
                  {t(`admin.people.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.map((person) => (
              <PersonRow key={person.id} person={person} onAsk={(what) => setAsked({ what, person })} />
            ))}
          </tbody>
        </table>
      )}
      {people.data && people.data.invitations.length > 0 && <InvitationList invitations={people.data.invitations} />}
      <PeopleDialogs asked={asked} onClose={() => setAsked(null)} />
    </section>
  );
}
