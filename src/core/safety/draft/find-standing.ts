import { finding } from './finding.ts';
import type { DraftReader } from './matter.ts';

/** What day it is where the brand speaks. */
export const findDay: DraftReader = ({ draft, days }) =>
  days.map(({ date, care, certain }) =>
    finding(draft, 'day', certain ? care : 'review', [], {
      kind: certain ? 'certain' : 'near',
      en: date.name.en,
      fr: date.name.fr,
    }),
  );

/** What the gate says now of the story it answers, which may not be what it said when the draft was begun. */
export const findStory: DraftReader = ({ draft, story }) => {
  if (!story) return [];
  const { level } = story.verdict;
  if (story.held) return [finding(draft, 'story', 'block', [], { kind: 'held' })];
  return level === 'go' ? [] : [finding(draft, 'story', level, [], { kind: level })];
};
