import type { Reason } from '../../../contract/common.ts';
import type { Platform } from '../../../contract/platform.ts';
import type { Angle } from '../../../contract/suggestion.ts';
import type { Turn, WriterBook } from '../../../contract/writer-book.ts';
import { emojisOf } from '../../text/emoji.ts';
import { hash32 } from '../../text/hash.ts';
import type { Brief } from '../brief.ts';
import { fillTurn, slotsOf } from './fill-turn.ts';
import { createMaterialFinder, type FittingProduct, type Material } from './material.ts';

/** A turn filled with the story. */
export interface FilledTurn {
  readonly turn: string;
  readonly text: string;
  readonly angle: Angle;
  readonly lang: string;
  readonly basedOn: readonly Reason[];
}

/** Whether a text can be sent on a platform as it is. */
export type Fits = (platform: Platform, text: string) => boolean;

/** How far a tone goes. */
const BOLDEST = { none: 1, dry: 2, playful: 3 } as const;

/**
 * All that can honestly be said of a story, the best first, one angle after the other. Empty where nothing fits.
 * The same brief always gives the same.
 */
export function createTurnChooser(books: readonly WriterBook[], fits: Fits): (brief: Brief) => FilledTurn[] {
  const find = createMaterialFinder(books);
  const byLanguage = new Map(books.map((book) => [book.language, book]));

  return (brief) => {
    const book = byLanguage.get(brief.wanted.lang);
    // What may be grave deserves a person's own words.
    if (!book || brief.story.gate === 'grave') return [];
    const material = find(brief);
    const rated = book.turns
      .filter((turn) => isAllowed(turn, brief, material))
      .flatMap((turn) => fillBest(turn, brief, material) ?? [])
      .filter(({ filled: { text } }) => suits(text, brief, fits))
      .sort((a, b) => b.score - a.score);
    return inTurns(
      rated.map(({ filled }) => filled),
      brief,
    );
  };
}

/** Whether the turn goes with the story, the tone, and what is asked for. */
function isAllowed(turn: Turn, { brand, story, wanted, spent }: Brief, { scenes }: Material): boolean {
  const of = new Set(scenes.map(({ id }) => id));
  const boldest = BOLDEST[brand.tone.humour];
  if (spent.has(turn.id)) return false;
  // Under review nobody is amused, and nothing is sold.
  if (story.gate !== 'go' && (turn.angle === 'humour' || turn.bold > 1 || slotsOf(turn.text).has('product')))
    return false;
  if (turn.angle === 'humour' && boldest === 1) return false;
  if (turn.bold > boldest) return false;
  if (wanted.angle !== null && turn.angle !== wanted.angle) return false;
  if (turn.scenes.length > 0 && !turn.scenes.some((scene) => of.has(scene))) return false;
  return turn.also.every((scene) => of.has(scene)) && !turn.not.some((scene) => of.has(scene));
}

/** The turn with the product that goes best, and how good it is. */
function fillBest(turn: Turn, brief: Brief, material: Material): { filled: FilledTurn; score: number } | null {
  const { brand, wanted } = brief;
  const wantsShort = wanted.like?.wish === 'shorter';
  const text = wantsShort && turn.short !== undefined ? turn.short : turn.text;
  const needsProduct = slotsOf(text).has('product');
  const products = needsProduct ? productsFor(turn, brief, material) : [null];
  for (const product of products) {
    const filled = fillTurn(text, wanted.lang, { ...material, product }, brand.tone);
    if (filled === null) continue;
    const told = decorated(filled, turn, brief, material);
    const basedOn = basisOf(turn, text, material, product);
    return {
      filled: { turn: turn.id, text: told, angle: turn.angle, lang: wanted.lang, basedOn },
      score: rate(turn, text, material, product, brief),
    };
  }
  return null;
}

/** Those with the mood that the turn is made for; the best first, and not always the same one. */
function productsFor(turn: Turn, brief: Brief, { products }: Material): FittingProduct[] {
  const able = products.filter(({ moods, goes }) =>
    turn.moods.length === 0 ? goes !== null : turn.moods.some((mood) => moods.has(mood)),
  );
  const rank = ({ goes, product }: FittingProduct): number =>
    (goes === null ? 1 : 0) + hash32(`${brief.opportunity} ${turn.id} ${product.name}`) / 2 ** 32;
  return able.toSorted((a, b) => rank(a) - rank(b));
}

