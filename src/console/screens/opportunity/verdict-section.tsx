import type { Opportunity } from '../../../contract/opportunity.ts';
import type { Story } from '../../../contract/story.ts';
import { useWords } from '../../ui/use-words.ts';
import { VerdictBadge } from '../../ui/verdict-badge.tsx';
import styles from './opportunity.module.css';
import { Section } from './section.tsx';
import { VerdictReasons } from './verdict-reasons.tsx';

/** Why the brand may, may perhaps, or may not speak: each reason with the very posts behind it. */
export function VerdictSection({ opportunity, story }: { opportunity: Opportunity; story: Story | null }) {
  const { t } = useWords();
  const { level } = opportunity.verdict;
  return (
    <Section title={t('opportunity.verdict')}>
      <p className={styles.verdictLine}>
        <VerdictBadge level={level} long /> {t(`verdict.${level}Means`)}
      </p>
      <VerdictReasons opportunity={opportunity} story={story} />
    </Section>
  );
}
