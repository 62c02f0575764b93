import type { Tone } from '../../contract/moment.ts';
import styles from './tone-mark.module.css';
import { useWords } from './use-words.ts';

/** A shape a tone, drawn on a 12 × 12 grid, so that no tone is told by its colour. */
const SHAPES: Record<Tone, string> = {
  festive: 'M6 .8 7.5 4.5 11.4 4.7 8.4 7.2 9.4 11 6 8.9 2.6 11 3.6 7.2.6 4.7 4.5 4.5Z',
  commercial: 'M1.2 1.2H6L10.8 6 6 10.8 1.2 6ZM3.4 4.4A1 1 0 1 0 3.4 2.4 1 1 0 0 0 3.4 4.4Z',
  sport: 'M6 1A5 5 0 1 0 6 11 5 5 0 0 0 6 1ZM6 3A3 3 0 1 1 6 9 3 3 0 0 1 6 3ZM6 5A1 1 0 1 0 6 7 1 1 0 0 0 6 5Z',
  culture: 'M1 2H5.4V10H1ZM6.6 2H11V10H6.6Z',
  season: 'M10.8 1.2C10.8 7.5 8 10.2 3.6 9.4L1.8 11.2.8 10.2 2.6 8.4C1.8 4 4.5 1.2 10.8 1.2Z',
  civic: 'M2 .8H3.4V1.4H10.6L8.8 4 10.6 6.6H3.4V11.2H2Z',
  awareness: 'M1 4H4L8 1.2V10.8L4 8H1ZM9.4 3.6H10.8V8.4H9.4Z',
  religious: 'M6 .8C8.6 2.6 10.4 4.4 10.4 7V11H7.4V8A1.4 1.4 0 0 0 4.6 8V11H1.6V7C1.6 4.4 3.4 2.6 6 .8Z',
  solemn: 'M5 .8H7V11.2H5Z',
};

/** What a date feels like: its shape and its word. */
export function ToneMark({ tone }: { tone: Tone }) {
  const { t } = useWords();
  return (
    <span className={styles.mark}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
        <path d={SHAPES[tone]} fill="currentColor" fillRule="evenodd" />
      </svg>
      {t(`calendar.tone.${tone}`)}
    </span>
  );
}
