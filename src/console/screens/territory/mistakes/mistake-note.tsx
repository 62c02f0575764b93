import type { TerritoryRemark } from '../../../../contract/territory-version.ts';
import type { Territory } from '../../../../contract/territory.ts';
import { useWords } from '../../../ui/use-words.ts';
import styles from '../versions/versions.module.css';
import { placeOf } from './places.ts';

/** The mistake that somebody was led to, in words. */
export function MistakeNote({ led, territory }: { led: TerritoryRemark; territory: Territory }) {
  const { t, code } = useWords();
  const place = placeOf(led, territory).name ?? t('territory.examples.title');
  return (
    <p role="status" className={styles.mistake}>
      {t('versions.firstMistake', { place, message: led.message[code] })}
    </p>
  );
}
