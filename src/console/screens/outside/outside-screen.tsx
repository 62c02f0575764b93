import { Button, Loader } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { OutsideAnswer, OutsideView } from '../../../contract/outside.ts';
import { ApiError } from '../../api/client.ts';
import { answerFromOutside, lookFromOutside } from '../../api/outside.ts';
import { LanguageButtons } from '../../shell/language-buttons.tsx';
import { Wordmark } from '../../shell/wordmark.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { useWords } from '../../ui/use-words.ts';
import { AnswerForm } from './answer-form.tsx';
import styles from './outside.module.css';
import { ShownFromOutside } from './shown-from-outside.tsx';

type Given = Pick<OutsideAnswer, 'answer'> & { readonly reason?: string };

/** A draft before somebody without an account. The secret of the link stands behind the `#`, which browsers send to nobody. */
export function OutsideScreen() {
  const { t } = useWords();
  const [token] = useState(() => location.hash.slice(1));
  useTitle(t('outside.page.title'));
  const view = useQuery({
    queryKey: ['outside', token],
    queryFn: () => lookFromOutside(token),
    retry: false,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  const [done, setDone] = useState<Given['answer'] | null>(null);
  return (
    <main className={styles.page}>
      <Wordmark />
      {done !== null ? (
        <Message title={t(done === 'approve' ? 'outside.page.approved' : 'outside.page.asked')}>
          <p role="status">{t('outside.page.close')}</p>
        </Message>
      ) : view.isError ? (
        <Dead error={view.error} onRetry={() => void view.refetch()} />
      ) : view.data ? (
        <Deciding token={token} view={view.data} onDone={setDone} onStale={() => void view.refetch()} />
      ) : (
        <Loader size="sm" aria-label={t('app.loading')} />
      )}
      <LanguageButtons />
    </main>
  );
}

interface DecidingProps {
  readonly token: string;
  readonly view: OutsideView;
  onDone(answer: Given['answer']): void;
  /** It is no longer what stands here. */
  onStale(): void;
}

function Deciding({ token, view, onDone, onStale }: DecidingProps) {
  const { t } = useWords();
  const kindOf = (error: Error | null) => (error instanceof ApiError ? error.kind : '');
  const answer = useMutation({
    mutationFn: (given: Given) => {
      const seen = { token, version: view.draft.version, verdict: view.story.verdict };
      return answerFromOutside({ ...seen, ...given } as OutsideAnswer);
    },
    onSuccess: (_, given) => onDone(given.answer),
    // Whatever the reason is, the page says it once it has looked again.
    onError: (error) => ['other-version', 'spent', 'frozen'].includes(kindOf(error)) && onStale(),
  });
  const { error } = answer;
  const problem =
    error &&
    t(kindOf(error) === 'other-version' ? 'outside.page.changed' : 'outside.page.failed', { detail: error.message });
  return (
    <>
      <ShownFromOutside view={view} />
      <AnswerForm view={view} pending={answer.isPending} problem={problem} onAnswer={(given) => answer.mutate(given)} />
    </>
  );
}

/** Why nothing is shown: the same for every link that is not good. */
function Dead({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useWords();
  const kind = error instanceof ApiError ? error.kind : '';
  if (kind === 'spent' || kind === 'invalid') {
    return (
      <Message title={t('outside.page.spent')}>
        <p>{t('outside.page.spentDo')}</p>
      </Message>
    );
  }
  return (
    <Message title={kind === 'frozen' ? t('outside.page.frozen') : t('outside.page.failed', { detail: error.message })}>
      {kind === 'frozen' && <p>{t('outside.page.frozenDo')}</p>}
      <Button variant="default" onClick={onRetry}>
        {t('app.retry')}
      </Button>
    </Message>
  );
}

function Message({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={styles.message}>
      <h1>{title}</h1>
      {children}
    </div>
  );
}
