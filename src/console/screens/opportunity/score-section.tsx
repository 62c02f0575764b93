import type { Opportunity, ScorePart } from '../../../contract/opportunity.ts';
import { useWords } from '../../ui/use-words.ts';
import { sayShare } from '../../words/format.ts';
import { sayReason } from '../../words/reason.ts';
import styles from './opportunity.module.css';
import { Section } from './section.tsx';

/** The score and each of its parts, in words. */
export function ScoreSection({ opportunity }: { opportunity: Opportunity }) {
  const { t, words } = useWords();
  const blocked = opportunity.verdict.level === 'block';
  const score = blocked ? t('card.noScore') : t('opportunity.scoreOf', { score: Math.round(opportunity.score) });
  return (
    <Section title={t('opportunity.score')} aside={<span className={`${styles.total} numbers`}>{score}</span>}>
      {opportunity.held && <p className={styles.quiet}>{sayReason(words, opportunity.held)}</p>}
      <ul className={styles.parts}>
        {opportunity.parts.map((part) => (
          <Part key={part.name} part={part} />
        ))}
      </ul>
    </Section>
  );
}

function Part({ part }: { part: ScorePart }) {
  const { t, words, language } = useWords();
  const share = Math.min(1, Math.max(0, part.value));
  return (
    <li>
      <p className={styles.partHead}>
        <strong>{t(`opportunity.part.${part.name}`)}</strong>
        <span className={styles.quiet}>{t(`opportunity.partMeans.${part.name}`)}</span>
        <span className="numbers">{sayShare(share, language)}</span>
      </p>
      <div className={styles.share} aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
      </div>
      <ul className={styles.partReasons}>
        {part.reasons.map((reason, index) => (
          <li key={index}>{sayReason(words, reason)}</li>
        ))}
      </ul>
    </li>
  );
}
