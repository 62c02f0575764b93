import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useMe } from '../ui/app-context.tsx';
import { useWords } from '../ui/use-words.ts';
import { shownBy, tourOf } from './steps.ts';
import type { TourStep } from './steps.ts';
import styles from './tour.module.css';

interface Props {
  /** Whether somebody asked for it: then it takes the focus; at the first sign-in it only stands there. */
  readonly asked: boolean;
  onEnd(): void;
}

/** A few words about the screen, step by step. Escape or a button ends it. */
export function Tour({ asked, onEnd }: Props) {
  const { t } = useWords();
  const steps = tourOf(useMe());
  const [at, setAt] = useState(0);
  const title = useRef<HTMLHeadingElement>(null);
  const step = steps[at] ?? 'menu';
  const last = at === steps.length - 1;
  useMark(step);
  useEffect(() => {
    if (asked) title.current?.focus();
  }, [asked]);
  const go = (to: number) => {
    setAt(to);
    title.current?.focus();
  };
  return (
    <section
      className={styles.tour}
      aria-label={t('admin.tour.label')}
      onKeyDown={(event) => event.key === 'Escape' && onEnd()}
    >
      <h2 ref={title} tabIndex={-1}>
        {t(`admin.tour.${step}.title`)}
      </h2>
      <p>{t(`admin.tour.${step}.text`)}</p>
      <div className={styles.foot}>
        <span className={styles.count}>{t('admin.tour.step', { step: at + 1, steps: steps.length })}</span>
        {!last && (
          <Button variant="subtle" size="compact-sm" onClick={onEnd}>
            {t('admin.tour.skip')}
          </Button>
        )}
        {at > 0 && (
          <Button variant="default" size="compact-sm" onClick={() => go(at - 1)}>
            {t('admin.tour.back')}
          </Button>
        )}
        <Button size="compact-sm" onClick={() => (last ? onEnd() : go(at + 1))}>
          {t(last ? 'admin.tour.done' : 'admin.tour.next')}
        </Button>
      </div>
    </section>
  );
}

/** Frames what the step speaks of, as long as it does. */
function useMark(step: TourStep): void {
  useEffect(() => {
    const shown = shownBy(step);
    shown?.setAttribute('data-tour', '');
    return () => shown?.removeAttribute('data-tour');
  }, [step]);
}
