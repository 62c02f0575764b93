import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { signIn } from '../../api/calls.ts';
import { ApiError } from '../../api/client.ts';
import { meQuery } from '../../api/queries.ts';
import { LanguageButtons } from '../../shell/language-buttons.tsx';
import { Wordmark } from '../../shell/wordmark.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { useWords } from '../../ui/use-words.ts';
import { SecondFactor } from './second-factor.tsx';
import styles from './sign-in.module.css';

/** E-mail and password; newcomers are told where their one-time link is. */
export function SignInScreen() {
  const { t } = useWords();
  const [halfway, setHalfway] = useState(false);
  const title = t(halfway ? 'admin.signIn.title' : 'signIn.title');
  useTitle(title);
  return (
    <main className={styles.page}>
      <div className={styles.box}>
        <Wordmark />
        <p className={styles.promise}>{t('signIn.promise')}</p>
        <h1 className={styles.title}>{title}</h1>
        {halfway ? (
          <SecondFactor onAgain={() => setHalfway(false)} />
        ) : (
          <>
            <SignInForm onHalfway={() => setHalfway(true)} />
            <p className={styles.hint}>{t('signIn.hint')}</p>
          </>
        )}
      </div>
      <LanguageButtons />
    </main>
  );
}

/** `onHalfway`: the password is right, and a second factor is still to come. */
function SignInForm({ onHalfway }: { onHalfway: () => void }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const attempt = useMutation({
    mutationFn: () => signIn(email.trim(), password),
    onSuccess: ({ twoFactorRedirect }) => {
      if (twoFactorRedirect) onHalfway();
      else void queries.resetQueries({ queryKey: meQuery.queryKey });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(!email.trim() || !password);
    if (email.trim() && password) attempt.mutate();
  };
  const problem = missing ? t('signIn.missing') : attempt.error ? sayRefusal(t, attempt.error) : null;
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextInput
        label={t('signIn.email')}
        type="email"
        autoComplete="username"
        autoFocus
        size="md"
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('signIn.password')}
        autoComplete="current-password"
        size="md"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <div role="alert" className={styles.problem}>
        {problem}
      </div>
      <Button type="submit" size="md" loading={attempt.isPending}>
        {t('signIn.submit')}
      </Button>
    </form>
  );
}

function sayRefusal(t: TFunction, error: Error): string {
  if (!(error instanceof ApiError)) return t('signIn.failed', { detail: error.message });
  if (error.kind === 'offline') return t('signIn.offline');
  if (error.status === 429) return t('signIn.tooMany');
  if (error.status >= 400 && error.status <= 403) return t('signIn.wrong');
  return t('signIn.failed', { detail: error.detail ?? error.status });
}
