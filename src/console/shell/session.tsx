import { Button, Loader } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { fetchMe, staySignedIn } from '../api/calls.ts';
import { ApiError } from '../api/client.ts';
import { meQuery } from '../api/queries.ts';
import { DecideProvider } from '../decide/decide-provider.tsx';
import { createLiveSocket } from '../socket.ts';
import { TeamProvider, useTeam } from '../team/team-provider.tsx';
import { MeProvider, useApp } from '../ui/app-context.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { useWords } from '../ui/use-words.ts';
import { Shell } from './shell.tsx';

// Most visits are already signed in.
const SignInScreen = lazy(() =>
  import('../screens/sign-in/sign-in-screen.tsx').then((module) => ({ default: module.SignInScreen })),
);

const LinkScreen = lazy(() =>
  import('../screens/invitation/link-screen.tsx').then((module) => ({ default: module.LinkScreen })),
);

const OutsideScreen = lazy(() =>
  import('../screens/outside/outside-screen.tsx').then((module) => ({ default: module.OutsideScreen })),
);

/** A one-time link is for whoever holds it; everything else for those who are signed in. */
export function Session() {
  const { t } = useWords();
  const pathname = useLocation({ select: (location) => location.pathname });
  const isOutside = pathname === '/outside';
  if (!isOutside && pathname !== '/invitation' && pathname !== '/reset') return <SignedIn />;
  return (
    <Suspense fallback={<Waiting label={t('app.loading')} />}>
      {isOutside ? <OutsideScreen /> : <LinkScreen />}
    </Suspense>
  );
}

/** Who is here decides what is shown: the sign-in screen, or the console with its live line. */
function SignedIn() {
  const { t } = useWords();
  const me = useQuery(meQuery);
  const signedOut = me.error instanceof ApiError && me.error.status === 401;
  if (signedOut) {
    return (
      <Suspense fallback={<Waiting label={t('app.loading')} />}>
        <SignInScreen />
      </Suspense>
    );
  }
  if (me.data) {
    return (
      <MeProvider me={me.data}>
        <TeamProvider key={me.data.id}>
          <LiveLine />
          <DecideProvider>
            <Shell />
          </DecideProvider>
        </TeamProvider>
      </MeProvider>
    );
  }
  if (!me.error) return <Waiting label={t('app.loading')} />;
  return (
    <EmptyState title={t('signIn.offline')} hint="">
      <Button onClick={() => void me.refetch()}>{t('app.retry')}</Button>
    </EmptyState>
  );
}

function Waiting({ label }: { label: string }) {
  return (
    <EmptyState title={label} hint="">
      <Loader size="sm" aria-hidden="true" />
    </EmptyState>
  );
}

/** Keeps the socket open while somebody is signed in; a session that ends leads back to the sign-in screen. */
function LiveLine() {
  const { store, clock } = useApp();
  const { attention } = useTeam();
  const queries = useQueryClient();
  useEffect(() => {
    const socket = createLiveSocket({
      url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/live`,
      store,
      clock,
      attention,
      stillSignedIn,
      onSignedOut: () => void queries.resetQueries({ queryKey: meQuery.queryKey }),
    });
    return () => {
      socket.stop();
      store.send({ type: 'signed-out' });
    };
  }, [store, clock, attention, queries]);
  useEffect(() => {
    const stay = () => void staySignedIn().catch(() => undefined);
    stay();
    const timer = setInterval(stay, STAY_MS);
    return () => clearInterval(timer);
  }, []);
  return null;
}

/** A wall hangs for weeks, and nobody is sent to the door in the middle of a final. Milliseconds. */
const STAY_MS = 6 * 3_600_000;

/** Long enough for an answer that is on its way, milliseconds. */
const CHANGING_MS = 1_000;

/**
 * Asked twice before somebody is sent to the door: where the second factor changes, the server has ended the old session a
 * moment before its answer brings the cookie of the new one.
 */
async function stillSignedIn(): Promise<boolean> {
  const ask = () => fetchMe().then(isHere, isHere);
  if (await ask()) return true;
  await new Promise((resolve) => setTimeout(resolve, CHANGING_MS));
  return ask();
}

/** Only a plain 401 means that the session is over; silence does not. */
const isHere = (answer: unknown) => !(answer instanceof ApiError && answer.status === 401);
