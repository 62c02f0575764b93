import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { RuleDraft } from '../../../../contract/lookback.ts';
import type { QueryExplanation, SignalToExplain } from '../../../../contract/query.ts';
import { explainQuery } from '../../../api/territory.ts';
import { useWords } from '../../../ui/use-words.ts';
import { ClauseTree } from '../../../why/clause-tree.tsx';
import { MarkedFields } from '../../../why/marked-fields.tsx';
import { hitsIn } from '../../../why/marked-text.ts';
import styles from './sample.module.css';

interface Props {
  readonly rule: Pick<RuleDraft, 'query' | 'lists'>;
  readonly signal: SignalToExplain;
  /** Takes over the rule that would find it. */
  readonly onTake?: ((query: string) => void) | undefined;
}

/** What a rule says to a text, clause by clause, and the least that would change its answer. */
export function WhyPanel({ rule, signal, onTake }: Props) {
  const { t } = useWords();
  const { data, error } = useQuery(explainQuery(rule.query, rule.lists, signal));
  if (error) return <p role="status">{t('territory.why.failed', { detail: error.message })}</p>;
  if (!data) return <p role="status">{t('app.loading')}</p>;
  return (
    <div className={styles.why}>
      <p role="status">
        <strong>{t(data.holds ? 'territory.why.holds' : 'territory.why.misses')}</strong>
      </p>
      <MarkedFields title={data.title} text={data.text} hits={hitsIn(data.explanation)} />
      <ClauseTree clause={data.explanation} />
      {data.change && <Change change={data.change} onTake={onTake} />}
    </div>
  );
}

function Change({ change, onTake }: { change: NonNullable<QueryExplanation['change']>; onTake: Props['onTake'] }) {
  const { t, code } = useWords();
  return (
    <div>
      <p>{t('territory.why.change')}</p>
      <ul className={styles.edits}>
        {change.edits.map(({ message }, i) => (
          <li key={i}>{message[code]}</li>
        ))}
      </ul>
      <p>
        {t('territory.why.becomes')} <code>{change.query}</code>
      </p>
      {onTake && (
        <Button size="xs" variant="default" onClick={() => onTake(change.query)}>
          {t('territory.why.take')}
        </Button>
      )}
    </div>
  );
}
