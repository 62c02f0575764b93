import { boost, type Lesson } from './boost.ts';
import type { LifeKind, LifeModel, Scorecard } from '../../src/contract/window-model.ts';
import { learnBands, minutesAt, minutesAtLevel, type LifeCase } from '../../src/core/opportunity/bands.ts';
import { readAttention, type Reading, type ReadingName } from '../../src/core/story/attention.ts';
import type { Life, LifeMoment, Stage } from '../../src/core/story/hindsight.ts';
import { probability, scoreReading } from '../../src/core/story/scorecard.ts';

interface Seen extends LifeMoment {
  readonly reading: Reading;
  readonly life: number;
  /** The moments of a story have 1 together. */
  readonly share: number;
}

const BANDS = 16;
/** Parts that are left out in turn, so that nothing is judged by what it taught. Neighbours may be one event: whole runs. */
const PARTS = 5;
/** How often the interval is to hold. */
const HOLDS = 0.795;

/**
 * What is not looked at. How many posts or likes are many differs from brand to brand and from network to network; one
 * article is one article everywhere.
 */
const WITHOUT: Readonly<Record<LifeKind, readonly ReadingName[]>> = { posts: ['size'], news: [], item: ['size'] };

/** Learns how stories of one kind live. */
export function learnLife(lives: readonly Life[], stepMinutes: number, kind: LifeKind): Omit<LifeModel, 'mostSteps'> {
  const without = WITHOUT[kind];
  const seen = lives.flatMap((life, i) => seeLife(life, i));
  const cards = learnCards(seen, stepMinutes, without);
  const unseen = acrossParts(seen, lives.length, (rest, part) => {
    const learnt = learnCards(rest, stepMinutes, without);
    return part.map((moment) => ({
      ...moment,
      score: scoreReading(learnt.left, moment.reading),
      ...saidBy(learnt, moment),
    }));
  });
  const scores = bandScores(unseen);
  const bands = learnBands(scores, unseen.map(toCase), stepMinutes);
  return {
    stepMinutes,
    stories: lives.length,
    ...cards,
    ...bestLimits(unseen, cards),
    bands,
    interval: holdingInterval(unseen, lives.length, scores, stepMinutes),
  };
}

function seeLife({ counts, moments }: Life, life: number): Seen[] {
  const share = 1 / moments.length;
  return moments.map((moment) => ({
    ...moment,
    life,
    share,
    reading: readAttention(counts, moment.end),
  }));
}

interface Cards {
  readonly over: Scorecard;
  readonly risen: Scorecard;
  readonly left: Scorecard;
}

function learnCards(seen: readonly Seen[], stepMinutes: number, without: readonly ReadingName[]): Cards {
  const phases = (target: (seen: Seen) => boolean): Lesson[] =>
    seen.map((one) => ({ reading: one.reading, target: target(one) ? 1 : 0, weight: one.share }));
  const alive = seen.filter(({ stage }) => stage !== 'over');
  return {
    over: boost(
      phases(({ stage }) => stage === 'over'),
      'yes-or-no',
      without,
    ),
    risen: boost(
      alive.map((one) => ({ reading: one.reading, target: one.stage === 'peaking' ? 1 : 0, weight: one.share })),
      'yes-or-no',
      without,
    ),
    left: boost(
      seen.map((one) => ({
        reading: one.reading,
        target: Math.log(one.minutesLeft + stepMinutes),
        weight: 1,
      })),
      'number',
      without,
    ),
  };
}

interface Unseen extends Seen {
  readonly score: number;
  readonly isOver: number;
  readonly isRisen: number;
}

const saidBy = ({ over, risen }: Cards, { reading }: Seen) => ({
  isOver: probability(scoreReading(over, reading)),
  isRisen: probability(scoreReading(risen, reading)),
});

const toCase = ({ score, minutesLeft }: Unseen): LifeCase => ({ score, minutes: minutesLeft, weight: 1 });

function acrossParts<In extends Seen, Out>(
  seen: readonly In[],
  lives: number,
  make: (rest: In[], part: In[]) => readonly Out[],
): Out[] {
  return Array.from({ length: PARTS }, (_, p) => {
    const isIn = ({ life }: In): boolean => Math.floor((life * PARTS) / lives) === p;
    return make(
      seen.filter((one) => !isIn(one)),
      seen.filter(isIn),
    );
  }).flat();
}

