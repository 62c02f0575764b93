import { Button } from '@mantine/core';
import type { Draft } from '../../../../contract/draft.ts';
import decide from '../../../decide/decide.module.css';
import danger from '../../../ui/danger.module.css';
import { Dialog } from '../../../ui/dialog.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { useMoveDraft } from '../use-move-draft.ts';

/** Says what follows before a draft is given up. */
export function WithdrawDialog({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const { t } = useWords();
  const { tryMove, pending } = useMoveDraft();
  const submit = async () => {
    const request = { move: 'withdraw', version: draft.version } as const;
    await tryMove({ draft, request, say: () => t('drafts.done.withdraw') });
    onClose();
  };
  return (
    <Dialog title={t('drafts.withdrawing.title')} onClose={onClose}>
      <div className={decide.form}>
        <p>{t('drafts.withdrawing.consequence')}</p>
        <div className={decide.buttons}>
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('app.cancel')}
          </Button>
          <Button className={danger.filled} loading={pending} onClick={() => void submit()}>
            {t('drafts.withdrawing.submit')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
