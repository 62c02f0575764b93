import type { Tone } from '../../../contract/brand.ts';
import type { Turn } from '../../../contract/writer-book.ts';
import { englishForm, englishType } from './english.ts';
import { frenchForm, frenchType } from './french.ts';
import type { FittingProduct, Material } from './material.ts';
import { capitalised, type Forms, type Noun } from './noun.ts';

/** What is put into the slots of one turn. */
export interface Filling extends Pick<Material, 'name' | 'thing' | 'tag'> {
  readonly product: FittingProduct | null;
}

const LANGUAGES: Record<
  string,
  { forms: Forms; type: (text: string) => string; agrees: (noun: Noun) => number | null }
> = {
  en: { forms: englishForm, type: englishType, agrees: ({ plural }) => (plural ? 1 : 0) },
  fr: {
    forms: frenchForm,
    type: frenchType,
    agrees: ({ gender, plural }) => (gender === null ? null : (gender === 'f' ? 1 : 0) + (plural ? 2 : 0)),
  },
};

/** `{the name}`, `{product}`, `{thing?is|are}`; a form that begins with a capital begins with a capital. */
const SLOT = /\{(?:(\p{L}+) )?(name|thing|product|tag)(?:\?([^}]*))?\}/gu;
const ADDRESS = /\[([^|\]]*)\|([^\]]*)\]/gu;

/** Slots that a text has. */
export const slotsOf = (text: string): Set<string> => new Set([...text.matchAll(SLOT)].map(([, , slot]) => slot!));

/** A turn in words, or null where a slot has nothing that fits it. */
export function fillTurn(
  text: Turn['text'],
  lang: string,
  filling: Filling,
  { address }: Pick<Tone, 'address'>,
): string | null {
  const rules = LANGUAGES[lang];
  if (!rules) return null;
  let whole = true;
  const fill = (_: string, form: string | undefined, slot: string, choices: string | undefined): string => {
    // A text reads as well without the hashtag.
    const value = slot === 'tag' ? (filling.tag ?? '') : fillSlot(rules, form ?? '', nounOf(slot, filling), choices);
    if (value === null) whole = false;
    const isFirst = form !== undefined && /^\p{Lu}/u.test(form);
    return isFirst ? capitalised(value ?? '') : (value ?? '');
  };
  const filled = text
    .replace(ADDRESS, address === 'formal' ? '$1' : '$2')
    .replace(SLOT, fill)
    .replace(/\s+/gu, ' ')
    .trim();
  return whole ? capitalised(rules.type(filled)) : null;
}

function fillSlot(rules: (typeof LANGUAGES)[string], form: string, noun: Noun | null, choices?: string): string | null {
  if (!noun) return null;
  if (choices === undefined) return rules.forms(form.toLowerCase(), noun);
  const words = choices.split('|');
  const nth = rules.agrees(noun);
  if (nth !== null) return words[nth] ?? null;
  // A form that is the same for both needs no gender.
  const [m, f, manyM, manyF] = words;
  return noun.plural ? (manyM === manyF ? (manyM ?? null) : null) : m === f ? (m ?? null) : null;
}

function nounOf(slot: string, { name, thing, product }: Filling): Noun | null {
  if (slot === 'name') return name;
  return slot === 'thing' ? thing : (product?.noun ?? null);
}
