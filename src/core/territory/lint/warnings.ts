import type { Sentence } from '../query.ts';

/** Everything the linter says, in the words a community manager reads. Clauses are shown as printed. */

const LONGEST_SHOWN = 40;

/** A clause inside a sentence: cut where it is long. */
const shown = (clause: string): string =>
  clause.length > LONGEST_SHOWN ? `${clause.slice(0, LONGEST_SHOWN).trimEnd()}…` : clause;

const en = (number: number): string => number.toLocaleString('en');
const fr = (number: number): string => number.toLocaleString('fr');

export const foundNothing = (clause: string, of: number): Sentence => ({
  en: `${shown(clause)} is in none of the last ${en(of)} signals: check how it is spelt.`,
  fr: `${shown(clause)} n'est dans aucun des ${fr(of)} derniers signaux : vérifiez l'orthographe.`,
});
export const manyFoundNothing = (named: readonly string[], count: number, entries: number, of: number): Sentence => ({
  en: `${en(count)} of these ${en(entries)} are in none of the last ${en(of)} signals, among them ${named.map(shown).join(', ')}: check how they are spelt.`,
  fr: `${fr(count)} sur ${fr(entries)} ne sont dans aucun des ${fr(of)} derniers signaux, dont ${named.map(shown).join(', ')} : vérifiez l'orthographe.`,
});
export const nothingTogether = (clause: string, of: number): Sentence => ({
  en: `The parts of ${shown(clause)} occur, but never together in the last ${en(of)} signals: ask for less at once.`,
  fr: `Les éléments de ${shown(clause)} existent, mais jamais réunis dans les ${fr(of)} derniers signaux : demandez-en moins à la fois.`,
});
export const foundTooOften = (clause: string, hits: number, of: number): Sentence => ({
  en: `${shown(clause)} alone takes in ${en(hits)} of the last ${en(of)} signals: add a word that must stand beside it.`,
  fr: `${shown(clause)} retient à lui seul ${fr(hits)} des ${fr(of)} derniers signaux : ajoutez un mot qui doit l'accompagner.`,
});
export const narrowsLittle = (clause: string, hits: number, of: number): Sentence => ({
  en: `${shown(clause)} is in ${en(hits)} of the last ${en(of)} signals: it narrows hardly anything here. To have its accents or capitals count, write it in {braces}.`,
  fr: `${shown(clause)} est dans ${fr(hits)} des ${fr(of)} derniers signaux : il ne précise presque rien ici. Pour que ses accents ou majuscules comptent, écrivez-le entre {accolades}.`,
});
export const twice = (clause: string): Sentence => ({
  en: `${shown(clause)} is here twice, as case and accents make no difference: one of them can go.`,
  fr: `${shown(clause)} est là deux fois, car majuscules et accents ne comptent pas : l'un des deux peut partir.`,
});
export const takenInBy = (clause: string, by: string): Sentence => ({
  en: `${shown(by)} already finds everything ${shown(clause)} would: ${shown(clause)} can go.`,
  fr: `${shown(by)} trouve déjà tout ce que trouverait ${shown(clause)} : ${shown(clause)} peut partir.`,
});
export const askedForBy = (clause: string, by: string): Sentence => ({
  en: `Whatever matches ${shown(by)} matches ${shown(clause)} too: ${shown(clause)} adds nothing and can go.`,
  fr: `Ce qui répond à ${shown(by)} répond aussi à ${shown(clause)} : ${shown(clause)} n'ajoute rien et peut partir.`,
});
export const leftOutBy = (clause: string, by: string): Sentence => ({
  en: `${shown(by)} already leaves out everything ${shown(clause)} would: ${shown(clause)} can go.`,
  fr: `${shown(by)} écarte déjà tout ce qu'écarterait ${shown(clause)} : ${shown(clause)} peut partir.`,
});
export const countsTwice = (clause: string, by: string): Sentence => ({
  en: `Where ${shown(clause)} stands, ${shown(by)} counts as well: one word makes two of this list. Keep one of them.`,
  fr: `Là où se trouve ${shown(clause)}, ${shown(by)} compte aussi : un seul mot vaut deux éléments de cette liste. N'en gardez qu'un.`,
});
export const neverBoth = (clause: string, other: string): Sentence => ({
  en: `This can never match: ${shown(other)} and ${shown(clause)} exclude each other. Drop one, or put OR between them.`,
  fr: `Rien ne peut répondre à cela : ${shown(other)} et ${shown(clause)} s'excluent. Retirez l'un, ou mettez OR entre les deux.`,
});
export const askedAndLeftOut = (clause: string, by: string): Sentence => ({
  en: `This can never match: ${shown(by)} is asked for, and ${shown(clause)} leaves exactly that out.`,
  fr: `Rien ne peut répondre à cela : ${shown(by)} est demandé, et ${shown(clause)} écarte précisément cela.`,
});
export const removesMost = (clause: string, removed: number, of: number): Sentence => ({
  en: `${shown(clause)} takes away ${en(removed)} of the ${en(of)} signals found without it: make it narrower, unless that is meant.`,
  fr: `${shown(clause)} retire ${fr(removed)} des ${fr(of)} signaux trouvés sans lui : précisez-le, à moins que ce ne soit voulu.`,
});
export const alsoGrave = (word: string): Sentence => ({
  en: `${shown(word)} also names a grave event: if you mean something else, say so with a "phrase" or NEAR; what speaks of the event may be held back.`,
  fr: `${shown(word)} désigne aussi un événement grave : si vous pensez à autre chose, précisez-le avec une "expression" ou NEAR ; ce qui parle de l'événement peut être bloqué.`,
});

const searched = (word: string, operator: string, means: Sentence): Sentence => ({
  en: `${word} in small letters is searched for as a word. ${means.en}, write ${operator} in capitals; to keep the word, put quotes around it: "${word}".`,
  fr: `${word} en minuscules est cherché comme un mot. ${means.fr}, écrivez ${operator} en majuscules ; pour garder le mot, mettez des guillemets : "${word}".`,
});
const both: Sentence = { en: 'To ask for both', fr: 'Pour demander les deux' };
const either: Sentence = { en: 'For one or the other', fr: "Pour l'un ou l'autre" };
const without: Sentence = { en: 'To leave out what follows', fr: 'Pour écarter ce qui suit' };

/** Words that people type for an operator. */
export const OPERATOR_WORDS: ReadonlyMap<string, { readonly operator: string; readonly message: Sentence }> = new Map([
  ['and', { operator: 'AND', message: searched('and', 'AND', both) }],
  ['et', { operator: 'AND', message: searched('et', 'AND', both) }],
  [
    'or',
    {
      operator: 'OR',
      message: {
        en: 'or in small letters is searched for as a word, gold in French. For one or the other, write OR in capitals; if gold is meant, all is well: put quotes around it to say so, "or".',
        fr: "or en minuscules est cherché comme un mot, le métal. Pour l'un ou l'autre, écrivez OR en majuscules ; si vous parlez bien d'or, tout va bien : mettez des guillemets pour le dire, \"or\".",
      },
    },
  ],
  ['ou', { operator: 'OR', message: searched('ou', 'OR', either) }],
  ['not', { operator: 'NOT', message: searched('not', 'NOT', without) }],
  ['sauf', { operator: 'NOT', message: searched('sauf', 'NOT', without) }],
]);
