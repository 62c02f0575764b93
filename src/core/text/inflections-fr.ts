import { fold } from './fold.ts';

/** Plurals and verbs that follow no rule, each with its forms. */
const TABLE: readonly string[] = [
  'œil yeux',
  'ciel cieux ciels',
  'aïeul aïeux aïeuls',
  'travail travaux',
  'vitrail vitraux',
  'corail coraux',
  'bail baux',
  'émail émaux',
  'bijou bijoux',
  'caillou cailloux',
  'chou choux',
  'genou genoux',
  'hibou hiboux',
  'joujou joujoux',
  'pou poux',
  'bleu bleue bleus bleues',
  'pneu pneus',
  'beau bel belle beaux belles',
  'nouveau nouvel nouvelle nouveaux nouvelles',
  'vieux vieil vieille vieilles',
  'fou folle fous folles',
  'blanc blanche blancs blanches',
  'sec sèche secs sèches',
  'frais fraîche fraîches',
  'public publique publics publiques',
  'grec grecque grecs grecques',
  'long longue longs longues',
  'bon bonne bons bonnes',
  'gros grosse grosses',
  'doux douce douces',
  'être suis es est sommes êtes sont était étaient été sera seront',
  'avoir ai as a avons avez ont avait avaient eu aura auront',
  'aller vais vas va allons allez vont allait allaient allé allée allés allées ira iront',
  'faire fais fait faisons faites font faisait faisaient faite faits fera feront faisant',
  'venir viens vient venons venez viennent venait venaient venu venue venus venues viendra viendront',
  'tenir tiens tient tenons tenez tiennent tenait tenaient tenu tenue tenus tenues tiendra tiendront',
  'pouvoir peux peut pouvons pouvez peuvent pouvait pouvaient pu pourra pourront',
  'vouloir veux veut voulons voulez veulent voulait voulaient voulu voudra voudront',
  'voir vois voit voyons voyez voient voyait voyaient vu vue vus vues verra verront',
  'boire bois boit buvons buvez boivent buvait buvaient bu bue bus bues boira boiront',
  'prendre prends prend prenons prenez prennent prenait prenaient pris prise prises prendra prendront',
  'mettre mets met mettons mettez mettent mettait mettaient mis mise mises mettra mettront',
  'partir pars part partons partez partent partait partaient parti partie partis parties partira partiront',
  'sortir sors sort sortons sortez sortent sortait sortaient sorti sortie sortis sorties sortira sortiront',
  'dormir dors dort dormons dormez dorment dormait dormaient dormi dormira dormiront',
  'courir cours court courons courez courent courait couraient couru courue courus courues courra courront',
  'ouvrir ouvre ouvres ouvrons ouvrez ouvrent ouvrait ouvraient ouvert ouverte ouverts ouvertes ouvrira ouvriront',
  'offrir offre offres offrons offrez offrent offrait offraient offert offerte offerts offertes offrira offriront',
];
const IRREGULAR = new Map(
  TABLE.flatMap((line) => {
    const forms = line.split(' ');
    return [...new Set(forms.map(fold))].map((form): [string, readonly string[]] => [form, forms]);
  }),
);
/** These take an s where others take -aux. */
const PLAIN_AL = new Set('bal carnaval festival recital regal chacal naval fatal final banal'.split(' '));
/** End like a verb and are none. */
const NO_VERBS = new Set(
  'hiver mer fer enfer cancer premier dernier papier atelier chantier metier quartier janvier'.split(' '),
);
const NOUN_ENDS = /(?:ier|oir|eur|aire|oire|re|ère|ure)$/u;

const all = (stem: string, ends: string): string[] => ends.split(' ').map((end) => stem + (end === '-' ? '' : end));

const ER = 'er e es ons ez ent ais ait ions iez aient ant é ée és ées a èrent era eront erait';
const IR = 'ir is it issons issez issent issait issaient issant i ie ies ira iront irait';

/** Forms of a French word, itself first: plurals, feminines, the usual forms of verbs. By rules, so some may not exist. */
export function inflectFrench(word: string): string[] {
  const known = IRREGULAR.get(fold(word));
  const lower = word.toLowerCase();
  return [...new Set([lower, ...(known ?? verbForms(lower) ?? nounForms(lower))])];
}

function verbForms(word: string): string[] | null {
  if (NO_VERBS.has(fold(word)) || NOUN_ENDS.test(word) || word.length < 4) return null;
  const stem = word.slice(0, -2);
  if (word.endsWith('er')) {
    // nous mangeons, nous commençons
    if (stem.endsWith('g')) return all(stem, ER).map((form) => form.replace(/g(?=[ao])/u, 'ge'));
    if (stem.endsWith('c')) return all(stem, ER).map((form) => form.replace(/c(?=[ao])/u, 'ç'));
    return all(stem, ER);
  }
  return word.endsWith('ir') ? all(stem, IR) : null;
}

function nounForms(word: string): string[] {
  const cut = (letters: number): string => word.slice(0, -letters);
  if (/(?:aux)$/u.test(word) && !/eaux$/u.test(word)) return [word, `${cut(3)}al`, `${cut(3)}ale`, `${cut(3)}ales`];
  if (/eaux$|eux$/u.test(word)) return /eaux$/u.test(word) ? [cut(1), word] : all(cut(3), 'eux euse euses');
  if (/al$/u.test(word))
    return [...(PLAIN_AL.has(fold(word)) ? [word, `${word}s`] : [word, `${cut(2)}aux`]), `${word}e`, `${word}es`];
  if (/(?:eau|eu|au)$/u.test(word)) return [word, `${word}x`];
  if (/teur$/u.test(word)) return all(cut(4), 'teur teurs trice trices teuse teuses');
  if (/eur$/u.test(word)) return all(cut(3), 'eur eurs euse euses');
  if (/if$/u.test(word)) return all(cut(2), 'if ifs ive ives');
  if (/(?:ien|éen|on|el)$/u.test(word))
    return [word, `${word}s`, `${word}${word.at(-1)!}e`, `${word}${word.at(-1)!}es`];
  if (/ier$/u.test(word)) return all(cut(2), 'er ers ère ères');
  if (/é$/u.test(word)) return all(word, '- e s es');
  if (/[sx]$/u.test(word) && word.length > 4) return [word, cut(1)];
  if (/[sxz]$/u.test(word)) return [word];
  return [word, `${word}s`];
}