/** Scores that part the moments into bands of about the same size. */
function bandScores(unseen: readonly Unseen[]): number[] {
  const sorted = unseen.toSorted((a, b) => a.score - b.score);
  const scores = new Set<number>();
  let [done, band] = [0, 0];
  for (const { score } of sorted) {
    done++;
    while (band < BANDS && done >= ((band + 0.5) / BANDS) * sorted.length) {
      scores.add(Math.round(score * 1e3) / 1e3);
      band++;
    }
  }
  return [...scores];
}

/** The limits with which the phases of unseen stories are told best: the mean of the three F1. */
function bestLimits(unseen: readonly Unseen[], cards: Cards): Pick<LifeModel, 'over' | 'risen'> {
  let best = { f1: -1, over: 0.5, risen: 0.5 };
  for (let over = 0.3; over <= 0.71; over += 0.02) {
    for (let risen = 0.3; risen <= 0.75; risen += 0.02) {
      const f1 = macroF1(unseen, (one) =>
        one.isOver >= over ? 'over' : one.isRisen >= risen ? 'peaking' : 'emerging',
      );
      if (f1 > best.f1) best = { f1, over, risen };
    }
  }
  const limit = (value: number): number => Math.round(value * 100) / 100;
  return { over: { ...cards.over, from: limit(best.over) }, risen: { ...cards.risen, from: limit(best.risen) } };
}

/** Of what is said, weighted such that every story counts once. */
export function macroF1<T extends { stage: Stage; share: number }>(all: readonly T[], said: (one: T) => Stage): number {
  const names: readonly Stage[] = ['emerging', 'peaking', 'over'];
  const [hits, told, true1] = names
    .map(() => 0)
    .reduce<number[][]>(
      (rows) => rows,
      [
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
      ],
    );
  for (const one of all) {
    const [is, says] = [names.indexOf(one.stage), names.indexOf(said(one))];
    true1![is]! += one.share;
    told![says]! += one.share;
    if (is === says) hits![is]! += one.share;
  }
  return (
    names.reduce(
      (sum, _, i) => sum + (told![i]! + true1![i]! > 0 ? (2 * hits![i]!) / (told![i]! + true1![i]!) : 0),
      0,
    ) / 3
  );
}

/** Steps in which levels are tried, and how many of them either way a level must bear. */
const LEVEL_STEP = 0.01;
const SLACK = 2;

/**
 * The levels between which the time left of unseen stories lay as often as it shall, at the least loss. Many stories have
 * nothing left at all, so that a level moved by little may let go of many: what counts is the mean of levels nearby.
 */
function holdingInterval(unseen: readonly Unseen[], lives: number, scores: readonly number[], stepMinutes: number) {
  const judged = acrossParts(unseen, lives, (rest, part) => {
    const bands = learnBands(scores, rest.map(toCase), stepMinutes);
    return part.map((one) => ({ ...one, minutes: minutesAt(bands, one.score) }));
  });
  const side = (from: number, to: number, aim: number) =>
    Array.from({ length: Math.round((to - from) / LEVEL_STEP) + 1 }, (_, i) => {
      const level = Math.round((from + i * LEVEL_STEP) * 100) / 100;
      const values = judged.map(({ minutes }) => minutesAtLevel(minutes, level));
      const loss = judged.reduce((sum, { minutesLeft }, n) => {
        return sum + pinballLoss(minutesLeft, values[n] as number, aim);
      }, 0);
      return { level, values, loss };
    });
  const [lows, highs] = [side(0.02, 0.4, 0.1), side(0.6, 0.98, 0.9)];
  const held = lows.map((low) =>
    highs.map((high) => {
      const within = judged.filter(
        ({ minutesLeft }, n) => minutesLeft >= low.values[n]! && minutesLeft <= high.values[n]!,
      );
      return within.reduce((sum, { share }) => sum + share, 0) / lives;
    }),
  );
  let best = { loss: Infinity, low: 0.1, high: 0.9 };
  for (let i = 0; i < lows.length; i++) {
    for (let j = 0; j < highs.length; j++) {
      const near = held
        .slice(Math.max(i - SLACK, 0), i + SLACK + 1)
        .flatMap((row) => row.slice(Math.max(j - SLACK, 0), j + SLACK + 1));
      const holds = near.reduce((sum, share) => sum + share, 0) / near.length;
      const loss = lows[i]!.loss + highs[j]!.loss;
      if (holds <= HOLDS && loss < best.loss) best = { loss, low: lows[i]!.level, high: highs[j]!.level };
    }
  }
  return { low: best.low, high: best.high };
}

/** The price of saying `said` for the quantile of `level` where `truth` came. */
export function pinballLoss(truth: number, said: number, level: number): number {
  const miss = truth - said;
  return Math.max(level * miss, (level - 1) * miss);
}
