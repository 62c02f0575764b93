import nlp from 'compromise/two';
import type { Frequencies } from '../../../contract/frequencies.ts';
import { LANGUAGES } from '../../text/function-words.ts';
import { fold } from '../../text/fold.ts';

/** How dear a word is to be read in letters that run together; Infinity where it is none. */
export type WordPrice = (word: string) => number;

/**
 * Words that hide a bad one, and plain words of brands and hashtags that lists of news do not have. Folded.
 */
const PLAIN =
  'album albums analog analogue analyse analyses analysis analyst analytic analytics anally arsenal assam assassin assemble ' +
  'assembly assert asset assets assign assist assume assure banal banana basement bass brass button buttons canal canals ' +
  'carcass chat chats chatter circumstance class classic classical classics cocktail cocktails cockpit cockatoo cocker coconut ' +
  'cockle cockles compass cucumber cumbria cumin cummins cumulus accumulate dickens dickinson document documentary drape drapes ' +
  'embarrass essex exchange expert experts finder glass grape grapes grapefruit grass hancock hello hitch ' +
  'island islands italia italian land lass lasso link mass massage matsushita middlesex mission moby narcissism orgyia paella pass passage ' +
  'passion passport peacock peacocks penistone pianist present presents represent represents rapeseed saturday scrape scraper ' +
  'scunthorpe sextant sexton sextuple shiitake shitake skyscraper sparse staples sussex swanky tanalised therapeutic therapies ' +
  'therapist therapists therapy titan titanic title trapeze unisex wessex whoreson woodcock wristwatch xerox shuttlecock ' +
  'stopwatch hiccup hiccups circus focus cult culture cultures peacoat bumper bumble bumblebee album party power susan ' +
  'habite habiter orbite cubitus arbitre concert concerts concours conseil conte contes confit confiture content console ' +
  'concorde bacon balcon flacon flocon flocons falcon cocon recul calcul calculer articule particule ridicule bouscule canicule ' +
  'majuscule minuscule molecule pellicule vehicule culotte cultiver culture dispute disputes deputes depute deputee ' +
  'compute computer computing repute imputer amputer chatouille achat achats crachat chaton chatons chateau chateaux violet ' +
  'violette violettes violon violons violoncelle inviolable violence negresco montenegro orpede velocipede encyclopedie ' +
  'pedestre pedale pedales pedaler pedalo torpedo mortadelle mortier mortaise amortir immortel immortelle mortel mortelle ' +
  'bombay bombon bombe bombarde plombe catacombe tuerie statue statues habitue situe institue bonne chaine chocolat soiree ' +
  'violin violins violinist violinists violist viola violas outreach exile melon melons queer cracker crackers coons redskins marching ching lynching sexist sexists sexism sexiste sexistes ' +
  'gouter cacao praline vendredi samedi dimanche lundi mardi mercredi jeudi avent noel paques rentree cadeau cadeaux promo ' +
  'promos vente ventes privee solde soldes jeux jeu marque marques mode recette recettes cuisine maison atelier gourmand ' +
  'gourmande gourmands gourmandise degustation ensemble toujours partage partager famille enfants mamans papas belle beau ' +
  'merci bonjour love lovers makers maker friday monday tuesday wednesday thursday sunday weekend giveaway gift gifts ' +
  'sale sales deals deal shop shopping store style styles fashion beauty food foodie recipe baking bake cake tea coffee ' +
  'chocolate winter summer spring autumn holiday holidays travel home cosy cozy warm happy new best good day night morning ' +
  'life lives live goals vibes mood team club world city street market garden music song dance live show tour book books ' +
  'bum bums tail tails hour hours time sister sisters brother girls boys kids pets dogs cats puppy kitten pen pens who ' +
  'their tone rap the speed change pro pros mother fathers mothers father birthday wedding bride week month year';

/** Two and one letters: of all short strings only these are words. */
const SHORT = new Set(
  'a i an as at be by do go he if in is it me my no of on or so to up us we la le un du de et en au il je ma ta sa ce se ne ou a y uk us eu tv dj'.split(
    ' ',
  ),
);
const SHORTEST = 3;
const KNOWN = 9;
const DEAREST = 11;

/** Prices in bits of rarity: frequent words are cheap, words that are only known cost more. */
export function createWordPrices({ words }: Pick<Frequencies, 'words'>): WordPrice {
  const listed = new Set<string>(PLAIN.split(' '));
  for (const list of [LANGUAGES.en, LANGUAGES.fr]) for (const word of list.split(' ')) listed.add(fold(word));
  const lexicon = (nlp.model() as { one?: { lexicon?: Record<string, unknown> } }).one?.lexicon ?? {};

  return function priceOf(word) {
    if (word.length < SHORTEST) return SHORT.has(word) ? KNOWN : Infinity;
    const share = words[word];
    if (share !== undefined) return Math.min(KNOWN, Math.log(100_000 / share));
    if (listed.has(word)) return KNOWN;
    return Object.hasOwn(lexicon, word) ? DEAREST : Infinity;
  };
}
