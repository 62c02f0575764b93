import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { DraftCheck, DraftFinding } from '../../../contract/draft-check.ts';
import { ApiError } from '../../api/client.ts';
import { draftCheckQuery } from '../../api/drafts.ts';
import { useWords } from '../../ui/use-words.ts';
import { VerdictBadge } from '../../ui/verdict-badge.tsx';
import { sayReason } from '../../words/reason.ts';
import styles from '../opportunity/draft-check.module.css';
import { markText } from '../../why/marked-text.ts';

interface Props {
  readonly brand: string;
  readonly opportunity: string;
  /** What the gate says of the story: when it changes, the words are read again. */
  readonly verdict: string;
  /** The words as they were when the person last paused. */
  readonly text: string;
  /** Whether other words stand in the field by now. */
  readonly isWriting: boolean;
  /** Whether the words stand above with what was found already marked in them. */
  readonly isMarked?: boolean;
}

/** What was found in the words, told politely while somebody writes. */
export function CheckedWords({ isWriting, isMarked, ...draft }: Props) {
  const { t } = useWords();
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    ...draftCheckQuery(draft),
    // Marks laid over other words would be wrong; the summary of the last words may stand until the next comes.
    placeholderData: keepPreviousData,
  });
  const isEmpty = draft.text.trim() === '';
  const isStale = isWriting || isPlaceholderData;
  return (
    <div aria-live="polite" className={styles.checked} data-stale={isStale || undefined}>
      {!isEmpty && error && !isFetching && <Failed error={error} onRetry={() => void refetch()} />}
      {!isEmpty && !data && isFetching && <p className={styles.quiet}>{t('draftCheck.checking')}</p>}
      {!isEmpty && data && !error && <Result check={data} text={isStale || isMarked ? null : draft.text} />}
    </div>
  );
}

function Failed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useWords();
  const isGone = error instanceof ApiError && error.status === 404;
  return (
    <p className={styles.quiet}>
      {isGone ? t('draftCheck.gone') : t('draftCheck.failed', { detail: error.message })}{' '}
      {!isGone && (
        <Button size="compact-sm" variant="default" onClick={onRetry}>
          {t('app.retry')}
        </Button>
      )}
    </p>
  );
}

/** @param props.text the words that were checked; null while others stand above, or where they are marked there */
function Result({ check, text }: { check: DraftCheck; text: string | null }) {
  const { t } = useWords();
  const { level, findings } = check;
  if (findings.length === 0) {
    return (
      <p className={styles.summary}>
        <VerdictBadge level="go" long /> <span>{t('draftCheck.fine')}</span>{' '}
        <span className={styles.quiet}>{t('draftCheck.fineMeans')}</span>
      </p>
    );
  }
  return (
    <>
      <p className={styles.summary}>
        <VerdictBadge level={level} long /> <span>{t(`draftCheck.${level === 'go' ? 'remarks' : level}`)}</span>{' '}
        <span className={styles.quiet}>{t('draftCheck.found', { count: findings.length })}</span>
      </p>
      <ul className={styles.findings}>
        {findings.map((found, index) => (
          <Finding key={index} found={found} />
        ))}
      </ul>
      {text !== null && <Marked text={text} findings={findings} />}
    </>
  );
}

function Finding({ found }: { found: DraftFinding }) {
  const { t, words } = useWords();
  return (
    <li className={styles.finding}>
      {found.level === 'go' ? (
        <span className={styles.remark}>{t('draftCheck.remark')}</span>
      ) : (
        <VerdictBadge level={found.level} long />
      )}
      <span className={styles.sentence}>
        {sayReason(words, found)}
        {found.words.length > 0 && (
          <>
            {' '}
            <q className={styles.quiet}>{found.words.slice(0, 5).join(' … ')}</q>
          </>
        )}
        {found.data['laws'] !== undefined && <span className={styles.laws}>{found.data['laws']}</span>}
      </span>
    </li>
  );
}

/** The draft with everything marked that a finding rests on. */
function Marked({ text, findings }: { text: string; findings: readonly DraftFinding[] }) {
  const { t } = useWords();
  const places = findings.flatMap((found) => found.places.map(([from, to]) => ({ from, to })));
  if (places.length === 0) return null;
  return (
    <div role="group" aria-label={t('draftCheck.marked')} className={styles.marked} dir="auto" tabIndex={0}>
      {markText(text, places).map(({ text: piece, marked }, i) =>
        marked ? <mark key={i}>{piece}</mark> : <span key={i}>{piece}</span>,
      )}
    </div>
  );
}
