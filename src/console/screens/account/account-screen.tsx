import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { accountQuery, endOtherSessions, endOwnSession, ownSessionsQuery } from '../../api/accounts.ts';
import { SessionList } from '../../account/session-list.tsx';
import { useChange } from '../../account/use-change.ts';
import styles from '../../account/account.module.css';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { useWords } from '../../ui/use-words.ts';
import own from './account.module.css';
import { ChannelsSection } from './channels-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { ProfileSection } from './profile-section.tsx';
import { TwoFactorSection } from './two-factor-section.tsx';

/** What a person keeps of themselves: profile, password, second factor, sessions. */
export function AccountScreen() {
  const { t } = useWords();
  useTitle(t('admin.account.title'));
  const account = useQuery(accountQuery);
  return (
    <>
      <ScreenHeader title={t('admin.account.title')} />
      <div className={own.page}>
        {account.isPending && <p role="status">{t('app.loading')}</p>}
        {account.isError && !account.data && (
          <EmptyState title={t('admin.failed')} hint={account.error.message}>
            <Button variant="default" onClick={() => void account.refetch()}>
              {t('app.retry')}
            </Button>
          </EmptyState>
        )}
        {account.data && (
          <>
            <ProfileSection account={account.data} />
            <ChannelsSection />
            <PasswordSection account={account.data} />
            <TwoFactorSection account={account.data} />
            <SessionsSection />
          </>
        )}
      </div>
    </>
  );
}

function SessionsSection() {
  const { t } = useWords();
  const sessions = useQuery(ownSessionsQuery);
  const stale = [ownSessionsQuery.queryKey];
  const end = useChange({ change: endOwnSession, stale, done: () => t('admin.sessions.ended') });
  const endOthers = useChange({
    change: endOtherSessions,
    stale,
    done: (_: void, { ended }) => t('admin.sessions.endedMany', { count: ended }),
  });
  return (
    <section className={own.section} aria-labelledby="sessions">
      <h2 id="sessions">{t('admin.account.sessions')}</h2>
      {sessions.isError && <p role="alert">{t('admin.failed')}</p>}
      {sessions.data && <SessionList sessions={sessions.data} pending={end.pending} onEnd={end.send} />}
      {(end.problem ?? endOthers.problem) && (
        <p role="alert" className={styles.problem}>
          {end.problem ?? endOthers.problem}
        </p>
      )}
      {(sessions.data?.length ?? 0) > 1 && (
        <div className={styles.start}>
          <Button variant="default" loading={endOthers.pending} onClick={() => endOthers.send()}>
            {t('admin.sessions.endOthers')}
          </Button>
        </div>
      )}
    </section>
  );
}
