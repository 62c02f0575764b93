import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Draft } from '../../../../contract/draft.ts';
import decide from '../../../decide/decide.module.css';
import danger from '../../../ui/danger.module.css';
import { Dialog } from '../../../ui/dialog.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { useMoveDraft } from '../use-move-draft.ts';

/** As the server counts. */
const LEAST = 3;

interface Props {
  readonly draft: Draft;
  readonly title: string;
  readonly move: 'ask-change' | 'reject';
  onClose(): void;
}

/** Asks for the reason that goes back to whoever wrote the draft. */
export function ReasonDialog({ draft, title, move, onClose }: Props) {
  const { t } = useWords();
  const { tryMove, pending } = useMoveDraft();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const name = move === 'reject' ? 'reject' : 'change';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim().length < LEAST) return setMissing(true);
    const request = { move, version: draft.version, reason: reason.trim() };
    await tryMove({ draft, request, say: () => t(`drafts.done.${move}`, { title }) });
    onClose();
  };
  return (
    <Dialog title={t(`drafts.asking.${name}Title`)} onClose={onClose}>
      <form className={decide.form} onSubmit={(event) => void submit(event)}>
        <Textarea
          label={t(`drafts.asking.${name}Reason`)}
          description={t('drafts.asking.why')}
          value={reason}
          maxLength={1_000}
          rows={3}
          required
          data-autofocus
          error={missing ? t('drafts.asking.tooShort') : undefined}
          onChange={(event) => (setReason(event.currentTarget.value), setMissing(false))}
        />
        <div className={decide.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button type="submit" loading={pending} {...(move === 'reject' && { className: danger.filled })}>
            {t(`drafts.asking.${name}Submit`)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
