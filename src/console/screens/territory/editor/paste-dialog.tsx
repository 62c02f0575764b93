import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { translateRule } from '../../../api/territory.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useWords } from '../../../ui/use-words.ts';
import styles from './editor.module.css';

interface Props {
  onReplace(query: string): void;
  onClose(): void;
}

/** A rule of another product, translated and looked through before it takes the place of this one. */
export function PasteDialog({ onReplace, onClose }: Props) {
  const { t, code } = useWords();
  const [theirs, setTheirs] = useState('');
  const translated = useMutation({ mutationFn: () => translateRule(theirs) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    translated.mutate();
  };
  const replace = (query: string) => {
    onClose();
    onReplace(query);
  };
  return (
    <Dialog title={t('territory.editor.pasteTitle')} onClose={onClose}>
      <form className={styles.form} onSubmit={submit}>
        <p className={styles.help}>{t('territory.editor.pasteLead')}</p>
        <Textarea
          label={t('territory.editor.theirs')}
          className={styles.mono}
          autosize
          minRows={4}
          maxRows={10}
          value={theirs}
          data-autofocus
          onChange={(event) => setTheirs(event.currentTarget.value)}
        />
        {translated.isError && <p role="alert">{t('territory.editor.pasteFailed')}</p>}
        {translated.data && (
          <>
            <Textarea
              label={t('territory.editor.ours')}
              className={styles.mono}
              autosize
              readOnly
              value={translated.data.query}
            />
            <ul className={styles.notes} aria-label={t('territory.editor.pasteTitle')}>
              {translated.data.notes.length === 0 && <li>{t('territory.editor.pasteNone')}</li>}
              {translated.data.notes.map(({ kind, message }, i) => (
                <li key={i} data-kind={kind}>
                  {message[code]} <strong>{t(`territory.editor.${kind}`)}</strong>
                </li>
              ))}
            </ul>
          </>
        )}
        <div className={styles.buttons}>
          <Button type="submit" variant="default" loading={translated.isPending} disabled={theirs.trim() === ''}>
            {t('territory.editor.translate')}
          </Button>
          {translated.data && (
            <Button onClick={() => replace(translated.data.query)}>{t('territory.editor.replace')}</Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
