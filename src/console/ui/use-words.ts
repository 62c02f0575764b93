import { useTranslation } from 'react-i18next';
import type { ConsoleLanguage } from '../words/set-up.ts';

/** Words in the person's language. `language` also names their region, for times and numbers; `code` does not. */
export function useWords() {
  const { t, i18n } = useTranslation();
  const code = (i18n.resolvedLanguage ?? 'en') as ConsoleLanguage;
  const language = navigator.languages.find((tag) => tag.startsWith(`${code}-`)) ?? code;
  return { t, words: i18n, language, code };
}
