import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TermAnswer, TermSuggestion } from '../../../../contract/term-suggestion.ts';
import type { Territory } from '../../../../contract/territory.ts';
import { startersQuery, termsQuery } from '../../../api/first-territory.ts';
import { ForeignText } from '../../../ui/foreign-text.tsx';
import { useWords } from '../../../ui/use-words.ts';
import type { Chosen } from '../editing.ts';
import { NearList } from './near-list.tsx';
import styles from './suggested.module.css';

interface Props {
  readonly brand: string;
  readonly territory: Territory;
  readonly chosen: Chosen;
  readonly days: number;
  onTake(query: string): void;
  onLabel(signal: TermAnswer['missed'][number]['signal'], kind: 'match' | 'miss'): void;
}

/** Terms that the topic may want or may want to be rid of, and what its rule seems to miss: asked for, not pressed on anybody. */
export function SuggestedPanel(props: Props) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.panel} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('wizard.suggested.title')}</summary>
      {open && <Suggestions {...props} />}
    </details>
  );
}

function Suggestions({ brand, territory, chosen, days, onTake, onLabel }: Props) {
  const { t, code } = useWords();
  const request = { territory, topic: chosen.id, days: Math.min(31, days) };
  const { data, isError, isFetching, isPlaceholderData } = useQuery(termsQuery(brand, request));
  const { data: starters } = useQuery(startersQuery);
  if (isError) return <p role="status">{t('wizard.suggested.failed')}</p>;
  if (!data) return <p role="status">{t('app.loading')}</p>;
  const stale = isPlaceholderData || isFetching;
  const packs = (starters?.noise ?? []).flatMap(({ id, label }) => {
    const count = data.noise.find(({ pack }) => pack === id)?.count;
    return count === undefined ? [] : [t('wizard.suggested.noise', { count, pack: label[code] })];
  });
  return (
    <div className={styles.body} aria-busy={stale}>
      <p className={styles.quiet}>{t('wizard.suggested.lead', { hits: data.hits, of: data.of })}</p>
      <Terms title={t('wizard.suggested.add')} terms={data.add} stale={stale} adds onTake={onTake} />
      <Terms
        title={t('wizard.suggested.leaveOut')}
        lead={t(`wizard.suggested.learntFrom.${data.learntFrom}`)}
        terms={data.leaveOut}
        {...{ stale, onTake }}
      />
      {packs.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <NearList title={t('wizard.suggested.missed')} near={data.missed} {...{ onLabel }} />
      <NearList title={t('wizard.suggested.doubtful')} near={data.doubtful} {...{ onLabel }} />
      <p className={styles.quiet}>{t(`territory.sample.by.${data.closeness}`)}</p>
    </div>
  );
}

interface TermsProps {
  readonly title: string;
  readonly lead?: string;
  readonly terms: readonly TermSuggestion[];
  readonly stale: boolean;
  /** They widen the rule; otherwise they narrow it. */
  readonly adds?: boolean;
  onTake(query: string): void;
}

function Terms({ title, lead, terms, stale, adds = false, onTake }: TermsProps) {
  const { t } = useWords();
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {lead !== undefined && <p className={styles.quiet}>{lead}</p>}
      {terms.length === 0 && <p className={styles.quiet}>{t('wizard.suggested.none')}</p>}
      <ul className={styles.terms}>
        {terms.map(({ term, lift, perDay, examples, becomes }) => (
          <li key={term}>
            <div className={styles.head}>
              <code>{term}</code>
              <span className="numbers">
                {t('wizard.suggested.lift', { lift })} ·{' '}
                {t(adds ? 'wizard.suggested.more' : 'wizard.suggested.fewer', { perDay })}
              </span>
              <Button
                size="compact-sm"
                variant="default"
                disabled={stale}
                aria-label={t(adds ? 'wizard.suggested.takeOf' : 'wizard.suggested.takeOutOf', { term })}
                onClick={() => onTake(becomes)}
              >
                {t(adds ? 'wizard.suggested.take' : 'wizard.suggested.takeOut')}
              </Button>
            </div>
            <ul className={styles.examples}>
              {examples.map(({ id, title: headline, text }) => (
                <li key={id}>
                  <ForeignText text={headline || text.slice(0, 120)} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
