import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { ApiError } from '../../api/client.ts';
import { copyQuery } from '../../api/versions.ts';
import { useMe } from '../../ui/app-context.tsx';
import { BrandSelect } from '../../ui/brand-select.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { useWords } from '../../ui/use-words.ts';
import { Begin } from './wizard/begin.tsx';
import { Workbench } from './workbench.tsx';

/** What a brand may speak about: its topics, and what each rule would have found. */
export function TerritoryScreen() {
  const { t } = useWords();
  const { brand } = useParams({ from: '/t/$brand' });
  const navigate = useNavigate();
  const me = useMe();
  useTitle(t('territory.title'));
  const loaded = useQuery(copyQuery(brand));
  const own = me.brands.find(({ id }) => id === brand);
  const mayEdit = own?.permissions.includes('edit-territory') === true;
  const isNone = loaded.error instanceof ApiError && loaded.error.status === 404;
  return (
    <div>
      <ScreenHeader title={t('territory.title')} lead={t('territory.lead')}>
        <BrandSelect
          label={t('territory.brand')}
          value={brand}
          onChoose={(other) => void navigate({ to: '/t/$brand', params: { brand: other } })}
        />
        {me.everywhere.includes('administer') && <Link to="/new-brand">{t('wizard.newBrand.link')}</Link>}
      </ScreenHeader>
      {loaded.isPending && <p role="status">{t('app.loading')}</p>}
      {isNone && !mayEdit && <EmptyState title={t('territory.none')} hint={t('territory.noneAsk')} />}
      {isNone && mayEdit && own && <Begin key={brand} brand={own} />}
      {loaded.isError && !isNone && (
        <EmptyState title={t('territory.failed')} hint={t('territory.failedDo')}>
          <Button variant="default" onClick={() => void loaded.refetch()}>
            {t('app.retry')}
          </Button>
        </EmptyState>
      )}
      {loaded.data && (
        <Workbench
          key={brand}
          brand={brand}
          loaded={loaded.data.territory}
          copy={loaded.data}
          lang={own?.languages[0] === 'fr' ? 'fr' : 'en'}
          mayEdit={mayEdit}
          mayAdminister={own?.permissions.includes('administer') === true}
        />
      )}
    </div>
  );
}
