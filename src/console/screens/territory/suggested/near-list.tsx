import type { NearSignal } from '../../../../contract/term-suggestion.ts';
import { ForeignText } from '../../../ui/foreign-text.tsx';
import { useWords } from '../../../ui/use-words.ts';
import styles from './suggested.module.css';

interface Props {
  readonly title: string;
  readonly near: readonly NearSignal[];
  onLabel(signal: NearSignal['signal'], kind: 'match' | 'miss'): void;
}

const SHOWN = 4;

/** Texts by how close they are to the topic; each becomes an example with one press. */
export function NearList({ title, near, onLabel }: Props) {
  const { t } = useWords();
  if (near.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul className={styles.near}>
        {near.slice(0, SHOWN).map(({ signal }) => {
          const headline = signal.title || signal.text.slice(0, 120);
          return (
            <li key={signal.id}>
              <ForeignText text={headline} />
              <span className={styles.acts}>
                {(['match', 'miss'] as const).map((kind) => (
                  <button
                    key={kind}
                    type="button"
                    aria-label={t(kind === 'match' ? 'territory.sample.shouldOf' : 'territory.sample.shouldNotOf', {
                      title: headline,
                    })}
                    onClick={() => onLabel(signal, kind)}
                  >
                    {kind === 'match' ? '✓ ' : '✗ '}
                    {t(kind === 'match' ? 'territory.sample.should' : 'territory.sample.shouldNot')}
                  </button>
                ))}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
