import type { Step } from '../../../contract/funnel.ts';
import type { FunnelReport } from '../../../contract/results.ts';
import { useWords } from '../../ui/use-words.ts';
import { addDays, daysBetween } from '../../words/days.ts';
import styles from './results.module.css';

const HEIGHT = 40;
const STEP = 8;
/** Longer periods are told by the table alone. */
const MOST_DAYS = 92;

/** A bar a day: how many were detected and, filled, how many of them were decided. The table says the same. */
export function DayChart({ byDay, from, to }: Pick<FunnelReport, 'byDay' | 'from' | 'to'>) {
  const { t } = useWords();
  const days = daysBetween(from, to) + 1;
  if (days > MOST_DAYS) return null;
  const countOn = (day: string, step: Step) =>
    byDay.find((one) => one.day === day)?.steps.find((one) => one.step === step)?.count ?? 0;
  const bars = Array.from({ length: days }, (_, i) => addDays(from, i)).map((day) => ({
    detected: countOn(day, 'detected'),
    decided: countOn(day, 'decided'),
  }));
  const most = Math.max(1, ...bars.map(({ detected }) => detected));
  const width = days * STEP;
  return (
    <figure className={styles.chart}>
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <line x1={0} x2={width} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className={styles.floor} />
        {bars.map((bar, index) => (
          <g key={index}>
            <Bar place={index} share={bar.detected / most} className={styles.all} />
            <Bar place={index} share={bar.decided / most} className={styles.done} />
          </g>
        ))}
      </svg>
      <figcaption className={styles.quiet}>{t('results.groups.chart', { detected: most })}</figcaption>
    </figure>
  );
}

function Bar({ place, share, className }: { place: number; share: number; className: string | undefined }) {
  const height = share * HEIGHT;
  return <rect x={place * STEP + 1} y={HEIGHT - height} width={STEP - 2} height={height} className={className} />;
}
