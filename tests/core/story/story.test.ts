import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Story } from '../../../src/contract/story.ts';
import type { Signal } from '../../../src/contract/signal.ts';
import { NO_STORY_MODEL } from '../../../src/contract/story-model.ts';
import {
  emptyGrouping,
  forgetStories,
  GROUPING,
  indexWords,
  placeSignal,
  type Grouping,
} from '../../../src/core/story/group.ts';
import { createStoryRules } from '../../../src/core/story/model.ts';
import { explanatory, viewStory } from '../../../src/core/story/view.ts';
import { MOST_FINGERPRINTS } from '../../../src/core/story/record-item.ts';
import { VECTOR_WORDS } from '../../../src/core/story/vectors.ts';
import { article, by, HOUR, iso, MINUTE, NOON, post, shippedStories } from '../../support/signals.ts';

const rules = shippedStories();

/** Lays signals into stories one after another; each story's id is that of the signal that founded it. */
function telling() {
  const grouping = emptyGrouping();
  const index = indexWords(grouping, rules);
  return {
    grouping,
    index,
    tell: (signal: Signal) => placeSignal(grouping, index, signal.id, signal, Date.parse(signal.at)),
    forget: (at: number) => forgetStories(grouping, index, at),
  };
}

const wordsIn = (grouping: Grouping): Map<string, string[]> => {
  const places = new Map<string, string[]>();
  for (const { id, vector } of grouping.stories.values())
    for (const word of vector.keys()) places.set(word, [...(places.get(word) ?? []), id].sort());
  return places;
};

const SUBJECTS = [
  'Floodlights fail at the Lighthouse Cup final and the crowd sings in the dark',
  'Grandmother dunks a chocolate bar into her tea and divides the country',
  'Mascot of the harbour club walks alone through the fog before kick-off',
  'Bakery sells a croissant as large as a bicycle wheel for one weekend',
];
const phrase = fc
  .tuple(fc.constantFrom(...SUBJECTS), fc.constantFrom(...SUBJECTS), fc.nat(12), fc.nat(12))
  .map(([one, other, from, length]) => [...one.split(' '), ...other.split(' ').slice(from, from + length)].join(' '));
const anySignal = fc
  .tuple(phrase, fc.boolean(), fc.constantFrom('ana', 'bo', 'cy', 'di'), fc.nat(100 * 60))
  .map(([text, news, author, minute]) => {
    const at = NOON + minute * MINUTE;
    const externalId = `${author} ${minute} ${text}`;
    return news ? article(text, { at, externalId, source: author }) : post(text, { at, externalId, ...by(author) });
  });
const anyStream = fc.uniqueArray(anySignal, { maxLength: 60, selector: ({ id }) => id });

