import { useWords } from '../../../ui/use-words.ts';
import styles from '../versions/versions.module.css';
import { sayYamlFault } from './say-yaml-fault.ts';
import type { YamlFault } from './say-yaml-fault.ts';

interface Props {
  readonly faults: readonly YamlFault[];
  /** Shows the place; without it there is none to show. */
  onGo?: ((line: number, column: number) => void) | undefined;
}

/** What is wrong in a YAML text, with its place and what to do. */
export function YamlFaults({ faults, onGo }: Props) {
  const { t, code } = useWords();
  return (
    <ul className={styles.lines}>
      {faults.map((fault) => {
        const [line = 1, column = 1] = fault.path.split(':').map(Number);
        const place = t('versions.yamlFault.place', { line, column });
        return (
          <li key={`${fault.path} ${fault.message}`}>
            {onGo ? (
              <button type="button" onClick={() => onGo(line, column)}>
                {place}
              </button>
            ) : (
              <strong>{place}</strong>
            )}{' '}
            {sayYamlFault(t, code, fault)}
          </li>
        );
      })}
    </ul>
  );
}
