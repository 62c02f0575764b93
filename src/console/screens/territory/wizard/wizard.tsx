import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { FirstAnswers, FirstTerritory } from '../../../../contract/first-territory.ts';
import type { Territory } from '../../../../contract/territory.ts';
import { firstTerritoryQuery, startersQuery } from '../../../api/first-territory.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { useSettledValue } from '../use-settled-value.ts';
import { firstAnswers } from './answers.ts';
import { MadeRules } from './made-rules.tsx';
import { BrandStep, NeverStep, NoiseStep, RivalsStep, SubjectsStep } from './steps.tsx';
import styles from './wizard.module.css';

interface Props {
  readonly brand: string;
  readonly name: string;
  readonly languages: readonly string[];
  /** Takes the territory over as the working copy; answers what went wrong, in words. */
  onDone(territory: Territory): Promise<string | null>;
}

const STEPS = ['brand', 'subjects', 'rivals', 'never', 'noise'] as const;
const PARTS = { brand: BrandStep, subjects: SubjectsStep, rivals: RivalsStep, never: NeverStep, noise: NoiseStep };
type Step = (typeof STEPS)[number];
/** An answer is made into rules so long after it was given. Milliseconds. */
const PAUSE_MS = 200;

/** From nothing to a first territory: five questions, and beside each the rules that its answer makes. */
export function Wizard({ brand, name, languages, onDone }: Props) {
  const { t } = useWords();
  const [step, setStep] = useState<Step>('brand');
  const [answers, setAnswers] = useState<FirstAnswers>(() => firstAnswers(name, languages));
  const [failure, setFailure] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const starters = useQuery(startersQuery);
  const settled = useSettledValue(answers, PAUSE_MS);
  const first = useQuery({ ...firstTerritoryQuery(brand, settled), placeholderData: keepPreviousData });
  const head = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);
  useEffect(() => {
    if (moved.current) head.current?.focus();
    moved.current = true;
  }, [step]);
  const at = STEPS.indexOf(step);
  const Part = PARTS[step];
  const isCurrent = settled === answers && !first.isPlaceholderData && first.data !== undefined;
  const finish = async () => {
    setSaving(true);
    setFailure(await onDone(first.data!.territory));
    setSaving(false);
  };
  if (starters.isError) return <EmptyState title={t('wizard.failed')} hint={t('wizard.failedDo')} />;
  if (!starters.data) return <p role="status">{t('app.loading')}</p>;
  return (
    <div className={styles.wizard}>
      <p className={styles.lead}>{t('wizard.lead', { name })}</p>
      <StepList step={step} onStep={setStep} />
      <div className={styles.columns}>
        <div className={styles.questions}>
          <h2 ref={head} tabIndex={-1}>
            {t(`wizard.${step}.title`, { name })}
          </h2>
          <p className={styles.quiet}>{t(`wizard.${step}.lead`)}</p>
          <Part answers={answers} starters={starters.data} onAnswer={setAnswers} />
          {step === 'noise' && answers.subjects.length === 0 && <p role="alert">{t('wizard.noSubjects')}</p>}
          {failure !== null && <p role="alert">{t('wizard.notSaved', { detail: failure })}</p>}
          <div className={styles.moves}>
            {at > 0 && (
              <Button variant="default" onClick={() => setStep(STEPS[at - 1]!)}>
                {t('wizard.back')}
              </Button>
            )}
            {at < STEPS.length - 1 && <Button onClick={() => setStep(STEPS[at + 1]!)}>{t('wizard.next')}</Button>}
            {at === STEPS.length - 1 && (
              <Button disabled={!isCurrent} loading={saving} onClick={() => void finish()}>
                {t('wizard.finish')}
              </Button>
            )}
          </div>
        </div>
        {first.isError && <p role="status">{t('wizard.failedDo')}</p>}
        {first.data && <Made {...{ brand, step, made: first.data, answers: settled }} stale={!isCurrent} />}
      </div>
    </div>
  );
}

function StepList({ step, onStep }: { step: Step; onStep(step: Step): void }) {
  const { t } = useWords();
  return (
    <nav aria-label={t('wizard.steps')}>
      <ol className={styles.steps}>
        {STEPS.map((one) => (
          <li key={one}>
            <button type="button" aria-current={one === step ? 'step' : undefined} onClick={() => onStep(one)}>
              {t(`wizard.${one}.step`)}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface MadeProps {
  readonly brand: string;
  readonly step: Step;
  readonly made: FirstTerritory;
  readonly answers: FirstAnswers;
  readonly stale: boolean;
}

function Made({ brand, step, made, answers, stale }: MadeProps) {
  const { t } = useWords();
  const { topics, noGo } = made.territory;
  const hasRivals = answers.competitors.length > 0;
  const rivals = hasRivals ? topics.slice(-1) : [];
  const subjects = topics.slice(1, hasRivals ? -1 : undefined);
  const shown = { brand: topics.slice(0, 1), subjects, rivals, never: noGo, noise: subjects }[step];
  return (
    <MadeRules
      {...{ brand, made, stale, topics: shown }}
      lesson={t(`wizard.lesson.${step}`)}
      empty={t('wizard.nothingYet')}
      {...((step === 'subjects' || step === 'rivals') && { hits: 2 })}
    />
  );
}
