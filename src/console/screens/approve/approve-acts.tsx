import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Card } from '../../../contract/card.ts';
import type { Draft } from '../../../contract/draft.ts';
import danger from '../../ui/danger.module.css';
import { usePreferences } from '../../ui/preferences.tsx';
import { useKeys } from '../../ui/use-keys.ts';
import { useWords } from '../../ui/use-words.ts';
import { ReasonDialog } from '../drafts/dialogs/reason-dialog.tsx';
import { asSent, isSame, saidOf } from '../drafts/saving/said.ts';
import type { Said } from '../drafts/saving/said.ts';
import { useMoveDraft } from '../drafts/use-move-draft.ts';
import styles from './approve.module.css';

interface Props {
  readonly card: Card;
  readonly draft: Draft;
  /** What it says as the approver has changed it; null while they have not. */
  readonly edited: Said | null;
  readonly mayApprove: boolean;
  readonly mayJudge: boolean;
  readonly next: string | undefined;
  onEdit(): void;
  onNext(draft: string): void;
}

/** Approve, edit, ask for a change, reject; once that is done, the way to the next. */
export function ApproveActs({ card, draft, edited, mayApprove, mayJudge, next, onEdit, onNext }: Props) {
  const { t } = useWords();
  const { singleKeys } = usePreferences();
  const { move, pending } = useMoveDraft();
  const [asking, setAsking] = useState<'ask-change' | 'reject' | null>(null);
  const { title } = card.opportunity;
  const isWaiting = draft.state === 'waiting';
  const approve = () => {
    const { text, variants } = asSent(edited ?? saidOf(draft));
    const changes = edited !== null && !isSame(edited, saidOf(draft)) ? { text, variants } : {};
    const request = { move: 'approve', version: draft.version, ...changes } as const;
    const say = ({ state }: Draft) =>
      t(state === 'approved' ? 'drafts.done.approved' : 'drafts.done.approvedPartly', { title });
    if (mayApprove && !pending && edited?.text.trim() !== '') move({ draft, request, say });
  };
  useKeys(
    {
      y: approve,
      e: () => isWaiting && mayApprove && edited === null && onEdit(),
      c: () => mayJudge && (isWaiting || draft.state === 'approved') && setAsking('ask-change'),
      r: () => mayJudge && isWaiting && setAsking('reject'),
    },
    singleKeys,
  );
  const ask = mayJudge && (isWaiting || draft.state === 'approved');
  return (
    <>
      <div className={styles.acts}>
        {isWaiting && (
          <Button className={styles.main} onClick={approve} disabled={!mayApprove} loading={pending}>
            {t(edited === null ? 'drafts.act.approve' : 'drafts.act.approveEdit')}
            <Key name="y" />
          </Button>
        )}
        {isWaiting && edited === null && (
          <Button variant="default" disabled={!mayApprove} onClick={onEdit}>
            {t('drafts.act.edit')}
            <Key name="e" />
          </Button>
        )}
        {!isWaiting && next !== undefined && (
          <Button className={styles.main} onClick={() => onNext(next)}>
            {t('drafts.approve.next')}
            <Key name="j" />
          </Button>
        )}
        {ask && (
          <Button variant="default" onClick={() => setAsking('ask-change')}>
            {t('drafts.act.askChange')}
            <Key name="c" />
          </Button>
        )}
        {isWaiting && mayJudge && (
          <Button variant="default" className={danger.outline} onClick={() => setAsking('reject')}>
            {t('drafts.act.reject')}
            <Key name="r" />
          </Button>
        )}
      </div>
      {asking && <ReasonDialog draft={draft} title={title} move={asking} onClose={() => setAsking(null)} />}
    </>
  );
}

/** The key that does the same, where there is a keyboard. */
function Key({ name }: { name: string }) {
  const { singleKeys } = usePreferences();
  return singleKeys ? (
    <span className={styles.key} aria-hidden="true">
      {name}
    </span>
  ) : null;
}
