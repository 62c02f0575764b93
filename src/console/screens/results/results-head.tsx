import { Button, NativeSelect } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { Me } from '../../../contract/user.ts';
import { funnelFile } from '../../api/results.ts';
import { BrandSelect } from '../../ui/brand-select.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { useWords } from '../../ui/use-words.ts';

const route = getRouteApi('/results');

const PERIODS = [7, 28, 90, 365] as const;
export const DEFAULT_DAYS = 28;

interface Props {
  readonly brand: Me['brands'][number];
  /** First day shown. */
  readonly from: string;
}

/** Whose results, of which days, and the table to take along. */
export function ResultsHead({ brand, from }: Props) {
  const { t } = useWords();
  const { days = DEFAULT_DAYS } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <ScreenHeader title={t('results.title')} lead={t('results.lead')}>
      <BrandSelect
        label={t('results.brand')}
        value={brand.id}
        onChoose={(value) => void navigate({ search: (old) => ({ ...old, brand: value }), replace: true })}
      />
      <NativeSelect
        aria-label={t('results.period')}
        size="xs"
        value={String(days)}
        data={PERIODS.map((value) => ({ value: String(value), label: t(`results.periods.${value}`) }))}
        onChange={(event) => {
          const value = Number(event.currentTarget.value);
          void navigate({ search: (old) => ({ ...old, days: value }), replace: true });
        }}
      />
      <Button
        component="a"
        href={funnelFile(brand.id, from)}
        download
        variant="default"
        size="xs"
        title={t('results.downloadWhy')}
      >
        {t('results.download')}
      </Button>
    </ScreenHeader>
  );
}
