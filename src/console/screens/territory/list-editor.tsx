import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { Slug } from '../../../contract/common.ts';
import type { Territory } from '../../../contract/territory.ts';
import { useWords } from '../../ui/use-words.ts';
import styles from './territory.module.css';

interface Props {
  readonly lists: Territory['lists'];
  readonly mayEdit: boolean;
  onChange(name: string, entries: readonly string[]): void;
}

/** The named lists that rules share. */
export function ListEditor({ lists, mayEdit, onChange }: Props) {
  const { t } = useWords();
  const [begun, setBegun] = useState<readonly string[]>([]);
  const names = [...Object.keys(lists), ...begun.filter((name) => !(name in lists))];
  return (
    <details className={styles.lists}>
      <summary>
        {t('territory.lists')} ({Object.keys(lists).length})
      </summary>
      <p className={styles.quiet}>{t('territory.listsWhy')}</p>
      {names.map((name) => (
        <Entries
          key={name}
          name={name}
          entries={lists[name] ?? []}
          mayEdit={mayEdit}
          onChange={(entries) => onChange(name, entries)}
        />
      ))}
      {mayEdit && <AddList taken={names} onAdd={(name) => setBegun([...begun, name])} />}
    </details>
  );
}

interface EntriesProps {
  readonly name: string;
  readonly entries: readonly string[];
  readonly mayEdit: boolean;
  onChange(entries: readonly string[]): void;
}

/** As it is typed; the list takes over whole lines only. */
function Entries({ name, entries, mayEdit, onChange }: EntriesProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Textarea
      label={`list:${name}`}
      aria-label={t('territory.entries', { name })}
      data-list={name}
      autosize
      minRows={2}
      maxRows={10}
      readOnly={!mayEdit}
      value={typed ?? entries.join('\n')}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(linesOf(event.currentTarget.value));
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

const linesOf = (text: string): string[] =>
  text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));

function AddList({ taken, onAdd }: { taken: readonly string[]; onAdd(name: string): void }) {
  const { t } = useWords();
  const [name, setName] = useState('');
  const isFit = Slug.safeParse(name).success && !taken.includes(name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isFit) return;
    onAdd(name);
    setName('');
  };
  return (
    <form className={styles.adding} onSubmit={submit}>
      <TextInput
        size="xs"
        aria-label={t('territory.listName')}
        placeholder={t('territory.listName')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value.toLowerCase().replace(/[^a-z0-9-]+/g, '-'))}
      />
      <Button type="submit" size="xs" variant="default" disabled={!isFit}>
        {t('territory.addList')}
      </Button>
    </form>
  );
}
