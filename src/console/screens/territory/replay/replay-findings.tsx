import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import type { ReplayedAlert, ReplayResult } from '../../../../contract/replay.ts';
import table from '../../../ui/table.module.css';
import { useWords } from '../../../ui/use-words.ts';
import { sayExactly, sayMinutes, sayShare } from '../../../words/format.ts';
import styles from './replay.module.css';

/** With less before the days that count, what is usual was hardly known. */
const WARM_HOURS = 24;
/** The archive begins a moment after the product does. */
const WHOLE = 0.98;

/** What a replay found, in words first. */
export function ReplayFindings({ result }: { result: ReplayResult }) {
  const { t, language } = useWords();
  const { counts, gained, lost, moved, mentions } = result;
  const isSame = counts.gained + counts.lost + counts.moved === 0;
  return (
    <div className={styles.findings}>
      <p className={styles.forecast}>{sayForecast(t, result, language)}</p>
      <p>{isSame ? t('replay.nothing') : t('replay.counts', counts)}</p>
      <p className={styles.quiet}>{t('replay.mentions', mentions)}</p>
      <ul className={styles.notes}>
        {notesOn(t, result, language).map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      <AlertTable name={t('replay.gained')} alerts={gained} />
      <AlertTable name={t('replay.lost')} alerts={lost} />
      <AlertTable
        name={t('replay.moved')}
        alerts={moved.map(({ before, after }) => (before.exists ? { ...after, ...linkOf(before) } : after))}
        shift={(nth) => sayShift(t, moved[nth]!.minutes, language)}
      />
    </div>
  );
}

const linkOf = ({ opportunity, exists }: ReplayedAlert) => ({ opportunity, exists });

function sayForecast(t: TFunction, { forecast }: ReplayResult, language: string): string {
  if (!forecast) return t('replay.noForecast');
  const { before, after } = forecast;
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return t('replay.forecast', {
    ...{ after: number.format(after.perDay), afterLow: after.low, afterHigh: after.high },
    ...{ before: number.format(before.perDay), beforeLow: before.low, beforeHigh: before.high },
  });
}

function notesOn(t: TFunction, result: ReplayResult, language: string): string[] {
  const { from, to, daysCovered, warmUpHours, share, versions, mentions } = result;
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  const hours = (count: number) => sayMinutes(count * 60, language);
  return [
    daysCovered < days * WHOLE && t('replay.note.covered', { time: hours(daysCovered * 24) }),
    t(warmUpHours < WARM_HOURS ? 'replay.note.cold' : 'replay.note.warm', { time: hours(warmUpHours) }),
    share < 1 && t('replay.note.sample', { share: sayShare(share, language) }),
    versions.length > 1 && t('replay.note.versions'),
    mentions.found > 0 && t('replay.note.figures'),
  ].filter((note) => note !== false);
}

const sayShift = (t: TFunction, minutes: number, language: string): string =>
  t(minutes > 0 ? 'replay.later' : 'replay.earlier', { time: sayMinutes(Math.abs(minutes), language) });

interface TableProps {
  readonly name: string;
  readonly alerts: readonly ReplayedAlert[];
  /** How far the alert of that number has moved. */
  shift?(nth: number): string;
}

function AlertTable({ name, alerts, shift }: TableProps) {
  const { t, language } = useWords();
  if (alerts.length === 0) return null;
  const heads = [t('replay.story'), t('replay.when'), t('replay.score'), ...(shift ? [t('replay.shift')] : [])];
  return (
    <div>
      <h3>
        {name} <span className="numbers">({alerts.length})</span>
      </h3>
      <table className={table.table} aria-label={name}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {alerts.map((alert, nth) => (
            <tr key={alert.opportunity}>
              <th scope="row">
                <Titled alert={alert}>{alert.title}</Titled>
                {alert.level === 'urgent' && <span className={styles.quiet}> · {t('replay.urgent')}</span>}
              </th>
              <td data-label={t('replay.when')} className="numbers">
                {sayExactly(Date.parse(alert.at), language)}
              </td>
              <td data-label={t('replay.score')} className="numbers">
                {Math.round(alert.score)}
              </td>
              {shift && <td data-label={t('replay.shift')}>{shift(nth)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A link where there is something to look at. */
const Titled = ({ alert, children }: { alert: ReplayedAlert; children: ReactNode }) =>
  alert.exists ? (
    <Link to="/o/$id" params={{ id: alert.opportunity }}>
      {children}
    </Link>
  ) : (
    <>{children}</>
  );
