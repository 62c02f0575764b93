import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { fetchInflections } from '../../../api/territory.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useWords } from '../../../ui/use-words.ts';
import styles from './editor.module.css';

type Lang = 'en' | 'fr';

interface Props {
  /** Where the caret was. */
  readonly word: string;
  readonly lang: Lang;
  onInsert(text: string): void;
  onClose(): void;
}

/** Forms of a word, looked through by a person before they go into the rule. */
export function InflectDialog({ word: first, lang: firstLang, onInsert, onClose }: Props) {
  const { t } = useWords();
  const [word, setWord] = useState(first);
  const [lang, setLang] = useState<Lang>(firstLang);
  const [forms, setForms] = useState<string | null>(null);
  const found = useMutation({
    mutationFn: () => fetchInflections(word.trim(), lang),
    onSuccess: (answer) => setForms(answer.forms.join('\n')),
  });
  const find = (event: FormEvent) => {
    event.preventDefault();
    found.mutate();
  };
  const insert = () => {
    onClose();
    onInsert(alternatives(forms ?? ''));
  };
  return (
    <Dialog title={t('territory.editor.inflectTitle')} onClose={onClose}>
      <div className={styles.form}>
        <p className={styles.help}>{t('territory.editor.inflectLead')}</p>
        <form className={styles.row} onSubmit={find}>
          <TextInput
            label={t('territory.editor.word')}
            value={word}
            data-autofocus
            onChange={(event) => setWord(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('territory.editor.language')}
            value={lang}
            data={[
              { value: 'en', label: t('territory.editor.english') },
              { value: 'fr', label: t('territory.editor.french') },
            ]}
            onChange={(event) => setLang(event.currentTarget.value as Lang)}
          />
          <Button type="submit" variant="default" loading={found.isPending} disabled={word.trim() === ''}>
            {t('territory.editor.inflectFind')}
          </Button>
        </form>
        {found.isError && <p role="alert">{t('territory.editor.inflectFailed')}</p>}
        {forms !== null && (
          <>
            <Textarea
              label={t('territory.editor.forms')}
              autosize
              minRows={3}
              maxRows={12}
              value={forms}
              onChange={(event) => setForms(event.currentTarget.value)}
            />
            <div className={styles.buttons}>
              <Button onClick={insert} disabled={forms.trim() === ''}>
                {t('territory.editor.insert')}
              </Button>
            </div>
          </>
        )}
      </div>
    </Dialog>
  );
}

/** One form by itself, several as a group. */
function alternatives(forms: string): string {
  const lines = forms.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
  return lines.length === 1 ? lines[0]! : `(${lines.join(' OR ')})`;
}
