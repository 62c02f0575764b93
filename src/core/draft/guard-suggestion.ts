import type { Frequencies } from '../../contract/frequencies.ts';
import { linkPlaces } from '../safety/draft/links-in.ts';
import { fold } from '../text/fold.ts';
import { detectLanguage } from '../text/language.ts';
import { hashtags, tokenize } from '../text/tokens.ts';
import { namesOneOf, type Brief } from './brief.ts';
import { talksToAMachine } from './suspicious.ts';

/** Why a model's text is not taken. */
export type GuardFault =
  | 'empty'
  | 'too-long'
  | 'control'
  | 'script'
  | 'link'
  | 'mention'
  | 'markup'
  | 'number'
  | 'hashtag'
  | 'system-text'
  | 'other-brand'
  | 'language'
  | 'copied'
  | 'foreign-word'
  | 'encoded';

export interface GuardRules {
  readonly brief: Brief;
  /** Stands in the system text and nowhere else. */
  readonly canary: string;
  readonly systemText: string;
  /** Names of the other brands of the installation, and of their products. */
  readonly otherBrands: readonly string[];
  readonly frequencies: Pick<Frequencies, 'words'>;
  /** Whether it can be sent where it is meant to go. */
  fits(text: string): boolean;
}

const MOST = 500;
/** So many words in a row are somebody's own sentence. */
const COPIED_WORDS = 8;
/** Fewer, from a post that talks to machines: what it wants said. */
const ORDERED_WORDS = 3;
/** From so many words of the system text on, it is being told. */
const TOLD_WORDS = 6;
const LONGEST_WORD = 28;

