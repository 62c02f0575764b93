import { Button } from '@mantine/core';
import { useState } from 'react';
import type { OneTimeLink, PersonEntry } from '../../../contract/people.ts';
import { resetPassword } from '../../api/admin.ts';
import account from '../../account/account.module.css';
import { useChange } from '../../account/use-change.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useWords } from '../../ui/use-words.ts';
import { LinkOnce } from './link-once.tsx';

/** A link by which somebody sets a new password. */
export function ResetDialog({ person, onClose }: { person: PersonEntry; onClose: () => void }) {
  const { t } = useWords();
  const [link, setLink] = useState<OneTimeLink | null>(null);
  const reset = useChange({ change: () => resetPassword(person.id), stale: [], onDone: setLink });
  return (
    <Dialog title={t('admin.reset.title', { name: person.name })} onClose={onClose}>
      {link ? (
        <LinkOnce link={link} how="admin.reset.how" onDone={onClose} />
      ) : (
        <div className={account.form}>
          <p>{t('admin.reset.what')}</p>
          {reset.problem && (
            <p role="alert" className={account.problem}>
              {reset.problem}
            </p>
          )}
          <div className={account.buttons}>
            <Button variant="default" onClick={onClose}>
              {t('app.cancel')}
            </Button>
            <Button loading={reset.pending} onClick={() => reset.send(undefined)}>
              {t('admin.reset.submit')}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
