import type { Draft } from '../../../contract/draft.ts';
import type { Opportunity } from '../../../contract/opportunity.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { OutsideLink } from '../../ui/outside-link.tsx';
import { useWords } from '../../ui/use-words.ts';
import { sayClock } from '../../words/format.ts';
import { sayReason } from '../../words/reason.ts';
import styles from './drafts.module.css';
import { sayApprovers, sayStanding } from './say-draft.ts';
import { useSay } from './use-say.ts';

/** The state of a draft as a mark: shape and word. */
const SHAPES: Record<Draft['state'], string> = {
  writing: '✎',
  waiting: '◔',
  'changes-asked': '↩',
  rejected: '✕',
  approved: '✓',
  published: '↗',
  withdrawn: '–',
};

export function DraftMark({ state }: Pick<Draft, 'state'>) {
  const { t } = useWords();
  return (
    <span className={styles.mark} data-state={state}>
      <span aria-hidden="true">{SHAPES[state]}</span> {t(`drafts.state.${state}`)}
    </span>
  );
}

/** Where it stands, who brought it there, and what they said. */
export function DraftStanding({ draft, opportunity }: { draft: Draft; opportunity: Opportunity | undefined }) {
  const { t, language } = useWords();
  const say = useSay();
  const { state, approvals, publications } = draft;
  // Each publication has its own link below; this one is of drafts from before there were any.
  const link = publications.length === 0 ? draft.link : undefined;
  return (
    <div className={styles.standing}>
      <p className={styles.standingLine}>
        <DraftMark state={state} /> <span className={styles.quiet}>{sayStanding(say, draft)}</span>
        {state === 'published' && link && <OutsideLink href={link}>{t('drafts.link')}</OutsideLink>}
      </p>
      {state === 'waiting' && approvals.length > 0 && (
        <p className={styles.quiet}>{t('drafts.approvedSoFar', { names: sayApprovers(draft, language) })}</p>
      )}
      {state === 'approved' && <ApprovedUnder draft={draft} opportunity={opportunity} />}
      <Remark draft={draft} />
    </div>
  );
}

/** What the approvers said when they sent it back, or why the gate did. */
function Remark({ draft: { remark, state } }: { draft: Draft }) {
  const { t, words } = useWords();
  const isOver = state === 'approved' || state === 'published' || state === 'withdrawn';
  if (!remark || isOver) return null;
  if (!remark.by && remark.text.startsWith('angle.')) {
    const why = sayReason(words, { code: remark.text, data: {} });
    return <p className={styles.remark}>{t('angles.lane.remark', { why })}</p>;
  }
  if (!remark.by) {
    const level = ['go', 'review', 'block'].find((one) => remark.text === `verdict.${one}`) ?? 'review';
    return <p className={styles.remark}>{t('drafts.remarkGate', { level: t(`verdict.${level}`) })}</p>;
  }
  return (
    <blockquote className={styles.remark}>
      <span className={styles.quiet}>{t('drafts.remark', { name: remark.by.name })}</span>{' '}
      <ForeignText text={remark.text} />
    </blockquote>
  );
}

/** Under which verdict it was approved, where that is not the one it goes out under. */
function ApprovedUnder({ draft, opportunity }: { draft: Draft; opportunity: Opportunity | undefined }) {
  const { t, language } = useWords();
  const { now } = useSay();
  return draft.approvals
    .filter(({ verdict }) => verdict !== opportunity?.verdict.level)
    .map(({ by, at, version, verdict }) => (
      <p key={by.id} className={styles.quiet}>
        {t('drafts.approvedThen', {
          ...{ name: by.name, version, level: t(`verdict.${verdict}`) },
          time: sayClock(Date.parse(at), now, language),
        })}
      </p>
    ));
}
