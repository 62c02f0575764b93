import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Card } from '../../../contract/card.ts';
import type { Draft } from '../../../contract/draft.ts';
import { brandsQuery } from '../../api/drafts.ts';
import { deadlineFor, policyOf } from '../../state/drafts.ts';
import type { Obstacle } from '../../state/drafts.ts';
import { useMe } from '../../ui/app-context.tsx';
import { ButtonLink } from '../../ui/links.tsx';
import { useWords } from '../../ui/use-words.ts';
import styles from './drafts.module.css';
import { sayPolicy } from './say-draft.ts';
import { useMoveDraft } from './use-move-draft.ts';
import { useSay } from './use-say.ts';
import { WithdrawDialog } from './dialogs/withdraw-dialog.tsx';

interface Props {
  readonly card: Card;
  readonly draft: Draft | null;
  /** Whether there is no text to send. */
  readonly isEmpty: boolean;
  readonly obstacle: Obstacle | null;
  /** Approved in advance: sending is approving. */
  readonly isCleared?: boolean;
  /** Saves what is in the field. Answers the draft as it then is, or null. */
  onFlush(): Promise<Draft | null>;
}

/** What a writer can do next with the draft, by where it stands. Nothing for those who only read. */
export function DraftActs({ card, draft, isEmpty, obstacle, isCleared = false, onFlush }: Props) {
  const me = useMe();
  const [asking, setAsking] = useState<'withdraw' | null>(null);
  const rights = me.brands.find(({ id }) => id === card.opportunity.brand)?.permissions ?? [];
  if (!rights.includes('decide')) return null;
  const state = draft?.state ?? 'writing';
  const close = () => setAsking(null);
  return (
    <>
      {(state === 'writing' || state === 'changes-asked') && !isCleared && <Policy card={card} />}
      <div className={styles.acts}>
        {(state === 'writing' || state === 'changes-asked') && (
          <SendButton {...{ card, isCleared, onFlush }} isDisabled={isEmpty || obstacle !== null} />
        )}
        {draft && state === 'waiting' && rights.includes('approve') && <ToApprovals draft={draft} />}
        {draft && (state === 'waiting' || state === 'approved') && <TakeBackButton draft={draft} />}
        {draft && state !== 'published' && state !== 'withdrawn' && (
          <Button variant="subtle" color="gray" onClick={() => setAsking('withdraw')}>
            <Words of="withdraw" />
          </Button>
        )}
      </div>
      {draft && asking === 'withdraw' && <WithdrawDialog draft={draft} onClose={close} />}
    </>
  );
}

function Words({ of }: { of: 'withdraw' | 'takeBack' }) {
  const { t } = useWords();
  return <>{t(`drafts.act.${of}`)}</>;
}

/** To whom it goes and by when, before it is sent. */
function Policy({ card: { opportunity } }: { card: Card }) {
  const say = useSay();
  const brand = useQuery(brandsQuery).data?.find(({ id }) => id === opportunity.brand);
  if (!brand) return null;
  return (
    <p className={`${styles.quiet} numbers`}>
      {sayPolicy(say, policyOf(brand, opportunity), deadlineFor(brand, opportunity))}
    </p>
  );
}

interface SendProps {
  readonly card: Card;
  readonly isDisabled: boolean;
  readonly isCleared: boolean;
  onFlush(): Promise<Draft | null>;
}

function SendButton({ card, isDisabled, isCleared, onFlush }: SendProps) {
  const { t } = useWords();
  const { opportunity } = card;
  const { tryMove } = useMoveDraft();
  const [busy, setBusy] = useState(false);
  const brand = useQuery(brandsQuery).data?.find(({ id }) => id === opportunity.brand);
  const needsNobody = brand !== undefined && policyOf(brand, opportunity).of === 'nobody';
  const send = async () => {
    setBusy(true);
    const saved = await onFlush();
    const said = (now: Draft) =>
      now.state === 'waiting' ? t('drafts.done.sent') : t('drafts.done.approved', { title: opportunity.title });
    if (saved) await tryMove({ draft: saved, request: { move: 'send', version: saved.version }, say: said });
    setBusy(false);
  };
  return (
    <Button onClick={() => void send()} loading={busy} disabled={isDisabled}>
      {isCleared ? t('angles.lane.send') : t(needsNobody ? 'drafts.act.sendNobody' : 'drafts.act.send')}
    </Button>
  );
}

/** Writing the same text again is how a draft comes back from where it was sent. */
function TakeBackButton({ draft }: { draft: Draft }) {
  const { t } = useWords();
  const { move, pending } = useMoveDraft();
  const { version, text } = draft;
  const back = () => move({ draft, request: { move: 'write', version, text }, say: () => t('drafts.done.takeBack') });
  return (
    <Button variant="default" onClick={back} loading={pending}>
      <Words of="takeBack" />
    </Button>
  );
}

function ToApprovals({ draft }: { draft: Draft }) {
  const { t } = useWords();
  return (
    <ButtonLink to="/approve" search={{ draft: draft.id }}>
      {t('drafts.atApprovals')}
    </ButtonLink>
  );
}
