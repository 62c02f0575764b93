import type { ScorePart, Verdict } from '../../contract/opportunity.ts';
import type { Scoring } from '../../contract/scoring.ts';
import type { Surge } from '../burst/board.ts';
import type { Burst } from '../burst/detect.ts';
import type { Momentum } from '../burst/momentum.ts';
import type { StoryState } from '../story/group.ts';

export interface TopicSurge extends Pick<Surge, 'count' | 'minutes' | 'usual'> {
  readonly label: string;
}

/** What the score is made of, before it is put into words. */
export interface Judged {
  readonly story: StoryState;
  readonly burst: Burst;
  /** Topics that rise as a whole. */
  readonly surges: readonly TopicSurge[];
  /** What the likes of its fastest growing post promise. */
  readonly promise: Momentum | null;
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
/** Chance from which a post's growing likes are spoken of. */
const LEAST_PROMISE = 0.2;

/** The score's parts, each 0 to 1, with its reasons. Score = 100 × their product. */
export function scoreParts(judged: Judged, scoring: Scoring): ScorePart[] {
  const { verdict, fit, topics, inTime, minutesLeft, reactivityMinutes } = judged;
  const percent = Math.round(100 * inTime);
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
    { name: 'pulse', value: pulseOf(judged, scoring), reasons: pulseReasons(judged) },
    {
      name: 'chance',
      value: Math.min(inTime / scoring.chance.full, 1),
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

/** Many voices, or the likes of one: either is enough, both are more. */
function pulseOf({ story, burst, promise }: Judged, { pulse }: Scoring): number {
  const strength = 1 / (1 + Math.exp(-(burst.llr - pulse.middle) / pulse.slope));
  const voices = story.authors.size + story.outlets.size > 1 ? strength : strength * pulse.soloShare;
  return 1 - (1 - voices) * (1 - (promise?.chance ?? 0));
}

function pulseReasons({ story, burst, surges, promise }: Judged): ScorePart['reasons'] {
  const rounded = (value: number): number => Math.round(value * 10) / 10;
  const amounts = ({ count, minutes, usual }: Pick<Surge, 'count' | 'minutes' | 'usual'>) => ({
    count: rounded(count),
    minutes: rounded(minutes),
    usual: rounded(usual),
  });
  const reasons: ScorePart['reasons'] = [
    burst.term
      ? { code: 'pulse.term', data: { term: burst.term, ...amounts(burst) } }
      : { code: 'pulse.burst', data: amounts(burst) },
    ...surges.map((surge) => ({ code: 'pulse.topic', data: { topic: surge.label, ...amounts(surge) } })),
  ];
  if (promise && promise.chance >= LEAST_PROMISE) {
    const { perMinute, usual, big, chance } = promise;
    const data = {
      perMinute: rounded(perMinute),
      usual: rounded(usual),
      big: Math.round(big),
      percent: Math.round(100 * chance),
    };
    reasons.push({ code: 'pulse.momentum', data });
  }
  if (story.authors.size > 0) reasons.push({ code: 'pulse.authors', data: { authors: story.authors.size } });
  if (story.outlets.size > 0) reasons.push({ code: 'pulse.outlets', data: { outlets: story.outlets.size } });
  if (story.copies > 0) reasons.push({ code: 'pulse.copies', data: { copies: story.copies } });
  if (story.posts > FLOOD_RATIO * Math.max(story.authors.size, 1)) {
    reasons.push({ code: 'pulse.flood', data: { postsPerAuthor: rounded(story.posts / story.authors.size) } });
  }
  return reasons;
}
