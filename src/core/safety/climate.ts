import type { VerdictLevel } from '../../contract/opportunity.ts';
import type { GraveWord, Reading } from './events.ts';
import { RANK } from './gate.ts';

const MINUTE = 60_000;
/** Mentions in which half of what was said is forgotten: a climate is that of the latest ones. */
const FADING = 2 ** (-1 / 12);
/** How long a climate holds after it was last confirmed; a block also after each sure grave word. */
const HOLDS_MS: Record<VerdictLevel, number> = { go: 0, review: 60 * MINUTE, block: 360 * MINUTE };
/** A pause after which what was said before has passed. */
const PAUSE_MS = 360 * MINUTE;
const MOST_KEPT = 6;

/**
 * When the climate closes the gate. Weights count a sure word 1, a hint ½; shares are of the latest mentions. `crowd`: by
 * so many voices, so many of them with sure words; `news`: where so many outlets are among them, and so many sure voices
 * in all.
 */
export const CLIMATE = {
  block: { crowd: { voices: 3, sure: 2, share: 0.3 }, news: { outlets: 1, sure: 3, share: 0.2 } },
  review: { crowd: { voices: 3, sure: 2, share: 0.25 }, news: { outlets: 1, sure: 1, share: 0.15 } },
  /** One outlet without other voices speaks for a topic only while hardly anything was said about it: so many mentions. */
  young: 8,
  /** Two outlets are enough. */
  blockOutlets: 2,
  /** For delicate subjects (severity 2), where there are so many mentions at all. */
  delicate: { crowd: { voices: 3, share: 0.4 }, news: { voices: 2, share: 0.25 }, items: 3 },
  /** From this share of fiction on, deaths are those of a series. */
  fictionShare: 0.3,
} as const;

/** What is said lately about one topic of a brand. Plain data. */
interface Mood {
  items: number;
  grave: number;
  delicate: number;
  fiction: number;
  /** Who says something grave, and who uses a sure word for it; whoever says something delicate. */
  readonly voices: string[];
  readonly sure: string[];
  readonly wary: string[];
  readonly words: string[];
  readonly signals: string[];
  level: VerdictLevel;
  /** Until when the level holds, and when something grave or delicate was said last, milliseconds. */
  until: number;
  at: number;
}

/** Moods by the ids of the topics. Plain data. */
export type Climate = Map<string, Mood>;

/** A climate that is not fair, told for a verdict. */
export interface Weather {
  readonly topic: string;
  readonly level: VerdictLevel;
  readonly voices: number;
  readonly words: readonly string[];
  readonly signals: readonly string[];
}

interface Told {
  readonly id: string;
  readonly voice: string;
  readonly reading: Pick<Reading, 'grave' | 'setting'>;
  /** What the delicate day asks for of which it speaks: remembrance is as grave as anything. */
  readonly day: VerdictLevel;
}

/** Notes what one mention says about its topics. */
export function noteClimate(climate: Climate, topics: readonly string[], told: Told, at: number): void {
  for (const topic of topics) {
    const mood = climate.get(topic) ?? fair(at);
    climate.set(topic, mood);
    noteMood(mood, told, at);
  }
}

/** What hangs over a topic; null where it is fair. */
export function weatherOver(climate: Climate, topic: string, at: number): Weather | null {
  const mood = climate.get(topic);
  if (!mood || mood.level === 'go' || at >= mood.until) return null;
  const voices = Math.max(mood.voices.length, mood.wary.length);
  return { topic, level: mood.level, voices, words: mood.words, signals: mood.signals };
}

function noteMood(mood: Mood, { id, voice, reading, day }: Told, at: number): void {
  // An accusation is the matter of one story; it does not darken the others.
  const isGrave = ({ type, severity }: GraveWord): boolean => severity === 3 && type !== 'accusation';
  const grave = reading.grave.filter(isGrave);
  const delicate = reading.grave.filter((word) => word.severity > 1 && !isGrave(word));
  const weight = Math.max(day === 'block' ? 1 : 0, ...grave.map((word) => word.weight));
  const heed = Math.max(Math.floor(weight), day === 'review' ? 1 : 0, ...delicate.map((word) => word.weight));
  mood.items = mood.items * FADING + 1;
  mood.grave = mood.grave * FADING + weight;
  mood.delicate = mood.delicate * FADING + heed;
  mood.fiction = mood.fiction * FADING + (reading.setting === 'fiction' ? 1 : 0);
  if (weight === 0 && heed === 0) return;
  if (at - mood.at >= PAUSE_MS) clear(mood);
  mood.at = Math.max(mood.at, at);
  if (heed > 0) keep(mood.wary, voice);
  if (weight > 0) keep(mood.voices, voice);
  if (weight === 1) keep(mood.sure, voice);
  keep(mood.signals, id);
  for (const { word } of [...grave, ...delicate]) keep(mood.words, word);
  if (at >= mood.until) mood.level = 'go';
  const level = levelOf(mood);
  if (RANK[level] >= RANK[mood.level]) hold(mood, level, at);
  else if (mood.level === 'block' && weight === 1) hold(mood, 'block', at);
}

function hold(mood: Mood, level: VerdictLevel, at: number): void {
  mood.level = level;
  mood.until = Math.max(mood.until, at + HOLDS_MS[level]);
}

function levelOf({ items, grave, delicate, fiction, voices, sure, wary }: Mood): VerdictLevel {
  if (fiction / items >= CLIMATE.fictionShare) return 'go';
  const share = grave / items;
  const outlets = sure.filter(isOutlet).length;
  const isYoung = items < CLIMATE.young;
  const isEnough = ({ crowd, news }: (typeof CLIMATE)['block' | 'review']): boolean =>
    (voices.length >= crowd.voices && sure.length >= crowd.sure && share >= crowd.share) ||
    (outlets >= news.outlets &&
      sure.length >= news.sure &&
      share >= news.share &&
      (isYoung || sure.length > 1 || voices.length >= crowd.voices));
  const isReported = outlets >= CLIMATE.blockOutlets && share >= CLIMATE.block.news.share;
  if (isEnough(CLIMATE.block) || isReported) return 'block';
  const { crowd, news, items: fewest } = CLIMATE.delicate;
  const { voices: asked, share: least } = wary.some(isOutlet) ? news : crowd;
  const isDelicate = items >= fewest && wary.length >= asked && delicate / items >= least;
  return isEnough(CLIMATE.review) || isDelicate ? 'review' : 'go';
}

const isOutlet = (voice: string): boolean => voice.startsWith('outlet:');

const fair = (at: number): Mood => ({
  items: 0,
  grave: 0,
  delicate: 0,
  fiction: 0,
  voices: [],
  sure: [],
  wary: [],
  words: [],
  signals: [],
  level: 'go',
  until: 0,
  at,
});

/** A new occasion: what was said before has passed. */
function clear(mood: Mood): void {
  mood.level = 'go';
  mood.until = 0;
  for (const list of [mood.voices, mood.sure, mood.wary, mood.words, mood.signals]) list.length = 0;
}

function keep(list: string[], value: string): void {
  if (list.length < MOST_KEPT && !list.includes(value)) list.push(value);
}
