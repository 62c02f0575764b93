import { Button } from '@mantine/core';
import type { TokenEntry } from '../../../contract/token.ts';
import { revokeToken, tokensQuery } from '../../api/admin.ts';
import account from '../../account/account.module.css';
import { useChange } from '../../account/use-change.ts';
import danger from '../../ui/danger.module.css';
import { Dialog } from '../../ui/dialog.tsx';
import { useWords } from '../../ui/use-words.ts';

export function RevokeDialog({ token, onClose }: { token: TokenEntry; onClose: () => void }) {
  const { t } = useWords();
  const name = token.label;
  const revoke = useChange({
    change: () => revokeToken(token.id),
    stale: [tokensQuery.queryKey],
    done: () => t('admin.tokens.revoked', { name }),
    onDone: onClose,
  });
  return (
    <Dialog title={t('admin.tokens.revokeTitle', { name })} onClose={onClose}>
      <div className={account.form}>
        <p>{t('admin.tokens.revokeWhat')}</p>
        {revoke.problem && (
          <p role="alert" className={account.problem}>
            {revoke.problem}
          </p>
        )}
        <div className={account.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button className={danger.filled ?? ''} loading={revoke.pending} onClick={() => revoke.send(undefined)}>
            {t('admin.tokens.revokeSubmit')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
