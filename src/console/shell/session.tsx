import { Button, Loader } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { fetchMe } from '../api/calls.ts';
import { ApiError } from '../api/client.ts';
import { meQuery } from '../api/queries.ts';
import { DecideProvider } from '../decide/decide-provider.tsx';
import { createLiveSocket } from '../socket.ts';
import { MeProvider, useApp } from '../ui/app-context.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { useWords } from '../ui/use-words.ts';
import { Shell } from './shell.tsx';

// Most visits are already signed in.
const SignInScreen = lazy(() =>
  import('../screens/sign-in/sign-in-screen.tsx').then((module) => ({ default: module.SignInScreen })),
);

/** Who is here decides what is shown: the sign-in screen, or the console with its live line. */
export function Session() {
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
        <LiveLine key={me.data.id} />
        <DecideProvider>
          <Shell />
        </DecideProvider>
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
  const queries = useQueryClient();
  useEffect(() => {
    const socket = createLiveSocket({
      url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/live`,
      store,
      clock,
      stillSignedIn: () => fetchMe().then(isHere, isHere),
      onSignedOut: () => void queries.resetQueries({ queryKey: meQuery.queryKey }),
    });
    return () => {
      socket.stop();
      store.send({ type: 'signed-out' });
    };
  }, [store, clock, queries]);
  return null;
}

/** Only a plain 401 means that the session is over; silence does not. */
const isHere = (answer: unknown) => !(answer instanceof ApiError && answer.status === 401);
