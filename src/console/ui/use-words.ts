import { useTranslation } from 'react-i18next';
import type { ConsoleLanguage } from '../words/set-up.ts';

/** Words in the person's language: `t`, the language's code, and the whole for `sayReason`. */
export function useWords() {
  const { t, i18n } = useTranslation();
  return { t, words: i18n, language: (i18n.resolvedLanguage ?? 'en') as ConsoleLanguage };
}
