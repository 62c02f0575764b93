import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { anglesQuery } from '../../../api/angles.ts';
import { useMe } from '../../../ui/app-context.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ScreenHeader } from '../../../ui/screen-header.tsx';
import { useTitle } from '../../../ui/use-title.ts';
import { useWords } from '../../../ui/use-words.ts';
import { AngleDialog } from './angle-dialog.tsx';
import { AngleItem } from './angle-item.tsx';
import styles from './angles.module.css';
import { ApproveViews } from './approve-views.tsx';

/** The texts of a brand that were approved in advance, or are to be. */
export function AnglesView() {
  const { t } = useWords();
  useTitle(t('angles.title'));
  const { brands } = useMe();
  const [chosen, setChosen] = useState('');
  const [proposing, setProposing] = useState(false);
  const brand = brands.find(({ id }) => id === chosen) ?? brands.find(mayDecide) ?? brands[0];
  const all = useQuery({ ...anglesQuery(brand?.id ?? ''), enabled: brand !== undefined });
  if (!brand) return null;
  return (
    <div>
      <ScreenHeader title={t('drafts.approve.title')} lead={t('angles.lead')} />
      <ApproveViews />
      <div className={styles.tools}>
        {brands.length > 1 && (
          <NativeSelect
            label={t('angles.brand')}
            value={brand.id}
            data={brands.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
        )}
        {mayDecide(brand) && <Button onClick={() => setProposing(true)}>{t('angles.propose')}</Button>}
      </div>
      {all.isPending && <p role="status">{t('app.loading')}</p>}
      {all.isError && !all.data && <EmptyState title={t('angles.failed')} hint={all.error.message} />}
      {all.data?.length === 0 && <EmptyState title={t('angles.none')} hint={t('angles.noneDo')} />}
      {all.data && all.data.length > 0 && (
        <ul className={styles.list} aria-label={t('angles.title')}>
          {all.data.map((angle) => (
            <AngleItem key={angle.id} angle={angle} rights={brand.permissions} />
          ))}
        </ul>
      )}
      {proposing && <AngleDialog brand={brand} onClose={() => setProposing(false)} />}
    </div>
  );
}

const mayDecide = ({ permissions }: { readonly permissions: readonly string[] }): boolean =>
  permissions.includes('decide');
