import { useQuery } from '@tanstack/react-query';
import type { Card } from '../../../contract/card.ts';
import type { Opportunity } from '../../../contract/opportunity.ts';
import { opportunityQuery } from '../../api/queries.ts';
import { useNow } from '../../ui/app-context.tsx';
import { ButtonLink } from '../../ui/links.tsx';
import { useWords } from '../../ui/use-words.ts';
import { VerdictBadge } from '../../ui/verdict-badge.tsx';
import { sayClosing } from '../../ui/window-bar.tsx';
import { sayMinutes } from '../../words/format.ts';
import { EvidenceItem } from '../opportunity/evidence-item.tsx';
import { Section } from '../opportunity/section.tsx';
import { VerdictReasons } from '../opportunity/verdict-reasons.tsx';
import styles from './approve.module.css';

/** What the story is at this moment: the verdict with its posts, the figures that count, and why it trends. */
export function StoryNow({ card: { opportunity } }: { card: Card }) {
  const { t } = useWords();
  const { id, verdict, why, brand } = opportunity;
  const story = useQuery(opportunityQuery(id)).data?.story ?? null;
  return (
    <Section title={t('drafts.approve.evidence')}>
      <p className={styles.verdict}>
        <VerdictBadge level={verdict.level} long /> <span>{t(`verdict.${verdict.level}Means`)}</span>
      </p>
      <VerdictReasons opportunity={opportunity} story={story} />
      <Numbers opportunity={opportunity} />
      <h3 className={styles.subtitle}>{t('opportunity.why')}</h3>
      <ul className={styles.items}>
        {why.map((item) => (
          <EvidenceItem key={item.signal} item={item} brand={brand} />
        ))}
      </ul>
      <ButtonLink to="/o/$id" params={{ id }} variant="default" className={styles.wholeStory}>
        {t('drafts.approve.seeStory')}
      </ButtonLink>
    </Section>
  );
}

function Numbers({ opportunity }: { opportunity: Opportunity }) {
  const { t, language } = useWords();
  const now = useNow();
  const { authors, outlets, burst, phase } = opportunity;
  const minutes = sayMinutes(burst.minutes, language);
  const parts = [
    `${t('card.authors', { count: authors })}, ${t('card.outlets', { count: outlets })}`,
    t('opportunity.burst', { count: burst.count, minutes, usual: burst.usual }),
    t(`phase.${phase}`),
    sayClosing(t, language, opportunity, now),
  ];
  return (
    <p className={`${styles.numbers} numbers`}>
      <span className="hidden-text">{t('drafts.approve.numbers')}: </span>
      {parts.join(' · ')}
    </p>
  );
}
