import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Publication } from '../../../../contract/publication.ts';
import type { PublicationMoveRequest } from '../../../../contract/publishing.ts';
import { movePublication } from '../../../api/publishing.ts';
import { useNow } from '../../../ui/app-context.tsx';
import { OutsideLink } from '../../../ui/outside-link.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { sayClock, sayWhen } from '../../../words/format.ts';
import { sayReason } from '../../../words/reason.ts';
import { OutDialog } from './out-dialog.tsx';
import styles from './publish.module.css';
import { usePublishing } from './use-publishing.ts';

interface Props {
  readonly one: Publication;
  /** Of the platform. */
  readonly name: string;
  readonly mayPublish: boolean;
  readonly canSend: boolean;
}

/** Where a publication is, why, and what a person can do with it. */
export function PublicationLine({ one, name, mayPublish, canSend }: Props) {
  const { t, words } = useWords();
  const what = useWhen(one);
  return (
    <>
      <div className={styles.line} role="group" aria-label={name}>
        <span className={styles.name}>{name}</span>
        <span className={styles.state} data-state={one.state}>
          {t(`publishing.state.${one.state}`)}
        </span>
        <span className={`${styles.quiet} numbers`}>{what}</span>
        {one.link && <OutsideLink href={one.link}>{t('drafts.link')}</OutsideLink>}
      </div>
      {one.reason && one.state !== 'out' && <p className={styles.why}>{sayReason(words, one.reason)}</p>}
      {one.state === 'unknown' && <p className={styles.why}>{t('publishing.check', { name })}</p>}
      {mayPublish && <Acts one={one} name={name} canSend={canSend} />}
    </>
  );
}

/** When it went out or goes out, by whom, through what. */
function useWhen({ state, dueAt, outAt, updatedAt, by, destination }: Publication): string {
  const { t, language } = useWords();
  const now = useNow();
  const via = destination
    ? t('publishing.via', { label: destination.label })
    : t('publishing.byHand', { name: by.name });
  if (state === 'due') return t('publishing.dueAt', { time: sayClock(Date.parse(dueAt), now, language), via });
  const at = Date.parse(outAt ?? updatedAt);
  return t('publishing.since', { ago: sayWhen(at, now, language), via });
}

function Acts({ one, name, canSend }: Omit<Props, 'mayPublish'>) {
  const { t } = useWords();
  const { send, pending } = usePublishing();
  const [asking, setAsking] = useState(false);
  const move = (request: PublicationMoveRequest, said: string) =>
    send({ act: () => movePublication(one.id, request), said });
  const waits = one.state === 'held' || one.state === 'failed';
  if (one.via === 'hand' || one.state === 'out' || one.state === 'sending') return null;
  const button = { size: 'compact-sm', variant: 'default', loading: pending } as const;
  return (
    <div className={styles.acts}>
      {waits && (
        <Button {...button} disabled={!canSend} onClick={() => move({ move: 'resume' }, t('publishing.done.resumed'))}>
          {t(one.state === 'held' ? 'publishing.act.resume' : 'publishing.act.again')}
        </Button>
      )}
      {(waits || one.state === 'due') && (
        <Button
          {...button}
          aria-label={t('publishing.act.cancelOn', { name })}
          onClick={() => move({ move: 'cancel' }, t('publishing.done.cancelled'))}
        >
          {t('publishing.act.cancel')}
        </Button>
      )}
      {one.state === 'unknown' && (
        <>
          <Button {...button} onClick={() => setAsking(true)}>
            {t('publishing.act.confirm')}
          </Button>
          <Button
            {...button}
            disabled={!canSend}
            onClick={() => move({ move: 'deny', again: true }, t('publishing.done.resumed'))}
          >
            {t('publishing.act.denyAgain')}
          </Button>
          <Button {...button} onClick={() => move({ move: 'deny', again: false }, t('publishing.done.denied'))}>
            {t('publishing.act.deny')}
          </Button>
        </>
      )}
      {asking && (
        <OutDialog
          title={t('publishing.act.confirm')}
          pending={pending}
          onSay={(link) => {
            move({ move: 'confirm', ...(link && { link }) }, t('drafts.done.publish'));
            setAsking(false);
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
