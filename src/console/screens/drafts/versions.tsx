import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DraftVersion } from '../../../contract/approval.ts';
import type { Draft } from '../../../contract/draft.ts';
import { draftQuery } from '../../api/drafts.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useWords } from '../../ui/use-words.ts';
import { PictureRow } from './conflict.tsx';
import styles from './drafts.module.css';
import { sayPart, sayParts } from './editor/say-parts.ts';
import { differing, saidOf } from './saving/said.ts';
import type { Part, Said } from './saving/said.ts';

/** Saved within so short a time by the same person, texts are steps of one. Milliseconds. */
const ONE_SITTING_MS = 20_000;

interface Props {
  readonly draft: Draft;
  onRestore?(said: Said): void;
}

/** What it ever said, the newest first, asked for when somebody wants to see it. */
export function Versions({ draft, onRestore }: Props) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.versions} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('drafts.versions.title')}</summary>
      {open && <Texts draft={draft} onRestore={onRestore} />}
    </details>
  );
}

function Texts({ draft, onRestore }: Props) {
  const { t } = useWords();
  const { data, isError, refetch } = useQuery(draftQuery(draft.id, `${draft.version}`));
  if (isError) {
    return (
      <p role="status" className={styles.quiet}>
        {t('drafts.versions.failed')}{' '}
        <Button size="compact-sm" variant="default" onClick={() => void refetch()}>
          {t('app.retry')}
        </Button>
      </p>
    );
  }
  if (!data) return <p role="status">{t('app.loading')}</p>;
  const all = sittings(data.versions);
  return (
    <ol className={styles.versionList}>
      {all.map((version, at) => (
        <li key={version.version}>
          <Version version={version} before={all[at + 1]} isNow={version.version === draft.version} />
          {onRestore && version.version !== draft.version && (
            <Button size="compact-sm" variant="default" onClick={() => onRestore(saidOf(version))}>
              {t('drafts.versions.restore')}
            </Button>
          )}
        </li>
      ))}
    </ol>
  );
}

interface VersionProps {
  readonly version: DraftVersion;
  readonly before: DraftVersion | undefined;
  readonly isNow: boolean;
}

/** Whose it is, what it changed, and that. */
function Version({ version, before, isNow }: VersionProps) {
  const { t, language } = useWords();
  const changed = before ? differing(before, version) : [];
  // Nothing changed between two sittings is the same words written again.
  const shown: readonly Part[] = changed.length > 0 ? changed : ['text'];
  return (
    <>
      <p className={styles.quiet}>
        <bdi>{t('drafts.versions.item', { version: version.version, name: version.by.name })}</bdi>{' '}
        <RelativeTime at={version.at} />
        {isNow && ` · ${t('drafts.versions.now')}`}
        {changed.length > 0 && ` · ${t('editor.changed', { parts: sayParts(t, language, changed) })}`}
      </p>
      {shown.map((part) => (
        <Changed key={part} version={version} part={part} isNamed={shown.length > 1 || part !== 'text'} />
      ))}
    </>
  );
}

function Changed({ version, part, isNamed }: { version: DraftVersion; part: Part; isNamed: boolean }) {
  const { t } = useWords();
  const own = version.variants.find(({ platform }) => platform === part);
  const text = part === 'text' ? version.text : own && (own.text ?? t('editor.follows'));
  return (
    <div className={styles.shownOn}>
      {isNamed && <p className={styles.quiet}>{sayPart(t, part)}</p>}
      {part === 'media' ? (
        <PictureRow said={version} />
      ) : (
        <p className={styles.text} dir="auto">
          {text ?? t('editor.absent')}
        </p>
      )}
    </div>
  );
}

/** The last of each sitting, newest first. What is saved while somebody types is no version anybody asked for. */
function sittings(versions: readonly DraftVersion[]): DraftVersion[] {
  return versions
    .filter((version, i) => {
      const next = versions[i + 1];
      if (!next || next.by.id !== version.by.id) return true;
      return Date.parse(next.at) - Date.parse(version.at) > ONE_SITTING_MS;
    })
    .toReversed();
}
