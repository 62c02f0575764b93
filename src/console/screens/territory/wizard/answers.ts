import type { FirstAnswers, Sector, Starters, WordsByLanguage } from '../../../../contract/first-territory.ts';

export type Spoken = 'en' | 'fr';

/** A few subjects are enough for a start; more can be added in the editor. */
export const MOST_SUBJECTS = 5;

/** Languages of a brand in which words have forms here; English where there is none. */
export function spokenOf(languages: readonly string[]): Spoken[] {
  const spoken = (['en', 'fr'] as const).filter((lang) => languages.includes(lang));
  const [first] = languages;
  return spoken.length === 0 ? ['en'] : spoken.sort((a, b) => Number(b === first) - Number(a === first));
}

export const firstAnswers = (name: string, languages: readonly string[]): FirstAnswers => ({
  ...{ name, otherNames: [], languages: spokenOf(languages), sector: null, competitors: [], subjects: [] },
  ...{ never: [], neverWords: { en: [], fr: [] }, noise: [] },
});

/** The trade brings what is usual in it; what somebody has chosen under another trade goes. */
export function chooseSector(answers: FirstAnswers, sector: Sector | null): FirstAnswers {
  if (!sector) return { ...answers, sector: null };
  return { ...answers, sector: sector.id, subjects: [], never: [...sector.never], noise: [...sector.noise] };
}

/** A suggested subject, in the languages of the brand; once more takes it out. */
export function toggleSubject(
  answers: FirstAnswers,
  { label, words }: Sector['subjects'][number],
  lang: Spoken,
): FirstAnswers {
  const name = label[lang];
  if (answers.subjects.some((subject) => subject.label === name)) return withoutSubject(answers, name);
  if (answers.subjects.length >= MOST_SUBJECTS) return answers;
  return { ...answers, subjects: [...answers.subjects, { label: name, words }] };
}

export function addSubject(answers: FirstAnswers, label: string, lang: Spoken): FirstAnswers {
  const isKnown = answers.subjects.some((subject) => subject.label.toLowerCase() === label.toLowerCase());
  if (isKnown || answers.subjects.length >= MOST_SUBJECTS) return answers;
  const words: WordsByLanguage = { en: [], fr: [], [lang]: [label.toLowerCase()] };
  return { ...answers, subjects: [...answers.subjects, { label, words }] };
}

export const withoutSubject = (answers: FirstAnswers, label: string): FirstAnswers => ({
  ...answers,
  subjects: answers.subjects.filter((subject) => subject.label !== label),
});

export function changeWords(answers: FirstAnswers, label: string, lang: Spoken, words: string[]): FirstAnswers {
  const subjects = answers.subjects.map((subject) =>
    subject.label === label ? { ...subject, words: { ...subject.words, [lang]: words } } : subject,
  );
  return { ...answers, subjects };
}

/** An id in a list of them, or no longer. */
export const toggle = (ids: readonly string[], id: string): string[] =>
  ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];

export const sectorOf = (answers: FirstAnswers, starters: Starters): Sector | null =>
  starters.sectors.find(({ id }) => id === answers.sector) ?? null;
