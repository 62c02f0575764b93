import { useWords } from '../../../ui/use-words.ts';
import styles from './editor.module.css';
import type { Remark } from './rule-view.ts';

const SIGNS = { error: '■', warning: '▲', hint: '●' } as const;
const LONGEST = 30;
/** More at once help nobody. */
const MOST_SHOWN = 8;

interface Props {
  /** The rule that the places lie in. */
  readonly text: string;
  readonly remarks: readonly Remark[];
  readonly isRead: boolean;
  onGo(remark: Remark): void;
}

/** What is wrong or doubtful in a rule, in words and with a way to its place; how much of it is said aloud. */
export function RemarkList({ text, remarks, isRead, onGo }: Props) {
  const { t } = useWords();
  const errors = remarks.filter(({ severity }) => severity === 'error').length;
  const warnings = remarks.filter(({ severity }) => severity === 'warning').length;
  const said = [
    ...(errors > 0 ? [t('territory.editor.errors', { count: errors })] : []),
    ...(warnings > 0 ? [t('territory.editor.warnings', { count: warnings })] : []),
  ];
  const first = remarks[0];
  return (
    <div>
      <p role="status" className={styles.summary}>
        {isRead && (said.length > 0 ? said.join(', ') : t('territory.editor.fine'))}
        {first?.severity === 'error' && <span className="hidden-text">: {first.message}</span>}
      </p>
      <ul className={styles.remarks}>
        {remarks.slice(0, MOST_SHOWN).map((remark, i) => (
          <li key={i} data-severity={remark.severity}>
            <span aria-hidden="true">{SIGNS[remark.severity]}</span>
            <span className="hidden-text">{t(`territory.editor.${remark.severity}`)}: </span>
            <span>
              {remark.message}{' '}
              <button type="button" className={styles.place} onClick={() => onGo(remark)}>
                <span className="hidden-text">{t('territory.editor.goTo')}: </span>
                {placeOf(text, remark) === ''
                  ? t('territory.editor.end')
                  : t('territory.editor.at', { words: placeOf(text, remark) })}
              </button>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function placeOf(text: string, { from, to }: Remark): string {
  const words = text.slice(from, to).replace(/\s+/g, ' ').trim();
  return words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words;
}
