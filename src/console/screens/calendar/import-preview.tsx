import { Button } from '@mantine/core';
import type { z } from 'zod';
import type { ImportRemark, ImportResult } from '../../../contract/calendar.ts';
import { ToneMark } from '../../ui/tone-mark.tsx';
import { useWords } from '../../ui/use-words.ts';
import { sayRule } from '../../words/rule.ts';
import styles from './calendar.module.css';

/** Enough to see whether it was read rightly. */
const SHOWN = 100;

interface Props {
  /** Its name. */
  readonly brand: string;
  readonly found: z.infer<typeof ImportResult>;
  readonly problem: string | null;
  readonly pending: boolean;
  onBack(): void;
  onWrite(): void;
}

/** What would be written and what is left out, before anything is. */
export function ImportPreview({ brand, found: { moments, remarks }, problem, pending, onBack, onWrite }: Props) {
  const { t, language, code } = useWords();
  const count = moments.length;
  return (
    <div className={styles.form}>
      <p role="status">
        {count === 0 ? t('calendar.importing.nothing') : t('calendar.importing.found', { count, brand })}
      </p>
      <Remarks remarks={remarks} />
      {count > 0 && (
        <ul className={styles.found} tabIndex={0} aria-label={t('calendar.count', { count })}>
          {moments.slice(0, SHOWN).map((moment) => (
            <li key={moment.id}>
              <strong>
                <bdi>{moment.name[code]}</bdi>
              </strong>{' '}
              <span>{sayRule(t, moment.rule, language)}</span> <ToneMark tone={moment.tone} />
            </li>
          ))}
          {count > SHOWN && <li>{t('calendar.importing.moreDates', { count: count - SHOWN })}</li>}
        </ul>
      )}
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      <div className={styles.buttons}>
        <Button variant="default" onClick={onBack}>
          {t('calendar.importing.back')}
        </Button>
        {count > 0 && (
          <Button loading={pending} onClick={onWrite} data-autofocus>
            {t('calendar.importing.write', { count })}
          </Button>
        )}
      </div>
    </div>
  );
}

function Remarks({ remarks }: { remarks: readonly ImportRemark[] }) {
  const { t, words } = useWords();
  if (remarks.length === 0) return null;
  const why = (code: string) => {
    const key = `calendar.importing.remark.${code}`;
    return words.exists(key) ? t(key) : t('calendar.importing.remarkOther', { code });
  };
  return (
    <div className={styles.remarks}>
      <p>{t('calendar.importing.remarks', { count: remarks.length })}</p>
      <ul tabIndex={0} aria-label={t('calendar.importing.remarks', { count: remarks.length })}>
        {remarks.slice(0, SHOWN).map((remark) => (
          <li key={`${remark.line} ${remark.code} ${remark.text}`}>
            {remark.line > 0 && <span className="numbers">{t('calendar.importing.line', { line: remark.line })}</span>}{' '}
            <q>
              <bdi>{remark.text}</bdi>
            </q>{' '}
            {why(remark.code)}
          </li>
        ))}
      </ul>
    </div>
  );
}
