import { Button, Radio, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useLive } from '../ui/app-context.tsx';
import danger from '../ui/danger.module.css';
import { Dialog } from '../ui/dialog.tsx';
import { useWords } from '../ui/use-words.ts';
import styles from './freeze.module.css';
import { useFreezable, useFreeze, useScopeName } from './use-freeze.ts';
import { standingFreezes } from '../state/select.ts';

const LEAST = 3;

/** Asks for whom and why, and says what follows. */
export function FreezeDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  return (
    <Dialog title={t('gate.freeze.title')} onClose={onClose}>
      <FreezeForm onClose={onClose} />
    </Dialog>
  );
}

function FreezeForm({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const name = useScopeName();
  const scopes = useFreezable();
  const freezes = useLive((state) => state.freezes);
  const frozen = new Set(standingFreezes(freezes).map(({ scope }) => scope));
  const free = scopes.filter((scope) => !frozen.has(scope));
  const [picked, setPicked] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const freeze = useFreeze(onClose);
  // One brand before all of them: what is pressed in haste should stop as little as is needed.
  const scope = picked ?? free.find((one) => one !== '*') ?? free[0];
  if (scope === undefined) return <p className={styles.note}>{t('gate.freeze.allFrozen')}</p>;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim().length < LEAST) return setMissing(true);
    freeze.mutate({ scope, act: 'freeze', reason: reason.trim() });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      {scopes.length > 1 && (
        <Radio.Group label={t('gate.freeze.scope')} value={scope} onChange={setPicked}>
          <div className={styles.scopes}>
            {scopes.map((one) => (
              <Radio
                key={one}
                value={one}
                disabled={frozen.has(one)}
                label={one === '*' ? t('gate.freeze.scopeAll') : name(one)}
                description={frozen.has(one) ? t('gate.freeze.already') : undefined}
              />
            ))}
          </div>
        </Radio.Group>
      )}
      <Textarea
        label={t('gate.freeze.reason')}
        description={t('gate.freeze.reasonWhy')}
        value={reason}
        maxLength={500}
        rows={2}
        required
        data-autofocus
        error={missing ? t('gate.freeze.tooShort') : undefined}
        onChange={(event) => (setReason(event.currentTarget.value), setMissing(false))}
      />
      <p className={styles.note}>{t('gate.freeze.consequence', { scope: name(scope) })}</p>
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('app.cancel')}
        </Button>
        <Button type="submit" className={danger.filled} loading={freeze.isPending}>
          {t('gate.freeze.submit', { scope: name(scope) })}
        </Button>
      </div>
    </form>
  );
}
