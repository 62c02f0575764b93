import { Button, NativeSelect, Radio, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Card } from '../../contract/card.ts';
import { DecisionReason } from '../../contract/decision.ts';
import type { DecisionRequest } from '../../contract/decision.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ForeignText } from '../ui/foreign-text.tsx';
import { useWords } from '../ui/use-words.ts';
import { sayMinutes } from '../words/format.ts';
import styles from './decide.module.css';

/** Reasons that make sense for each act, the likeliest first. */
const REASONS: Record<'snooze' | 'dismiss', readonly DecisionReason[]> = {
  snooze: ['waiting-for-confirmation', 'busy', 'too-sensitive', 'other'],
  dismiss: ['off-territory', 'not-a-story', 'not-our-voice', 'too-sensitive', 'already-covered', 'too-late', 'other'],
};

/** Minutes offered for a snooze. */
const SNOOZES = [10, 20, 30, 60, 120, 480] as const;

interface Props {
  readonly card: Card;
  readonly act: 'snooze' | 'dismiss';
  onDone(request: DecisionRequest): void;
  onClose(): void;
}

/** Asks for the reason, which the server wants for both acts, and for a snooze how long. */
export function DecideDialog({ card, act, onDone, onClose }: Props) {
  const { t } = useWords();
  return (
    <Dialog title={t(`decide.${act}Title`)} onClose={onClose}>
      <p className={styles.about}>
        <ForeignText text={card.opportunity.title} lang={card.opportunity.lang} />
      </p>
      <DecideForm act={act} onDone={onDone} onClose={onClose} />
    </Dialog>
  );
}

function DecideForm({ act, onDone, onClose }: Omit<Props, 'card'>) {
  const { t, language } = useWords();
  const [reason, setReason] = useState<string | null>(null);
  const [minutes, setMinutes] = useState(20);
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const known = DecisionReason.safeParse(reason);
    if (!known.success) return setMissing(true);
    const common = { reason: known.data, ...(note.trim() ? { note: note.trim() } : {}) };
    onDone(act === 'snooze' ? { action: act, minutes, ...common } : { action: act, ...common });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <Radio.Group
        label={t('decide.reason')}
        description={t('decide.reasonWhy')}
        value={reason}
        onChange={(value) => (setReason(value), setMissing(false))}
        error={missing ? t('decide.pickReason') : undefined}
      >
        <div className={styles.reasons}>
          {REASONS[act].map((value, index) => (
            <Radio
              key={value}
              value={value}
              label={t(`decisionReason.${value}`)}
              data-autofocus={index === 0 || undefined}
            />
          ))}
        </div>
      </Radio.Group>
      {act === 'snooze' && (
        <NativeSelect
          label={t('decide.duration')}
          value={minutes}
          onChange={(event) => setMinutes(Number(event.currentTarget.value))}
          data={SNOOZES.map((value) => ({ value: String(value), label: sayMinutes(value, language) }))}
        />
      )}
      <Textarea
        label={t('decide.note')}
        value={note}
        maxLength={1_000}
        autosize={false}
        rows={2}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('app.cancel')}
        </Button>
        <Button type="submit">{t(`decide.${act}Submit`)}</Button>
      </div>
    </form>
  );
}
