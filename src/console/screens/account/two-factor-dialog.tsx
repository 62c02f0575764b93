import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { TwoFactorSetup } from '../../../contract/account.ts';
import { accountQuery, beginTwoFactor, endTwoFactor, renewRecoveryCodes } from '../../api/accounts.ts';
import styles from '../../account/account.module.css';
import { useChange } from '../../account/use-change.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useWords } from '../../ui/use-words.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import type { TwoFactorAct } from './two-factor-act.ts';
import { TwoFactorSetUp } from './two-factor-set-up.tsx';

interface Props {
  readonly act: TwoFactorAct;
  onClose(): void;
}

/** Asks for the password first, then shows what is shown only once. */
export function TwoFactorDialog({ act, onClose }: Props) {
  const { t } = useWords();
  const [setup, setSetup] = useState<TwoFactorSetup | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const confirm = useChange({
    change: async (password: string) => {
      if (act === 'setUp') setSetup(await beginTwoFactor(password));
      else if (act === 'renew') setCodes((await renewRecoveryCodes(password)).recoveryCodes);
      else await endTwoFactor(password);
    },
    // While the secret is shown nothing has changed yet.
    stale: act === 'setUp' ? [] : [accountQuery.queryKey],
    ...(act === 'switchOff' && { done: () => t('admin.account.off'), onDone: onClose }),
  });
  return (
    <Dialog title={t('admin.account.twoFactor')} onClose={onClose}>
      {setup && <TwoFactorSetUp setup={setup} onDone={onClose} />}
      {codes && (
        <div className={styles.form}>
          <RecoveryCodes codes={codes} />
          <div className={styles.buttons}>
            <Button onClick={onClose}>{t('admin.once.done')}</Button>
          </div>
        </div>
      )}
      {!setup && !codes && (
        <AskPassword act={act} pending={confirm.pending} problem={confirm.problem} onSend={confirm.send} />
      )}
    </Dialog>
  );
}

interface AskProps {
  readonly act: TwoFactorAct;
  readonly pending: boolean;
  readonly problem: string | null;
  onSend(password: string): void;
}

function AskPassword({ act, pending, problem, onSend }: AskProps) {
  const { t } = useWords();
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password) onSend(password);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {act === 'renew' && <p>{t('admin.account.renewWhat')}</p>}
      {act === 'switchOff' && <p>{t('admin.account.offWhat')}</p>}
      <PasswordInput
        label={t('admin.account.passwordToConfirm')}
        autoComplete="current-password"
        data-autofocus
        value={password}
        error={problem}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <div className={styles.buttons}>
        <Button type="submit" loading={pending}>
          {act === 'switchOff' ? t('admin.account.switchOff').replace('…', '') : t('admin.account.goOn')}
        </Button>
      </div>
    </form>
  );
}
