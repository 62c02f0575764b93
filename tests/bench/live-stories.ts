import type { RawSignal } from '../../src/contract/signal.ts';
import { normalise } from '../../src/core/signal/normalise.ts';
import { weigh, type Grouping, type WordIndex } from '../../src/core/story/group.ts';
import { recordItem } from '../../src/core/story/record-item.ts';
import { newStory } from '../../src/core/story/state.ts';
import { addItemWords } from '../../src/core/story/vectors.ts';
import { seeded } from '../support/random.ts';

const TITLE_WORDS = 10;
/** Items of a made-up story: most have one, some have several. */
const ITEMS = [1, 1, 1, 2, 2, 4, 8];

/**
 * Stories nobody told: each with words drawn from all headlines of a recording, so that they stand in the way as much as
 * real ones. They begin when the recording ends and are therefore alive all through it. The same recording gives the same.
 */
export function addLiveStories(grouping: Grouping, index: WordIndex, raws: readonly RawSignal[], most: number): void {
  const words = raws.flatMap(({ title, text }) => (title ?? text ?? '').split(/\s+/).filter(Boolean));
  const end = Math.max(...raws.slice(-1_000).map((raw) => Date.parse((raw.publishedAt ?? raw.observedAt)!)));
  const random = seeded(1);
  for (let n = 0; n < most; n++) {
    const story = newStory(`live ${n}`, end);
    const own = Array.from({ length: TITLE_WORDS }, () => words[Math.floor(random() * words.length)]!);
    for (let i = 0; i < ITEMS[n % ITEMS.length]!; i++) {
      const title = [...own.slice(i % 3), words[Math.floor(random() * words.length)]].join(' ');
      const raw = { source: `live ${i}`, kind: 'news' as const, externalId: `${n} ${i}`, lang: 'en', title };
      const signal = normalise({ ...raw, publishedAt: new Date(end).toISOString() }, end);
      recordItem(story, signal, end, 0);
      addItemWords(index.stories, story, weigh(grouping, index, signal), end);
    }
    grouping.stories.set(story.id, story);
    index.stories.touch(story);
  }
}
