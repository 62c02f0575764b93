import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Card } from '../../../contract/card.ts';
import type { Draft } from '../../../contract/draft.ts';
import { useWords } from '../../ui/use-words.ts';
import { CheckedWords } from '../drafts/checked-words.tsx';
import { DraftStanding } from '../drafts/draft-standing.tsx';
import { DraftContent } from '../drafts/draft-content.tsx';
import { aboutCheck } from '../drafts/draft-text.tsx';
import { ContentFields } from '../drafts/editor/content-fields.tsx';
import { ObstacleNote } from '../drafts/obstacle-note.tsx';
import { saidOf } from '../drafts/saving/said.ts';
import type { Said } from '../drafts/saving/said.ts';
import { useSettled } from '../drafts/use-settled.ts';
import { Versions } from '../drafts/versions.tsx';
import { Section } from '../opportunity/section.tsx';
import { ApproveActs } from './approve-acts.tsx';
import styles from './approve.module.css';
import { AskOutside } from './outside-dialog.tsx';
import { useApproving } from './use-approving.ts';
import { useSeen } from './use-seen.ts';

interface Props {
  readonly card: Card;
  readonly draft: Draft;
  readonly next: string | undefined;
  onNext(draft: string): void;
}

/** The draft, what stands in its way, and the decision. */
export function Deciding({ card, draft, next, onNext }: Props) {
  const { t } = useWords();
  const [edited, setEdited] = useState<Said | null>(null);
  const approving = useApproving(card, draft);
  const seen = useSeen(card, draft);
  const settled = useSettled(edited?.text ?? draft.text);
  const isWaiting = draft.state === 'waiting';
  return (
    <Section title={t('drafts.approve.draft')}>
      <DraftStanding draft={draft} opportunity={card.opportunity} />
      {isWaiting && approving.obstacle && <ObstacleNote obstacle={approving.obstacle} />}
      {isWaiting && approving.hindrance && <p className={styles.hindrance}>{approving.hindrance}</p>}
      {isWaiting && !approving.obstacle && seen.news && (
        <p role="alert" className={styles.news}>
          {seen.news}{' '}
          <Button size="compact-sm" variant="default" onClick={seen.read}>
            {t('drafts.approve.read')}
          </Button>
        </p>
      )}
      {isWaiting && approving.may && <AskOutside draft={draft} />}
      {edited === null || !isWaiting ? (
        <DraftContent card={card} draft={draft} />
      ) : (
        <>
          <EditField
            draft={draft}
            said={edited}
            onChange={(change) => setEdited((now) => now && { ...now, ...change(now) })}
            onLeave={() => setEdited(null)}
          />
          <CheckedWords {...aboutCheck(card, settled)} isWriting={edited.text !== settled} />
        </>
      )}
      {edited !== null && !isWaiting && <Unused text={edited.text} />}
      <ApproveActs
        {...{ card, draft, next, onNext, edited }}
        mayApprove={approving.may && seen.news === null}
        mayJudge={approving.mayJudge}
        onEdit={() => setEdited(saidOf(draft))}
      />
      {draft.version > 1 && <Versions draft={draft} />}
    </Section>
  );
}

interface EditFieldProps {
  readonly draft: Draft;
  readonly said: Said;
  onChange(change: (said: Said) => Partial<Said>): void;
  onLeave(): void;
}

function EditField({ draft, said, onChange, onLeave }: EditFieldProps) {
  const { t } = useWords();
  return (
    <div className={styles.editing}>
      <p className={styles.quiet}>{t('drafts.approve.editing')}</p>
      <ContentFields {...{ brand: draft.brand, lang: draft.lang, said, onChange }} fixedPictures autoFocus />
      <Button size="compact-sm" variant="subtle" onClick={onLeave}>
        {t('drafts.approve.stopEditing')}
      </Button>
    </div>
  );
}

/** What an approver had begun to change when somebody else was faster: still there to be copied. */
function Unused({ text }: { text: string }) {
  const { t } = useWords();
  return (
    <div>
      <p className={styles.quiet}>{t('drafts.conflict.mine')}</p>
      <p className={styles.unused} dir="auto">
        {text}
      </p>
    </div>
  );
}
