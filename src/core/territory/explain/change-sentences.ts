import { cut } from '../../text/cut.ts';
import { printQuery } from '../print.ts';
import type { AtLeast, Compare, Near, Phrase, Query, Sentence } from '../query.ts';

/** What each edit of a query does, in the words a community manager reads. */

const LONGEST_NAME = 60;

/** A clause as it is typed, a group in its brackets; the end is left out where it is long. */
export function nameOf(query: Query): string {
  const typed = printQuery(query);
  const text = query.kind === 'and' || query.kind === 'or' ? `(${typed})` : typed;
  return text.length <= LONGEST_NAME ? text : `${cut(text, LONGEST_NAME)}…`;
}

export const anywhere = (was: Query, query: Query): Sentence => {
  const inTitle = 'field' in was && was.field === 'title';
  return {
    en: `Look for ${nameOf(query)} anywhere, not only in the ${inTitle ? 'title' : 'body'}.`,
    fr: `Cherchez ${nameOf(query)} partout, pas seulement dans le ${inTitle ? 'titre' : 'corps du texte'}.`,
  };
};

export const prefix = (was: Query, query: Query): Sentence => ({
  en: `Write ${nameOf(query)} instead of ${nameOf(was)}: the signal has another form of the word.`,
  fr: `Écrivez ${nameOf(query)} au lieu de ${nameOf(was)} : le signal a une autre forme du mot.`,
});

export const plain = (was: Query, query: Query): Sentence => ({
  en: `Write ${nameOf(query)} instead of ${nameOf(was)}: the signal has it written differently.`,
  fr: `Écrivez ${nameOf(query)} au lieu de ${nameOf(was)} : le signal l'écrit autrement.`,
});

export const phraseApart = (was: Phrase, query: Query): Sentence => ({
  en: `Write ${nameOf(query)} instead of ${nameOf(was)}: the words are there, but not as this phrase.`,
  fr: `Écrivez ${nameOf(query)} au lieu de ${nameOf(was)} : les mots sont là, mais pas comme cette expression.`,
});

export const phraseNear = (was: Phrase, query: Near): Sentence => ({
  en: `Write ${nameOf(query)} instead of ${nameOf(was)}: the words stand close, but not as this phrase.`,
  fr: `Écrivez ${nameOf(query)} au lieu de ${nameOf(was)} : les mots sont proches, mais pas comme cette expression.`,
});

export const nearApart = ({ left, right }: Near): Sentence => ({
  en: `Ask for ${nameOf(left)} and ${nameOf(right)} with AND instead of NEAR: both are there, but far apart.`,
  fr: `Demandez ${nameOf(left)} et ${nameOf(right)} avec AND au lieu de NEAR : les deux sont là, mais loin l'un de l'autre.`,
});

export const widen = ({ left, right, distance }: Near, wider: number): Sentence => ({
  en: `Let ${count(wider, 'word', 'words')} stand between ${nameOf(left)} and ${nameOf(right)}, not ${distance}.`,
  fr: `Admettez ${count(wider, 'mot', 'mots')} entre ${nameOf(left)} et ${nameOf(right)}, au lieu de ${distance}.`,
});

export const anyOrder = ({ left, right }: Near): Sentence => ({
  en: `Let ${nameOf(left)} and ${nameOf(right)} come in any order: NEAR instead of ONEAR.`,
  fr: `Admettez ${nameOf(left)} et ${nameOf(right)} dans n'importe quel ordre : NEAR au lieu de ONEAR.`,
});

export const sideMissing = (missing: Query, rest: Query): Sentence => ({
  en: `Ask for ${nameOf(rest)} alone: ${nameOf(missing)} is not in the signal.`,
  fr: `Demandez ${nameOf(rest)} seul : ${nameOf(missing)} n'est pas dans le signal.`,
});

export const fewer = ({ count: asked, children }: AtLeast, enough: number): Sentence => ({
  en: `Ask for at least ${enough} of the ${children.length}, not ${asked}.`,
  fr: `Demandez-en au moins ${enough} sur ${children.length}, au lieu de ${asked}.`,
});

export const relax = (was: Compare, query: Compare): Sentence => ({
  en: `Write ${nameOf(query)} instead of ${nameOf(was)}: the signal lies outside.`,
  fr: `Écrivez ${nameOf(query)} au lieu de ${nameOf(was)} : le signal est en dehors.`,
});

export const leaveOut = (clause: Query): Sentence => ({
  en: `Leave out ${nameOf(clause)}: the signal does not have it.`,
  fr: `Retirez ${nameOf(clause)} : le signal ne l'a pas.`,
});

export const letIn = (excluded: Query): Sentence => ({
  en: `No longer exclude ${nameOf(excluded)}: the signal has it.`,
  fr: `N'excluez plus ${nameOf(excluded)} : le signal l'a.`,
});

/** A number with its noun; French counts nought as one. */
export const count = (number: number, one: string, many: string): string =>
  `${number} ${number === 1 || (number === 0 && one === 'mot') ? one : many}`;
