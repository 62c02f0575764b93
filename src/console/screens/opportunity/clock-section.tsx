import { type Step, Step as AnyStep, type Steps } from '../../../contract/funnel.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useWords } from '../../ui/use-words.ts';
import { sayMinutes } from '../../words/format.ts';
import styles from './clock.module.css';
import { Section } from './section.tsx';

interface Taken {
  readonly step: Step;
  readonly at: string;
  /** Minutes since the step taken before it. */
  readonly after: number | null;
}

/** When this card took which step, how long after the one before, and which comes next. */
export function ClockSection({ steps }: { steps: Steps }) {
  const { t } = useWords();
  const taken = takenIn(steps);
  const next = AnyStep.options[AnyStep.options.findLastIndex((step) => steps[step] !== undefined) + 1];
  return (
    <Section title={t('results.page.clock')}>
      {taken.length === 0 && <p className={styles.quiet}>{t('results.page.clockNone')}</p>}
      <ol className={styles.steps}>
        {taken.map((one) => (
          <TakenStep key={one.step} taken={one} />
        ))}
      </ol>
      {taken.length > 0 && next && (
        <p className={styles.quiet}>{t('results.page.next', { step: t(`results.step.${next}`) })}</p>
      )}
    </Section>
  );
}

function TakenStep({ taken: { step, at, after } }: { taken: Taken }) {
  const { t, language } = useWords();
  const rounded = after === null ? null : Math.round(after);
  const duration = rounded === null ? '' : sayMinutes(rounded, language);
  return (
    <li>
      <span title={t(`results.stepMeans.${step}`)}>{t(`results.step.${step}`)}</span>
      <span className={styles.quiet}>
        {rounded !== null && (rounded === 0 ? t('results.page.atOnce') : t('results.page.after', { duration }))}
      </span>
      <span className={styles.quiet}>
        <RelativeTime at={at} />
      </span>
    </li>
  );
}

/** In the order of the clock; clocks of two machines may disagree by a second, which is no time. */
function takenIn(steps: Steps): Taken[] {
  let before: string | null = null;
  return AnyStep.options.flatMap((step) => {
    const at = steps[step];
    if (at === undefined) return [];
    const after = before === null ? null : Math.max(Date.parse(at) - Date.parse(before), 0) / 60_000;
    before = at;
    return [{ step, at, after }];
  });
}
