import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { Card } from '../../../contract/card.ts';
import { Angle } from '../../../contract/suggestion.ts';
import { useWords } from '../../ui/use-words.ts';
import { SuggestedText } from './suggestions/suggested-text.tsx';
import styles from './suggestions/suggestions.module.css';
import { useSuggestions } from './suggestions/use-suggestions.ts';
import { WhereToAnswerLine } from './suggestions/where-to-answer.tsx';

interface Props {
  readonly card: Card;
  /** What stands in the field now. */
  readonly text: string;
  onUse(text: string): void;
}

/** Words to begin with, asked for by the person; the field stays theirs meanwhile. */
export function Suggestions({ card, text, onUse }: Props) {
  const { t } = useWords();
  const { opportunity } = card;
  const [angle, setAngle] = useState<Angle | null>(null);
  const [before, setBefore] = useState<string | null>(null);
  const [isUsed, setUsed] = useState(false);
  const { list, notes, said, isAsking, ask, change } = useSuggestions(opportunity.id);
  if (opportunity.verdict.level === 'block' || opportunity.state === 'closed' || card.hold) return null;
  const use = (words: string) => {
    setBefore(text.trim() === '' || text === words ? null : text);
    setUsed(true);
    onUse(words);
  };
  return (
    <section className={styles.box} aria-label={t('suggestions.title')}>
      <WhereToAnswerLine opportunity={opportunity.id} />
      <div className={styles.ask}>
        <NativeSelect
          size="xs"
          aria-label={t('suggestions.angle')}
          value={angle ?? ''}
          onChange={(event) => setAngle(Angle.safeParse(event.currentTarget.value).data ?? null)}
          data={[
            { value: '', label: t('suggestions.any') },
            ...Angle.options.map((one) => ({ value: one, label: t(`suggestions.angles.${one}`) })),
          ]}
        />
        <Button size="compact-sm" variant="default" aria-disabled={isAsking} onClick={() => void ask(angle)}>
          {t(list.length === 0 ? 'suggestions.ask' : 'suggestions.more')}
        </Button>
        <span role="status" className={styles.quiet}>
          {isAsking ? t('suggestions.asking') : said}
        </span>
      </div>
      {list.length === 0 && notes.length === 0 && <p className={styles.quiet}>{t('suggestions.lead')}</p>}
      {opportunity.verdict.level === 'review' && list.length > 0 && (
        <p className={styles.quiet}>{t('suggestions.reviewed')}</p>
      )}
      {list.length > 0 && (
        <ul className={styles.list} aria-label={t('suggestions.list')}>
          {list.map((one, nth) => (
            <SuggestedText
              key={nth}
              one={one}
              onUse={() => use(one.text)}
              onChange={(wish) => void change(nth, wish)}
            />
          ))}
        </ul>
      )}
      {notes.map((note) => (
        <p key={note} className={styles.quiet}>
          {note}
        </p>
      ))}
      {isUsed && (
        <p role="status" className={styles.quiet}>
          {t(before === null ? 'suggestions.used' : 'suggestions.replaced')}{' '}
          {before !== null && (
            <Button size="compact-sm" variant="subtle" onClick={() => (onUse(before), setUsed(false), setBefore(null))}>
              {t('suggestions.undo')}
            </Button>
          )}
        </p>
      )}
    </section>
  );
}
