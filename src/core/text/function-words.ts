import { hashed, hashOn } from './hash.ts';

/**
 * The words a language is built with: a reader knows it by them before understanding anything. A word stands under every
 * language that uses it often, so that it tells nothing where neighbours share it. Those of NEIGHBOURS are never the
 * answer: they keep a text in one of them from being taken for Spanish, Italian or Dutch.
 */
export const LANGUAGES = {
  en:
    'about after all an and are as at be because been before but by can could didn do doesn don for from get had has ' +
    'have he her his how if in into is isn it its just ll me more my no not now of off on only or other our out over ' +
    're said says she should so some than that the their them then there these they this time to up ve was we were ' +
    'what when where which while who why will with would you your',
  fr:
    'après au aussi aux avant avec avoir ce ces cette comme contre dans de depuis des deux donc dont du elle en ' +
    'encore entre est et fait il ils je la le les leur leurs lors ma mais me mes mon même ne nos notre nous on ont ou ' +
    'où par pas plus pour qu quand que qui sa sans se selon ses son sont sous sur tous tout très un une votre vous ça ' +
    'étaient était été être',
  de:
    'aber als am an auch auf aus bei beim bis das dass dem den der des die diese dieser doch du durch ein eine einem ' +
    'einen einer er es für gegen haben hat hier ich ihr ihre im in ist kann keine man mehr mich mir mit nach nicht ' +
    'noch nur oder schon sehr sein seine sich sie sind so um und uns unter vom von vor war wenn werden wie wir wird ' +
    'wurde zu zum zur über',
  es:
    'al algunos ante antes así años como con contra cuando de del desde donde durante el ella ellos en entre era es ' +
    'esa ese eso esta este esto está fue ha había han hasta hay hoy la las les lo los me mi muy más mí ni no nos otro ' +
    'otros para pero por porque que quien qué se según ser si sin sobre son su sus sí también te todo todos tras un ' +
    'una uno ya yo',
  it:
    'ai al all alla alle anche ancora anni che ci come con contro cosa così da dal dall dalla degli dei del dell ' +
    'della delle dello di dopo due era essere fra già gli ha hanno ho il in io la le lei lo loro lui ma mi molto ne ' +
    'nei nel nell nella nelle noi non ogni per perché più quando questa questi questo se sei si sono sta stata stato ' +
    'su sua sul sull sulla suo tra tutti tutto un una uno',
  nl:
    'aan al alleen als bij daar dan dat de deze die dit door een en er gaat geen haar had hebben heeft heel het hij ' +
    'hun ik in is jaar je kan maar meer mensen met mijn moet na naar niet nog nu of om omdat onder ons ook op over te ' +
    'tegen toen tot uit van veel voor waar want was wat we wel werd werden worden wordt ze zich zijn zo',
  pt:
    'ainda anos ao aos as até com como contra da das de depois do dos ela ele em entre era essa esse esta este está ' +
    'eu foi foram hoje há isso já mais mas me mesmo meu minha muito na nas no nos num numa não os ou para pela pelo ' +
    'por quando que quem se sem ser seu seus sobre sua são só também tem ter têm um uma vai você às',
};
const NEIGHBOURS = {
  ca:
    'al als amb aquest aquesta com de del dels després el els en entre fins ha hi ho ja la les molt més no on pel ' +
    'pels per però quan que qui se ser seu seva sobre són també tot tots un una va és',
  ro:
    'al ale au ca care ce cea cel cu că dar de din după ea el este fi fost la lui mai nu pe pentru prin până sau se ' +
    'sunt să un în și',
  sv:
    'att av blir de den det efter eller en ett från för hade han har inte jag kan med men nu när och också om på sig ' +
    'skulle som så till under ut var vi är år',
  da:
    'af at blev bliver de den der det efter eller en er et for fra han har havde hun ikke jeg kan med men nu når og ' +
    'også om på sig skal som så til ud under var vi år',
};

