import type { Card } from '../../contract/card.ts';
import { heldFor } from '../decide/held-for.ts';
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
  const key = `card.${standing === 'held' ? 'accepted' : standing}By${decision.by.id === me.id ? 'Me' : ''}`;
  const values = {
    name: decision.by.name,
    ago: sayWhen(Date.parse(decision.at), now, language),
    reason: decision.reason ? t(`decisionReason.${decision.reason}`) : '',
    until: decision.until ? sayClock(Date.parse(decision.until), now, language) : '',
  };
  const against = decision.override && ` · ${t('gate.override.line', { reason: decision.override })}`;
  return (
    <>
      {standing === 'held' && <HeldLine card={card} />}
      <p className={styles.standing}>
        {t(key, values)}
        {against}
      </p>
    </>
  );
}

/** Accepted, but it must wait: said before by whom it was. */
function HeldLine({ card }: { card: Card }) {
  const { t, words } = useWords();
  const reasons = heldFor(card).map((reason) => sayReason(words, reason));
  return (
    <p className={styles.held}>
      <span aria-hidden="true">■</span>{' '}
      {reasons.length > 0 ? t('gate.held.line', { reasons: reasons.slice(0, 2).join(' · ') }) : t('gate.held.bare')}
    </p>
  );
}
