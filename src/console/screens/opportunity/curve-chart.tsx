import type { Curve } from '../../../contract/story.ts';
import { useNow } from '../../ui/app-context.tsx';
import { useWords } from '../../ui/use-words.ts';
import { sayClock, sayMinutes } from '../../words/format.ts';
import styles from './opportunity.module.css';

const WIDTH = 360;
const HEIGHT = 120;
const FLOOR = 100;
const LEFT = 28;
const MINUTE = 60_000;

/** Counts per step; what stands above the usual is the burst, and is drawn in the accent. */
export function CurveChart({ curve }: { curve: Curve }) {
  const { t, language } = useWords();
  const now = useNow();
  const highest = niceTop(Math.max(curve.usual, ...curve.counts));
  const step = (WIDTH - LEFT) / Math.max(1, curve.counts.length);
  const up = (count: number) => FLOOR - (count / highest) * (FLOOR - 8);
  const start = Date.parse(curve.from);
  const end = start + curve.counts.length * curve.stepMinutes * MINUTE;
  const [from, to] = [sayClock(start, now, language), sayClock(end, now, language)];
  const summary = t('opportunity.curveSummary', {
    step: sayMinutes(curve.stepMinutes, language),
    from,
    to,
    max: Math.max(0, ...curve.counts),
    usual: curve.usual,
  });
  return (
    <figure>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={styles.curve} role="img" aria-label={summary}>
        <Grid highest={highest} up={up} />
        {curve.counts.map((count, index) => (
          <Step key={index} x={LEFT + index * step} width={step} count={count} usual={curve.usual} up={up} />
        ))}
        <line x1={LEFT} x2={WIDTH} y1={up(curve.usual)} y2={up(curve.usual)} className={styles.usual} />
        <text x={LEFT} y={HEIGHT - 6}>
          {from}
        </text>
        <text x={WIDTH} y={HEIGHT - 6} textAnchor="end">
          {to}
        </text>
      </svg>
      <figcaption className={styles.legend}>
        <span className={styles.usualKey} aria-hidden="true" /> {t('opportunity.usualLine')} ·{' '}
        {t('opportunity.perStep', { step: sayMinutes(curve.stepMinutes, language) })}
      </figcaption>
    </figure>
  );
}

function Grid({ highest, up }: { highest: number; up: (count: number) => number }) {
  return [highest, highest / 2, 0].map((count) => (
    <g key={count}>
      <line x1={LEFT} x2={WIDTH} y1={up(count)} y2={up(count)} className={styles.gridLine} />
      <text x={LEFT - 5} y={up(count) + 3.5} textAnchor="end">
        {count}
      </text>
    </g>
  ));
}

interface StepProps {
  readonly x: number;
  readonly width: number;
  readonly count: number;
  readonly usual: number;
  up(count: number): number;
}

function Step({ x, width, count, usual, up }: StepProps) {
  const gap = Math.min(1.5, width * 0.2);
  const calm = Math.min(count, usual);
  return (
    <>
      <rect x={x} y={up(calm)} width={width - gap} height={FLOOR - up(calm)} className={styles.calmStep} />
      {count > usual && (
        <rect x={x} y={up(count)} width={width - gap} height={up(usual) - up(count)} className={styles.burstStep} />
      )}
    </>
  );
}

/** The next number above that is pleasant to read and has a half: 2, 4, 10, 20, 40, 100 … */
function niceTop(count: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, count)));
  return [2, 4, 6, 10, 20].map((step) => step * power).find((top) => top >= count) ?? 20 * power;
}
