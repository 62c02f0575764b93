import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { CalendarPage } from '../../../contract/calendar.ts';
import type { Me } from '../../../contract/user.ts';
import { calendarQuery } from '../../api/calendar.ts';
import { cardsByDate } from '../../state/moments.ts';
import { useLive, useMe } from '../../ui/app-context.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { useWords } from '../../ui/use-words.ts';
import { addDays } from '../../words/days.ts';
import { filterDates } from './arrange-dates.ts';
import { CalendarDialogs } from './calendar-dialogs.tsx';
import type { Asked } from './calendar-dialogs.tsx';
import { CalendarEmpty } from './calendar-empty.tsx';
import { CalendarFilters } from './calendar-filters.tsx';
import { CalendarHead } from './calendar-head.tsx';
import { CalendarPager, PAGE_DAYS } from './calendar-pager.tsx';
import { MonthList } from './month-list.tsx';
import { OwnElsewhere } from './own-elsewhere.tsx';

const route = getRouteApi('/calendar');

type Brand = Me['brands'][number];

/** The key dates of one brand, a page of 90 days at a time. */
export function CalendarScreen() {
  const { t } = useWords();
  useTitle(t('calendar.title'));
  const me = useMe();
  const search = route.useSearch();
  const brand = me.brands.find(({ id }) => id === search.brand) ?? me.brands[0];
  if (!brand) return <EmptyState title={t('empty.noBrand')} hint={t('empty.noBrandDo')} />;
  return <BrandCalendar key={brand.id} brand={brand} />;
}

function BrandCalendar({ brand }: { brand: Brand }) {
  const { t } = useWords();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { from } = route.useSearch();
  const page = useQuery(calendarQuery(brand.id, from, from && addDays(from, PAGE_DAYS)));
  const may = brand.permissions.includes('edit-territory');
  return (
    <div>
      <CalendarHead brand={brand} onAsk={may ? setAsked : undefined} />
      {page.isPending && <p role="status">{t('app.loading')}</p>}
      {page.isError && !page.data && (
        <EmptyState title={t('calendar.failed')} hint={t('calendar.failedDo')}>
          <Button variant="default" onClick={() => void page.refetch()}>
            {t('app.retry')}
          </Button>
        </EmptyState>
      )}
      {page.data && <Dates brand={brand} page={page.data} onAsk={may ? setAsked : undefined} />}
      <CalendarDialogs brand={brand} today={page.data?.today ?? ''} asked={asked} onClose={() => setAsked(null)} />
    </div>
  );
}

interface DatesProps {
  readonly brand: Brand;
  readonly page: CalendarPage;
  readonly onAsk: ((asked: Asked) => void) | undefined;
}

function Dates({ brand, page, onAsk }: DatesProps) {
  const { from = page.today, tone, near, own, q } = route.useSearch();
  const moments = useLive((state) => state.moments);
  const cards = cardsByDate(moments, brand.id);
  const dates = filterDates(page.dates, { tone, near, own, search: q }, cards);
  return (
    <>
      <CalendarFilters count={dates.length} />
      <CalendarPager from={from} today={page.today} />
      {dates.length === 0 ? (
        <CalendarEmpty any={page.dates.length > 0} onAsk={onAsk} />
      ) : (
        <MonthList dates={dates} page={page} from={from} cards={cards} onAsk={onAsk} />
      )}
      {own && <OwnElsewhere brand={brand.id} dates={page.dates} onAsk={onAsk} />}
    </>
  );
}
