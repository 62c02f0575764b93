import type { SourceStatus } from '../../../contract/source.ts';
import { DemoMark } from '../../ui/demo-mark.tsx';
import { OutsideLink } from '../../ui/outside-link.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useWords } from '../../ui/use-words.ts';
import { sayLag } from '../../words/format.ts';
import { SourceActions } from './source-actions.tsx';
import styles from './sources.module.css';

/** State by shape as well as by colour. */
const SHAPES: Record<SourceStatus['state'], string> = { starting: '◌', live: '●', failing: '▲', ended: '■', off: '○' };

/** One source. Its last error stands under its name, in the words of the server. */
export function SourceRow({ source, manages }: { source: SourceStatus; manages: boolean }) {
  const { t, language } = useWords();
  const label = (column: string) => ({ 'data-label': t(`sources.${column}`) });
  return (
    <tr>
      <th scope="row" className={styles.name}>
        <span className={styles.label}>
          {source.label} {source.demonstration && <DemoMark />}
        </span>
        {source.address && (
          <span className={styles.address}>
            <OutsideLink href={source.address}>
              <bdi>{source.address}</bdi>
            </OutsideLink>
          </span>
        )}
        {source.lastError && <Trouble source={source} />}
      </th>
      <td {...label('state')} className={styles.state} data-state={source.state}>
        <span aria-hidden="true">{SHAPES[source.state]}</span> {t(`sources.states.${source.state}`)}
      </td>
      <td {...label('rate')} className="numbers">
        {t('sources.perMinute', { rate: source.rate })}
      </td>
      <td {...label('lag')} className="numbers">
        {source.lagSeconds === null ? t('sources.unknown') : sayLag(source.lagSeconds, language)}
      </td>
      <td {...label('last')}>{source.lastSignalAt ? <RelativeTime at={source.lastSignalAt} /> : t('sources.never')}</td>
      <td {...label('total')} className="numbers">
        {source.signals.toLocaleString(language)}
      </td>
      {manages && (
        <td>
          <SourceActions source={source} />
        </td>
      )}
    </tr>
  );
}

function Trouble({ source: { lastError, nextAttemptAt } }: { source: SourceStatus }) {
  const { t } = useWords();
  return (
    <span className={styles.error}>
      {lastError}
      {nextAttemptAt && (
        <span className={styles.next}>
          {' · '}
          {t('sources.next')} <RelativeTime at={nextAttemptAt} />
        </span>
      )}
    </span>
  );
}
