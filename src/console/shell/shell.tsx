import { Link, Outlet } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import { preloadDialogs } from '../decide/decide-provider.tsx';
import { ConnectionBadge } from '../ui/connection-badge.tsx';
import { usePreferences } from '../ui/preferences.tsx';
import { useKeys } from '../ui/use-keys.ts';
import { useWords } from '../ui/use-words.ts';
import { AccountMenu } from './account-menu.tsx';
import { Announcer } from './announcer.tsx';
import { LazyHelpDialog } from './lazy-help.tsx';
import styles from './shell.module.css';
import { Wordmark } from './wordmark.tsx';

/** The frame around every screen. */
export function Shell() {
  const { t } = useWords();
  const { singleKeys } = usePreferences();
  const [helping, setHelping] = useState(false);
  useEffect(() => void preloadDialogs(), []);
  useKeys({ '?': () => setHelping(true) }, singleKeys);
  return (
    <>
      <a className={styles.skip} href="#content">
        {t('app.skip')}
      </a>
      <header className={styles.header}>
        <div className={styles.inner}>
          <Wordmark />
          <nav aria-label={t('app.nav')} className={styles.nav}>
            <Link to="/" activeOptions={{ exact: true, includeSearch: false }}>
              {t('app.live')}
            </Link>
            <Link to="/sources">{t('app.sources')}</Link>
          </nav>
          <ConnectionBadge />
          <AccountMenu onHelp={() => setHelping(true)} />
        </div>
      </header>
      <main id="content" tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
      <Announcer />
      <Suspense fallback={null}>{helping && <LazyHelpDialog onClose={() => setHelping(false)} />}</Suspense>
    </>
  );
}