describe('stories', () => {
  it('take each signal exactly once, whatever comes and whatever merges', () => {
    fc.assert(
      fc.property(anyStream, (signals) => {
        const { grouping, tell } = telling();
        signals.forEach((signal, i) => {
          const { story, item } = tell(signal);
          expect(grouping.stories.get(story.id)).toBe(story);
          expect(item.signal).toBe(signal.id);
          const all = [...grouping.stories.values()];
          expect(all.reduce((sum, { items }) => sum + items, 0)).toBe(i + 1);
          const evidence = all.flatMap((one) => one.evidence.map((each) => each.signal));
          expect(evidence.toSorted()).toEqual(
            signals
              .slice(0, i + 1)
              .map(({ id }) => id)
              .toSorted(),
          );
        });
      }),
      { numRuns: 40 },
    );
  });

  it('keep their counts, their words and the index of words in step', () => {
    fc.assert(
      fc.property(anyStream, fc.nat(200), (signals, hours) => {
        const { grouping, index, tell, forget } = telling();
        for (const signal of signals) tell(signal);
        forget(NOON + hours * HOUR);
        for (const story of grouping.stories.values()) {
          expect(story.posts + story.news).toBe(story.items);
          expect([...story.authors.values()].reduce((sum, n) => sum + n, 0)).toBe(story.posts);
          expect([...story.outlets.values()].reduce((sum, n) => sum + n, 0)).toBe(story.news);
          expect([...story.languages.values()].reduce((sum, n) => sum + n, 0)).toBe(story.items);
          expect(story.vector.size).toBeLessThanOrEqual(2 * VECTOR_WORDS);
        }
        const listed = index.stories.entries().map(([word, ids]) => [word, ids.sort()] as const);
        expect(new Map(listed)).toEqual(wordsIn(grouping));
      }),
      { numRuns: 60 },
    );
  });

  it('carry the id of their founding signal, and the older one when two become one', () => {
    fc.assert(
      fc.property(anyStream, (signals) => {
        const { grouping, tell } = telling();
        for (const signal of signals) {
          const known = new Map([...grouping.stories].map(([id, { firstAt }]) => [id, firstAt]));
          const { story, opened, merged } = tell(signal);
          expect(opened).toBe(!known.has(story.id));
          if (opened) expect(story.id).toBe(signal.id);
          if (!merged) continue;
          expect(grouping.stories.has(merged.id)).toBe(false);
          expect(known.get(story.id)!).toBeLessThanOrEqual(known.get(merged.id)!);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('that have come to use the same words become one when a signal stands near both: the older, with all items', () => {
    const { grouping, index, tell } = telling();
    const older = tell(post(SUBJECTS[0]!, by('a'))).story;
    const younger = tell(post(SUBJECTS[1]!, { at: NOON + MINUTE, ...by('b') })).story;
    for (const [word, weight] of older.vector) {
      if (!younger.vector.has(word)) index.stories.addWord(word, younger);
      younger.vector.set(word, weight);
    }
    younger.length2 = [...younger.vector.values()].reduce((sum, weight) => sum + weight ** 2, 0);
    const { story, merged, opened } = tell(
      post(`${SUBJECTS[1]} ${SUBJECTS[0]}`, { at: NOON + 2 * MINUTE, ...by('c') }),
    );
    expect({ kept: story.id, gone: merged?.id, opened }).toEqual({ kept: older.id, gone: younger.id, opened: false });
    expect([...grouping.stories.keys()]).toEqual([older.id]);
    expect(story).toMatchObject({ items: 3, posts: 3, firstAt: NOON, lastAt: NOON + 2 * MINUTE });
    expect(story.evidence.map(({ at }) => at)).toEqual([iso(NOON), iso(NOON + MINUTE), iso(NOON + 2 * MINUTE)]);
    expect([...story.count.voices.keys()].sort()).toEqual(['a', 'b', 'c'].map((id) => `author:test-posts:${id}`));
  });

  it('of different subjects stay apart, and news joins the posts about the same', () => {
    const { grouping, tell } = telling();
    SUBJECTS.forEach((text, i) => tell(post(text, { at: NOON + i, ...by(`a${i}`) })));
    expect(grouping.stories.size).toBe(SUBJECTS.length);
    const { story, opened } = tell(
      article('Lighthouse Cup final: floodlights fail, crowd sings', { at: NOON + MINUTE }),
    );
    expect(opened).toBe(false);
    expect(story).toMatchObject({ posts: 1, news: 1 });
  });

  it('are let go three days after their last item, not before', () => {
    const { grouping, tell, forget } = telling();
    const { story } = tell(post(SUBJECTS[0]!));
    expect(forget(NOON + 72 * HOUR - 1)).toEqual([]);
    expect(forget(NOON + 72 * HOUR)).toEqual([story.id]);
    expect(grouping.stories.size).toBe(0);
    expect(tell(post(SUBJECTS[0]!, { at: NOON + 73 * HOUR })).opened).toBe(true);
  });

  it('show a repetition as a copy of its original', () => {
    const { tell } = telling();
    const first = post(SUBJECTS[0]!, by('a'));
    tell(first);
    const { item, story } = tell(post(`${SUBJECTS[0]!.toUpperCase()}!!! 🔥`, { at: NOON + 1, ...by('b') }));
    expect(item.copyOf).toBe(first.id);
    expect(story.copies).toBe(1);
  });
});

describe('a story told in several ways', () => {
  it('is one in two languages that share names, and in two alphabets', () => {
    const { grouping, tell } = telling();
    SUBJECTS.forEach((text, i) => tell(article(text, { at: NOON + i })));
    tell(article('Mariska Torvald wins the Norvik regatta', { at: NOON + MINUTE }));
    const french = tell(article('Mariska Torvald gagne la régate de Norvik', { at: NOON + 2 * MINUTE, lang: 'fr' }));
    const russian = tell(article('Мариска Торвальд: победа в Норвике', { at: NOON + 3 * MINUTE, lang: 'ru' }));
    expect([french.opened, russian.opened]).toEqual([false, false]);
    expect(grouping.stories.size).toBe(SUBJECTS.length + 1);
  });

  it('is one for items that lead to the same page', () => {
    const { tell } = telling();
    const url = 'https://example.org/norvik/regatta-postponed';
    const { story } = tell(article('Norvik regatta is put off until the fog lifts', { url }));
    const { story: same } = tell(post(`Oh no, the regatta fog... ${url}`, { at: NOON + MINUTE, ...by('a') }));
    expect(same.id).toBe(story.id);
  });

  it('says who started it, and in which words it differs', () => {
    const { tell } = telling();
    tell(article(SUBJECTS[0]!, { at: NOON + HOUR, source: 'second' }));
    const { story } = tell(article(SUBJECTS[0]!, { at: NOON, source: 'first' }));
    const { startedBy, words } = viewStory(story, 'b', 0.01, NOON + HOUR);
    expect(startedBy).toMatchObject({ source: 'first', at: iso(NOON) });
    expect(words).toContain('floodlights');
    expect(words.every((word) => /^[\p{L}\p{Nd}]+$/u.test(word))).toBe(true);
  });
});

describe('where more is told than can be kept', () => {
  const ids = ({ grouping }: ReturnType<typeof telling>) => [...grouping.stories.keys()];
  const told = () => {
    const told = telling();
    for (const [n, text] of SUBJECTS.entries()) told.tell(post(text, { at: NOON + n * MINUTE, externalId: `${n}` }));
    return told;
  };
  const forget = ({ grouping, index }: ReturnType<typeof telling>, isOpen: (id: string) => boolean, most: number) =>
    forgetStories(grouping, index, NOON + HOUR, isOpen, most);
  const each = 1 + GROUPING.storyWeight;

  it('the stories silent the longest go, and everything of them', () => {
    const some = told();
    const [first, second, ...others] = ids(some);
    expect(forget(some, () => false, 4 * each)).toEqual([]);
    expect(forget(some, () => false, 3 * each)).toEqual([first, second]);
    expect(ids(some)).toEqual(others);
    expect(new Map(some.index.stories.entries().map(([word, stories]) => [word, stories.sort()]))).toEqual(
      wordsIn(some.grouping),
    );
  });

  it('a story whose card is open stays', () => {
    const some = told();
    const [first, second, third] = ids(some);
    expect(forget(some, (id) => id === first, 3 * each)).toEqual([second, third]);
    expect(forget(some, () => true, 0)).toEqual([]);
  });
});

describe('a grouping that is restored in the middle', () => {
  it('goes on exactly as the unbroken one', () => {
    fc.assert(
      fc.property(anyStream, fc.nat(60), (signals, cut) => {
        const whole = telling();
        let grouping = emptyGrouping();
        let index = indexWords(grouping, rules);
        signals.forEach((signal, i) => {
          if (i === cut) {
            grouping = structuredClone(grouping);
            index = indexWords(grouping, rules);
          }
          const at = Date.parse(signal.at);
          const one = placeSignal(grouping, index, signal.id, signal, at);
          const other = whole.tell(signal);
          expect([one.story.id, one.opened, one.merged?.id]).toEqual([other.story.id, other.opened, other.merged?.id]);
          if (i % 10 === 9) expect(forgetStories(grouping, index, at)).toEqual(whole.forget(at));
        });
        expect(grouping).toEqual(whole.grouping);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the story model', () => {
  const model = { command: '', items: 0, join: { from: 0.5, weights: {} }, merge: { from: 0.5, weights: {} } };

  it('is refused where it weighs what nobody measures', () => {
    const wrong = { ...model, join: { from: 0.5, weights: { luck: 1 } } };
    expect(() => createStoryRules(wrong, { words: {} })).toThrow('“luck”, which is not measured');
  });

  it('without which nothing was learnt still groups what is said in the same words', () => {
    const plain = createStoryRules(NO_STORY_MODEL, { words: {} });
    const grouping = emptyGrouping();
    const index = indexWords(grouping, plain);
    const said = [SUBJECTS[0]!, SUBJECTS[1]!, `${SUBJECTS[0]} again`].map((text, i) => post(text, { at: NOON + i }));
    for (const signal of said) placeSignal(grouping, index, signal.id, signal, Date.parse(signal.at));
    expect(grouping.stories.size).toBe(2);
  });
});

describe('the evidence of a story', () => {
  it('is bounded: the first items, which tell how it began, and the newest', () => {
    const { tell } = telling();
    const said = Array.from({ length: 300 }, (_, i) =>
      tell(post(`${SUBJECTS[0]} ${i}`, { at: NOON + i * 1_000, ...by(`a${i}`) })),
    );
    const { story } = said.at(-1)!;
    expect(story.items).toBe(300);
    const signals = story.evidence.map(({ signal }) => signal);
    const told = said.map(({ item }) => item.signal);
    expect(signals).toEqual([...told.slice(0, GROUPING.firstItems), ...told.slice(-GROUPING.newestItems)]);
    expect(story.fingerprints.length).toBeLessThanOrEqual(MOST_FINGERPRINTS);
  });

  it('is what the contract says, and at most three of it explain the story, each in another voice', () => {
    fc.assert(
      fc.property(anyStream, (signals) => {
        const { grouping, tell } = telling();
        for (const signal of signals) tell(signal);
        for (const story of grouping.stories.values()) {
          const seen = viewStory(story, 'b', 0.01, story.lastAt);
          expect(Story.parse(seen)).toEqual(JSON.parse(JSON.stringify(seen)));
          expect(seen.curve.counts.reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(story.items);
          expect(seen.curve.counts.length).toBeLessThanOrEqual(72);
          const why = explanatory(story, 3);
          expect(why.length).toBeGreaterThan(0);
          expect(new Set(why.map(({ voice }) => voice)).size).toBe(why.length);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('a title', () => {
  it('is short, in words of the story, without addresses', () => {
    const { tell } = telling();
    const { story } = tell(post(`${'Floodlights out! '.repeat(20)} https://example.org/x`));
    const { title, firstAt } = viewStory(story, 'b', 0.01, NOON);
    expect(title.length).toBeLessThanOrEqual(140);
    expect(title).toMatch(/^Floodlights out!.*…$/);
    expect(firstAt).toBe(iso(NOON));
  });

  it('is never cut in the middle of a sign', () => {
    for (let pad = 0; pad < 3; pad++) {
      const { tell } = telling();
      const text = `final ${'x'.repeat(pad)}${'🍫'.repeat(200)}`;
      expect(viewStory(tell(post(text)).story, 'b', 0.01, NOON).title.isWellFormed()).toBe(true);
    }
  });
});
