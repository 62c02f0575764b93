import type { CalendarPage } from '../../../contract/calendar.ts';
import type { MomentCard } from '../../../contract/moment-card.ts';
import type { MomentDate } from '../../../contract/moment.ts';
import { dateKey } from '../../state/moments.ts';
import { useWords } from '../../ui/use-words.ts';
import { collisionsOf } from '../../words/collision.ts';
import { sayFullDay, sayMonth } from '../../words/days.ts';
import { groupByMonth, UNDER_WAY } from './arrange-dates.ts';
import type { Asked } from './calendar-dialogs.tsx';
import styles from './calendar.module.css';
import { DateRow } from './date-row.tsx';

interface Props {
  readonly dates: readonly MomentDate[];
  readonly page: CalendarPage;
  /** First day of the page. */
  readonly from: string;
  readonly cards: ReadonlyMap<string, MomentCard>;
  readonly onAsk: ((asked: Asked) => void) | undefined;
}

/** A list a month. On its way through the page the present day is marked, whether or not it has a date. */
export function MonthList({ dates, page, from, cards, onAsk }: Props) {
  const { t, language } = useWords();
  const { today, collisions } = page;
  return (
    <div className={styles.months}>
      {groupByMonth(dates, from).map(({ key, dates: of }) => (
        <section key={key} className={styles.month} aria-labelledby={`month-${key}`}>
          <h2 id={`month-${key}`}>{key === UNDER_WAY ? t('calendar.underWay') : sayMonth(`${key}-01`, language)}</h2>
          <ol>
            {of.map((date, index) => (
              <DateRow
                key={dateKey(date)}
                date={date}
                collisions={collisionsOf(collisions, date)}
                card={cards.get(dateKey(date))}
                today={today}
                mark={marksToday(of, index, today, key) ? sayFullDay(today, language) : null}
                onAsk={onAsk}
              />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

/** The first date of today or, where there is none, the first after it in today's month. */
function marksToday(dates: readonly MomentDate[], index: number, today: string, key: string): boolean {
  const before = dates[index - 1];
  const date = dates[index];
  return key === today.slice(0, 7) && date !== undefined && date.from >= today && !(before && before.from >= today);
}
