import { Button, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { diffQuery } from '../../../api/versions.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { DiffView } from './diff-view.tsx';
import { TroubleNote } from './trouble-note.tsx';
import type { Versions } from './use-versions.ts';
import styles from './versions.module.css';

interface Props {
  readonly brand: string;
  readonly versions: Versions;
  readonly dirty: boolean;
  onClose(): void;
}

/** What changes, and why, before it goes live. */
export function PublishDialog({ brand, versions, dirty, onClose }: Props) {
  const { t } = useWords();
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const { live } = versions.place;
  const isShort = note.trim().length < 3;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isShort) void versions.publish(note.trim(), onClose);
  };
  return (
    <Dialog title={t('versions.publishTitle')} onClose={onClose} wide>
      <form className={styles.form} onSubmit={submit}>
        <p>{t('versions.publishLead')}</p>
        <Textarea
          label={t('versions.note')}
          placeholder={t('versions.noteHint')}
          value={note}
          maxLength={500}
          autosize
          minRows={2}
          data-autofocus
          error={tried && isShort && t('versions.noteNeeded')}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {live === null ? <p>{t('versions.first')}</p> : <Changes {...{ brand, versions, dirty, live }} />}
        <TroubleNote versions={versions} />
        <div className={styles.acts}>
          <Button variant="default" onClick={onClose}>
            {t('versions.back')}
          </Button>
          <Button type="submit" loading={versions.busy}>
            {t('versions.publishNow')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** The server tells the difference of what it has: what is only on the screen is saved first. */
function Changes({ brand, versions, dirty, live }: Omit<Props, 'onClose'> & { readonly live: number }) {
  const { t } = useWords();
  const { data } = useQuery({ ...diffQuery(brand, live, 'copy'), enabled: !dirty });
  return (
    <section aria-label={t('versions.changes', { from: live })}>
      <h3>{t('versions.changes', { from: live })}</h3>
      {dirty ? (
        <p className={styles.quiet}>
          {t('versions.saveToSee')}{' '}
          <Button size="compact-sm" variant="default" loading={versions.busy} onClick={() => void versions.save()}>
            {t('versions.save')}
          </Button>
        </p>
      ) : (
        data && <DiffView diff={data} />
      )}
    </section>
  );
}
