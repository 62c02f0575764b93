import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { ChannelList } from '../../channels/channel-list.tsx';
import { DeliveryLog } from '../../channels/delivery-log.tsx';
import { useMe } from '../../ui/app-context.tsx';
import { useWords } from '../../ui/use-words.ts';
import { administeredBrands } from './administered.ts';
import styles from './admin.module.css';

/** Where teams hear of their brands, and what they were told. */
export function ChannelsSection() {
  const { t } = useWords();
  const brands = administeredBrands(useMe());
  const [chosen, setChosen] = useState('');
  const brand = brands.find(({ id }) => id === chosen) ?? brands[0];
  if (!brand) return null;
  return (
    <section className={styles.section} aria-label={t('admin.tabs.channels')}>
      <p className={styles.lead}>{t('channels.leadBrand')}</p>
      {brands.length > 1 && (
        <NativeSelect
          className={styles.search ?? ''}
          label={t('channels.brand')}
          value={brand.id}
          data={brands.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      )}
      <ChannelList key={brand.id} of={brand.id} />
      <DeliveryLog key={`${brand.id} log`} of={brand.id} />
    </section>
  );
}
