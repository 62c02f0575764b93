import { Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { PersonEntry } from '../../../contract/people.ts';
import { endSessions, peopleQuery, personSessionsQuery } from '../../api/admin.ts';
import account from '../../account/account.module.css';
import { SessionList } from '../../account/session-list.tsx';
import { useChange } from '../../account/use-change.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useWords } from '../../ui/use-words.ts';

/** Where somebody is signed in, and an end to it. */
export function SessionsDialog({ person, onClose }: { person: PersonEntry; onClose: () => void }) {
  const { t } = useWords();
  const query = personSessionsQuery(person.id);
  const sessions = useQuery(query);
  const end = useChange({
    change: (session: string | undefined) => endSessions(person.id, session),
    stale: [query.queryKey, peopleQuery.queryKey],
    done: (_, { ended }) => t('admin.sessions.endedMany', { count: ended }),
  });
  return (
    <Dialog title={t('admin.sessions.title', { name: person.name })} onClose={onClose}>
      <div className={account.form}>
        {sessions.isPending && <Loader size="sm" aria-label={t('app.loading')} />}
        {sessions.isError && <p role="alert">{t('admin.failed')}</p>}
        {sessions.data && <SessionList sessions={sessions.data} pending={end.pending} onEnd={end.send} />}
        {end.problem && (
          <p role="alert" className={account.problem}>
            {end.problem}
          </p>
        )}
        <div className={account.buttons}>
          {(sessions.data?.length ?? 0) > 0 && (
            <Button variant="default" loading={end.pending} onClick={() => end.send(undefined)}>
              {t('admin.sessions.endAll')}
            </Button>
          )}
          <Button onClick={onClose}>{t('admin.once.done')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
