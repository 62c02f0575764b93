import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { NoGoTopic, Territory, Topic } from '../../../contract/territory.ts';
import { useWords } from '../../ui/use-words.ts';
import type { Chosen } from './editing.ts';
import styles from './territory.module.css';

interface Props {
  readonly territory: Territory;
  readonly chosen: Chosen;
  readonly mayEdit: boolean;
  /** Mistakes in a topic, by its place among those of its kind. */
  mistakesIn(noGo: boolean, index: number): number;
  onChoose(chosen: Chosen): void;
  onAdd(noGo: boolean, label: string): void;
}

/** Topics and no-go topics, one of them chosen. */
export function TopicList({ territory, chosen, mayEdit, mistakesIn, onChoose, onAdd }: Props) {
  const { t } = useWords();
  return (
    <nav className={styles.topics} aria-label={t('territory.topics')}>
      {([false, true] as const).map((noGo) => (
        <div key={String(noGo)}>
          <h2>{t(noGo ? 'territory.noGo' : 'territory.topics')}</h2>
          <Group topics={noGo ? territory.noGo : territory.topics} {...{ noGo, chosen, mistakesIn, onChoose }} />
          {mayEdit && <AddTopic noGo={noGo} onAdd={(label) => onAdd(noGo, label)} />}
        </div>
      ))}
    </nav>
  );
}

interface GroupProps extends Pick<Props, 'chosen' | 'mistakesIn' | 'onChoose'> {
  readonly topics: readonly (Topic | NoGoTopic)[];
  readonly noGo: boolean;
}

function Group({ topics, noGo, chosen, mistakesIn, onChoose }: GroupProps) {
  const { t } = useWords();
  return (
    <ul>
      {topics.map(({ id, label }, i) => (
        <li key={id}>
          <button
            type="button"
            aria-current={chosen.noGo === noGo && chosen.id === id ? 'true' : undefined}
            onClick={() => onChoose({ noGo, id })}
          >
            {noGo && <span aria-hidden="true">■ </span>}
            {label}
            {mistakesIn(noGo, i) > 0 && (
              <small className={styles.mistakes}>
                <span aria-hidden="true">■ </span>
                {t('territory.editor.errors', { count: mistakesIn(noGo, i) })}
              </small>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}

function AddTopic({ noGo, onAdd }: { noGo: boolean; onAdd(label: string): void }) {
  const { t } = useWords();
  const [label, setLabel] = useState<string | null>(null);
  if (label === null) {
    return (
      <Button variant="subtle" size="compact-sm" onClick={() => setLabel('')}>
        {t(noGo ? 'territory.addNoGo' : 'territory.addTopic')}
      </Button>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (label.trim() !== '') onAdd(label.trim());
    setLabel(null);
  };
  return (
    <form className={styles.adding} onSubmit={submit}>
      <TextInput
        size="xs"
        aria-label={t('territory.newName')}
        placeholder={t('territory.newName')}
        value={label}
        maxLength={100}
        autoFocus
        onChange={(event) => setLabel(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && setLabel(null)}
      />
      <Button type="submit" size="xs">
        {t('territory.add')}
      </Button>
    </form>
  );
}
