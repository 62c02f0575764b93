import i18next from 'i18next';
import type { i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';

export const LANGUAGES = { en: 'English', fr: 'Français' } as const;
export type ConsoleLanguage = keyof typeof LANGUAGES;

const KEPT_AS = 'rebond.language';

type Tree = { readonly [key: string]: string | Tree };

/** Only the language that is read is fetched. */
const LOADERS: Record<ConsoleLanguage, () => Promise<Tree>> = {
  en: () => import('./en.ts').then((module) => module.en),
  fr: () => import('./fr.ts').then((module) => prepareFrench(module.fr)),
};

/** Starts the words in the person's language: the one they chose, else the browser's first that exists here. */
export async function setUpWords(storage: Pick<Storage, 'getItem'>, wanted: readonly string[]): Promise<i18n> {
  const words = i18next.createInstance();
  const language = chooseLanguage(storage.getItem(KEPT_AS), wanted);
  await words.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
    resources: { [language]: { translation: await LOADERS[language]() } },
  });
  return words;
}

/** Fetches the language where it is not here yet, then speaks it and remembers the choice. */
export async function speak(words: i18n, storage: Pick<Storage, 'setItem'>, language: ConsoleLanguage): Promise<void> {
  if (!words.hasResourceBundle(language, 'translation')) {
    words.addResourceBundle(language, 'translation', await LOADERS[language]());
  }
  await words.changeLanguage(language);
  storage.setItem(KEPT_AS, language);
}

export function chooseLanguage(kept: string | null, wanted: readonly string[]): ConsoleLanguage {
  const found = [kept ?? '', ...wanted].map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag in LANGUAGES);
  return (found as ConsoleLanguage | undefined) ?? 'en';
}

/** French has a third plural form (millions), here always like the second, and spaces that must not break. */
export function prepareFrench(tree: Tree): Tree {
  const entries = Object.entries(tree).flatMap(([key, value]): [string, string | Tree][] => {
    if (typeof value !== 'string') return [[key, prepareFrench(value)]];
    const text = value.replace(/ ([:;?!%»])/g, '\u202f$1').replace(/« /g, '«\u202f');
    const many: [string, string][] = key.endsWith('_other') ? [[key.replace(/_other$/, '_many'), text]] : [];
    return [[key, text], ...many];
  });
  return Object.fromEntries(entries);
}
