import { ChannelList } from '../../channels/channel-list.tsx';
import { DeliveryLog } from '../../channels/delivery-log.tsx';
import styles from '../../account/account.module.css';
import { useWords } from '../../ui/use-words.ts';
import own from './account.module.css';

/** Where a person hears of things beyond the console, and what they were told. */
export function ChannelsSection() {
  const { t } = useWords();
  return (
    <section className={own.section} aria-labelledby="channels">
      <h2 id="channels">{t('channels.title')}</h2>
      <p className={styles.quiet}>{t('channels.lead')}</p>
      <ChannelList of={null} />
      <DeliveryLog of={null} />
    </section>
  );
}
