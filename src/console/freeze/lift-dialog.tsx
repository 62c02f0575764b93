import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Freeze } from '../../contract/freeze.ts';
import { frozenBy } from '../state/select.ts';
import { useLive } from '../ui/app-context.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useWords } from '../ui/use-words.ts';
import { FreezeWords } from './freeze-words.tsx';
import styles from './freeze.module.css';
import { useFreeze, useMayFreeze, useScopeName } from './use-freeze.ts';

const LEAST = 3;

/** A freeze in full; whoever may lifts it here, told what follows. */
export function LiftDialog({ freeze, onClose }: { freeze: Freeze; onClose: () => void }) {
  const { t } = useWords();
  const may = useMayFreeze()(freeze.scope);
  const name = useScopeName();
  const title = may ? t('gate.freeze.liftTitle') : t('gate.freeze.detailsTitle', { scope: name(freeze.scope) });
  return (
    <Dialog title={title} onClose={onClose}>
      <div className={styles.form}>
        <p>
          <FreezeWords freeze={freeze} />
        </p>
        {may ? (
          <LiftForm freeze={freeze} onClose={onClose} />
        ) : (
          <p className={styles.note}>
            {t(freeze.scope === '*' ? 'gate.freeze.mayNotLiftAll' : 'gate.freeze.mayNotLift')}
          </p>
        )}
      </div>
    </Dialog>
  );
}

function LiftForm({ freeze: { scope }, onClose }: { freeze: Freeze; onClose: () => void }) {
  const { t } = useWords();
  const name = useScopeName();
  const freezes = useLive((state) => state.freezes);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const lift = useFreeze(onClose);
  const stays = scope !== '*' && frozenBy(freezes, scope)?.scope === '*';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim().length < LEAST) return setMissing(true);
    lift.mutate({ scope, act: 'unfreeze', reason: reason.trim() });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <Textarea
        label={t('gate.freeze.liftReason')}
        value={reason}
        maxLength={500}
        rows={2}
        required
        data-autofocus
        error={missing ? t('gate.freeze.tooShort') : undefined}
        onChange={(event) => (setReason(event.currentTarget.value), setMissing(false))}
      />
      <p className={styles.note}>
        {t(stays ? 'gate.freeze.liftOwn' : 'gate.freeze.liftConsequence', { scope: name(scope) })}
        {scope === '*' && ` ${t('gate.freeze.liftAll')}`}
      </p>
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('app.cancel')}
        </Button>
        <Button type="submit" loading={lift.isPending}>
          {t('gate.freeze.liftSubmit')}
        </Button>
      </div>
    </form>
  );
}