/** Letters of alphabets in which none of these languages is written. */
const OTHER_ALPHABET = /[\u0250-\u1fff\u2c00-\ud7ff]/;
/** Words have two letters at least: single ones stand in every language, and in w o r d s spaced out. */
const SHORTEST = 2;
const isLetter = (unit: number): boolean =>
  (unit >= 0x61 && unit <= 0x7a) || (unit >= 0xdf && unit <= 0x24f && unit !== 0xf7);
/** By so many words the language must lead every other; with two, one foreign name in a headline can decide it. */
const LEAD = 3;
/** Running text has about two function words in five; a text with far fewer is in none of these languages. */
const LEAST_SHARE = 1 / 4;

const LISTS = Object.entries({ ...LANGUAGES, ...NEIGHBOURS });

interface FunctionWord {
  readonly word: string;
  /** Places in LISTS of the languages that use it. */
  readonly languages: number[];
}

/** Open addressing, a quarter full: words of a text are looked up by the hash of their letters, without being cut out. */
const SLOTS = 1 << 12;
const START = 0x811c9dc5 | 0;
/** 0 where nothing is: no word of the lists has that hash. */
const hashes = new Int32Array(SLOTS);
const table: FunctionWord[] = new Array<FunctionWord>(SLOTS).fill({ word: '', languages: [] });
LISTS.forEach(([, words], language) => {
  for (const word of words.split(' ')) users(word).push(language);
});

function users(word: string): number[] {
  const hash = hashOn(START, word);
  let slot = hash & (SLOTS - 1);
  for (; hashes[slot] !== 0; slot = (slot + 1) & (SLOTS - 1)) {
    if (table[slot]!.word === word) return table[slot]!.languages;
  }
  hashes[slot] = hash;
  table[slot] = { word, languages: [] };
  return table[slot]!.languages;
}

/** The languages that use the word of this hash which stands in the text at `from`. */
function languagesAt(text: string, from: number, length: number, hash: number): readonly number[] {
  for (let slot = hash & (SLOTS - 1); hashes[slot] !== 0; slot = (slot + 1) & (SLOTS - 1)) {
    if (hashes[slot] === hash && reads(text, from, length, table[slot]!.word)) return table[slot]!.languages;
  }
  return [];
}

function reads(text: string, from: number, length: number, word: string): boolean {
  if (length !== word.length) return false;
  for (let i = 0; i < length; i++) if (text.charCodeAt(from + i) !== word.charCodeAt(i)) return false;
  return true;
}

/** ISO 639-1 code of the language whose function words fill the text, or null where they leave a doubt. */
export function languageByWords(text: string): string | null {
  if (OTHER_ALPHABET.test(text)) return null;
  const { counts, words } = countWords(text.toLowerCase());
  const { best, lead } = winner(counts);
  if (lead < LEAD || counts[best]! < words * LEAST_SHARE) return null;
  const [code] = LISTS[best] as [string, string];
  return code in LANGUAGES ? code : null;
}

/** How many words there are, and how many of them each language uses. */
function countWords(text: string): { counts: readonly number[]; words: number } {
  const counts = new Array<number>(LISTS.length).fill(0);
  let words = 0;
  let length = 0;
  let hash = START;
  for (let at = 0; at <= text.length; at++) {
    const unit = at < text.length ? text.charCodeAt(at) : 0;
    if (isLetter(unit)) {
      hash = hashed(hash, unit);
      length++;
      continue;
    }
    if (length >= SHORTEST) {
      words++;
      const languages = languagesAt(text, at - length, length, hash);
      for (let i = 0; i < languages.length; i++) counts[languages[i]!]!++;
    }
    length = 0;
    hash = START;
  }
  return { counts, words };
}

/** Place of the highest count, and by how much it leads the next. */
function winner(counts: readonly number[]): { best: number; lead: number } {
  let best = 0;
  let lead = counts[0]!;
  for (let i = 1; i < counts.length; i++) {
    const ahead = counts[i]! - counts[best]!;
    if (ahead > 0) best = i;
    lead = ahead > 0 ? ahead : Math.min(lead, -ahead);
  }
  return { best, lead };
}
