import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { Destination } from '../../../../contract/destination.ts';
import type { Draft } from '../../../../contract/draft.ts';
import type { Platform } from '../../../../contract/platform.ts';
import { useWords } from '../../../ui/use-words.ts';
import { platformName } from '../editor/platforms.ts';
import { ByHand } from './by-hand.tsx';
import { PublicationLine } from './publication-line.tsx';
import styles from './publish.module.css';

interface Props {
  readonly draft: Draft;
  readonly platform: Platform;
  /** Those that serve it. */
  readonly destinations: readonly Destination[];
  /** Whether something is out there, or on its way. */
  readonly isTaken: boolean;
  readonly mayPublish: boolean;
  /** Whether nothing stands in the way now. */
  readonly canSend: boolean;
  /** Whether it goes at a time. */
  readonly isLater: boolean;
  readonly busy: boolean;
  onPublish(destination: string): void;
}

/** One platform: what came of it there, and the ways to get the post there. */
export function PlatformRow(props: Props) {
  const { draft, platform, destinations, isTaken, mayPublish, canSend, isLater, busy, onPublish } = props;
  const { t } = useWords();
  const [chosen, setChosen] = useState('');
  const name = platformName(t, platform);
  const there = draft.publications.filter((one) => one.platform === platform && one.state !== 'cancelled');
  const destination = destinations.find(({ id }) => id === chosen) ?? destinations[0];
  const isOpen = mayPublish && !isTaken;
  // What waits for a person goes on as it is; a newer version goes out in its place.
  const waits = there.some(
    ({ state, version }) => (state === 'held' || state === 'failed') && version === draft.version,
  );
  return (
    <li className={styles.row}>
      {there.length === 0 && (
        <div className={styles.line}>
          <span className={styles.name}>{name}</span>
          <span className={styles.quiet}>{t('publishing.notYet')}</span>
        </div>
      )}
      {there.map((one) => (
        <PublicationLine key={one.id} one={one} name={name} mayPublish={mayPublish} canSend={canSend} />
      ))}
      {isOpen && (
        <div className={styles.acts}>
          {canSend && destination && !waits && (
            <>
              {destinations.length > 1 && (
                <NativeSelect
                  aria-label={t('publishing.through', { name })}
                  value={destination.id}
                  data={destinations.map(({ id, label }) => ({ value: id, label }))}
                  onChange={(event) => setChosen(event.currentTarget.value)}
                />
              )}
              <Button size="compact-sm" loading={busy} onClick={() => onPublish(destination.id)}>
                {t(isLater ? 'publishing.scheduleOn' : 'publishing.publishOn', { name })}
              </Button>
              <span className={styles.quiet}>{t('publishing.via', { label: destination.label })}</span>
            </>
          )}
          {canSend && <ByHand draft={draft} platform={platform} />}
        </div>
      )}
    </li>
  );
}
