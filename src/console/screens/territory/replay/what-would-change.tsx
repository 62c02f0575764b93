import { Button, NativeSelect, Progress } from '@mantine/core';
import { useState } from 'react';
import type { Replay } from '../../../../contract/replay.ts';
import type { Territory } from '../../../../contract/territory.ts';
import { useWords } from '../../../ui/use-words.ts';
import { sayLag, sayShare } from '../../../words/format.ts';
import { ReplayFindings } from './replay-findings.tsx';
import styles from './replay.module.css';
import { isOpen, useReplay } from './use-replay.ts';

interface Props {
  readonly brand: string;
  /** The working copy. */
  readonly territory: Territory;
}

const DAYS = [1, 3, 7, 14];
const FIRST_DAYS = 3;

/** The last days under the rules that run and under the working copy: asked for, followed, stopped, read. */
export function WhatWouldChange({ brand, territory }: Props) {
  const { t } = useWords();
  const [days, setDays] = useState(FIRST_DAYS);
  const { replay, isAsking, isStale, trouble, start, cancel } = useReplay(brand, territory);
  const isRunning = isOpen(replay);
  return (
    <section className={styles.replay} aria-label={t('replay.title')}>
      <h2>{t('replay.title')}</h2>
      <p className={styles.quiet}>{t('replay.lead')}</p>
      <div className={styles.ask}>
        <NativeSelect
          size="xs"
          aria-label={t('replay.days')}
          value={days}
          disabled={isRunning}
          onChange={(event) => setDays(Number(event.currentTarget.value))}
          data={DAYS.map((count) => ({ value: String(count), label: t('replay.lastDays', { count }) }))}
        />
        {isRunning ? (
          <Button size="compact-sm" variant="default" aria-disabled={isAsking} onClick={() => void cancel()}>
            {t('replay.cancel')}
          </Button>
        ) : (
          <Button size="compact-sm" variant="default" aria-disabled={isAsking} onClick={() => void start(days)}>
            {t(replay?.result ? 'replay.again' : 'replay.start')}
          </Button>
        )}
      </div>
      {isRunning && <Running replay={replay!} />}
      <p role="status" className={styles.quiet}>
        {trouble ? t(trouble.key, { detail: trouble.detail }) : <Ended replay={replay} />}
      </p>
      {replay?.result && isStale && <p className={styles.stale}>{t('replay.stale')}</p>}
      {replay?.result && <ReplayFindings result={replay.result} />}
    </section>
  );
}

function Running({ replay: { state, progress } }: { replay: Replay }) {
  const { t, language } = useWords();
  const { share, entriesPerSecond: rate, secondsLeft } = progress;
  const done = t('replay.running', { share: sayShare(share, language), rate });
  const left = secondsLeft === null ? '' : `, ${t('replay.left', { time: sayLag(secondsLeft, language) })}`;
  return (
    <div className={styles.progress}>
      <Progress value={share * 100} aria-label={t('replay.progress')} />
      <span className={styles.quiet}>{state === 'waiting' ? t('replay.waiting') : `${done}${left}`}</span>
    </div>
  );
}

function Ended({ replay }: { replay: Replay | undefined }) {
  const { t } = useWords();
  if (replay?.state === 'cancelled') return t('replay.cancelled');
  return replay?.state === 'failed' ? t('replay.failed', { detail: replay.failure }) : null;
}
