import type { Card } from '../../contract/card.ts';
import { standingOf } from '../state/select.ts';
import { useMe, useNow } from './app-context.tsx';
import { useWords } from './use-words.ts';
import { sayClock, sayWhen } from '../words/format.ts';
import { sayReason } from '../words/reason.ts';
import styles from './card-standing.module.css';

/** What was decided about the card, by whom; nothing while nobody has. */
export function CardStanding({ card }: { card: Card }) {
  const { t, words, language } = useWords();
  const me = useMe();
  const now = useNow();
  const { decision, opportunity } = card;
  const standing = standingOf(card, now);
  if (standing === 'undecided') return null;
  if (standing === 'closed' || !decision) {
    const because = opportunity.closedBecause ? sayReason(words, opportunity.closedBecause) : t('card.closed');
    return <p className={styles.standing}>{because}</p>;
  }
  const key = `card.${standing}By${decision.by.id === me.id ? 'Me' : ''}`;
  const values = {
    name: decision.by.name,
    ago: sayWhen(Date.parse(decision.at), now, language),
    reason: decision.reason ? t(`decisionReason.${decision.reason}`) : '',
    until: decision.until ? sayClock(Date.parse(decision.until), now, language) : '',
  };
  return <p className={styles.standing}>{t(key, values)}</p>;
}
