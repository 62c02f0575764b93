import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Destination } from '../../../../contract/destination.ts';
import { destinationsQuery, removeDestination, testDestination } from '../../../api/publishing.ts';
import account from '../../../account/account.module.css';
import { useChange } from '../../../account/use-change.ts';
import { tellDone, tellTrouble } from '../../../decide/tell-done.tsx';
import { useMe } from '../../../ui/app-context.tsx';
import danger from '../../../ui/danger.module.css';
import { Dialog } from '../../../ui/dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { sayReason } from '../../../words/reason.ts';
import { platformName } from '../../drafts/editor/platforms.ts';
import { administeredBrands } from '../administered.ts';
import styles from '../admin.module.css';
import { DestinationDialog } from './destination-dialog.tsx';
import own from './destinations.module.css';

/** Where a brand publishes: its receivers and accounts. */
export function DestinationsSection() {
  const { t } = useWords();
  const brands = administeredBrands(useMe());
  const [chosen, setChosen] = useState('');
  const brand = brands.find(({ id }) => id === chosen) ?? brands[0];
  const [asked, setAsked] = useState<Destination | 'new' | null>(null);
  const [removed, setRemoved] = useState<Destination | null>(null);
  const all = useQuery({ ...destinationsQuery(brand?.id ?? ''), enabled: brand !== undefined });
  if (!brand) return null;
  return (
    <section className={styles.section} aria-label={t('admin.tabs.destinations')}>
      <div className={styles.head}>
        <p className={styles.lead}>{t('destinations.lead')}</p>
        <Button onClick={() => setAsked('new')}>{t('destinations.add')}</Button>
      </div>
      {brands.length > 1 && (
        <NativeSelect
          className={styles.search ?? ''}
          label={t('destinations.brand')}
          value={brand.id}
          data={brands.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      )}
      {all.isPending && <p role="status">{t('app.loading')}</p>}
      {all.isError && !all.data && <EmptyState title={t('admin.failed')} hint={all.error.message} />}
      {all.data?.length === 0 && <EmptyState title={t('destinations.none')} hint={t('destinations.noneDo')} />}
      {all.data && all.data.length > 0 && <Table all={all.data} onChange={setAsked} onRemove={setRemoved} />}
      {asked && (
        <DestinationDialog brand={brand.id} known={asked === 'new' ? null : asked} onClose={() => setAsked(null)} />
      )}
      {removed && <RemoveDialog destination={removed} onClose={() => setRemoved(null)} />}
    </section>
  );
}

interface TableProps {
  readonly all: readonly Destination[];
  onChange(destination: Destination): void;
  onRemove(destination: Destination): void;
}

function Table({ all, onChange, onRemove }: TableProps) {
  const { t } = useWords();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {(['label', 'platforms', 'where', 'actions'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`destinations.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {all.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              <span className={styles.who}>
                <strong>{one.label}</strong>
                <span className={styles.quiet}>{t(`destinations.kind.${one.kind}`)}</span>
              </span>
            </th>
            <td data-label={t('destinations.platforms')}>
              {one.platforms.map((platform) => platformName(t, platform)).join(', ')}
            </td>
            <td data-label={t('destinations.where')}>{one.where}</td>
            <td className={styles.act}>
              <Acts one={one} onChange={() => onChange(one)} onRemove={() => onRemove(one)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Acts({ one, onChange, onRemove }: { one: Destination; onChange: () => void; onRemove: () => void }) {
  const { t, words } = useWords();
  const name = one.label;
  const test = useMutation({
    mutationFn: () => testDestination(one.id),
    onSuccess: ({ ok, reason }) => (ok ? tellDone : tellTrouble)(`${name}: ${sayReason(words, reason)}`),
    onError: (error) => tellTrouble(error.message),
  });
  const button = { size: 'compact-sm', variant: 'default' } as const;
  return (
    <span className={own.acts}>
      <Button
        {...button}
        loading={test.isPending}
        aria-label={t('destinations.testOf', { name })}
        onClick={() => test.mutate()}
      >
        {t('destinations.test')}
      </Button>
      <Button {...button} aria-label={t('destinations.changeOf', { name })} onClick={onChange}>
        {t('destinations.change')}
      </Button>
      <Button
        {...button}
        className={danger.outline ?? ''}
        aria-label={t('destinations.removeOf', { name })}
        onClick={onRemove}
      >
        {t('destinations.remove')}
      </Button>
    </span>
  );
}

function RemoveDialog({ destination, onClose }: { destination: Destination; onClose: () => void }) {
  const { t } = useWords();
  const name = destination.label;
  const remove = useChange({
    change: () => removeDestination(destination.id),
    stale: [destinationsQuery(destination.brand).queryKey],
    done: () => t('destinations.removed', { name }),
    onDone: onClose,
  });
  return (
    <Dialog title={t('destinations.removeTitle', { name })} onClose={onClose}>
      <div className={account.form}>
        <p>{t('destinations.removeWhat')}</p>
        {remove.problem && (
          <p role="alert" className={account.problem}>
            {remove.problem}
          </p>
        )}
        <div className={account.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button className={danger.filled ?? ''} loading={remove.pending} onClick={() => remove.send(undefined)}>
            {t('destinations.remove')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
