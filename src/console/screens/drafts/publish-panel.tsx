import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { Card } from '../../../contract/card.ts';
import type { Destination } from '../../../contract/destination.ts';
import type { Draft } from '../../../contract/draft.ts';
import type { Platform } from '../../../contract/platform.ts';
import { brandsQuery } from '../../api/drafts.ts';
import { destinationsQuery, publishDraft } from '../../api/publishing.ts';
import { obstacleOf } from '../../state/drafts.ts';
import { useLive, useMe } from '../../ui/app-context.tsx';
import { useWords } from '../../ui/use-words.ts';
import { platformsOf } from './editor/platforms.ts';
import { ByHand } from './publish/by-hand.tsx';
import { PlatformRow } from './publish/platform-row.tsx';
import styles from './publish/publish.module.css';
import { usePublishing } from './publish/use-publishing.ts';

/** Where an approved draft goes out, platform by platform, and what came of it. Nothing before it is approved. */
export function PublishPanel({ card, draft }: { card: Card; draft: Draft }) {
  const { t } = useWords();
  const label = useId();
  const me = useMe();
  const rights = me.brands.find(({ id }) => id === draft.brand)?.permissions ?? [];
  const mayPublish = rights.includes('decide');
  const usual = useQuery(brandsQuery).data?.find(({ id }) => id === draft.brand)?.platforms ?? [];
  const destinations = useQuery({ ...destinationsQuery(draft.brand), enabled: mayPublish }).data ?? [];
  const freezes = useLive((state) => state.freezes);
  const [when, setWhen] = useState('');
  const { send, pending } = usePublishing();
  const stands = draft.state === 'approved' || draft.state === 'published';
  if (!stands && draft.publications.length === 0) return null;
  const platforms = shownPlatforms(draft, usual, destinations);
  const canSend = mayPublish && stands && obstacleOf(card, freezes) === null;
  const publish = (to: readonly { platform: Platform; destination: string }[]) => {
    const at = when === '' ? {} : { at: new Date(when).toISOString() };
    const said = t(when === '' ? 'publishing.done.sent' : 'publishing.done.scheduled');
    send({ act: () => publishDraft(draft.id, { version: draft.version, to: [...to], ...at }), said });
  };
  const ready = platforms.flatMap((platform) => {
    const destination = destinations.find((one) => one.platforms.includes(platform));
    return destination && !isTaken(draft, platform) && !waits(draft, platform)
      ? [{ platform, destination: destination.id }]
      : [];
  });
  return (
    <section aria-labelledby={label} className={styles.panel}>
      <h3 id={label} className={styles.title}>
        {t('publishing.title')}
      </h3>
      {mayPublish && destinations.length === 0 && (
        <p className={styles.quiet}>{t(rights.includes('administer') ? 'publishing.noneAdmin' : 'publishing.none')}</p>
      )}
      {platforms.length === 0 && canSend && draft.state === 'approved' && (
        <div className={styles.acts}>
          <ByHand draft={draft} />
        </div>
      )}
      {platforms.length > 0 && (
        <ul className={styles.rows}>
          {platforms.map((platform) => (
            <PlatformRow
              key={platform}
              draft={draft}
              platform={platform}
              destinations={destinations.filter((one) => one.platforms.includes(platform))}
              isTaken={isTaken(draft, platform)}
              mayPublish={mayPublish}
              canSend={canSend}
              isLater={when !== ''}
              busy={pending}
              onPublish={(destination) => publish([{ platform, destination }])}
            />
          ))}
        </ul>
      )}
      {canSend && ready.length > 0 && (
        <div className={styles.when}>
          <TextInput
            label={t('publishing.when')}
            description={t('publishing.whenHint')}
            type="datetime-local"
            value={when}
            onChange={(event) => setWhen(event.currentTarget.value)}
          />
          {ready.length > 1 && (
            <Button loading={pending} onClick={() => publish(ready)}>
              {t(when === '' ? 'publishing.all' : 'publishing.allLater', { count: ready.length })}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

/** Where it is meant to go, else wherever the brand has a way out to; and where it went besides. */
function shownPlatforms(draft: Draft, usual: readonly Platform[], destinations: readonly Destination[]): Platform[] {
  const meant = platformsOf(draft, usual);
  const served = destinations.flatMap(({ platforms }) => platforms);
  return [...new Set([...(meant.length > 0 ? meant : served), ...draft.publications.map(({ platform }) => platform)])];
}

/** Whether something is out there, or on its way. */
const isTaken = ({ publications }: Draft, platform: Platform): boolean =>
  publications.some((one) => one.platform === platform && TAKEN.has(one.state));

/** Whether a person lets it go on there as it is. */
const waits = ({ publications, version }: Draft, platform: Platform): boolean =>
  publications.some(
    (one) => one.platform === platform && one.version === version && (one.state === 'held' || one.state === 'failed'),
  );

const TAKEN: ReadonlySet<string> = new Set(['due', 'sending', 'out', 'unknown']);
