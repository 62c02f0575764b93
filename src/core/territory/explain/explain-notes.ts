import { count, nameOf } from './change-sentences.ts';
import type { Distance } from './evidence.ts';
import type { AtLeast, Compare, Field, Keyword, Near, NumberField, Sentence } from '../query.ts';

/** What an explanation says beside true and false, in the words a community manager reads. */

export function near({ left, right, distance, ordered }: Near, found: Distance): Sentence | null {
  // Which side is missing its own explanation says.
  if (!found.both) return null;
  const [first, second] = found.isBack ? [nameOf(right), nameOf(left)] : [nameOf(left), nameOf(right)];
  if (found.distance > FARTHEST) {
    return {
      en: `${first} and ${second} are far apart, or in different parts of the signal.`,
      fr: `${first} et ${second} sont très éloignés, ou dans des parties différentes du signal.`,
    };
  }
  const isWrongWay = ordered && found.isBack;
  const stand = count(found.distance, 'word stands', 'words stand');
  return {
    en: `${stand} between ${first} and ${second}; at most ${distance} may${isWrongWay ? `, and ${second} must come first` : ''}.`,
    fr: `${count(found.distance, 'mot', 'mots')} entre ${first} et ${second}, au plus ${distance} permis${isWrongWay ? `, et ${second} doit venir en premier` : ''}.`,
  };
}
/** Words; beyond, the two may be in different parts. */
const FARTHEST = 999;

export const atLeast = ({ count: asked, children }: AtLeast, there: number): Sentence => ({
  en: `${there} of ${children.length} ${there === 1 ? 'is' : 'are'} there; at least ${asked} must be.`,
  fr: `${there} sur ${children.length} ${there > 1 ? 'sont là' : 'est là'} ; il en faut au moins ${asked}.`,
});

export const not = (holds: boolean): Sentence =>
  holds
    ? { en: 'Nothing of what is excluded is in the signal.', fr: "Rien de ce qui est exclu n'est dans le signal." }
    : { en: 'The signal has what is excluded here.', fr: 'Le signal a ce qui est exclu ici.' };

const NUMBERS: Readonly<Record<NumberField, Sentence>> = {
  followers: { en: "Followers of the signal's author", fr: "Abonnés de l'auteur du signal" },
  likes: { en: 'Likes of the signal', fr: "Mentions J'aime du signal" },
  shares: { en: 'Shares of the signal', fr: 'Partages du signal' },
  comments: { en: 'Comments on the signal', fr: 'Commentaires du signal' },
  age: { en: 'Age of the signal', fr: 'Âge du signal' },
};

export function compare({ field }: Compare, number: number | undefined): Sentence {
  const { en, fr } = NUMBERS[field];
  if (number === undefined) return { en: `${en}: not known.`, fr: `${fr} : inconnu.` };
  if (field !== 'age') return { en: `${en}: ${number}.`, fr: `${fr} : ${number}.` };
  return { en: `${en}: ${lasting(number, 'd')}.`, fr: `${fr} : ${lasting(number, 'j')}.` };
}

/** A length of time in milliseconds by its two largest units: `2 h 13 min`. */
function lasting(ms: number, day: string): string {
  const units: readonly (readonly [name: string, size: number])[] = [
    [day, 864e5],
    ['h', 36e5],
    ['min', 6e4],
    ['s', 1e3],
    ['ms', 1],
  ];
  const largest = units.findIndex(([, size]) => ms >= size);
  if (largest < 0) return '0 s';
  let rest = ms;
  const parts = units.slice(largest, largest + 2).map(([name, size]) => {
    const whole = Math.floor(rest / size);
    rest -= whole * size;
    return whole > 0 ? `${whole} ${name}` : '';
  });
  return parts.filter((part) => part !== '').join(' ');
}

const MOST_VALUES = 5;

export function keyword({ field }: Keyword, values: readonly string[]): Sentence {
  // The longest domain of a site tells all.
  const told = [...new Set(values)].slice(0, field === 'site' ? 1 : MOST_VALUES).map((value) => `${field}:${value}`);
  if (told.length === 0) return { en: `The signal has nothing for ${field}:`, fr: `Le signal n'a rien pour ${field}:` };
  return { en: `The signal has ${told.join(', ')}`, fr: `Le signal a ${told.join(', ')}` };
}

export function phrase(missing: readonly string[]): Sentence {
  if (missing.length === 0) {
    return { en: 'The words are there, but not one after the other.', fr: 'Les mots sont là, mais pas à la suite.' };
  }
  return { en: `Not in the signal: ${missing.join(', ')}.`, fr: `Absent du signal : ${missing.join(', ')}.` };
}

export const elsewhere = (field: Field): Sentence => ({
  en: `It is in the signal, but not in the ${field === 'title' ? 'title' : 'body'}.`,
  fr: `C'est dans le signal, mais pas dans le ${field === 'title' ? 'titre' : 'corps du texte'}.`,
});
