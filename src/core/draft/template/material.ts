import type { Product } from '../../../contract/brand.ts';
import type { WriterBook } from '../../../contract/writer-book.ts';
import { fold } from '../../text/fold.ts';
import { findPhrases, phraseTable } from '../../text/phrases.ts';
import { tokenize } from '../../text/tokens.ts';
import type { Brief } from '../brief.ts';
import { englishNoun, englishThings } from './english.ts';
import { createNameFinder } from './event-name.ts';
import { frenchNoun, frenchThings } from './french.ts';
import type { Noun } from './noun.ts';
import { createSceneFinder, type FoundScene } from './scenes.ts';

/** A product of the brand that goes with the story. */
export interface FittingProduct {
  readonly product: Product;
  readonly noun: Noun;
  readonly moods: ReadonlySet<string>;
  /** What it goes with that the story speaks of; null where it only shares a mood. */
  readonly goes: string | null;
}

/** What of the story and of the brand a turn may be filled with. */
export interface Material {
  readonly scenes: readonly FoundScene[];
  readonly name: Noun | null;
  /** Something that many speak of: the giant inflatable crab. */
  readonly thing: Noun | null;
  /** As people write it, with `#`. */
  readonly tag: string | null;
  readonly products: readonly FittingProduct[];
}

/** Distinct voices from which a hashtag is the story's. */
const LEAST_VOICES = 3;
/** Items that say the thing. */
const LEAST_SAID = 2;
const SHORTEST_TELLING = 5;
const TAG = /#[\p{L}\p{M}\p{Nd}_]{3,40}/gu;

/** Finds the material for turns: scenes, the event's name, what everybody speaks of, its hashtag, products that go with it. */
export function createMaterialFinder(books: readonly WriterBook[]): (brief: Brief) => Material {
  const findScenes = createSceneFinder(books);
  const findName = createNameFinder(books);
  const people = new Set(books.flatMap((book) => book.people.map((word) => fold(word))));
  const moods = phraseTable(
    books.flatMap((book) => book.moods.flatMap(({ id, words }) => words.map((word) => [word, id] as const))),
  );

  return (brief) => {
    const scenes = findScenes(brief);
    const name = findName(brief);
    return {
      scenes,
      name,
      thing: findThing(brief, scenes, people),
      tag: findTag(brief, scenes),
      products: fittingProducts(brief, (text) => findPhrases(moods, tokenize(text)).map(({ value }) => value)),
    };
  };
}

/**
 * The hashtag that most people use, among those of the language wanted first: one that says what the territory or the
 * scene says. Of others nobody knows what they mean, or whom. Under review none: the brand would stand among them.
 */
function findTag({ story, wanted: { lang } }: Brief, scenes: readonly FoundScene[]): string | null {
  if (story.gate !== 'go') return null;
  const hits = new Set(story.hits.filter((hit) => hit.startsWith('#')));
  const words = [...story.hits, ...scenes.flatMap((scene) => scene.words)]
    .map((word) => tokenize(word).join(''))
    .filter((word) => word.length >= SHORTEST_TELLING);
  const uses = new Map<string, { own: Set<string>; all: Set<string>; spelled: Map<string, number> }>();
  for (const item of story.items) {
    for (const [tag] of item.text.matchAll(TAG)) {
      const key = fold(tag);
      const use = uses.get(key) ?? { own: new Set(), all: new Set(), spelled: new Map<string, number>() };
      use.all.add(item.voice);
      if (item.lang === lang) use.own.add(item.voice);
      uses.set(key, { ...use, spelled: use.spelled.set(tag, (use.spelled.get(tag) ?? 0) + 1) });
    }
  }
  const [best] = [...uses]
    .filter(
      ([key, { all }]) =>
        all.size >= LEAST_VOICES &&
        (hits.has(key) || words.some((word) => key.length > word.length + 4 && key.includes(word))),
    )
    .map(([, use]) => use)
    .sort((a, b) => b.own.size - a.own.size || b.all.size - a.all.size);
  if (!best) return null;
  return [...best.spelled].sort(([, a], [, b]) => b - a)[0]![0];
}

/**
 * What several people speak of in a scene that has something to look at, as they most often call it; nobody's name and no
 * person. It is counted by its noun: the glowing crab is the giant inflatable crab.
 */
function findThing(
  { story, wanted: { lang } }: Brief,
  scenes: readonly FoundScene[],
  people: ReadonlySet<string>,
): Noun | null {
  const read = lang === 'fr' ? frenchThings : lang === 'en' ? englishThings : null;
  const telling = new Set(
    scenes.filter(({ thing }) => thing).flatMap(({ words }) => words.flatMap((word) => tokenize(word))),
  );
  if (!read || telling.size === 0) return null;
  const titled = new Set(tokenize(story.title));
  const said = new Map<
    string,
    { items: number; spelled: Map<string, { noun: Noun; times: number }>; genders: Noun['gender'][] }
  >();
  for (const { lang: spoken, title, text } of story.items) {
    if (spoken !== lang) continue;
    const heads = new Set<string>();
    for (const noun of [...read(title), ...read(text)]) {
      const words = tokenize(noun.text);
      const isTelling =
        words.length >= 2 && words.some((word) => telling.has(word)) && !words.some((word) => people.has(word));
      // As written: a name in small letters is no thing.
      if (!isTelling || noun.plural || !`${title} ${text}`.includes(noun.text)) continue;
      const head = (lang === 'fr' ? words[0] : words.at(-1))!;
      const known = said.get(head) ?? {
        items: 0,
        spelled: new Map<string, { noun: Noun; times: number }>(),
        genders: [],
      };
      const times = (known.spelled.get(noun.text)?.times ?? 0) + 1;
      known.spelled.set(noun.text, { noun, times });
      said.set(head, {
        ...known,
        items: known.items + (heads.has(head) ? 0 : 1),
        genders: [...known.genders, noun.gender],
      });
      heads.add(head);
    }
  }
  const [best] = [...said]
    .filter(([head, { items }]) => items >= LEAST_SAID || titled.has(head))
    .map(([, one]) => one)
    .sort((a, b) => b.items - a.items);
  if (!best) return null;
  const [called] = [...best.spelled.values()].sort(
    (a, b) => b.times - a.times || b.noun.text.length - a.noun.text.length,
  );
  return { ...called!.noun, gender: best.genders.find((gender) => gender !== null) ?? null };
}

function fittingProducts(
  { brand, story, wanted: { lang } }: Brief,
  moodsOf: (text: string) => string[],
): FittingProduct[] {
  const told = ` ${story.items.map(({ title, text }) => tokenize(`${title} ${text}`).join(' ')).join(' · ')} ${tokenize(story.title).join(' ')} `;
  return brand.products.flatMap((product) => {
    if (product.lang !== undefined && product.lang !== lang) return [];
    const noun = lang === 'fr' ? frenchNoun(product.name) : lang === 'en' ? englishNoun(product.name) : null;
    if (!noun) return [];
    const goes = product.goesWith.find((word) => told.includes(` ${tokenize(word).join(' ')} `)) ?? null;
    return [{ product, noun, goes, moods: new Set(product.goesWith.flatMap(moodsOf)) }];
  });
}
