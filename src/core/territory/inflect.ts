import nlp from 'compromise/two';
import { fold } from '../text/fold.ts';
import { inflectFrench } from '../text/inflections-fr.ts';

/** What compromise knows of words, as far as it is asked. */
interface Transform {
  readonly noun: { toPlural(word: string, model: unknown): string; toSingular(word: string, model: unknown): string };
  readonly verb: {
    toInfinitive(word: string, model: unknown, tense: string): string;
    conjugate(word: string, model: unknown): Readonly<Record<string, string>>;
  };
}
interface Internals {
  methods(): { readonly two: { readonly transform: Transform } };
  model(): unknown;
}

const TENSES = ['PresentTense', 'PastTense', 'Gerund', 'Participle'] as const;

/** Forms of a word, itself first, each that the language tells apart once: for a list that somebody then edits. */
export function inflect(word: string, lang: 'en' | 'fr'): string[] {
  const seen = new Set<string>();
  return (lang === 'fr' ? inflectFrench(word) : inflectEnglish(word.toLowerCase())).filter((form) => {
    const folded = fold(form);
    return folded !== '' && !seen.has(folded) && Boolean(seen.add(folded));
  });
}

function inflectEnglish(word: string): string[] {
  const internals = nlp as unknown as Internals;
  const { noun, verb } = internals.methods().two.transform;
  const model = internals.model();
  const read = nlp(word);
  const tense = TENSES.find((one) => read.has(`#${one}`)) ?? (read.has('#Verb') ? 'Infinitive' : null);
  const forms = [word];
  if (tense) {
    const infinitive = tense === 'Infinitive' ? word : verb.toInfinitive(word, model, tense);
    const conjugated = verb.conjugate(infinitive, model);
    forms.push(infinitive, ...TENSES.map((one) => conjugated[one] ?? ''));
  }
  if (read.has('#Verb') && tense !== 'Infinitive') return forms;
  const singular = read.has('#Plural') ? noun.toSingular(word, model) : word;
  if (read.has('#Noun') || tense) forms.push(singular, noun.toPlural(singular, model));
  return forms.filter((form) => !form.includes(' '));
}
