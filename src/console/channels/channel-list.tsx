import type { i18n } from 'i18next';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Channel } from '../../contract/channel.ts';
import account from '../account/account.module.css';
import { sayRefusal } from '../account/say-refusal.ts';
import { useChange } from '../account/use-change.ts';
import { channelsQuery, removeChannel, testChannel } from '../api/channels.ts';
import type { ChannelsOf } from '../api/channels.ts';
import danger from '../ui/danger.module.css';
import { Dialog } from '../ui/dialog.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { useWords } from '../ui/use-words.ts';
import { ChannelDialog } from './channel-dialog.tsx';
import styles from './channels.module.css';
import { sayAttempt } from './say-attempt.ts';

/** The channels of a brand or a person, with what one can do to them. */
export function ChannelList({ of }: { of: ChannelsOf }) {
  const { t } = useWords();
  const channels = useQuery(channelsQuery(of));
  const [asked, setAsked] = useState<Channel | 'new' | null>(null);
  const [removed, setRemoved] = useState<Channel | null>(null);
  return (
    <div className={styles.stack}>
      {channels.isPending && <p role="status">{t('app.loading')}</p>}
      {channels.isError && !channels.data && <p role="alert">{t('admin.failed')}</p>}
      {channels.data?.length === 0 && <EmptyState title={t('channels.none')} hint={t('channels.noneDo')} />}
      {channels.data && channels.data.length > 0 && (
        <ul className={styles.list}>
          {channels.data.map((channel) => (
            <Row
              key={channel.id}
              channel={channel}
              onChange={() => setAsked(channel)}
              onRemove={() => setRemoved(channel)}
            />
          ))}
        </ul>
      )}
      <div>
        <Button onClick={() => setAsked('new')}>{t('channels.add')}</Button>
      </div>
      {asked && <ChannelDialog of={of} known={asked === 'new' ? null : asked} onClose={() => setAsked(null)} />}
      {removed && <RemoveDialog of={of} channel={removed} onClose={() => setRemoved(null)} />}
    </div>
  );
}

interface RowProps {
  readonly channel: Channel;
  onChange(): void;
  onRemove(): void;
}

function Row({ channel, onChange, onRemove }: RowProps) {
  const { t, words } = useWords();
  const { id, kind, label, to, active, off } = channel;
  const queries = useQueryClient();
  const test = useMutation({
    mutationFn: () => testChannel(id),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['deliveries'] }),
  });
  const kindName = kind === 'push' ? t('channels.kindOf.push') : t(`channels.kinds.${kind}`);
  return (
    <li data-off={!active || undefined}>
      <div className={styles.who}>
        <span>
          <strong>{label}</strong> {!active && <span className={account.mark}>{t('channels.off')}</span>}
        </span>
        <span className={account.quiet}>
          {kindName} · <bdi>{to}</bdi>
        </span>
        {off && <span className={styles.trouble}>{t(`channels.offBecause.${off.why}`)}</span>}
        <span role="status" className={styles.answer}>
          {test.data && sayTest(words, test.data)}
          {test.error && sayRefusal(t, test.error)}
        </span>
      </div>
      <div className={styles.acts}>
        <Button
          variant="default"
          size="compact-sm"
          loading={test.isPending}
          aria-label={t('channels.testFor', { name: label })}
          onClick={() => test.mutate()}
        >
          {t('channels.test')}
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t('channels.changeFor', { name: label })}
          onClick={onChange}
        >
          {t('channels.change')}
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          className={danger.outline ?? ''}
          aria-label={t('channels.removeFor', { name: label })}
          onClick={onRemove}
        >
          {t('channels.remove')}
        </Button>
      </div>
    </li>
  );
}

function sayTest(words: i18n, { state, attempts }: Awaited<ReturnType<typeof testChannel>>) {
  const how = state === 'sent' || state === 'unknown' ? state : 'failed';
  const last = attempts.at(-1);
  return words.t(`channels.tested.${how}`, { words: last ? sayAttempt(words, last) : '' });
}

function RemoveDialog({ of, channel, onClose }: { of: ChannelsOf; channel: Channel; onClose: () => void }) {
  const { t } = useWords();
  const name = channel.label;
  const removing = useChange({
    change: () => removeChannel(channel.id),
    stale: [channelsQuery(of).queryKey, ['deliveries']],
    done: () => t('channels.removed', { name }),
    onDone: onClose,
  });
  return (
    <Dialog title={t('channels.removeTitle', { name })} onClose={onClose}>
      <div className={account.form}>
        <p>{t('channels.removeWhat')}</p>
        {removing.problem && (
          <p role="alert" className={account.problem}>
            {removing.problem}
          </p>
        )}
        <div className={account.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button className={danger.filled ?? ''} loading={removing.pending} onClick={() => removing.send(undefined)}>
            {t('channels.remove')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
