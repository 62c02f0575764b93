import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { FunnelReport } from '../../../contract/results.ts';
import { reactivityQuery } from '../../api/results.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useWords } from '../../ui/use-words.ts';
import { VerdictBadge } from '../../ui/verdict-badge.tsx';
import { sayMinutes } from '../../words/format.ts';
import { Panel } from './panel.tsx';
import styles from './results.module.css';

/** Approvals from which on the reactivity is measured; the server's number. */
const LEAST_CASES = 8;

/** How long the brand needs, and where that is known from. */
export function ReactivitySection({ brand }: { brand: string }) {
  const { t, language } = useWords();
  const { data } = useQuery(reactivityQuery(brand));
  if (!data) return null;
  const { measured, cases, p95 } = data;
  const duration = sayMinutes(data.minutes, language);
  const said = measured
    ? t('results.reactivity.measured', { duration, count: cases })
    : t('results.reactivity.configured', { duration, cases, least: LEAST_CASES });
  return (
    <Panel title={t('results.reactivity.title')}>
      <p>{said}</p>
      {measured && p95 !== null && (
        <p className={styles.quiet}>{t('results.reactivity.p95', { duration: sayMinutes(p95, language) })}</p>
      )}
    </Panel>
  );
}

/** What called people and went by unseen. */
export function MissedSection({ missed: { count, cards } }: Pick<FunnelReport, 'missed'>) {
  const { t } = useWords();
  return (
    <Panel title={t('results.missed.title')}>
      <p>{count === 0 ? t('results.missed.none') : t('results.missed.lead', { count })}</p>
      {count > cards.length && <p className={styles.quiet}>{t('results.missed.newest', { count: cards.length })}</p>}
      {count > 0 && (
        <ul className={styles.missed}>
          {cards.map(({ id, title, lang, openedAt, verdict }) => (
            <li key={id}>
              <VerdictBadge level={verdict} />
              <Link to="/o/$id" params={{ id }}>
                <ForeignText text={title} lang={lang} />
              </Link>
              <span className={styles.quiet}>
                <RelativeTime at={openedAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

export function LatencySection({ latency }: Pick<FunnelReport, 'latency'>) {
  const { t, language } = useWords();
  const say = (seconds: number) =>
    seconds < 90 ? t('results.latency.seconds', { seconds }) : sayMinutes(seconds / 60, language);
  const said = latency
    ? t('results.latency.said', { median: say(latency.median), p95: say(latency.p95), count: latency.changes })
    : t('results.latency.none');
  return (
    <Panel title={t('results.latency.title')} lead={t('results.latency.lead')}>
      <p>{said}</p>
    </Panel>
  );
}
