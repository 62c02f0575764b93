import type { ScorePart, Verdict } from '../../contract/opportunity.ts';
import type { Scoring } from '../../contract/scoring.ts';
import type { Burst } from '../burst/detect.ts';
import type { StoryState } from '../story/group.ts';

/** What the score is made of, before it is put into words. */
export interface Judged {
  readonly story: StoryState;
  readonly burst: Burst;
  readonly verdict: Verdict;
  /** 0 to 1 */
  readonly fit: number;
  readonly topics: readonly { label: string; inTitle: boolean }[];
  /** Probability of answering in time. */
  readonly inTime: number;
  readonly minutesLeft: number;
  readonly reactivityMinutes: number;
}

/** Posts per author from which a story looks like one voice shouting. */
const FLOOD_RATIO = 3;

/** The score's parts, each 0 to 1, with its reasons. Score = 100 × their product. */
export function scoreParts(judged: Judged, scoring: Scoring): ScorePart[] {
  const { story, burst, verdict, fit, topics, inTime } = judged;
  const percent = Math.round(100 * inTime);
  const { minutesLeft, reactivityMinutes } = judged;
  return [
    {
      name: 'gate',
      value: scoring.gate[verdict.level],
      reasons: [{ code: `gate.${verdict.level}`, data: {} }],
    },
    {
      name: 'fit',
      value: fit,
      reasons: [
        { code: 'fit.topics', data: { topics: topics.map(({ label }) => label).join(', ') } },
        { code: topics.some(({ inTitle }) => inTitle) ? 'fit.title' : 'fit.body', data: {} },
      ],
    },
    { name: 'pulse', value: pulseOf(story, burst, scoring), reasons: pulseReasons(story, burst) },
    {
      name: 'chance',
      value: inTime,
      reasons: [
        {
          code: percent < 50 ? 'chance.too-late' : 'chance.in-time',
          data: { percent, minutesLeft, reactivity: reactivityMinutes },
        },
      ],
    },
  ];
}

/** 0 to 100. */
export const scoreOf = (parts: readonly ScorePart[]): number =>
  Math.round(100 * parts.reduce((product, part) => product * part.value, 1));

/** What the story would score if the gate were open: whether it is worth a card at all. */
export const potentialOf = (parts: readonly ScorePart[]): number =>
  scoreOf(parts.filter(({ name }) => name !== 'gate'));

function pulseOf(story: StoryState, burst: Burst, { pulse }: Scoring): number {
  const strength = 1 / (1 + Math.exp(-(burst.llr - pulse.middle) / pulse.slope));
  return story.authors.size + story.outlets.size > 1 ? strength : strength * pulse.soloShare;
}

function pulseReasons(story: StoryState, burst: Burst): ScorePart['reasons'] {
  const rounded = (value: number): number => Math.round(value * 10) / 10;
  const reasons: ScorePart['reasons'] = [
    {
      code: 'pulse.burst',
      data: { count: rounded(burst.count), minutes: burst.minutes, usual: rounded(burst.usual) },
    },
  ];
  if (story.authors.size > 0) reasons.push({ code: 'pulse.authors', data: { authors: story.authors.size } });
  if (story.outlets.size > 0) reasons.push({ code: 'pulse.outlets', data: { outlets: story.outlets.size } });
  if (story.copies > 0) reasons.push({ code: 'pulse.copies', data: { copies: story.copies } });
  if (story.posts > FLOOD_RATIO * Math.max(story.authors.size, 1)) {
    reasons.push({ code: 'pulse.flood', data: { postsPerAuthor: rounded(story.posts / story.authors.size) } });
  }
  return reasons;
}
