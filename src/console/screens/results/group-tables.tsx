import type { ReactNode } from 'react';
import type { FunnelStep, Step } from '../../../contract/funnel.ts';
import type { FunnelReport } from '../../../contract/results.ts';
import { useWords } from '../../ui/use-words.ts';
import { VerdictBadge } from '../../ui/verdict-badge.tsx';
import { saySpan } from '../../words/days.ts';
import { DayChart } from './day-chart.tsx';
import { Duration } from './funnel-table.tsx';
import { Panel } from './panel.tsx';
import styles from './results.module.css';

interface Row {
  readonly key: string;
  readonly name: ReactNode;
  readonly steps: readonly FunnelStep[];
}

/** The same funnel, apart by what the gate said and by subject. */
export function VerdictAndTopicTables({ report: { byVerdict, byTopic } }: { report: FunnelReport }) {
  const { t } = useWords();
  const verdicts = byVerdict.map(({ verdict, steps }) => ({
    ...{ key: verdict, steps },
    name: <VerdictBadge level={verdict} long />,
  }));
  const topics = byTopic.map(({ topic, label, steps }) => ({ key: topic, name: <bdi>{label}</bdi>, steps }));
  return (
    <>
      <Panel title={t('results.groups.byVerdict')}>
        <GroupTable first={t('results.groups.verdict')} rows={verdicts} />
      </Panel>
      <Panel title={t('results.groups.byTopic')} lead={t('results.groups.topicLead')}>
        <GroupTable first={t('results.groups.topic')} rows={topics} />
      </Panel>
    </>
  );
}

/** The same by day, the newest first. */
export function DayTable({ report: { byDay, from, to } }: { report: FunnelReport }) {
  const { t, language } = useWords();
  const days = byDay.toReversed().map(({ day, steps }) => ({ key: day, name: saySpan(day, day, language), steps }));
  return (
    <Panel title={t('results.groups.byDay')}>
      <DayChart byDay={byDay} from={from} to={to} />
      <GroupTable first={t('results.groups.day')} rows={days} />
    </Panel>
  );
}

const COUNTED: readonly Step[] = ['detected', 'alerted', 'decided', 'published'];

function GroupTable({ first, rows }: { first: string; rows: readonly Row[] }) {
  const { t } = useWords();
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={first}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {COUNTED.map((step) => (
              <th key={step} scope="col" data-number data-step={step}>
                {t(`results.step.${step}`)}
              </th>
            ))}
            <th scope="col" data-number>
              {t('results.groups.decidedIn')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, steps }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {COUNTED.map((step) => (
                <td key={step} data-number data-step={step}>
                  {find(steps, step)?.count ?? 0}
                </td>
              ))}
              <td data-number>
                <Duration minutes={find(steps, 'decided')?.median ?? null} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const find = (steps: readonly FunnelStep[], step: Step) => steps.find((one) => one.step === step);
