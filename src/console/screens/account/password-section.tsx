import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Account } from '../../../contract/account.ts';
import { PASSWORD_LENGTH } from '../../../contract/people.ts';
import { accountQuery, changePassword } from '../../api/accounts.ts';
import styles from '../../account/account.module.css';
import { useChange } from '../../account/use-change.ts';
import { useWords } from '../../ui/use-words.ts';
import own from './account.module.css';

/** A new password against the old one; whoever came by a link has no old one. */
export function PasswordSection({ account }: { account: Account }) {
  const { t } = useWords();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const change = useChange({
    change: changePassword,
    stale: [accountQuery.queryKey],
    done: () => t('admin.account.changed'),
    onDone: () => {
      setCurrent('');
      setPassword('');
      setChecked(false);
    },
  });
  const [tooShort, missing] = [password.length < PASSWORD_LENGTH.least, account.password && current === ''];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!tooShort && !missing) change.send({ password, ...(account.password && { current }) });
  };
  return (
    <section className={own.section} aria-labelledby="password">
      <h2 id="password">{t('admin.account.passwordTitle')}</h2>
      {!account.password && <p className={styles.quiet}>{t('admin.account.passwordNone')}</p>}
      <form className={styles.form} onSubmit={submit} noValidate>
        <input type="text" autoComplete="username" value={account.email} readOnly hidden />
        <div className={own.pair}>
          {account.password && (
            <PasswordInput
              label={t('admin.account.current')}
              autoComplete="current-password"
              value={current}
              error={checked && missing && t('admin.account.needsCurrent')}
              onChange={(event) => setCurrent(event.currentTarget.value)}
            />
          )}
          <PasswordInput
            label={t('admin.account.new')}
            description={t('admin.account.passwordRule')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            autoComplete="new-password"
            maxLength={PASSWORD_LENGTH.most}
            value={password}
            error={checked && tooShort && t('admin.account.tooShort')}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        </div>
        {change.problem && (
          <p role="alert" className={styles.problem}>
            {change.problem}
          </p>
        )}
        <div className={styles.start}>
          <Button type="submit" variant="default" loading={change.pending}>
            {t(account.password ? 'admin.account.change' : 'admin.account.set')}
          </Button>
        </div>
      </form>
    </section>
  );
}
