import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { Account } from '../../../contract/account.ts';
import styles from '../../account/account.module.css';
import { useWords } from '../../ui/use-words.ts';
import own from './account.module.css';
import type { TwoFactorAct } from './two-factor-act.ts';

// It brings the code that draws the picture.
const TwoFactorDialog = lazy(() =>
  import('./two-factor-dialog.tsx').then((module) => ({ default: module.TwoFactorDialog })),
);

/** Whether signing in also asks for a code. */
export function TwoFactorSection({ account }: { account: Account }) {
  const { t } = useWords();
  const [act, setAct] = useState<TwoFactorAct | null>(null);
  const acts: TwoFactorAct[] = account.twoFactor ? ['renew', 'switchOff'] : ['setUp'];
  return (
    <section className={own.section} aria-labelledby="two-factor">
      <h2 id="two-factor">{t('admin.account.twoFactor')}</h2>
      <p className={styles.quiet}>
        {account.twoFactor
          ? t('admin.account.twoFactorOn', { count: account.recoveryCodes ?? 0 })
          : t('admin.account.twoFactorOff')}{' '}
        {!account.password && t('admin.account.twoFactorNeeds')}
      </p>
      <div className={styles.start}>
        {acts.map((one) => (
          <Button key={one} variant="default" disabled={!account.password} onClick={() => setAct(one)}>
            {t(`admin.account.${one}`)}
          </Button>
        ))}
      </div>
      <Suspense fallback={null}>{act && <TwoFactorDialog act={act} onClose={() => setAct(null)} />}</Suspense>
    </section>
  );
}
