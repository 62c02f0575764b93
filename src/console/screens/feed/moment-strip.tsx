import { useLocalStorage } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { memo, useId } from 'react';
import { comingUp, findMoment } from '../../state/moments.ts';
import { useLive, useNow } from '../../ui/app-context.tsx';
import { useWords } from '../../ui/use-words.ts';
import { MomentRow, sayAhead } from './moment-row.tsx';
import styles from './moment-strip.module.css';
import { useArranged } from './use-arranged.ts';

/** More of them would push the stories off the first screen. */
const SHOWN = 3;

/**
 * Moments told ahead, above the stories, the nearest first. While somebody is in the list below (`held`) its rows stay where
 * they are, decided or not, so that no story moves under the pointer.
 */
export const MomentStrip = memo(function MomentStrip({ brand, held }: { brand: string | undefined; held: boolean }) {
  const { t, language, code } = useWords();
  const now = useNow();
  const id = useId();
  const [open, setOpen] = useLocalStorage({
    key: 'rebond.coming-up',
    // On a telephone three rows are a whole screen.
    defaultValue: window.matchMedia('(max-width: 40rem)').matches ? 'closed' : 'open',
    getInitialValueInEffect: false,
  });
  const moments = useLive((state) => state.moments);
  const waiting = comingUp(moments, brand);
  const { shown } = useArranged(waiting.slice(0, SHOWN), held, brand ?? '');
  const rows = shown.flatMap((one) => findMoment(moments, one) ?? []);
  if (rows.length === 0) return null;
  const more = waiting.filter((one) => !shown.includes(one)).length;
  const unfolded = open === 'open';
  return (
    <section className={styles.strip} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>
          <button
            type="button"
            aria-expanded={unfolded}
            aria-controls={`${id}-rows`}
            onClick={() => setOpen(unfolded ? 'closed' : 'open')}
          >
            <span aria-hidden="true" className={styles.arrow} />
            {t('calendar.ahead.title')}
          </button>
        </h2>
        {!unfolded && rows[0] && (
          <span className={`${styles.next} numbers`}>
            {t('calendar.ahead.folded', { next: sayAhead(t, rows[0], now, { language, code }), count: waiting.length })}
          </span>
        )}
        <Link to="/calendar" search={{ brand, near: true }}>
          {more > 0 && unfolded ? t('calendar.ahead.more', { count: more }) : t('calendar.ahead.all')}
        </Link>
      </div>
      <ul id={`${id}-rows`} hidden={!unfolded} className={styles.rows}>
        {rows.map((card) => (
          <MomentRow key={card.id} card={card} />
        ))}
      </ul>
    </section>
  );
});
