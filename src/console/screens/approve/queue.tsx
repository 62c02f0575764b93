import { Link } from '@tanstack/react-router';
import type { Draft } from '../../../contract/draft.ts';
import { findCard } from '../../state/select.ts';
import { obstacleOf } from '../../state/drafts.ts';
import { useLive, useMe } from '../../ui/app-context.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { useWords } from '../../ui/use-words.ts';
import { VerdictBadge } from '../../ui/verdict-badge.tsx';
import { Deadline } from '../drafts/deadline.tsx';
import styles from './approve.module.css';

/** Everything that waits, the most urgent first. */
export function Queue({ waiting }: { waiting: readonly Draft[] }) {
  const { t } = useWords();
  return (
    <nav aria-label={t('drafts.approve.list')}>
      <ol className={styles.queue}>
        {waiting.map((draft) => (
          <li key={draft.id}>
            <Waiting draft={draft} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Waiting({ draft }: { draft: Draft }) {
  const { t } = useWords();
  const me = useMe();
  const card = useLive((state) => findCard(state, draft.opportunity));
  const freezes = useLive((state) => state.freezes);
  const obstacle = card && obstacleOf(card, freezes);
  const brand = me.brands.find(({ id }) => id === draft.brand)?.name ?? draft.brand;
  return (
    <Link to="/approve" search={{ draft: draft.id }} className={styles.waiting}>
      <span className={styles.waitingHead}>
        {card && <VerdictBadge level={card.opportunity.verdict.level} />}
        {obstacle && <span className={styles.barred}>{t(`drafts.approve.barred.${obstacle.kind}`)}</span>}
        {me.brands.length > 1 && <span className={styles.quiet}>{brand}</span>}
      </span>
      {card && (
        <span className={styles.waitingTitle}>
          <ForeignText text={card.opportunity.title} lang={card.opportunity.lang} />
        </span>
      )}
      <span className={styles.excerpt}>
        <ForeignText text={draft.text} lang={draft.lang} />
      </span>
      <span className={styles.quiet}>{draft.author.name}</span>
      <Deadline draft={draft} />
    </Link>
  );
}
