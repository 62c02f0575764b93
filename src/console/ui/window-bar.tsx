import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import type { Opportunity } from '../../contract/opportunity.ts';
import { reactivityQuery } from '../api/results.ts';
import { windowLeft } from '../state/window.ts';
import type { WindowLeft } from '../state/window.ts';
import { sayInterval, sayMinutes, sayWhen } from '../words/format.ts';
import { useNow } from './app-context.tsx';
import { useWords } from './use-words.ts';
import styles from './window-bar.module.css';

/** "closes in 38 min (25–70)", the bar, "you usually need 22 min (31 cases)"; only the first where there is nothing to hurry for. */
export function WindowBar({ opportunity, long = false }: { opportunity: Opportunity; long?: boolean }) {
  const blocked = opportunity.verdict.level === 'block';
  const { t, language } = useWords();
  const now = useNow();
  const window = windowLeft(opportunity, now);
  const closing = sayClosing(t, language, opportunity, now);
  const need = sayNeed(t, language, window);
  return (
    <div className={styles.window} data-pace={blocked ? 'over' : window.pace}>
      <div className={`${styles.closing} numbers`}>{closing}</div>
      {window.pace !== 'over' && !blocked && <Bar window={window} />}
      {need && !blocked && (
        <div className={`${styles.need} numbers`}>
          {need} <KnownFrom opportunity={opportunity} long={long} />
        </div>
      )}
    </div>
  );
}

/** Where it is known from how long the team needs; nothing where that has changed since the card was judged. */
function KnownFrom({ opportunity, long }: { opportunity: Opportunity; long: boolean }) {
  const { t } = useWords();
  const { data } = useQuery(reactivityQuery(opportunity.brand));
  if (data?.minutes !== opportunity.reactivityMinutes) return null;
  const { measured, cases: count } = data;
  const whole = measured ? t('results.reactivity.fromCases', { count }) : t('results.reactivity.asConfigured');
  const short = measured ? t('results.reactivity.cases', { count }) : t('results.reactivity.configuredShort');
  return <span title={whole}>({long ? whole : short})</span>;
}

/** Solid until the earliest end, pale until the latest, a tick at the likely one; the pin is what the team needs. */
function Bar({ window }: { window: WindowLeft }) {
  const scale = Math.max(window.to, window.reactivity * 1.15, 1);
  const at = (minutes: number) => `${Math.min(100, (minutes / scale) * 100).toFixed(1)}%`;
  return (
    <div className={styles.bar} aria-hidden="true">
      <div className={styles.maybe} style={{ width: at(window.to) }} />
      <div className={styles.sure} style={{ width: at(window.from) }} />
      <div className={styles.likely} style={{ left: at(window.left) }} />
      <div className={styles.pin} style={{ left: at(window.reactivity) }} />
    </div>
  );
}

/** When the window closes, as one phrase. */
export function sayClosing(t: TFunction, language: string, opportunity: Opportunity, now: number): string {
  const { pace, left, from, to } = windowLeft(opportunity, now);
  if (opportunity.state === 'closed') return t('card.closed');
  if (pace === 'over') return t('card.over', { ago: sayWhen(Date.parse(opportunity.window.p90), now, language) });
  if (pace === 'last') return t('card.closesLast', { to: sayMinutes(to, language) });
  return t('card.closes', { left: sayMinutes(left, language), ...sayInterval(from, to, language) });
}

function sayNeed(t: TFunction, language: string, { pace, reactivity }: WindowLeft): string | null {
  if (pace === 'over') return null;
  const duration = sayMinutes(reactivity, language);
  if (pace === 'ok') return t('card.usually', { duration });
  return pace === 'tight' ? t('card.tight', { duration }) : t('card.tooLate', { duration });
}
