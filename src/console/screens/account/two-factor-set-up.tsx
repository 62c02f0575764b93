import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { TwoFactorSetup } from '../../../contract/account.ts';
import { accountQuery, confirmTwoFactor, ownSessionsQuery } from '../../api/accounts.ts';
import styles from '../../account/account.module.css';
import { ShownOnce } from '../../account/shown-once.tsx';
import { useChange } from '../../account/use-change.ts';
import { useWords } from '../../ui/use-words.ts';
import { QrCode } from './qr-code.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

/** Picture, secret and recovery codes; it is on once a code of the app was confirmed. */
export function TwoFactorSetUp({ setup, onDone }: { setup: TwoFactorSetup; onDone: () => void }) {
  const { t } = useWords();
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  const confirm = useChange({
    change: confirmTwoFactor,
    stale: [accountQuery.queryKey, ownSessionsQuery.queryKey],
    done: () => t('admin.account.on'),
    onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const typed = code.replace(/\s/g, '');
    setMissing(!/^\d{6}$/.test(typed));
    if (/^\d{6}$/.test(typed)) confirm.send(typed);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <p>{t('admin.account.scan')}</p>
      <QrCode text={setup.uri} label={t('admin.account.qr')} />
      <ShownOnce label={t('admin.account.secret')} value={setup.secret} />
      <RecoveryCodes codes={setup.recoveryCodes} />
      <TextInput
        label={t('admin.account.code')}
        description={t('admin.account.codeWhy')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={10}
        value={code}
        error={missing ? t('admin.account.needsCode') : confirm.problem}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <div className={styles.buttons}>
        <Button type="submit" loading={confirm.pending}>
          {t('admin.account.confirm')}
        </Button>
      </div>
    </form>
  );
}
