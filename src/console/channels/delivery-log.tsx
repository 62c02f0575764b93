import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { DeliveryState } from '../../contract/delivery.ts';
import type { Delivery } from '../../contract/delivery.ts';
import account from '../account/account.module.css';
import { channelsQuery, deliveriesQuery, resendDelivery } from '../api/channels.ts';
import type { ChannelsOf, DeliverySearch } from '../api/channels.ts';
import { useMe, useNow } from '../ui/app-context.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { tellDone, tellTrouble } from '../decide/tell-done.tsx';
import { ForeignText } from '../ui/foreign-text.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { useWords } from '../ui/use-words.ts';
import { sayClock } from '../words/format.ts';
import styles from './channels.module.css';
import { sayAttempt } from './say-attempt.ts';

const NOTHING: DeliverySearch = { channel: '', state: '', text: '' };

/** Every message of the channels, with why it came, waits or never came. */
export function DeliveryLog({ of }: { of: ChannelsOf }) {
  const { t } = useWords();
  const [search, setSearch] = useState(NOTHING);
  const log = useInfiniteQuery(deliveriesQuery(of, useDeferredValue(search)));
  const deliveries = log.data?.pages.flatMap((page) => page.deliveries) ?? [];
  return (
    <div className={styles.stack}>
      <h3 className={styles.sub}>{t('channels.log.title')}</h3>
      <p className={account.quiet}>{t('channels.log.lead')}</p>
      <Filters of={of} search={search} onChange={setSearch} />
      {log.isPending && <p role="status">{t('app.loading')}</p>}
      {log.isError && deliveries.length === 0 && <p role="alert">{t('admin.failed')}</p>}
      {log.isSuccess && deliveries.length === 0 && (
        <EmptyState title={t('channels.log.none')} hint={t('channels.log.noneDo')} />
      )}
      {deliveries.length > 0 && (
        <ul className={styles.log}>
          {deliveries.map((delivery) => (
            <Row key={delivery.id} of={of} delivery={delivery} />
          ))}
        </ul>
      )}
      {log.hasNextPage && (
        <div>
          <Button variant="default" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {t('channels.log.more')}
          </Button>
        </div>
      )}
    </div>
  );
}

interface FiltersProps {
  readonly of: ChannelsOf;
  readonly search: DeliverySearch;
  onChange(search: DeliverySearch): void;
}

function Filters({ of, search, onChange }: FiltersProps) {
  const { t } = useWords();
  const channels = useQuery(channelsQuery(of));
  const set = (field: keyof DeliverySearch) => (event: { currentTarget: { value: string } }) =>
    onChange({ ...search, [field]: event.currentTarget.value });
  return (
    <div className={styles.filters} role="search" aria-label={t('channels.log.title')}>
      <TextInput
        type="search"
        label={t('channels.log.text')}
        maxLength={200}
        value={search.text}
        onChange={set('text')}
      />
      <NativeSelect
        label={t('channels.log.channel')}
        value={search.channel}
        data={[
          { value: '', label: t('channels.log.anyChannel') },
          ...(channels.data ?? []).map(({ id, label }) => ({ value: id, label })),
        ]}
        onChange={set('channel')}
      />
      <NativeSelect
        label={t('channels.log.state')}
        value={search.state}
        data={[
          { value: '', label: t('channels.log.anyState') },
          ...DeliveryState.options.map((state) => ({ value: state, label: t(`channels.log.states.${state}`) })),
        ]}
        onChange={set('state')}
      />
    </div>
  );
}

function Row({ of, delivery }: { of: ChannelsOf; delivery: Delivery }) {
  const { t, words, language } = useWords();
  const now = useNow();
  const { brands } = useMe();
  const { channel, notice, state, reason, at, dueAt, attempts } = delivery;
  const brand = brands.find(({ id }) => id === notice.brand)?.name ?? notice.brand;
  const last = attempts.at(-1);
  const about = [t(`channels.log.occasions.${notice.occasion}`), brand].filter(Boolean).join(' · ');
  return (
    <li>
      <RelativeTime at={at} />
      <div>
        <p>
          <span className={styles.state} data-state={state}>
            {t(`channels.log.states.${state}`)}
          </span>{' '}
          {t(`channels.log.reasons.${reason}`)}
          {dueAt && `, ${t('channels.log.until', { time: sayClock(Date.parse(dueAt), now, language) })}`}
        </p>
        {notice.title && (
          <p>
            <ForeignText text={notice.title} />
          </p>
        )}
        <p className={account.quiet}>
          {channel.label} · {about}
        </p>
        {last && (
          <p className={account.quiet}>
            {t('channels.log.tries', { count: attempts.length })} · <bdi>{sayAttempt(words, last)}</bdi>
          </p>
        )}
        {canGoAgain(delivery) && <ResendButton of={of} delivery={delivery} />}
      </div>
    </li>
  );
}

/** What failed or is in doubt; a program can be told again what it had, for it knows it by its id. A test is made anew. */
const canGoAgain = ({ state, reason, channel, attempts }: Delivery): boolean =>
  reason !== 'test' &&
  attempts.length > 0 &&
  (state === 'failed' || state === 'unknown' || (state === 'sent' && channel.kind === 'webhook'));

function ResendButton({ of, delivery: { id, notice, channel } }: { of: ChannelsOf; delivery: Delivery }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const name = notice.title || t(`channels.log.occasions.${notice.occasion}`);
  const resend = useMutation({
    mutationFn: () => resendDelivery(id),
    onSuccess: () => {
      tellDone(t('channels.log.resent', { name: channel.label }));
      void queries.invalidateQueries({ queryKey: ['deliveries', of] });
    },
    onError: () => tellTrouble(t('channels.log.notResent')),
  });
  return (
    <Button
      size="compact-xs"
      variant="default"
      loading={resend.isPending}
      aria-label={t('channels.log.resendOf', { name })}
      onClick={() => resend.mutate()}
    >
      {t('channels.log.resend')}
    </Button>
  );
}
