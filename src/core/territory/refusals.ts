import { FIELD_NAMES } from './fields.ts';
import type { Sentence } from './query.ts';

/** Everything the language refuses, in the words a community manager reads. */

export const LONGEST_QUERY = 20_000;
export const DEEPEST = 64;
export const SHORTEST_PREFIX = 3;
export const WIDEST_NEAR = 50;
export const MOST_NLP = 8;
/** compromise reads brackets within brackets until its stack is full, and needs a millisecond for a few hundred signs. */
export const LONGEST_PATTERN = 500;
/** Clauses of a query with its lists written out. */
export const MOST_CLAUSES = 20_000;

export const tooLong: Sentence = {
  en: `The query is longer than ${LONGEST_QUERY} characters: split it into several topics.`,
  fr: `La requête dépasse ${LONGEST_QUERY} caractères : répartissez-la en plusieurs sujets.`,
};
export const tooDeep: Sentence = {
  en: `More than ${DEEPEST} groups inside one another: simplify the query.`,
  fr: `Plus de ${DEEPEST} groupes imbriqués : simplifiez la requête.`,
};
export const unclosedQuote: Sentence = {
  en: 'This quotation mark is never closed: add a second " after the phrase.',
  fr: "Ce guillemet n'est jamais fermé : ajoutez un second \" après l'expression.",
};
export const unclosedRaw: Sentence = {
  en: 'This brace is never closed: add a } after the exact text.',
  fr: "Cette accolade n'est jamais fermée : ajoutez } après le texte exact.",
};
export const unclosedComment: Sentence = {
  en: 'This comment is never closed: add */ at its end.',
  fr: "Ce commentaire n'est jamais fermé : ajoutez */ à sa fin.",
};
export const unclosedBracket: Sentence = {
  en: 'This bracket is never closed: add a ) where its group ends.',
  fr: "Cette parenthèse n'est jamais fermée : ajoutez ) à la fin du groupe.",
};
export const closesNothing: Sentence = {
  en: 'This bracket closes nothing: remove it.',
  fr: 'Cette parenthèse ne ferme rien : retirez-la.',
};
export const braceClosesNothing: Sentence = {
  en: 'This brace closes nothing: remove it, or put a { before the exact text.',
  fr: 'Cette accolade ne ferme rien : retirez-la, ou mettez { avant le texte exact.',
};
export const operandMissing: Sentence = {
  en: 'Something is missing here: a word, a "phrase" or a ( group.',
  fr: 'Il manque quelque chose ici : un mot, une "expression" ou un ( groupe.',
};
export const operandExpected = (before: string): Sentence => ({
  en: `A word, a "phrase" or a ( group is expected before ${before}.`,
  fr: `Un mot, une "expression" ou un ( groupe est attendu avant ${before}.`,
});
export const valueExpected = (field: string, takes: Sentence): Sentence => ({
  en: `${field}: takes ${takes.en}, right behind the colon.`,
  fr: `${field}: prend ${takes.fr}, juste après les deux-points.`,
});
export const takesPhrase: Sentence = { en: 'a word or a "phrase"', fr: 'un mot ou une "expression"' };
export const takesPattern: Sentence = { en: 'a pattern in quotes', fr: 'un motif entre guillemets' };
export const takesList: Sentence = { en: 'the name of a list', fr: "le nom d'une liste" };
export const wrongValue = (field: string, takes: Sentence): Sentence => ({
  en: `${field}: takes ${takes.en}.`,
  fr: `${field}: prend ${takes.fr}.`,
});
export const unknownField = (name: string): Sentence => {
  const known = FIELD_NAMES.map((field) => `${field}:`).join(' ');
  return {
    en: `There is no field ${name}: — known are ${known}. Put quotes around it to search the text.`,
    fr: `Il n'y a pas de champ ${name}: — connus : ${known}. Mettez des guillemets pour chercher le texte.`,
  };
};
export const bareAddress: Sentence = {
  en: 'An address: write url: before it for exactly this page, or site: and its host for all of the site.',
  fr: "Une adresse : écrivez url: devant pour cette page exactement, ou site: et l'hôte pour tout le site.",
};
export const unknownList = (name: string, known: readonly string[]): Sentence => ({
  en: `There is no list ${name} — ${known.length > 0 ? `known are ${known.join(', ')}` : 'this territory has none'}.`,
  fr: `Il n'y a pas de liste ${name} — ${known.length > 0 ? `connues : ${known.join(', ')}` : "ce territoire n'en a aucune"}.`,
});
export const listEntry: Sentence = {
  en: 'An entry of a list is one word, "phrase", prefix*, #tag or @name: rules belong in the query.',
  fr: 'Une entrée de liste est un mot, une "expression", un préfixe*, un #tag ou un @nom : les règles vont dans la requête.',
};
export const listWithoutPlaces: Sentence = {
  en: 'This list has entries without a place in the text (#tag, @name …): beside NEAR, title: and body: only words and phrases count.',
  fr: 'Cette liste a des entrées sans place dans le texte (#tag, @nom …) : près de NEAR, title: et body: seuls comptent mots et expressions.',
};
export const notComparable = (name: string): Sentence => ({
  en: `${name}: cannot be compared: it takes one exact value.`,
  fr: `${name}: ne peut pas être comparé : il prend une valeur exacte.`,
});
export const rangeExpected = (name: string): Sentence => {
  const examples = name === 'age' ? '<2h, >=30m, 1h..2h' : '>=1000, <10k, 10..50';
  return {
    en: `${name}: takes a comparison: ${examples}.`,
    fr: `${name}: prend une comparaison : ${examples}.`,
  };
};
export const notInZone = (zone: string): Sentence => ({
  en: `${zone}: takes a word, a "phrase", a prefix* or a bracket of these.`,
  fr: `${zone}: prend un mot, une "expression", un préfixe* ou un groupe de ceux-ci.`,
});
export const noWord: Sentence = {
  en: 'No letter and no digit to search for here.',
  fr: 'Aucune lettre ni chiffre à chercher ici.',
};
export const strayStar: Sentence = {
  en: 'A star may only end a single word: choc*',
  fr: "L'étoile ne peut que finir un mot seul : choc*",
};
export const starInPhrase: Sentence = {
  en: 'A star or a ? has no meaning between quotes: write (world ONEAR/0 cup*) instead of "world cup*".',
  fr: 'L\'étoile et le ? ne veulent rien dire entre guillemets : écrivez (coupe ONEAR/0 mond*) au lieu de "coupe mond*".',
};
export const strayQuestion: Sentence = {
  en: 'A ? stands for one letter inside a word: wom?n. At the end of a word, leave it out.',
  fr: "Le ? remplace une lettre à l'intérieur d'un mot : fran?ais. En fin de mot, retirez-le.",
};
export const shortPrefix = (shortest: number): Sentence => ({
  en: `At least ${shortest} letters must stand before the star.`,
  fr: `Il faut au moins ${shortest} lettres avant l'étoile.`,
});
export const shortWildcard: Sentence = {
  en: `At least ${SHORTEST_PREFIX} letters must be given beside the ?.`,
  fr: `Il faut donner au moins ${SHORTEST_PREFIX} lettres à côté du ?.`,
};
export const emojiInPhrase: Sentence = {
  en: 'An emoji cannot stand between quotes: write it beside the phrase.',
  fr: "Un emoji ne peut pas être entre guillemets : écrivez-le à côté de l'expression.",
};
export const nearShape: Sentence = {
  en: 'Write NEAR/5: at most five words between the two.',
  fr: 'Écrivez NEAR/5 : au plus cinq mots entre les deux.',
};
export const nearTooWide: Sentence = {
  en: `NEAR reaches at most ${WIDEST_NEAR} words: use AND for the whole text.`,
  fr: `NEAR porte au plus à ${WIDEST_NEAR} mots : utilisez AND pour tout le texte.`,
};
export const nearOperand: Sentence = {
  en: 'NEAR stands between words, phrases, prefixes or a bracket of these joined by OR.',
  fr: 'NEAR se place entre des mots, expressions, préfixes, ou un groupe de ceux-ci avec OR.',
};
export const slopShape: Sentence = {
  en: 'Behind a phrase of two words, ~5 means at most five words between the two: "a b"~5. For more words use NEAR and AND.',
  fr: 'Après une expression de deux mots, ~5 veut dire au plus cinq mots entre les deux : "a b"~5. Pour plus de mots, utilisez NEAR et AND.',
};
export const atLeastShape: Sentence = {
  en: 'Write ATLEAST/2(a, b, c): at least two of the three.',
  fr: 'Écrivez ATLEAST/2(a, b, c) : au moins deux des trois.',
};
export const atLeastTooMany = (count: number, of: number): Sentence => ({
  en: `ATLEAST asks for ${count} of ${of}: give more entries, or a smaller number of at least 1.`,
  fr: `ATLEAST demande ${count} sur ${of} : donnez plus d'entrées, ou un nombre plus petit, d'au moins 1.`,
});
export const commaOutside: Sentence = {
  en: 'Commas part the entries of ATLEAST only: use OR between words.',
  fr: "Les virgules ne séparent que les entrées d'ATLEAST : mettez OR entre les mots.",
};
export const foreignSign = (text: string): Sentence => ({
  en: `${text} is not understood: it means something in other query languages, nothing here. Put the plain word, or quotes around it.`,
  fr: `${text} n'est pas compris : cela veut dire quelque chose dans d'autres langages, rien ici. Mettez le mot simple, ou des guillemets.`,
});
export const lowerCaseOperator = (operator: string): Sentence => ({
  en: `Operators are written in capitals: ${operator}. Put quotes around it to search for the word.`,
  fr: `Les opérateurs s'écrivent en majuscules : ${operator}. Mettez des guillemets pour chercher le mot.`,
});
export const nothingPositive: Sentence = {
  en: 'Nothing here says what to look for, only what to leave out: add a word that must be there.',
  fr: "Rien ici ne dit quoi chercher, seulement quoi écarter : ajoutez un mot qui doit s'y trouver.",
};
export const nlpAlone: Sentence = {
  en: 'nlp: is read only on what other clauses let through: add a word, a phrase or a tag that must be there.',
  fr: "nlp: n'est lu que sur ce que d'autres clauses laissent passer : ajoutez un mot, une expression ou un tag qui doit s'y trouver.",
};
export const tooMuchGrammar: Sentence = {
  en: `A query reads grammar at most ${MOST_NLP} times: each time costs a millisecond a post.`,
  fr: `Une requête lit la grammaire au plus ${MOST_NLP} fois : chaque fois coûte une milliseconde par post.`,
};
export const listsTooLong: Sentence = {
  en: `With its lists written out the query has more than ${MOST_CLAUSES} clauses: name each list once.`,
  fr: `Listes déployées, la requête a plus de ${MOST_CLAUSES} clauses : nommez chaque liste une seule fois.`,
};
export const nlpBracket = (sign: string): Sentence => ({
  en: `The ${sign} of this nlp: pattern has no partner.`,
  fr: `Le ${sign} de ce motif nlp: n'a pas son pendant.`,
});
export const nlpTag = (tag: string): Sentence => ({
  en: `compromise has no tag #${tag}: #Person, #Place, #Organization, #Noun, #Verb and #Adjective are among those it has.`,
  fr: `compromise n'a pas d'étiquette #${tag} : elle a entre autres #Person, #Place, #Organization, #Noun, #Verb, #Adjective.`,
});
export const nlpRegex: Sentence = {
  en: 'nlp: takes no /regular expressions/: one of them could hold everything up.',
  fr: "nlp: ne prend pas d'/expressions régulières/ : l'une d'elles pourrait tout bloquer.",
};
export const nlpSyntax = (reason: string): Sentence => ({
  en: `This nlp: pattern cannot be read: ${reason}.`,
  fr: `Ce motif nlp: ne peut pas être lu : ${reason}.`,
});
export const nlpTooLong: Sentence = {
  en: `A nlp: pattern has at most ${LONGEST_PATTERN} characters: split it with OR.`,
  fr: `Un motif nlp: a au plus ${LONGEST_PATTERN} caractères : découpez-le avec OR.`,
};
export const signUnseen = (words: string): Sentence => ({
  en: `Only letters and digits are searched: this looks for ${words}. Where the sign counts, put braces around it: {C++}; #tag, @name and $CASH stand without quotes.`,
  fr: `Seuls lettres et chiffres sont cherchés : ceci cherche ${words}. Si le signe compte, mettez des accolades : {C++} ; #tag, @nom et $CASH s'écrivent sans guillemets.`,
});
export const singleQuotes: Sentence = {
  en: 'Single quotation marks make no phrase: use double ones, "like this".',
  fr: 'Les guillemets simples ne font pas d\'expression : utilisez les doubles, "comme ceci".',
};
export const leaveOut: Sentence = {
  en: 'To leave something out, write NOT before it, or a hyphen right against it: -word.',
  fr: "Pour écarter quelque chose, écrivez NOT devant, ou un trait d'union collé au mot : -mot.",
};
export const amount: Sentence = {
  en: 'A $ stands before the letters of a share: $TSLA. To search for an amount, put quotes around the number.',
  fr: "Le $ se met devant les lettres d'une action : $TSLA. Pour chercher un montant, mettez le nombre entre guillemets.",
};
export const mixedAndOr: Sentence = {
  en: 'AND and OR are mixed here: AND binds first. Put brackets around what belongs together.',
  fr: 'AND et OR sont mélangés ici : AND passe en premier. Mettez des parenthèses autour de ce qui va ensemble.',
};
