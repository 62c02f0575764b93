import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { Freeze } from '../../contract/freeze.ts';
import { standingFreezes } from '../state/select.ts';
import { useLive } from '../ui/app-context.tsx';
import { useWords } from '../ui/use-words.ts';
import { FreezeWords } from './freeze-words.tsx';
import styles from './freeze.module.css';
import { useMayFreeze } from './use-freeze.ts';

const LiftDialog = lazy(() => import('./lift-dialog.tsx').then((module) => ({ default: module.LiftDialog })));

/** On every screen, one line a freeze, for as long as it stands; told at once to screen readers too. */
export function FreezeBanners() {
  const { t } = useWords();
  const freezes = useLive((state) => state.freezes);
  const may = useMayFreeze();
  const [opened, setOpened] = useState<Freeze | null>(null);
  const standing = standingFreezes(freezes);
  return (
    <>
      <div role="alert" aria-label={t('gate.freeze.label')} className={styles.banners}>
        {standing.map((freeze) => (
          <div key={freeze.scope} className={styles.banner}>
            <div className={styles.line}>
              <span aria-hidden="true" className={styles.shape}>
                ❄
              </span>
              <p className={styles.words}>
                <FreezeWords freeze={freeze} />
              </p>
              <Button size="compact-sm" variant="default" onClick={() => setOpened(freeze)}>
                {t(may(freeze.scope) ? 'gate.freeze.lift' : 'gate.freeze.details')}
              </Button>
            </div>
          </div>
        ))}
      </div>
      <Suspense fallback={null}>{opened && <LiftDialog freeze={opened} onClose={() => setOpened(null)} />}</Suspense>
    </>
  );
}
