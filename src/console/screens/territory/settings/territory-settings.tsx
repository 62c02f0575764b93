import { NumberInput } from '@mantine/core';
import type { Territory } from '../../../../contract/territory.ts';
import { useWords } from '../../../ui/use-words.ts';
import styles from '../versions/versions.module.css';
import { WordsInput } from './words-input.tsx';

interface Props {
  readonly territory: Territory;
  readonly mayEdit: boolean;
  onChange(territory: Territory): void;
}

/** What counts for all topics: which sources are heard, and whose posts. */
export function TerritorySettings({ territory, mayEdit, onChange }: Props) {
  const { t } = useWords();
  return (
    <details className={styles.folded}>
      <summary>{t('territory.settings.whole')}</summary>
      <fieldset disabled={!mayEdit} className={styles.fields} aria-label={t('territory.settings.whole')}>
        <WordsInput
          label={t('territory.settings.sources')}
          description={t('territory.settings.sourcesHint')}
          value={territory.sources}
          readOnly={!mayEdit}
          onChange={(sources) => onChange({ ...territory, sources })}
        />
        <NumberInput
          label={t('territory.settings.minimumFollowers')}
          description={t('territory.settings.minimumFollowersHint')}
          min={0}
          allowDecimal={false}
          value={territory.minimumFollowers}
          onChange={(next) => onChange({ ...territory, minimumFollowers: Number(next) || 0 })}
        />
      </fieldset>
    </details>
  );
}
