import { Button } from '@mantine/core';
import danger from '../../../ui/danger.module.css';
import { Dialog } from '../../../ui/dialog.tsx';
import { useWords } from '../../../ui/use-words.ts';
import type { Asked } from './use-versions.ts';
import styles from './versions.module.css';

/** Examples break: which, and whether it is meant. */
export function AskedDialog({ asked, busy, onClose }: { asked: Asked; busy: boolean; onClose: () => void }) {
  const { t } = useWords();
  return (
    <Dialog title={t('versions.breaks', { count: Math.max(asked.broken.length, 1) })} onClose={onClose}>
      <div className={styles.form}>
        <p>{t('versions.breaksLead')}</p>
        <ul className={styles.broken}>
          {asked.broken.map(({ kind, index, text, found, missing }) => (
            <li key={`${kind} ${index}`}>
              <q>{text}</q>
              <span>
                {kind === 'miss'
                  ? t('versions.isFound', { topics: found.join(', ') })
                  : t('versions.isMissed', { topics: missing.join(', ') || '–' })}
              </span>
            </li>
          ))}
        </ul>
        <div className={styles.acts}>
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('versions.back')}
          </Button>
          <Button className={danger.filled} loading={busy} onClick={asked.go}>
            {t('versions.anyway')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
