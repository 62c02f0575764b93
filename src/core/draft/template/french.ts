import { fold } from '../../text/fold.ts';
import type { Noun } from './noun.ts';

/** No elision and no liaison before these, although they begin with a vowel or an h that is not heard. Folded. */
const ASPIRATED =
  /^(?:h(?:a(?:ch|ie|ine|ll|lt|mac|mburger|mster|nch|nd|ngar|rd|ricot|rnais|rpe|sard|ut|vre)|eros\b|e(?:risson|rse|tre|urt)|ibou|ideu|ierarch|ip-?hop|isse|o(?:bby|ckey|lland|mard|ngr|nt|quet|rde|rs|t-?dog|usse)|u(?:it(?!r)|ee|rl|tte|blot))|onz|oui\b|ouistiti|y(?:a|e(?!ux)|o)|un\b)/;
const VOWEL = /^[aeiouyh]/;

const ARTICLE = /^(le|la|les|un|une|des|du|de la)\s+(?=\S)|^(l|de l)['’](?=\S)/iu;
const KINDS: Record<string, Pick<Noun, 'gender' | 'plural'>> = {
  ...{ le: { gender: 'm', plural: false }, un: { gender: 'm', plural: false }, du: { gender: 'm', plural: false } },
  ...{
    la: { gender: 'f', plural: false },
    une: { gender: 'f', plural: false },
    'de la': { gender: 'f', plural: false },
  },
  ...{ les: { gender: null, plural: true }, des: { gender: null, plural: true } },
  ...{ l: { gender: null, plural: false }, 'de l': { gender: null, plural: false } },
};

/**
 * A noun phrase with its article, which tells gender and number: `la boîte de pralinés`, `les caramels`. Without one
 * nothing is known of it, unless it is a name that takes none.
 */
export function frenchNoun(phrase: string, gender: Noun['gender'] = null): Noun | null {
  const text = phrase.trim().replaceAll("'", '’');
  const found = ARTICLE.exec(text);
  if (!found) return null;
  const kind = KINDS[(found[1] ?? found[2])!.toLowerCase()]!;
  return { text: text.slice(found[0].length), bare: false, ...kind, gender: kind.gender ?? gender };
}

/** Whether `le` becomes `l’` before it. */
export function elides(text: string): boolean {
  const plain = fold(text);
  return VOWEL.test(plain) && !ASPIRATED.test(plain);
}

/** Before an elided singular, by gender, in the plural: null where the noun does not tell. */
type Pattern = readonly [m: string, f: string, elided: string | null, plural: string];
const PATTERNS: Record<string, Pattern> = {
  le: ['le ', 'la ', 'l’', 'les '],
  du: ['du ', 'de la ', 'de l’', 'des '],
  au: ['au ', 'à la ', 'à l’', 'aux '],
  un: ['un ', 'une ', null, 'des '],
  notre: ['notre ', 'notre ', 'notre ', 'nos '],
  votre: ['votre ', 'votre ', 'votre ', 'vos '],
  ton: ['ton ', 'ta ', 'ton ', 'tes '],
};

export function frenchForm(form: string, noun: Noun): string | null {
  const { text, gender, plural, bare } = noun;
  if (form === '') return text;
  if (form === 'de') return `${elides(text) ? 'd’' : 'de '}${text}`;
  if (form === 'il') return pronoun(noun);
  if (form === 'ce') return demonstrative(noun);
  if (bare) return { le: text, du: frenchForm('de', noun), au: `à ${text}` }[form] ?? null;
  const pattern = PATTERNS[form];
  if (!pattern) return null;
  const [m, f, elided, many] = pattern;
  if (plural) return many + text;
  if (elided !== null && elides(text)) return elided + text;
  // `notre` is the same for both.
  if (gender === null) return m === f ? m + text : null;
  return (gender === 'm' ? m : f) + text;
}

function pronoun({ gender, plural }: Noun): string | null {
  if (gender === null) return null;
  return `${gender === 'm' ? 'il' : 'elle'}${plural ? 's' : ''}`;
}

function demonstrative({ text, gender, plural, bare }: Noun): string | null {
  if (bare) return null;
  if (plural) return `ces ${text}`;
  if (gender === null) return null;
  if (gender === 'f') return `cette ${text}`;
  return elides(text) ? `cet ${text}` : `ce ${text}`;
}

const NARROW = '\u202f';

/**
 * French typography: curly apostrophes, a narrow no-break space before the high signs, inside quotation marks and between
 * a figure and its unit. Hashtags and times (`20:30`) stay.
 */
export const frenchType = (text: string): string =>
  text
    .replace(/(?<=\p{L})'(?=\p{L})/gu, '’')
    .replace(/(?<=[\p{L}\p{Nd})»”’\u2026])[ \u00a0\u202f]*([;!?]+|:(?![\p{Nd}/]))(?=[\s)»”]|$)/gu, `${NARROW}$1`)
    .replace(/«[ \u00a0\u202f]*/gu, `«${NARROW}`)
    .replace(/[ \u00a0\u202f]*»/gu, `${NARROW}»`)
    .replace(/(?<=\p{Nd}) (?=(?:%|€|h|min|km|°C)(?!\p{L}))/gu, NARROW);

const DETERMINED =
  /(?<![\p{L}’'])(un|une|le|la|ce|cet|cette|les|des|ces)\s+(\p{Ll}[\p{Ll}’-]{2,20})(?:\s+(\p{Ll}[\p{Ll}-]{2,20}))?(?=[\s.,;:!?…]|$)/gu;
const FEMININE = new Set(['une', 'la', 'cette']);
const PLURAL = new Set(['les', 'des', 'ces']);

/** Nouns that stand behind a determiner, alone and with the word that follows. */
export function frenchThings(text: string): Noun[] {
  return [...text.normalize('NFC').matchAll(DETERMINED)].flatMap(([, determiner, head, next]) => {
    const plural = PLURAL.has(determiner!);
    const noun: Noun = {
      text: head!,
      gender: plural ? null : FEMININE.has(determiner!) ? 'f' : 'm',
      plural,
      bare: false,
    };
    return next ? [noun, { ...noun, text: `${head} ${next}` }] : [noun];
  });
}
