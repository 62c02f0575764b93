import { Button } from '@mantine/core';
import type { SessionEntry } from '../../contract/account.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { useWords } from '../ui/use-words.ts';
import styles from './account.module.css';
import { sayDevice } from './device-name.ts';

interface Props {
  readonly sessions: readonly SessionEntry[];
  readonly pending: boolean;
  onEnd(session: string): void;
}

/** Where somebody is signed in. The session that looks is not ended here: that is signing out. */
export function SessionList({ sessions, pending, onEnd }: Props) {
  const { t } = useWords();
  if (sessions.length === 0) return <p className={styles.quiet}>{t('admin.sessions.none')}</p>;
  return (
    <ul className={styles.sessions}>
      {sessions.map((session) => {
        const device = sayDevice(t, session.device);
        return (
          <li key={session.id}>
            <span className={styles.about}>
              <span>
                <strong title={session.device}>{device}</strong>{' '}
                {session.current && <span className={styles.mark}>{t('admin.sessions.current')}</span>}
              </span>
              <span className={styles.quiet}>
                {session.address && (
                  <>
                    <bdi>{session.address}</bdi> ·{' '}
                  </>
                )}
                {t('admin.sessions.seen')} <RelativeTime at={session.lastSeenAt ?? session.createdAt} />
              </span>
            </span>
            {!session.current && (
              <Button
                variant="default"
                size="compact-sm"
                disabled={pending}
                aria-label={t('admin.sessions.endFor', { device })}
                onClick={() => onEnd(session.id)}
              >
                {t('admin.sessions.end')}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
