import { getRouteApi } from '@tanstack/react-router';
import { useLive, useMe } from '../../ui/app-context.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ButtonLink } from '../../ui/links.tsx';
import { useWords } from '../../ui/use-words.ts';

const route = getRouteApi('/');

/** No card: says whether to wait, to widen the filters, or to look at the sources. */
export function FeedEmpty() {
  const { t } = useWords();
  const me = useMe();
  const { view = 'all', brand, phase, topic, platform, q } = route.useSearch();
  const hasCards = useLive((state) => Object.values(state.cards).some((cards) => Object.keys(cards).length > 0));
  const known = useLive((state) => state.brands.length > 0 && state.brands.every((id) => state.cards[id]));
  const narrowed = Boolean(brand ?? phase ?? topic ?? platform ?? q);
  if (me.brands.length === 0) return <NoBrand />;
  if (!known) return <EmptyState title={t('empty.waiting')} hint={t('empty.waitingDo')} />;
  if (!narrowed && (view === 'mine' || view === 'aside')) {
    return <EmptyState title={t(`empty.${view}`)} hint={t(`empty.${view}Do`)} />;
  }
  if (hasCards && (narrowed || view !== 'all')) {
    return (
      <EmptyState title={t('empty.filtered')} hint={t('empty.filteredDo')}>
        <ButtonLink variant="default" to="/">
          {t('empty.clear')}
        </ButtonLink>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={t('empty.quiet')} hint={t('empty.quietDo')}>
      <ButtonLink variant="default" to="/sources">
        {t('empty.seeSources')}
      </ButtonLink>
    </EmptyState>
  );
}

/** Whoever administers everything begins one; everybody else asks for a role. */
function NoBrand() {
  const { t } = useWords();
  const mayBegin = useMe().everywhere.includes('administer');
  if (!mayBegin) return <EmptyState title={t('empty.noBrand')} hint={t('empty.noBrandDo')} />;
  return (
    <EmptyState title={t('empty.noBrand')} hint={t('wizard.newBrand.lead')}>
      <ButtonLink to="/new-brand">{t('wizard.newBrand.link')}</ButtonLink>
    </EmptyState>
  );
}
