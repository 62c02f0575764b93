import { splitAtEmoji, emojisOf } from '../../text/emoji.ts';
import { finding } from './finding.ts';
import type { DraftReader, Reading } from './matter.ts';
import type { DraftWord } from './draft-text.ts';

/** Harmless any other day: laughter, feast, fire, water, weapons, graves. */
const GRAVE_EMOJI = new Set([
  ...['😂', '🤣', '😆', '😜', '🤪', '😎', '🥳', '🎉', '🎊', '🎈', '🍾', '🥂', '🎆', '🎇', '🙌', '💃', '🕺'],
  ...['🔥', '💥', '🌋', '🌊', '🌪', '⚡', '💣', '🧨', '🔫', '🔪', '🗡', '⚔', '🪓', '🏹', '🚬', '✈', '🛫', '🚑', '🚨'],
  ...[
    '💀',
    '☠',
    '⚰',
    '🪦',
    '👻',
    '🧟',
    '🩸',
    '💉',
    '😈',
    '👿',
    '🤡',
    '🖕',
    '💩',
    '🍆',
    '🍑',
    '💦',
    '🙈',
    '🤑',
    '💰',
    '🚀',
    '💯',
  ],
]);

const isGrave = ({ grave, story, days }: Reading): boolean =>
  grave.some(({ severity }) => severity === 3) ||
  days.some(({ certain, care }) => certain && care === 'block') ||
  story?.verdict.reasons.some(({ code, level }) => code.startsWith('event.') && level !== 'go') === true;

/** Emoji that mean something else beside a grave story. */
export const findEmoji: DraftReader = (reading) => {
  const { draft } = reading;
  if (!isGrave(reading)) return [];
  const places = splitAtEmoji(draft.text)
    .filter((piece) => piece.emoji && GRAVE_EMOJI.has(emojisOf(piece.text)[0] ?? ''))
    .map(({ from, text }) => ({ from, to: from + text.length }));
  return places.length > 0 ? [finding(draft, 'emoji', 'review', places)] : [];
};

const CAPITALS = /^\p{Lu}{2,}$/u;
/** Words in capitals one behind the other that are neither a name nor an abbreviation any more. */
const SHOUTED = 4;
/** Of so many letters at least, a text is shouted from this share of capitals on. */
const LETTERS = 20;
const SHARE = 0.7;

/** CAPITALS ALL THE WAY: people who listen hear every letter, and everybody else hears a shout. */
export const findShouting: DraftReader = ({ draft }) => {
  const runs: DraftWord[][] = [];
  let isOpen = false;
  let letters = 0;
  let capitals = 0;
  for (const word of draft.words) {
    letters += word.seen.length;
    if (!CAPITALS.test(word.seen)) {
      // One letter, or a number, breaks no run.
      if (word.seen.length > 1 && !/^\p{Nd}+$/u.test(word.seen)) isOpen = false;
      continue;
    }
    capitals += word.seen.length;
    if (isOpen) runs.at(-1)!.push(word);
    else runs.push([word]);
    isOpen = true;
  }
  const whole = letters >= LETTERS && capitals / letters >= SHARE;
  const loud = runs.filter((run) => whole || run.length >= SHOUTED);
  if (loud.length === 0) return [];
  return [
    finding(
      draft,
      'shouting',
      'go',
      loud.map((run) => ({ from: run[0]!.from, to: run.at(-1)!.to })),
    ),
  ];
};
