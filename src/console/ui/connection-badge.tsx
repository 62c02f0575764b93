import { useEffect, useState } from 'react';
import type { TFunction } from 'i18next';
import type { Connection } from '../state/live.ts';
import { sayClock } from '../words/format.ts';
import { useApp, useLive, useNow } from './app-context.tsx';
import { useWords } from './use-words.ts';
import styles from './connection-badge.module.css';

/** A line that comes back within this time was never worth a word. */
const PATIENCE_MS = 2_000;

/** Says honestly whether what is on screen is now. */
export function ConnectionBadge() {
  const { t, language } = useWords();
  const now = useNow();
  const connection = useSettled(useLive((state) => state.connection));
  const text = sayConnection(t, language, connection, now);
  return (
    <span
      className={styles.badge}
      data-kind={connection.kind}
      title={connection.kind === 'offline' ? t('connection.offlineWhy') : undefined}
    >
      <span className={styles.dot} aria-hidden="true" />
      <span role="status">
        <span className="hidden-text">{t('connection.label')} </span>
        {text}
      </span>
    </span>
  );
}

/** The connection, with short interruptions left out. */
function useSettled(connection: Connection): Connection {
  const { clock } = useApp();
  const [settled, setSettled] = useState(connection);
  useEffect(() => {
    const wait = connection.kind === 'offline' ? Math.max(0, connection.since + PATIENCE_MS - clock()) : 0;
    const timer = setTimeout(() => setSettled(connection), wait);
    return () => clearTimeout(timer);
  }, [connection, clock]);
  return settled;
}

function sayConnection(t: TFunction, language: string, connection: Connection, now: number): string {
  switch (connection.kind) {
    case 'live':
      return t('connection.live');
    case 'catching-up':
      return connection.missed > 0
        ? t('connection.catchingUpMissed', { count: connection.missed })
        : t('connection.catchingUp');
    case 'offline':
      return t('connection.offline', { time: sayClock(connection.since, now, language) });
    case 'connecting':
    case 'signed-out':
      return t('connection.connecting');
  }
}
