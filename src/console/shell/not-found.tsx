import { EmptyState } from '../ui/empty-state.tsx';
import { ButtonLink } from '../ui/links.tsx';
import { useWords } from '../ui/use-words.ts';

/** No such screen, card, or right to see it: the server does not tell them apart. */
export function NotFound() {
  const { t } = useWords();
  return (
    <EmptyState title={t('app.notFound')} hint={t('app.notFoundDo')}>
      <ButtonLink to="/">{t('app.backToLive')}</ButtonLink>
    </EmptyState>
  );
}
