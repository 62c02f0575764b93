import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { OutsideView } from '../../../contract/outside.ts';
import { useWords } from '../../ui/use-words.ts';
import styles from './outside.module.css';

/** As the server counts. */
const LEAST = 3;

interface Props {
  readonly view: OutsideView;
  readonly pending: boolean;
  readonly problem: string | null;
  onAnswer(given: { answer: 'approve' } | { answer: 'ask-change'; reason: string }): void;
}

/** Yes, or what should change. */
export function AnswerForm({ view, pending, problem, onAnswer }: Props) {
  const { t } = useWords();
  const [reason, setReason] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason === null) return onAnswer({ answer: 'approve' });
    if (reason.trim().length < LEAST) return setMissing(true);
    onAnswer({ answer: 'ask-change', reason: reason.trim() });
  };
  return (
    <form className={styles.answer} noValidate onSubmit={submit}>
      {reason !== null && (
        <Textarea
          label={t('outside.page.reason')}
          description={t('outside.page.reasonWhy', { author: view.draft.author, by: view.askedBy })}
          value={reason}
          maxLength={1_000}
          rows={3}
          autoFocus
          error={missing ? t('outside.page.tooShort') : undefined}
          onChange={(event) => (setReason(event.currentTarget.value), setMissing(false))}
        />
      )}
      {problem !== null && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      <div className={styles.buttons}>
        <Button type="submit" size="md" loading={pending}>
          {t(reason === null ? 'outside.page.approve' : 'outside.page.send')}
        </Button>
        <Button size="md" variant="default" onClick={() => setReason(reason === null ? '' : null)}>
          {t(reason === null ? 'outside.page.ask' : 'outside.page.back')}
        </Button>
      </div>
    </form>
  );
}
