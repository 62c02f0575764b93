import { Button } from '@mantine/core';
import { useState } from 'react';
import type { RefObject } from 'react';
import { useWords } from '../../../ui/use-words.ts';
import styles from './editor.module.css';
import { InflectDialog } from './inflect-dialog.tsx';
import { PasteDialog } from './paste-dialog.tsx';
import type { RuleView } from './rule-view.ts';

interface Props {
  readonly viewRef: RefObject<RuleView | null>;
  /** Language of the brand's texts, for the first guess. */
  readonly lang: 'en' | 'fr';
  onReplace(query: string): void;
}

/** What writes a part of the rule for somebody. */
export function EditorTools({ viewRef, lang, onReplace }: Props) {
  const { t } = useWords();
  const [word, setWord] = useState<string | null>(null);
  const [pasting, setPasting] = useState(false);
  return (
    <div className={styles.tools}>
      <Button variant="default" size="xs" onClick={() => setWord(viewRef.current?.selected() ?? '')}>
        {t('territory.editor.inflect')}
      </Button>
      <Button variant="default" size="xs" onClick={() => setPasting(true)}>
        {t('territory.editor.paste')}
      </Button>
      {word !== null && (
        <InflectDialog
          word={word}
          lang={lang}
          onInsert={(text) => viewRef.current?.insert(text, word)}
          onClose={() => setWord(null)}
        />
      )}
      {pasting && <PasteDialog onReplace={onReplace} onClose={() => setPasting(false)} />}
    </div>
  );
}
