import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TerritoryVersion } from '../../../../contract/territory-version.ts';
import { diffQuery, versionsQuery } from '../../../api/versions.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { DiffView } from './diff-view.tsx';
import { TroubleNote } from './trouble-note.tsx';
import type { Versions } from './use-versions.ts';
import styles from './versions.module.css';

interface Props {
  readonly brand: string;
  readonly versions: Versions;
  readonly mayEdit: boolean;
  onClose(): void;
}

/** Who published what, when and why; what changed; and the way back. */
export function HistoryDialog({ brand, versions, mayEdit, onClose }: Props) {
  const { t } = useWords();
  const { data, isError } = useQuery(versionsQuery(brand));
  const [shown, setShown] = useState<number | 'copy' | null>(null);
  const { saved, live } = versions.place;
  const oldest = data?.at(-1)?.version ?? 1;
  return (
    <Dialog title={t('versions.historyTitle')} onClose={onClose} wide>
      <div className={styles.form}>
        {isError && <p role="alert">{t('versions.historyFailed')}</p>}
        {data?.length === 0 && <p>{t('versions.none')}</p>}
        <TroubleNote versions={versions} />
        <ol className={styles.history}>
          {saved && live !== null && (
            <li>
              <div>
                <p>
                  <strong>{t('versions.copy')}</strong>
                </p>
                <p className={styles.quiet}>
                  {t('versions.savedBy', { name: saved.by.name })} <RelativeTime at={saved.at} />
                </p>
              </div>
              <div className={styles.acts}>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-expanded={shown === 'copy'}
                  onClick={() => setShown(shown === 'copy' ? null : 'copy')}
                >
                  {t('versions.changes', { from: live })}
                </Button>
              </div>
              {shown === 'copy' && <Changed brand={brand} from={live} to="copy" />}
            </li>
          )}
          {data?.map((version) => (
            <li key={version.version}>
              <About version={version} />
              <div className={styles.acts}>
                {version.version > oldest && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-expanded={shown === version.version}
                    aria-label={t('versions.whatChangedIn', { version: version.version })}
                    onClick={() => setShown(shown === version.version ? null : version.version)}
                  >
                    {t('versions.whatChanged')}
                  </Button>
                )}
                {mayEdit && !version.live && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    loading={versions.busy}
                    aria-label={t('versions.bringBackThe', { version: version.version })}
                    onClick={() => void versions.restore(version.version, '', onClose)}
                  >
                    {t('versions.bringBack')}
                  </Button>
                )}
              </div>
              {shown === version.version && <Changed brand={brand} from={version.version - 1} to={version.version} />}
            </li>
          ))}
        </ol>
      </div>
    </Dialog>
  );
}

function About({ version: { version, live, author, at, note, restores, failing } }: { version: TerritoryVersion }) {
  const { t } = useWords();
  return (
    <div>
      <p>
        <strong>{t('versions.version', { version })}</strong> {live && <em>{t('versions.isLive')}</em>}
      </p>
      {note !== '' && <p>{note}</p>}
      {restores !== null && <p>{t('versions.restores', { version: restores })}</p>}
      {failing > 0 && <p className={styles.quiet}>{t('versions.failing', { count: failing })}</p>}
      <p className={styles.quiet}>
        {author.id === 'config' ? t('versions.byFile') : author.name} · <RelativeTime at={at} />
      </p>
    </div>
  );
}

function Changed({ brand, from, to }: { brand: string; from: number; to: number | 'copy' }) {
  const { data } = useQuery(diffQuery(brand, from, to));
  return data ? <DiffView diff={data} /> : null;
}
