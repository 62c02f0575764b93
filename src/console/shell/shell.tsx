import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import { preloadDialogs } from '../decide/decide-provider.tsx';
import { FreezeBanners } from '../freeze/freeze-banners.tsx';
import { LazyFreezeDialog } from '../freeze/lazy-freeze.tsx';
import { LazyNotifyDialog } from '../notify/lazy-notify.tsx';
import { Notifier } from '../notify/notifier.tsx';
import { CallsMenu } from '../team/calls-menu.tsx';
import { FirstTour } from '../tour/first-tour.tsx';
import { useLive } from '../ui/app-context.tsx';
import { ConnectionBadge } from '../ui/connection-badge.tsx';
import { usePreferences } from '../ui/preferences.tsx';
import { useKeys } from '../ui/use-keys.ts';
import { useWords } from '../ui/use-words.ts';
import { AccountMenu } from './account-menu.tsx';
import { Announcer } from './announcer.tsx';
import { ApproveLink } from './approve-link.tsx';
import { DraftAnnouncer } from './draft-announcer.tsx';
import { LazyHelpDialog } from './lazy-help.tsx';
import styles from './shell.module.css';
import { TerritoryLink } from './territory-link.tsx';
import { TurnAnnouncer } from './turn-announcer.tsx';
import { Wordmark } from './wordmark.tsx';

/** The frame around every screen but the wall, which stands alone and is silent. */
export function Shell() {
  const bare = useLocation({ select: ({ pathname }) => pathname === '/wall' });
  if (!bare) return <Framed />;
  // Nothing on the wall takes the focus: where it is longer than the screen, the keyboard scrolls it by this.
  return (
    <main id="content" tabIndex={0}>
      <Outlet />
    </main>
  );
}

function Framed() {
  const { t } = useWords();
  const { singleKeys } = usePreferences();
  const [helping, setHelping] = useState(false);
  const [freezing, setFreezing] = useState(false);
  const [notifying, setNotifying] = useState(false);
  const [touring, setTouring] = useState(false);
  const isLive = useLive((state) => state.connection.kind === 'live');
  useEffect(() => {
    // The cards come first.
    if (isLive) void preloadDialogs();
  }, [isLive]);
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
            <ApproveLink />
            <Link to="/calendar" activeOptions={{ includeSearch: false }}>
              {t('calendar.title')}
            </Link>
            <Link to="/results" activeOptions={{ includeSearch: false }}>
              {t('results.title')}
            </Link>
            <TerritoryLink />
            <Link to="/sources">{t('app.sources')}</Link>
          </nav>
          <ConnectionBadge />
          <CallsMenu />
          <AccountMenu
            onHelp={() => setHelping(true)}
            onFreeze={() => setFreezing(true)}
            onNotify={() => setNotifying(true)}
            onTour={() => setTouring(true)}
          />
        </div>
        <FreezeBanners />
      </header>
      <FirstTour asked={touring} onEnd={() => setTouring(false)} />
      <main id="content" tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
      <Announcer />
      <Notifier />
      <DraftAnnouncer />
      <TurnAnnouncer />
      <Suspense fallback={null}>{helping && <LazyHelpDialog onClose={() => setHelping(false)} />}</Suspense>
      <Suspense fallback={null}>{freezing && <LazyFreezeDialog onClose={() => setFreezing(false)} />}</Suspense>
      <Suspense fallback={null}>{notifying && <LazyNotifyDialog onClose={() => setNotifying(false)} />}</Suspense>
    </>
  );
}
