import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { RuleDraft } from '../../../../contract/lookback.ts';
import type { TerritoryExample } from '../../../../contract/territory.ts';
import { useWords } from '../../../ui/use-words.ts';
import type { ExampleKind } from '../editing.ts';
import styles from './sample.module.css';
import { WhyPanel } from './why-panel.tsx';

interface Props {
  readonly rule: RuleDraft;
  /** Null for those who may not change the territory. */
  readonly onLabel: ((example: Pick<TerritoryExample, 'text'>, kind: ExampleKind) => void) | null;
  readonly onTake: ((query: string) => void) | undefined;
}

/** A text that somebody pastes, against the rule as it stands. */
export function TryText({ rule, onLabel, onTake }: Props) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [tried, setTried] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(text.trim());
  };
  return (
    <details className={styles.try}>
      <summary>{t('territory.why.try')}</summary>
      <form className={styles.form} onSubmit={submit}>
        <p className={styles.quiet}>{t('territory.why.tryLead')}</p>
        <Textarea
          label={t('territory.why.text')}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={10_000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" size="xs" variant="default" disabled={text.trim() === ''}>
            {t('territory.why.submit')}
          </Button>
        </div>
      </form>
      {tried !== null && (
        <>
          <WhyPanel rule={rule} signal={{ text: tried }} onTake={onTake} />
          {onLabel && (
            <p className={styles.acts}>
              {t('territory.why.label')}
              <button type="button" onClick={() => onLabel({ text: tried }, 'match')}>
                ✓ {t('territory.sample.should')}
              </button>
              <button type="button" onClick={() => onLabel({ text: tried }, 'miss')}>
                ✗ {t('territory.sample.shouldNot')}
              </button>
            </p>
          )}
        </>
      )}
    </details>
  );
}
