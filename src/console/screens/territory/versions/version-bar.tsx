import { Button, Menu } from '@mantine/core';
import { useState } from 'react';
import { yamlAddress } from '../../../api/versions.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { BrandSettingsDialog } from '../settings/brand-settings-dialog.tsx';
import { ImportDialog } from '../transfer/import-dialog.tsx';
import { AskedDialog } from './asked-dialog.tsx';
import { HistoryDialog } from './history-dialog.tsx';
import { NewsBar } from './news-bar.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { TroubleNote } from './trouble-note.tsx';
import { useNews } from './use-news.ts';
import type { Versions } from './use-versions.ts';
import styles from './versions.module.css';

interface Props {
  readonly brand: string;
  readonly versions: Versions;
  readonly dirty: boolean;
  readonly mayEdit: boolean;
  /** Administrators of the brand say who approves. */
  readonly mayAdminister: boolean;
  /** What keeps the territory from running. */
  readonly mistakes?: number;
  /** Leads to the first of them. */
  onMend?(): void;
}

type Open = 'publish' | 'history' | 'import' | 'settings' | null;

/** Saving, publishing, history, and carrying the territory in and out. */
export function VersionBar({ brand, versions, dirty, mayEdit, mayAdminister, mistakes = 0, onMend }: Props) {
  const { t } = useWords();
  const [open, setOpen] = useState<Open>(null);
  const { place, busy } = versions;
  const news = useNews(brand, place);
  const isHeld = open !== null || versions.asked !== null || versions.trouble !== null;
  const isCopy = dirty || place.saved !== null || place.live === null;
  const isNew = dirty || (place.saved === null && place.live === null);
  const close = () => (setOpen(null), versions.dismiss());
  return (
    <>
      {mayEdit && (
        <>
          <Button size="xs" variant="default" disabled={!isNew || busy} onClick={() => void versions.save()}>
            {t('versions.save')}
          </Button>
          <Button
            size="xs"
            {...(mistakes > 0 && { variant: 'default' })}
            disabled={!isCopy || busy}
            onClick={() => (mistakes > 0 ? onMend?.() : setOpen('publish'))}
          >
            {mistakes > 0 ? t('versions.publishNot', { count: mistakes }) : t('versions.publish')}
          </Button>
        </>
      )}
      <Button size="xs" variant="default" onClick={() => setOpen('history')}>
        {t('versions.history')}
      </Button>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button size="xs" variant="default">
            {t('versions.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component="a" href={yamlAddress(brand)} download={`${brand}.yaml`}>
            {t('versions.export')}
          </Menu.Item>
          {mayEdit && <Menu.Item onClick={() => setOpen('import')}>{t('versions.import')}</Menu.Item>}
          {mayEdit && <Menu.Item onClick={() => setOpen('settings')}>{t('versions.settings')}</Menu.Item>}
          {mayEdit && place.saved && place.live !== null && (
            <Menu.Item onClick={() => void versions.discard()}>{t('versions.discard')}</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <span className={styles.state} role="status">
        {place.live !== null && <span>{t('versions.live', { version: place.live })}</span>}
        {dirty && <strong>{t('versions.unsaved')}</strong>}
        {!dirty && place.saved && (
          <span>
            {t('versions.savedBy', { name: place.saved.by.name })} <RelativeTime at={place.saved.at} />
          </span>
        )}
      </span>
      {open === null && <TroubleNote versions={versions} />}
      <NewsBar {...{ versions, news, dirty, isHeld, mayEdit }} />
      {open === 'publish' && !versions.asked && <PublishDialog {...{ brand, versions, dirty }} onClose={close} />}
      {open === 'history' && !versions.asked && <HistoryDialog {...{ brand, versions, mayEdit }} onClose={close} />}
      {open === 'import' && !versions.asked && <ImportDialog {...{ versions }} onClose={close} />}
      {open === 'settings' && <BrandSettingsDialog {...{ brand, mayAdminister }} onClose={close} />}
      {versions.asked && <AskedDialog asked={versions.asked} busy={busy} onClose={versions.dismiss} />}
    </>
  );
}
