import type { NoGoTopic, Territory, Topic } from '../../../../contract/territory.ts';

/** Characters that the server takes. */
const MOST = 4_000;

/** A topic in words: its name, and the texts that somebody said belong to it. */
export function topicInWords({ examples }: Territory, { id, label }: Topic | NoGoTopic): string {
  const own = examples.match.filter(({ topics }) => topics.length === 0 || topics.includes(id));
  const texts = own.flatMap(({ title, text }) => [title ?? '', text ?? '']);
  return [label, ...texts.filter((text) => text !== '')].join('\n').slice(0, MOST);
}
