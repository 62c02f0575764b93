import { useQuery } from '@tanstack/react-query';
import type { i18n, TFunction } from 'i18next';
import type { Card } from '../../../contract/card.ts';
import type { Happening } from '../../../contract/happening.ts';
import { historyQuery } from '../../api/results.ts';
import { useLive, useNow } from '../../ui/app-context.tsx';
import { OutsideLink } from '../../ui/outside-link.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useWords } from '../../ui/use-words.ts';
import { sayClock } from '../../words/format.ts';
import { sayReason } from '../../words/reason.ts';
import styles from './opportunity.module.css';
import { Section } from './section.tsx';

/** Everything that happened to the opportunity, newest first: found, decided, held, said, drafted, frozen. */
export function HistorySection({ card }: { card: Card }) {
  const { t } = useWords();
  const { data, isPending, isError } = useQuery(historyQuery(card.opportunity.id, useStamp(card)));
  return (
    <Section title={t('opportunity.history')}>
      {isPending && <p className={styles.quiet}>{t('app.loading')}</p>}
      {isError && !data && <p className={styles.quiet}>{t('results.page.historyFailed')}</p>}
      {data?.length === 0 && <p className={styles.quiet}>{t('opportunity.historyNone')}</p>}
      <ol className={styles.history}>
        {data?.map((one, index) => (
          <HistoryItem key={`${one.at} ${one.action} ${String(index)}`} one={one} />
        ))}
      </ol>
    </Section>
  );
}

/** Changes whenever something happened that the history tells; not with every post. */
function useStamp({ opportunity: { id, brand, level, state }, decision, hold, assignment }: Card): string {
  const drafts = useLive((all) => all.drafts[brand]);
  const comments = useLive((all) => all.comments[brand])?.filter(({ opportunity }) => opportunity === id);
  const freezes = useLive((all) => all.freezes[brand]);
  const written = Object.values(drafts ?? {}).flatMap((draft) => (draft.opportunity === id ? [draft.updatedAt] : []));
  return JSON.stringify([
    ...[level !== 'quiet', state === 'closed', decision?.id, hold?.at, assignment?.at, comments?.length],
    ...[written, freezes?.map(({ at }) => at)],
  ]);
}

function HistoryItem({ one }: { one: Happening }) {
  const { t, words, language } = useWords();
  const now = useNow();
  const details = detailsOf(one, { t, words, language, now });
  return (
    <li>
      <p>
        <bdi>{sayHappening(t, words, one)}</bdi>{' '}
        <span className={styles.quiet}>
          <RelativeTime at={one.at} />
        </span>
      </p>
      {details.length > 0 && <p className={styles.quiet}>{details.join(' · ')}</p>}
      {one.text && (
        <p>
          <bdi dir="auto">{one.text}</bdi>
        </p>
      )}
      {one.link && (
        <p>
          <OutsideLink href={one.link}>{t('results.happened.link')}</OutsideLink>
        </p>
      )}
    </li>
  );
}

/** Of a reason only its code was kept: what it was about cannot be said any more. */
const sayBare = (words: i18n, code: string): string =>
  words.exists(`reason.bare.${code}`) ? words.t(`reason.bare.${code}`) : sayReason(words, { code, data: {} });

function sayHappening(t: TFunction, words: i18n, { action, by, to }: Happening): string {
  const name = by?.name ?? t('results.happened.nobody');
  const toWhom = to === undefined ? '' : to === by?.name ? 'Self' : 'To';
  const key = `results.happened.${action}${toWhom}`;
  return words.exists(key) ? words.t(key, { name, to }) : t('results.happened.other', { name, action });
}

interface Saying {
  readonly t: TFunction;
  readonly words: i18n;
  readonly language: string;
  readonly now: number;
}

function detailsOf(one: Happening, { t, words, language, now }: Saying): string[] {
  const { action, reason, until, verdict, reasons = [], times } = one;
  const time = until && sayClock(Date.parse(until), now, language);
  const decided = `decisionReason.${reason ?? ''}`;
  return [
    times && t('results.happened.times', { count: times }),
    reason && (words.exists(decided) ? words.t(decided) : reason),
    time && t(action === 'draft.send' ? 'results.happened.approveBy' : 'opportunity.until', { time }),
    verdict && t('gate.override.under', { level: words.t(`verdict.${verdict}`) }),
    ...reasons.map((code) => sayBare(words, code)),
  ].filter((detail) => typeof detail === 'string' && detail !== '') as string[];
}
