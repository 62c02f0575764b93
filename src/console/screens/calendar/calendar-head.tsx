import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { Me } from '../../../contract/user.ts';
import { downloadAddress } from '../../api/calendar.ts';
import { BrandSelect } from '../../ui/brand-select.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { useWords } from '../../ui/use-words.ts';
import type { Asked } from './calendar-dialogs.tsx';

const route = getRouteApi('/calendar');

interface Props {
  readonly brand: Me['brands'][number];
  /** Missing where the person may not write. */
  readonly onAsk: ((asked: Asked) => void) | undefined;
}

/** Whose calendar it is, and what can be done with it as a whole. */
export function CalendarHead({ brand, onAsk }: Props) {
  const { t } = useWords();
  const navigate = route.useNavigate();
  return (
    <ScreenHeader title={t('calendar.title')} lead={t('calendar.lead')}>
      <BrandSelect
        label={t('calendar.brand')}
        value={brand.id}
        onChoose={(value) => void navigate({ search: (old) => ({ ...old, brand: value }), replace: true })}
      />
      <Button
        component="a"
        href={downloadAddress(brand.id)}
        download
        variant="default"
        size="xs"
        title={t('calendar.downloadWhy')}
      >
        {t('calendar.download')}
      </Button>
      {onAsk && (
        <>
          <Button variant="default" size="xs" onClick={() => onAsk({ what: 'import' })}>
            {t('calendar.import')}
          </Button>
          <Button size="xs" onClick={() => onAsk({ what: 'add' })}>
            {t('calendar.add')}
          </Button>
        </>
      )}
    </ScreenHeader>
  );
}
