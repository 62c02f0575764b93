import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useWords } from '../../ui/use-words.ts';
import { addDays, sayDay } from '../../words/days.ts';
import styles from './calendar.module.css';

const route = getRouteApi('/calendar');

/** Days after the first that a page holds. */
export const PAGE_DAYS = 90;

/** Ninety days earlier or later, and the way back. */
export function CalendarPager({ from, today }: { from: string; today: string }) {
  const { t, language } = useWords();
  const navigate = route.useNavigate();
  const to = addDays(from, PAGE_DAYS);
  const go = (day: string) =>
    void navigate({ search: (old) => ({ ...old, from: day === today ? undefined : day }), replace: true });
  return (
    <nav aria-label={t('calendar.pages')} className={styles.pager}>
      <Button variant="default" size="compact-sm" onClick={() => go(addDays(from, -PAGE_DAYS - 1))}>
        {t('calendar.earlier')}
      </Button>
      <span className="numbers">
        {t('calendar.shown', { from: sayDay(from, language), to: sayDay(to, language, true) })}
      </span>
      <Button variant="default" size="compact-sm" onClick={() => go(addDays(from, PAGE_DAYS + 1))}>
        {t('calendar.later')}
      </Button>
      {from !== today && (
        <Button variant="subtle" size="compact-sm" onClick={() => go(today)}>
          {t('calendar.backToToday')}
        </Button>
      )}
    </nav>
  );
}
