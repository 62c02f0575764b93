import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ButtonLink } from '../../ui/links.tsx';
import { useWords } from '../../ui/use-words.ts';
import type { Asked } from './calendar-dialogs.tsx';

const route = getRouteApi('/calendar');

interface Props {
  /** Whether there are dates that the filters hide. */
  readonly any: boolean;
  readonly onAsk: ((asked: Asked) => void) | undefined;
}

/** No date: says whether to widen the filters, to look elsewhere, or to add one. */
export function CalendarEmpty({ any, onAsk }: Props) {
  const { t } = useWords();
  const { tone, near, own, q, brand, from } = route.useSearch();
  const only = [tone, near, own, q].filter(Boolean).length === 1;
  if (own && only) {
    return (
      <EmptyState title={t('calendar.ownNone')} hint={t(onAsk ? 'calendar.ownNoneDo' : 'calendar.ownNoneReader')}>
        {onAsk && <Button onClick={() => onAsk({ what: 'add' })}>{t('calendar.add')}</Button>}
        {onAsk && (
          <Button variant="default" onClick={() => onAsk({ what: 'import' })}>
            {t('calendar.import')}
          </Button>
        )}
      </EmptyState>
    );
  }
  const clear = (
    <ButtonLink variant="default" to="/calendar" search={{ brand, from }}>
      {t('calendar.clear')}
    </ButtonLink>
  );
  if (near && only) {
    return (
      <EmptyState title={t('calendar.nearNone')} hint={t('calendar.nearNoneDo')}>
        {clear}
      </EmptyState>
    );
  }
  if (any) {
    return (
      <EmptyState title={t('calendar.filtered')} hint={t('calendar.filteredDo')}>
        {clear}
      </EmptyState>
    );
  }
  return <EmptyState title={t('calendar.none')} hint={t(onAsk ? 'calendar.noneDo' : 'calendar.noneDoReader')} />;
}
