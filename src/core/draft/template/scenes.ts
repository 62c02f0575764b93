import type { WriterBook } from '../../../contract/writer-book.ts';
import { findPhrases, phraseTable } from '../../text/phrases.ts';
import { tokenize } from '../../text/tokens.ts';
import type { Brief } from '../brief.ts';

export interface FoundScene {
  readonly id: string;
  /** Share of the story's items that say so; 1 is added where the title does. */
  readonly strength: number;
  /** The words that were found, the most frequent first. */
  readonly words: readonly string[];
  readonly emoji: string | undefined;
  readonly thing: boolean;
}

/** Share of items from which a story is about something that its title does not say. */
const LEAST_SHARE = 0.2;
const LEAST_ITEMS = 2;

const isSaidEnough = (said: number, often: number): boolean =>
  said >= 1 || (said >= LEAST_SHARE && often >= LEAST_ITEMS);

const TAG = /[#＃]([\p{L}\p{M}\p{Nd}_]+)/gu;

/** `#DunkTheBar` is read as its words too. */
const withTagsRead = (text: string): string =>
  text.replace(TAG, (tag, name: string) => `${tag} ${name.replace(/(?<=\p{Ll})(?=\p{Lu})|_/gu, ' ')}`);

/** What stories are about, looked for in the words of every language at once. */
export function createSceneFinder(books: readonly WriterBook[]) {
  const scenes = books.flatMap((book) => book.scenes);
  const table = phraseTable<{ id: string; word: string; not: boolean }>(
    scenes.flatMap(({ id, words, unless }) => [
      ...words.map((word) => [word, { id, word, not: false }] as const),
      ...unless.map((word) => [word, { id, word, not: true }] as const),
    ]),
  );
  const emojis = new Map(scenes.map(({ id, emoji }) => [id, emoji] as const).filter(([, emoji]) => emoji));
  const things = new Set(scenes.filter(({ thing }) => thing).map(({ id }) => id));
  const isBroad = new Set(scenes.filter(({ broad }) => broad).map(({ id }) => id));
  const isTitleOnly = new Set(scenes.filter(({ titleOnly }) => titleOnly).map(({ id }) => id));
  const heardIn = (text: string) => findPhrases(table, tokenize(withTagsRead(text))).map(({ value }) => value);

  return function findScenes({ story }: Brief): FoundScene[] {
    const counts = new Map<string, Map<string, number>>();
    const items = new Map<string, number>();
    const inTitle = new Set<string>();
    const off = new Map<string, number>();
    const take = (text: string, isTitle: boolean): void => {
      const found = heardIn(text);
      const ids = new Set(found.filter(({ not }) => !not).map(({ id }) => id));
      for (const id of new Set(found.filter(({ not }) => not).map((one) => one.id)))
        off.set(id, (off.get(id) ?? 0) + 1);
      for (const { id, word, not } of found) {
        if (not) continue;
        const words = counts.get(id) ?? new Map<string, number>();
        counts.set(id, words.set(word, (words.get(word) ?? 0) + 1));
      }
      for (const id of ids) {
        if (isTitle) inTitle.add(id);
        else items.set(id, (items.get(id) ?? 0) + 1);
      }
    };
    take(story.title, true);
    for (const { title, text } of story.items) take(`${title} . ${text}`, false);
    const all = Math.max(1, story.items.length);
    return [...counts]
      .map(([id, words]) => ({
        id,
        said: (items.get(id) ?? 0) / all + (inTitle.has(id) ? 1 : 0),
        often: items.get(id) ?? 0,
        words: [...words].sort(([, a], [, b]) => b - a).map(([word]) => word.replace(/\*$/, '')),
        emoji: emojis.get(id),
      }))
      .filter(({ id, said, often }) => (isTitleOnly.has(id) ? inTitle.has(id) : isSaidEnough(said, often)))
      .filter(({ id, often }) => (off.get(id) ?? 0) <= often / 2)
      .map((scene) => ({ ...scene, strength: isBroad.has(scene.id) ? scene.said / 2 : scene.said }))
      .sort((a, b) => b.strength - a.strength)
      .map(({ id, strength, words, emoji }) => ({ id, strength, words, emoji, thing: things.has(id) }));
  };
}