function rate(turn: Turn, text: string, { scenes }: Material, product: FittingProduct | null, brief: Brief): number {
  const strength = Math.max(0, ...turn.scenes.map((id) => scenes.find((scene) => scene.id === id)?.strength ?? 0));
  const slots = slotsOf(text);
  const own = (slots.has('name') ? 0.3 : 0) + (slots.has('thing') ? 0.4 : 0) + (slots.has('tag') ? 0.1 : 0);
  const goes = product?.goes != null ? 0.2 : 0;
  const both = turn.also.length * 0.5;
  const isAsked = brief.wanted.like?.turn === turn.id;
  const fresh = brief.seen.has(turn.id) && !isAsked ? -5 : 0;
  return (
    strength + own + goes + both + fresh + wished(turn, brief) + hash32(`${brief.opportunity} ${turn.id}`) / 2 ** 32 / 2
  );
}

/** Bolder and shorter keep to what was before the person, where they can. */
function wished(turn: Turn, { wanted: { like } }: Brief): number {
  if (!like) return 0;
  const same = like.turn === turn.id ? 3 : 0;
  if (like.wish === 'shorter') return turn.short !== undefined ? same : 0;
  return like.wish === 'bolder' ? turn.bold : 0;
}

/** An emoji of the scene behind half of the light texts, and as many as the tone has at most. */
function decorated(text: string, turn: Turn, { brand, opportunity, story }: Brief, { scenes }: Material): string {
  if (brand.tone.emoji === 0 || story.gate !== 'go' || turn.angle === 'expertise' || turn.angle === 'question')
    return text;
  const emoji = scenes.find(({ id, emoji: one }) => one && turn.scenes.includes(id))?.emoji;
  return emoji && hash32(`${opportunity} ${turn.id} emoji`) % 2 === 0 ? `${text} ${emoji}` : text;
}

/** Neither too long for where it goes, nor what is before the person already. */
function suits(text: string, { brand, wanted: { platform, like } }: Brief, fits: Fits): boolean {
  const { tone } = brand;
  if (!tone.exclamations && text.includes('!')) return false;
  if (emojisOf(text).length > tone.emoji) return false;
  if (platform !== null && !fits(platform, text)) return false;
  if (!like) return true;
  return text !== like.text && (like.wish !== 'shorter' || [...text].length < [...like.text].length);
}

function basisOf(
  turn: Turn,
  text: string,
  { scenes, name, thing, tag }: Material,
  product: FittingProduct | null,
): Reason[] {
  const slots = slotsOf(text);
  const about = scenes.filter(({ id }) => turn.scenes.includes(id) || turn.also.includes(id));
  const words = [...new Set(about.flatMap((scene) => scene.words.slice(0, 3)))].slice(0, 5).join(', ');
  return [
    ...(words === '' ? [] : [{ code: 'words', data: { words } }]),
    ...(slots.has('name') && name ? [{ code: 'name', data: { name: name.text } }] : []),
    ...(slots.has('thing') && thing ? [{ code: 'thing', data: { thing: thing.text } }] : []),
    ...(slots.has('tag') && tag ? [{ code: 'tag', data: { tag } }] : []),
    ...(product ? [{ code: 'product', data: { product: product.product.name } }] : []),
    { code: 'voice', data: {} },
  ];
}

/** The best of each angle, then the second of each: a person who asks for three sees three ways. */
function inTurns(turns: readonly FilledTurn[], { wanted: { like } }: Brief): FilledTurn[] {
  // A wish is about one text: what comes nearest to it first.
  if (like) return [...turns];
  const nth = new Map<Angle, number>();
  return turns
    .map((turn, at) => {
      const round = nth.get(turn.angle) ?? 0;
      nth.set(turn.angle, round + 1);
      return { turn, at, round };
    })
    .sort((a, b) => a.round - b.round || a.at - b.at)
    .map(({ turn }) => turn);
}
