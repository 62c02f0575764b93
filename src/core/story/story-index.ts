import { older, type StoryState } from './state.ts';

/** Words in more stories than this find none: they are not what sets a story apart. */
const COMMON_WORD = 400;

/**
 * Where words and links stand among the live stories. Follows from them, so it is no part of a snapshot; what it answers
 * does not depend on the order in which it came to be. A story has a number while it lives, and a word the numbers of its
 * stories: looking through lists of numbers is what finding costs.
 */
export class StoryIndex {
  readonly #numbers = new Map<StoryState, number>();
  readonly #stories: (StoryState | null)[] = [];
  readonly #free: number[] = [];
  readonly #words = new Map<string, number[]>();
  readonly #links = new Map<string, StoryState>();
  /** What each story has found of the words asked for; 0 between two askings. */
  #worths = new Float64Array(1_024);
  #touched = new Int32Array(1_024);
  /** When each story had its last item. */
  #lastAts = new Float64Array(1_024).fill(Infinity);

  addStory(story: StoryState): void {
    for (const word of story.vector.keys()) this.addWord(word, story);
    for (const link of story.links) this.addLink(link, story);
    this.touch(story);
  }

  removeStory(story: StoryState): void {
    for (const word of story.vector.keys()) this.removeWord(word, story);
    for (const link of story.links) if (this.#links.get(link) === story) this.#links.delete(link);
    const number = this.#numbers.get(story);
    if (number === undefined) return;
    this.#numbers.delete(story);
    this.#stories[number] = null;
    this.#lastAts[number] = Infinity;
    this.#free.push(number);
  }

  addWord(word: string, story: StoryState): void {
    const number = this.#numberOf(story);
    const numbers = this.#words.get(word);
    if (numbers) numbers.push(number);
    else this.#words.set(word, [number]);
  }

  removeWord(word: string, story: StoryState): void {
    const numbers = this.#words.get(word)!;
    if (numbers.length === 1) {
      this.#words.delete(word);
      return;
    }
    const place = numbers.indexOf(this.#numberOf(story));
    numbers[place] = numbers.at(-1)!;
    numbers.pop();
  }

  #numberOf(story: StoryState): number {
    const known = this.#numbers.get(story);
    if (known !== undefined) return known;
    const number = this.#free.pop() ?? this.#stories.length;
    this.#numbers.set(story, number);
    this.#stories[number] = story;
    if (number >= this.#worths.length) {
      this.#worths = new Float64Array(2 * this.#worths.length);
      this.#touched = new Int32Array(2 * this.#touched.length);
      const wider = new Float64Array(2 * this.#lastAts.length).fill(Infinity);
      wider.set(this.#lastAts);
      this.#lastAts = wider;
    }
    return number;
  }

  /** To be told when a story got an item. */
  touch(story: StoryState): void {
    const number = this.#numberOf(story);
    this.#lastAts[number] = story.lastAt;
  }

  /** Stories that had their last item at this moment or before, oldest first. */
  endedBy(at: number): StoryState[] {
    const ended: StoryState[] = [];
    for (let number = 0; number < this.#stories.length; number++) {
      if (this.#lastAts[number]! <= at) ended.push(this.#stories[number]!);
    }
    return ended.sort(older);
  }

  /** A link leads to the oldest story that has it. */
  addLink(link: string, story: StoryState): void {
    const held = this.#links.get(link);
    if (!held || older(story, held) < 0) this.#links.set(link, story);
  }

  linked(link: string): StoryState | undefined {
    return this.#links.get(link);
  }

  /** Words and the ids of the stories that have them. */
  entries(): [word: string, stories: string[]][] {
    return [...this.#words].map(([word, numbers]) => [word, numbers.map((number) => this.#stories[number]!.id)]);
  }

  /**
   * The stories that share most of these words, by what the words are worth; ties go to the older.
   * @param places where to look in `words` and `worths`
   * @param least what a story must share to be found
   */
  find(
    words: readonly string[],
    worths: ArrayLike<number>,
    places: readonly number[],
    most: number,
    least: number,
  ): StoryState[] {
    const found = this.#worths;
    const touched = this.#touched;
    let n = 0;
    for (const place of places) {
      const numbers = this.#words.get(words[place]!);
      if (!numbers || numbers.length > COMMON_WORD) continue;
      const worth = worths[place]!;
      for (let i = 0; i < numbers.length; i++) {
        const number = numbers[i]!;
        if (found[number] === 0) touched[n++] = number;
        found[number]! += worth;
      }
    }
    const best = this.#best(n, most, least);
    for (let i = 0; i < n; i++) found[touched[i]!] = 0;
    return best;
  }

  #best(n: number, most: number, least: number): StoryState[] {
    const best: StoryState[] = [];
    const worths: number[] = [];
    let atLeast = least;
    for (let i = 0; i < n; i++) {
      const number = this.#touched[i]!;
      const worth = this.#worths[number]!;
      if (worth < atLeast) continue;
      const story = this.#stories[number]!;
      let place = best.length;
      while (place > 0 && isBefore(story, worth, best[place - 1]!, worths[place - 1]!)) place -= 1;
      if (place === most) continue;
      best.splice(place, 0, story);
      worths.splice(place, 0, worth);
      if (best.length > most) {
        best.pop();
        worths.pop();
      }
      if (best.length === most) atLeast = worths[most - 1]!;
    }
    return best;
  }
}

const isBefore = (a: StoryState, worthA: number, b: StoryState, worthB: number): boolean =>
  worthA !== worthB ? worthA > worthB : older(a, b) < 0;
