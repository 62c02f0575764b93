import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import type { SimilarCase } from '../../../contract/results.ts';
import { similarQuery } from '../../api/results.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useWords } from '../../ui/use-words.ts';
import { VerdictBadge } from '../../ui/verdict-badge.tsx';
import { sayMinutes } from '../../words/format.ts';
import styles from './clock.module.css';
import { Section } from './section.tsx';

/** Earlier opportunities of the brand that resemble this one, and how it went. */
export function SimilarSection({ opportunity }: { opportunity: string }) {
  const { t } = useWords();
  const { data, isPending, isError } = useQuery(similarQuery(opportunity));
  return (
    <Section title={t('results.page.similar')}>
      {isPending && <p className={styles.quiet}>{t('app.loading')}</p>}
      {isError && !data && <p className={styles.quiet}>{t('results.page.similarFailed')}</p>}
      {data?.length === 0 && <p className={styles.quiet}>{t('results.page.similarNone')}</p>}
      {data && data.length > 0 && (
        <ul className={styles.similar}>
          {data.map((one) => (
            <Similar key={one.id} one={one} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Similar({ one }: { one: SimilarCase }) {
  const { t, language } = useWords();
  const shared = [...one.shared.topics, ...one.shared.words].join(', ');
  return (
    <li>
      <p className={styles.name}>
        <VerdictBadge level={one.verdict} />
        <Link to="/o/$id" params={{ id: one.id }}>
          <ForeignText text={one.title} lang={one.lang} />
        </Link>
        <span className={styles.quiet}>
          <RelativeTime at={one.openedAt} />
        </span>
      </p>
      <p>
        <span className="hidden-text">{t('results.page.howItWent')}: </span>
        {sayOutcome(t, language, one)}
      </p>
      {shared && (
        <p className={styles.quiet}>
          <bdi>{t('results.page.shared', { what: shared })}</bdi>
        </p>
      )}
    </li>
  );
}

function sayOutcome(t: TFunction, language: string, { outcome, decision, steps }: SimilarCase): string {
  if (outcome === 'dismissed' && decision?.reason) {
    return t('results.page.outcome.dismissedFor', { reason: t(`decisionReason.${decision.reason}`) });
  }
  const { detected, published } = steps;
  const minutes = detected && published ? (Date.parse(published) - Date.parse(detected)) / 60_000 : 0;
  return t(`results.page.outcome.${outcome}`, { duration: sayMinutes(minutes, language) });
}
