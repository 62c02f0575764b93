import { Button, FileInput, Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { TroubleNote } from '../versions/trouble-note.tsx';
import type { Versions } from '../versions/use-versions.ts';
import styles from '../versions/versions.module.css';

/** A YAML file, or its text, becomes what is worked on. */
export function ImportDialog({ versions, onClose }: { versions: Versions; onClose: () => void }) {
  const { t } = useWords();
  const [yaml, setYaml] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  return (
    <Dialog title={t('versions.importTitle')} onClose={onClose} wide>
      <div className={styles.form}>
        <p>{t('versions.importLead')}</p>
        <FileInput
          label={t('versions.file')}
          placeholder={t('versions.chooseFile')}
          accept=".yaml,.yml,application/yaml,text/yaml"
          clearable={false}
          onChange={(file) => void file?.text().then(setYaml)}
        />
        <Textarea
          label={t('versions.yaml')}
          ref={field}
          value={yaml}
          minRows={6}
          maxRows={16}
          autosize
          spellCheck={false}
          styles={{ input: { fontFamily: 'monospace' } }}
          onChange={(event) => setYaml(event.currentTarget.value)}
        />
        <TroubleNote
          versions={versions}
          onGo={(line, column) => field.current && showPlace(field.current, line, column)}
        />
        <div className={styles.acts}>
          <Button variant="default" onClick={onClose}>
            {t('versions.back')}
          </Button>
          <Button
            disabled={yaml.trim() === ''}
            loading={versions.busy}
            onClick={() => void versions.take(yaml, onClose)}
          >
            {t('versions.importNow')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** Marks what stands behind a place of the text, to the end of its line. */
function showPlace(field: HTMLTextAreaElement, line: number, column: number): void {
  const lines = field.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
  const length = lines[line - 1]?.length ?? 0;
  field.focus();
  field.setSelectionRange(start + Math.min(column - 1, length), start + length);
  // Browsers do not bring a selection into view by themselves.
  field.scrollTop = (field.scrollHeight / lines.length) * Math.max(0, line - 4);
}