const CONTROL = /[\p{Cc}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/u;
/** Joiners within emoji and French spaces are right; the rest of what cannot be seen is not. */
const FORMAT = /(?<!\p{Extended_Pictographic}\ufe0f?)\u200d|(?![\u200d\ufe0f])\p{Cf}/u;
const OTHER_SCRIPT = /(?!\p{Script=Latin})\p{L}/u;
const MARKUP = /[<>{}[\]\\`|~^]|\*\*|__|^#{1,6} |&\w+;|\$\(/mu;
/** Telephone and account numbers; years, scores and temperatures are shorter. */
const LONG_NUMBER = /(?:\d[\s.\-/]?){5,}|\d+[.,]\d{3,}/u;
const CAPITAL = /(?<=[\p{Ll}\p{Nd},;’'] )\p{Lu}[\p{L}\p{M}’'-]+/gu;
/** No sentence goes on without a space behind its stop: whatever stands there is an address for somebody. */
const DOTTED = /[\p{L}\p{Nd}]\.\p{L}{2,}/u;
/** Dots and spaces that hide an address: example dot com. */
const SPELLED_LINK =
  /\b(?:dot|punto|point|punkt|ponto)\s+(?:com|net|org|fr|io|co|xyz|info)\b|\bh\s*t\s*t\s*p|hxxp|\b[\p{L}\d-]{2,}\s?\.\s?(?:com|net|org|io|xyz|info|biz|ru|top|link|click)\b/iu;

/**
 * Holds a model's text against what it may be, whatever made it say so. Null where it may be offered; then the draft
 * check has the next word.
 */
export function guardSuggestion(text: string, rules: GuardRules): GuardFault | null {
  const { brief } = rules;
  if (text.trim() === '') return 'empty';
  if ([...text].length > MOST || !rules.fits(text)) return 'too-long';
  if (CONTROL.test(text.replaceAll('\n', '')) || FORMAT.test(text)) return 'control';
  if (OTHER_SCRIPT.test(text)) return 'script';
  if (linkPlaces(text).length > 0 || DOTTED.test(text) || SPELLED_LINK.test(text)) return 'link';
  if (/[@＠]/u.test(text)) return 'mention';
  if (MARKUP.test(text)) return 'markup';
  if (LONG_NUMBER.test(text)) return 'number';
  if (tellsSystemText(text, rules)) return 'system-text';
  if (text.split(/[\s’'-]+/u).some((word) => [...word.replace(/^#/, '')].length > LONGEST_WORD)) return 'encoded';
  if (namesOneOf(text, rules.otherBrands)) return 'other-brand';
  if (hashtags(text).some((tag) => !tagsOf(brief).has(tag))) return 'hashtag';
  if (isOtherLanguage(text, brief)) return 'language';
  return copiedFrom(text, brief) ?? (hasForeignWord(text, rules) ? 'foreign-word' : null);
}

/** The canary in any spelling, a passage of the system text, or talk of prompts. */
function tellsSystemText(text: string, { canary, systemText }: GuardRules): boolean {
  if (talksToAMachine(text)) return true;
  const squeezed = fold(text).replace(/[^\p{L}\p{Nd}]+/gu, '');
  const secret = fold(canary).replace(/[^\p{L}\p{Nd}]+/gu, '');
  const backwards = [...secret].reverse().join('');
  // Half of it is enough to be recognised by.
  const halves = [secret, backwards].flatMap((one) => [one.slice(0, one.length / 2), one.slice(one.length / 2)]);
  if (halves.some((half) => squeezed.includes(half))) return true;
  if (
    /\b(?:system|prompt|instruction\w*|consignes?|json|assistant|language model|modele de langage)\b/u.test(fold(text))
  ) {
    return true;
  }
  return runsOf(tokenize(systemText), TOLD_WORDS).some((run) => ` ${tokenize(text).join(' ')} `.includes(` ${run} `));
}

function tagsOf({ story }: Brief): Set<string> {
  const voices = new Map<string, Set<string>>();
  for (const item of story.items.filter(({ text }) => !talksToAMachine(text))) {
    for (const tag of hashtags(`${item.title} ${item.text}`))
      voices.set(tag, (voices.get(tag) ?? new Set()).add(item.voice));
  }
  return new Set([...voices].filter(([, said]) => said.size >= 2).map(([tag]) => tag));
}

const isOtherLanguage = (text: string, { wanted }: Brief): boolean => {
  const told = detectLanguage(text.replace(/#\S+/gu, ''));
  return told !== 'und' && told !== wanted.lang && text.length > 40;
};

/** Somebody's sentence, or what a post that talks to machines wants said. The headline is everybody's. */
function copiedFrom(text: string, { story }: Brief): 'copied' | null {
  const said = tokenize(text);
  const own = ` ${tokenize(story.title).join(' ')} `;
  for (const item of story.items) {
    const told = ` ${tokenize(`${item.title} ${item.text}`).join(' ')} `;
    const most = talksToAMachine(`${item.title} ${item.text}`) ? ORDERED_WORDS : COPIED_WORDS + 1;
    const copied = runsOf(said, most).find((run) => told.includes(` ${run} `) && !own.includes(` ${run} `));
    if (copied !== undefined) return 'copied';
  }
  return null;
}

const runsOf = (words: readonly string[], length: number): string[] =>
  Array.from({ length: Math.max(0, words.length - length + 1) }, (_, i) => words.slice(i, i + length).join(' '));

/**
 * A name that the brief does not have, or a rare word that only one person says: where a single post puts a word into
 * the brand's mouth, it is this kind.
 */
function hasForeignWord(text: string, { brief, frequencies }: GuardRules): boolean {
  const { brand, story } = brief;
  const given = new Set(
    tokenize(
      [
        brand.name,
        brand.voice,
        story.title,
        ...story.topics,
        ...brand.products.flatMap((one) => [one.name, ...one.goesWith]),
      ].join(' '),
    ),
  );
  const voices = new Map<string, Set<string>>();
  for (const item of story.items) {
    for (const word of new Set(tokenize(`${item.title} ${item.text}`))) {
      voices.set(word, (voices.get(word) ?? new Set()).add(item.voice));
    }
  }
  const isShared = (word: string): boolean => given.has(word) || (voices.get(word)?.size ?? 0) >= 2;
  const names = [...text.matchAll(CAPITAL)].flatMap(([name]) => tokenize(name)).filter((word) => word.length > 2);
  if (names.some((name) => !isShared(name) && !(name in frequencies.words && !voices.has(name)))) return true;
  return tokenize(text).some(
    (word) => word.length >= 4 && voices.get(word)?.size === 1 && !given.has(word) && !(word in frequencies.words),
  );
}
