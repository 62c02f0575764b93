import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ClearedAngle } from '../../../../contract/cleared-angle.ts';
import account from '../../../account/account.module.css';
import { useChange } from '../../../account/use-change.ts';
import { anglesQuery, angleTopicsQuery, moveAngle } from '../../../api/angles.ts';
import { brandsQuery } from '../../../api/drafts.ts';
import { useMe, useNow } from '../../../ui/app-context.tsx';
import danger from '../../../ui/danger.module.css';
import { Dialog } from '../../../ui/dialog.tsx';
import { ForeignText } from '../../../ui/foreign-text.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { sayClock, sayMinutes } from '../../../words/format.ts';
import { approversOf } from '../../drafts/angles/use-lane.ts';
import { platformName } from '../../drafts/editor/platforms.ts';
import styles from './angles.module.css';

interface Props {
  readonly angle: ClearedAngle;
  /** Of the person, for its brand. */
  readonly rights: readonly string[];
}

/** One angle: its words, its conditions, who approved it, and what can be done with it. */
export function AngleItem({ angle, rights }: Props) {
  const { t, language } = useWords();
  const { name, text, lang, variants, state, by, approvals, withdrawnBy } = angle;
  const isOver = useStanding(angle);
  const people = [
    t('angles.by', { name: by.name }),
    approvals.length > 0 && t('angles.approvedBy', { names: approversOf(angle, language) }),
    withdrawnBy && t('angles.withdrawnBy', { name: withdrawnBy.name }),
  ];
  return (
    <li className={styles.item} aria-label={name}>
      <p className={styles.head}>
        <strong>
          <bdi>{name}</bdi>
        </strong>
        <span className={styles.state} data-state={isOver === null ? state : 'over'}>
          {isOver ?? t(`angles.state.${state}`)}
        </span>
      </p>
      <p className={styles.words}>
        <ForeignText text={text} lang={lang} />
      </p>
      {variants.map(({ platform, text: own }) =>
        own === undefined ? null : (
          <p key={platform} className={styles.words}>
            <span className={styles.quiet}>{t('angles.elsewhere', { platform: platformName(t, platform) })}</span>{' '}
            <ForeignText text={own} lang={lang} />
          </p>
        ),
      )}
      <Conditions angle={angle} />
      <p className={styles.quiet}>{people.filter(Boolean).join(' · ')}</p>
      {state !== 'withdrawn' && <Acts angle={angle} rights={rights} />}
    </li>
  );
}

/** What ended it, though nobody withdrew it; null while it is open. */
function useStanding({ state, until, used, uses }: ClearedAngle): string | null {
  const { t } = useWords();
  const now = useNow();
  if (state === 'withdrawn') return null;
  if (Date.parse(until) <= now) return t('angles.over');
  return used >= uses ? t('angles.usedUp') : null;
}

function Conditions({ angle }: { angle: ClearedAngle }) {
  const { t, language } = useWords();
  const now = useNow();
  const { brand, topics, variants, from, until, used, uses, coolDownMinutes } = angle;
  const known = useQuery({ ...angleTopicsQuery(brand), enabled: topics.length > 0 }).data;
  const labels = topics.map((topic) => known?.find(({ id }) => id === topic)?.label ?? topic);
  const time = (at: string) => sayClock(Date.parse(at), now, language);
  const parts = [
    variants.map(({ platform }) => platformName(t, platform)).join(', '),
    topics.length > 0 ? t('angles.topics', { topics: labels.join(', ') }) : t('angles.anyTopic'),
    from
      ? t('angles.when.both', { from: time(from), until: time(until) })
      : t('angles.when.until', { until: time(until) }),
    t('angles.uses', { used, count: uses }),
    coolDownMinutes > 0 && t('angles.rest', { minutes: sayMinutes(coolDownMinutes, language) }),
  ];
  return <p className={`${styles.quiet} numbers`}>{parts.filter(Boolean).join(' · ')}</p>;
}

function Acts({ angle, rights }: Props) {
  const { t } = useWords();
  const me = useMe();
  const [asking, setAsking] = useState(false);
  const { id, name, state, by, brand } = angle;
  const policy = useQuery(brandsQuery).data?.find((one) => one.id === brand)?.approval.go;
  const isOwn = policy?.secondPerson === true && by.id === me.id;
  const hasApproved = angle.approvals.some((approval) => approval.by.id === me.id);
  const approve = useChange({
    change: () => moveAngle(id, 'approve'),
    stale: [anglesQuery(brand).queryKey, ['offered-angles']],
    done: (_, made) => t(made.angle.state === 'approved' ? 'angles.done.approve' : 'angles.done.partly', { name }),
  });
  const canApprove = state === 'proposed' && rights.includes('approve') && !hasApproved;
  return (
    <div className={styles.acts}>
      {canApprove && !isOwn && (
        <Button
          size="compact-sm"
          loading={approve.pending}
          aria-label={t('angles.approveOf', { name })}
          onClick={() => approve.send(undefined)}
        >
          {t('angles.approve')}
        </Button>
      )}
      {rights.includes('decide') && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('angles.withdrawOf', { name })}
          onClick={() => setAsking(true)}
        >
          {t('angles.withdraw')}
        </Button>
      )}
      {canApprove && isOwn && <span className={styles.quiet}>{t('angles.own')}</span>}
      {approve.problem && (
        <span role="alert" className={account.problem}>
          {approve.problem}
        </span>
      )}
      {asking && <WithdrawDialog angle={angle} onClose={() => setAsking(false)} />}
    </div>
  );
}

function WithdrawDialog({ angle: { id, name, brand }, onClose }: { angle: ClearedAngle; onClose: () => void }) {
  const { t } = useWords();
  const withdraw = useChange({
    change: () => moveAngle(id, 'withdraw'),
    stale: [anglesQuery(brand).queryKey, ['offered-angles']],
    done: () => t('angles.done.withdraw', { name }),
    onDone: onClose,
  });
  return (
    <Dialog title={t('angles.withdrawTitle', { name })} onClose={onClose}>
      <div className={account.form}>
        <p>{t('angles.withdrawWhat')}</p>
        {withdraw.problem && (
          <p role="alert" className={account.problem}>
            {withdraw.problem}
          </p>
        )}
        <div className={account.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button className={danger.filled ?? ''} loading={withdraw.pending} onClick={() => withdraw.send(undefined)}>
            {t('angles.withdraw')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
