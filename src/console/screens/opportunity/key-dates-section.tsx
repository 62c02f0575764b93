import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { CalendarPage } from '../../../contract/calendar.ts';
import type { DelicateDay, MomentDate } from '../../../contract/moment.ts';
import { calendarQuery } from '../../api/calendar.ts';
import { CareBadge } from '../../ui/care-badge.tsx';
import { CollisionList } from '../../ui/collision-list.tsx';
import { CountryCodes } from '../../ui/country-codes.tsx';
import { ToneMark } from '../../ui/tone-mark.tsx';
import { useWords } from '../../ui/use-words.ts';
import { collisionsOf } from '../../words/collision.ts';
import { capitalise, daysBetween, sayInDays } from '../../words/days.ts';
import styles from './key-dates.module.css';
import { keyDatesOf } from './key-dates.ts';
import { Section } from './section.tsx';

/** What the day asks for: delicate dates first, then those that are on, then those soon enough to be in people's minds. */
export function KeyDatesSection({ brand }: { brand: string }) {
  const { t } = useWords();
  const page = useQuery(calendarQuery(brand));
  return (
    <Section
      title={t('calendar.keyDates.title')}
      aside={
        <Link to="/calendar" search={{ brand }} className={styles.see}>
          {t('calendar.keyDates.see')}
        </Link>
      }
    >
      {page.isPending && <p className={styles.quiet}>{t('app.loading')}</p>}
      {page.isError && !page.data && <p className={styles.quiet}>{t('calendar.keyDates.failed')}</p>}
      {page.data && <KeyDates page={page.data} />}
    </Section>
  );
}

function KeyDates({ page }: { page: CalendarPage }) {
  const { t, language } = useWords();
  const { delicate, on, soon } = keyDatesOf(page);
  if (delicate.length + on.length + soon.length === 0) {
    return <p className={styles.quiet}>{t('calendar.keyDates.none')}</p>;
  }
  return (
    <ul className={styles.dates}>
      {delicate.map((day) => (
        <Delicate key={day.date.moment} day={day} />
      ))}
      {on.map((date) => (
        <KeyDate key={date.moment} date={date} page={page} when={t('calendar.keyDates.on')} />
      ))}
      {soon.map((date) => (
        <KeyDate
          key={date.moment}
          date={date}
          page={page}
          when={capitalise(sayInDays(daysBetween(page.today, date.from), language), language)}
        />
      ))}
    </ul>
  );
}

function Delicate({ day: { date, care, certain } }: { day: DelicateDay }) {
  const { t } = useWords();
  return (
    <li className={styles.date} data-care={care}>
      <Name date={date} when={t('calendar.keyDates.on')} />
      <p className={styles.line}>
        <CareBadge care={care} /> <ToneMark tone={date.tone} />
      </p>
      <p>{t(`calendar.care.${care}Means`)}</p>
      {!certain && <p className={styles.quiet}>{t('calendar.keyDates.perhaps')}</p>}
    </li>
  );
}

function KeyDate({ date, page, when }: { date: MomentDate; page: CalendarPage; when: string }) {
  const { t } = useWords();
  return (
    <li className={styles.date}>
      <Name date={date} when={when} />
      <p className={styles.line}>
        <ToneMark tone={date.tone} /> <CareBadge care={date.care} />
      </p>
      <p className={styles.quiet}>{t(`calendar.keyDates.toneMeans.${date.tone}`)}</p>
      <CollisionList collisions={collisionsOf(page.collisions, date)} about={date} />
    </li>
  );
}

function Name({ date, when }: { date: MomentDate; when: string }) {
  const { t, code } = useWords();
  return (
    <p>
      <span className={styles.quiet}>{t('calendar.ahead.when', { when })}</span> <strong>{date.name[code]}</strong>{' '}
      <CountryCodes codes={date.countries} />
    </p>
  );
}
