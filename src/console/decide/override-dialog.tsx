import { Button, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Card } from '../../contract/card.ts';
import type { DecisionRequest } from '../../contract/decision.ts';
import { opportunityQuery } from '../api/queries.ts';
import { VerdictReasons } from '../screens/opportunity/verdict-reasons.tsx';
import { findCard } from '../state/select.ts';
import { useLive, useMe } from '../ui/app-context.tsx';
import danger from '../ui/danger.module.css';
import { Dialog } from '../ui/dialog.tsx';
import { ForeignText } from '../ui/foreign-text.tsx';
import { useWords } from '../ui/use-words.ts';
import styles from './decide.module.css';

/** As the server counts. */
const LEAST = 10;

interface Props {
  readonly card: Card;
  onDone(request: DecisionRequest): void;
  onClose(): void;
}

/** Puts the blocking reasons and their posts before an editor who wants to accept all the same, and asks why. */
export function OverrideDialog({ card: pressed, onDone, onClose }: Props) {
  const { t } = useWords();
  const { id, title, lang } = pressed.opportunity;
  // The verdict as it is now, not as it was when the button was pressed.
  const card = useLive((state) => findCard(state, id)) ?? pressed;
  const detail = useQuery(opportunityQuery(id));
  return (
    <Dialog title={t('gate.override.title')} onClose={onClose}>
      <p className={styles.about}>
        <ForeignText text={title} lang={lang} />
      </p>
      <p className={styles.about}>{t('gate.override.lead')}</p>
      <div className={styles.behind} tabIndex={0} role="group" aria-label={t('opportunity.verdictPosts')}>
        <VerdictReasons opportunity={card.opportunity} story={detail.data?.story ?? null} only="block" />
      </div>
      <OverrideForm brand={card.opportunity.brand} onDone={onDone} onClose={onClose} />
    </Dialog>
  );
}

function OverrideForm({ brand, onDone, onClose }: Omit<Props, 'card'> & { brand: string }) {
  const { t } = useWords();
  const me = useMe();
  const [override, setOverride] = useState('');
  const [missing, setMissing] = useState(false);
  const name = me.brands.find(({ id }) => id === brand)?.name ?? brand;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (override.trim().length < LEAST) return setMissing(true);
    onDone({ action: 'accept', override: override.trim() });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <Textarea
        label={t('gate.override.reason')}
        value={override}
        maxLength={1_000}
        rows={3}
        required
        data-autofocus
        error={missing ? t('gate.override.tooShort') : undefined}
        onChange={(event) => (setOverride(event.currentTarget.value), setMissing(false))}
      />
      <p className={styles.note}>{t('gate.override.recorded', { brand: name })}</p>
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('app.cancel')}
        </Button>
        <Button type="submit" className={danger.filled}>
          {t('gate.override.submit')}
        </Button>
      </div>
    </form>
  );
}
