import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { verifySecondFactor } from '../../api/accounts.ts';
import { ApiError } from '../../api/client.ts';
import { meQuery } from '../../api/queries.ts';
import { useWords } from '../../ui/use-words.ts';
import styles from './sign-in.module.css';

/** The code of the app, or one of the recovery codes. `onAgain`: back to the password. */
export function SecondFactor({ onAgain }: { onAgain: () => void }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const [by, setBy] = useState<'app' | 'recovery'>('app');
  const [code, setCode] = useState('');
  const attempt = useMutation({
    mutationFn: () => verifySecondFactor(by, by === 'app' ? code.replace(/\s/g, '') : code.trim()),
    onSuccess: () => queries.resetQueries({ queryKey: meQuery.queryKey }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim()) attempt.mutate();
  };
  const change = () => {
    setBy(by === 'app' ? 'recovery' : 'app');
    setCode('');
    attempt.reset();
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <p>{t('admin.signIn.lead')}</p>
      <TextInput
        key={by}
        label={t(by === 'app' ? 'admin.signIn.code' : 'admin.signIn.recovery')}
        inputMode={by === 'app' ? 'numeric' : 'text'}
        autoComplete={by === 'app' ? 'one-time-code' : 'off'}
        autoFocus
        size="md"
        maxLength={20}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <div role="alert" className={styles.problem}>
        {attempt.error && sayProblem(t, attempt.error)}
      </div>
      <Button type="submit" size="md" loading={attempt.isPending}>
        {t('admin.signIn.submit')}
      </Button>
      <Button variant="subtle" onClick={change}>
        {t(by === 'app' ? 'admin.signIn.useRecovery' : 'admin.signIn.useApp')}
      </Button>
      <Button variant="subtle" onClick={onAgain}>
        {t('admin.signIn.again')}
      </Button>
    </form>
  );
}

/** 400: the half sign-in has lapsed, or five codes were wrong. 429: too many over a longer time. */
function sayProblem(t: TFunction, error: Error): string {
  if (!(error instanceof ApiError)) return t('admin.refused.other', { detail: error.message });
  if (error.kind === 'offline') return t('signIn.offline');
  if (error.status === 429) return t('admin.signIn.locked');
  return t(error.status === 401 ? 'admin.signIn.wrong' : 'admin.signIn.lapsed');
}
