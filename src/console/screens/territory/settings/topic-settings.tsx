import { NativeSelect, NumberInput } from '@mantine/core';
import type { Topic } from '../../../../contract/territory.ts';
import { useWords } from '../../../ui/use-words.ts';
import styles from '../versions/versions.module.css';
import { ActiveHoursFields } from './active-hours-fields.tsx';
import { WordsInput } from './words-input.tsx';

interface Props {
  readonly topic: Topic;
  readonly mayEdit: boolean;
  change(part: Partial<Topic>): void;
}

const LANGUAGE = /^[a-z]{2,3}$/;

/** How much a topic weighs, and when its stories may disturb people. */
export function TopicSettings({ topic, mayEdit, change }: Props) {
  const { t } = useWords();
  const name = 'territory.settings';
  return (
    <details className={styles.folded}>
      <summary>{t(`${name}.title`)}</summary>
      <fieldset disabled={!mayEdit} className={styles.fields} aria-label={t(`${name}.of`, { topic: topic.label })}>
        <div className={styles.pair}>
          <NumberInput
            label={t(`${name}.weight`)}
            description={t(`${name}.weightHint`)}
            min={0}
            max={1}
            step={0.05}
            decimalScale={2}
            clampBehavior="strict"
            value={topic.weight}
            onChange={(weight) => typeof weight === 'number' && change({ weight })}
          />
          <NativeSelect
            label={t(`${name}.sensitivity`)}
            description={t(`${name}.sensitivityHint`)}
            value={topic.sensitivity}
            data={(['low', 'normal', 'high'] as const).map((value) => ({ value, label: t(`${name}.${value}`) }))}
            onChange={(event) => change({ sensitivity: event.currentTarget.value as Topic['sensitivity'] })}
          />
          <WordsInput
            label={t(`${name}.languages`)}
            description={t(`${name}.languagesHint`)}
            value={topic.languages}
            readOnly={!mayEdit}
            fits={isLanguage}
            onChange={(languages) => change({ languages })}
          />
          <WordsInput
            label={t(`${name}.topicSources`)}
            description={t(`${name}.topicSourcesHint`)}
            value={topic.sources}
            readOnly={!mayEdit}
            onChange={(sources) => change({ sources })}
          />
          <Least
            name="Authors"
            value={topic.minimumAuthors}
            onChange={(minimumAuthors) => change({ minimumAuthors })}
          />
          <Least
            name="Outlets"
            value={topic.minimumOutlets}
            onChange={(minimumOutlets) => change({ minimumOutlets })}
          />
        </div>
        <ActiveHoursFields hours={topic.activeHours} onChange={(activeHours) => change({ activeHours })} />
      </fieldset>
    </details>
  );
}

const isLanguage = (text: string): boolean => LANGUAGE.test(text);

interface LeastProps {
  readonly name: 'Authors' | 'Outlets';
  readonly value: number | undefined;
  onChange(value: number | undefined): void;
}

/** Nothing written: as detection decides. */
function Least({ name, value, onChange }: LeastProps) {
  const { t } = useWords();
  return (
    <NumberInput
      label={t(`territory.settings.minimum${name}`)}
      description={t('territory.settings.minimumHint')}
      min={1}
      max={1_000}
      allowDecimal={false}
      value={value ?? ''}
      onChange={(next) => onChange(typeof next === 'number' && next >= 1 ? next : undefined)}
    />
  );
}
