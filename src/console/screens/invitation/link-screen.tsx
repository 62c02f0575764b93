import { Button, Loader } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { LinkUse, LinkView } from '../../../contract/people.ts';
import { lookAtLink, spendLink } from '../../api/accounts.ts';
import { meQuery } from '../../api/queries.ts';
import account from '../../account/account.module.css';
import { sayRefusal } from '../../account/say-refusal.ts';
import { LanguageButtons } from '../../shell/language-buttons.tsx';
import { Wordmark } from '../../shell/wordmark.tsx';
import { useNow } from '../../ui/app-context.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { useWords } from '../../ui/use-words.ts';
import { sayClock } from '../../words/format.ts';
import styles from '../sign-in/sign-in.module.css';
import { LinkForm } from './link-form.tsx';

/** Where a one-time link leads. Its secret stands behind the `#`, which browsers send to nobody. */
export function LinkScreen() {
  const { t } = useWords();
  const [token] = useState(() => location.hash.slice(1));
  const link = useQuery({
    queryKey: ['link', token],
    queryFn: () => lookAtLink(token),
    retry: false,
    staleTime: Infinity,
  });
  const title = link.isError
    ? t('admin.link.spent')
    : t(link.data?.kind === 'reset' ? 'admin.link.reset' : 'admin.link.invitation');
  useTitle(title);
  return (
    <main className={styles.page}>
      <div className={styles.box}>
        <Wordmark />
        <h1 className={styles.title}>{title}</h1>
        {link.isPending && <Loader size="sm" aria-label={t('app.loading')} />}
        {link.isError && <Spent error={link.error} />}
        {link.data && <Good token={token} link={link.data} />}
      </div>
      <LanguageButtons />
    </main>
  );
}

const leave = () => location.assign('/');

function Spent({ error }: { error: Error }) {
  const { t } = useWords();
  const text = sayRefusal(t, error);
  const spent = text === t('admin.refused.spent') || text === t('admin.refused.invalid', { detail: error.message });
  return (
    <div className={account.form}>
      <p className={styles.promise}>{spent ? t('admin.link.spentDo') : text}</p>
      <Button variant="default" onClick={leave}>
        {t('admin.link.signIn')}
      </Button>
    </div>
  );
}

function Good({ token, link }: { token: string; link: LinkView }) {
  const { t, language } = useWords();
  const now = useNow();
  const queries = useQueryClient();
  const me = useQuery(meQuery);
  const [done, setDone] = useState(false);
  const use = useMutation({
    mutationFn: (given: Omit<LinkUse, 'token'>) => spendLink({ token, ...given }),
    onSuccess: () => {
      if (link.kind === 'reset') setDone(true);
      else leave();
      void queries.invalidateQueries(meQuery);
    },
  });
  const problem = use.error && sayRefusal(t, use.error);
  if (done) return <Over text={t('admin.link.resetDone')} />;
  const { kind, email, brands, known } = link;
  const signedIn = me.data?.email === email;
  return (
    <>
      <p className={styles.promise}>
        {kind === 'reset' && t('admin.link.resetFor', { email })}
        {kind === 'invitation' &&
          (brands.length > 0
            ? t('admin.link.invited', { email, brands: brands.join(', ') })
            : t('admin.link.invitedAll', { email }))}{' '}
        {t('admin.link.until', { time: sayClock(Date.parse(link.expiresAt), now, language) })}
      </p>
      {kind === 'invitation' && known ? (
        <div className={styles.form}>
          <p>{t(signedIn ? 'admin.link.knownSignedIn' : 'admin.link.known')}</p>
          {problem && (
            <p role="alert" className={styles.problem}>
              {problem}
            </p>
          )}
          {signedIn ? (
            <Button loading={use.isPending} onClick={() => use.mutate({})}>
              {t('admin.link.accept')}
            </Button>
          ) : (
            <Button onClick={leave}>{t('admin.link.signIn')}</Button>
          )}
        </div>
      ) : (
        <LinkForm kind={kind} email={email} pending={use.isPending} problem={problem} onSend={use.mutate} />
      )}
    </>
  );
}

function Over({ text }: { text: string }) {
  const { t } = useWords();
  return (
    <div className={styles.form}>
      <p role="status">{text}</p>
      <Button size="md" onClick={leave}>
        {t('admin.link.signIn')}
      </Button>
    </div>
  );
}
