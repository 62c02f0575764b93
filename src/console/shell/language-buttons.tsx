import { UnstyledButton } from '@mantine/core';
import { useWords } from '../ui/use-words.ts';
import { LANGUAGES, speak } from '../words/set-up.ts';
import type { ConsoleLanguage } from '../words/set-up.ts';
import styles from './shell.module.css';

/** Each language under its own name, so that it is found by those who cannot read the other. */
export function LanguageButtons() {
  const { t, code: language, words } = useWords();
  const choose = (wanted: ConsoleLanguage) => void speak(words, localStorage, wanted);
  return (
    <div role="group" aria-label={t('app.language')} className={styles.languages}>
      {(Object.keys(LANGUAGES) as ConsoleLanguage[]).map((code) => (
        <UnstyledButton key={code} lang={code} aria-pressed={code === language} onClick={() => choose(code)}>
          {LANGUAGES[code]}
        </UnstyledButton>
      ))}
    </div>
  );
}
