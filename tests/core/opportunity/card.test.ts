import { describe, expect, it } from '@jest/globals';
import type { Mention } from '../../../src/contract/mention.ts';
import { Opportunity } from '../../../src/contract/opportunity.ts';
import { createBrandDetection } from '../../../src/core/opportunity/brand-state.ts';
import type { Signal } from '../../../src/contract/signal.ts';
import {
  article,
  BRAND,
  by,
  hit,
  HOUR,
  iso,
  mentionOf,
  MINUTE,
  NOON,
  post,
  shippedFigures,
  shippedMomentum,
  shippedReading,
  TERRITORY,
} from '../../support/signals.ts';

const given = { brand: BRAND, territory: TERRITORY, ...shippedFigures() };
const reading = shippedReading();
const SAID = 'Floodlights fail at the cup final and the stadium sings in the dark';

/** What nobody else says, so that a post is no copy of another. */
const ownWords = (from: number, i: number): string =>
  ['and', 'what', 'a', 'night', 'that'].map((word) => `${word}${from % 997}x${i}`).join(' ');

/** A brand at work, and everything that was said about its cards. */
function brandAtWork() {
  const detection = createBrandDetection(reading);
  const said: Opportunity[] = [];
  const note = (answers: readonly { opportunity: Opportunity }[]): Opportunity[] => {
    const opportunities = answers.map(({ opportunity }) => opportunity);
    said.push(...opportunities);
    return opportunities;
  };
  const take = (signal: Signal, more: Partial<Mention> = {}): Opportunity[] => {
    const taken = detection.take(mentionOf(signal, more), given);
    return 'said' in taken ? note(taken.said) : [];
  };
  return {
    said,
    take,
    detection,
    tick: (at: number) => note(detection.tick(at, given)),
    /** So many authors, a few seconds apart, each with some words of their own. */
    crowd: (n: number, from: number, text = SAID, more: Partial<Mention> = {}, name = `${from}`) =>
      Array.from({ length: n }, (_, i) =>
        take(post(`${text} ${ownWords(from, i)}`, { at: from + i * 3_000, ...by(`${name}-${i}`) }), more),
      ).flat(),
    ticks: (from: number, to: number) => {
      for (let at = from; at <= to; at += MINUTE) note(detection.tick(at, given));
    },
  };
}

describe('the card of a story', () => {
  it('opens once, when enough people speak, and then is rewritten in place', () => {
    const { crowd, said } = brandAtWork();
    expect(crowd(2, NOON)).toEqual([]);
    crowd(40, NOON + MINUTE);
    expect(said.length).toBeGreaterThan(1);
    expect(new Set(said.map(({ id }) => id)).size).toBe(1);
    expect(new Set(said.map(({ openedAt }) => openedAt)).size).toBe(1);
    for (const one of said) {
      expect(Opportunity.parse(one)).toEqual(JSON.parse(JSON.stringify(one)));
      expect(one.score).toBe(Math.round(100 * one.parts.reduce((product, { value }) => product * value, 1)));
      for (const { value } of one.parts) expect(value >= 0 && value <= 1).toBe(true);
    }
    expect(said.map(({ items }) => items)).toEqual(said.map(({ items }) => items).toSorted((a, b) => a - b));
  });

  it('has an id that follows from brand and story, whoever runs it', () => {
    const [one, other] = [brandAtWork(), brandAtWork()];
    one.crowd(20, NOON);
    other.crowd(20, NOON);
    expect(other.said.map(({ id }) => id)).toEqual(one.said.map(({ id }) => id));
    expect(one.said[0]!.id).toMatch(/^[\w-]{22}$/);
  });

  it('does not open for one author who shouts, nor for a handful who repeat', () => {
    const { take, said } = brandAtWork();
    for (let i = 0; i < 200; i++) take(post(`${SAID} ${i}`, { at: NOON + i * 1_000, ...by('loud') }));
    expect(said).toEqual([]);
  });

  it('fades and closes as time passes, and says why', () => {
    const { crowd, take, ticks, said } = brandAtWork();
    crowd(30, NOON);
    for (let i = 1; i < 20; i++)
      take(post(`${SAID} again ${i}`, { at: NOON + 2 * MINUTE + i * MINUTE, ...by(`late-${i}`) }));
    ticks(NOON + 22 * MINUTE, NOON + 8 * HOUR);
    const states = said.map(({ state }) => state).filter((state, i, all) => state !== all[i - 1]);
    expect(states).toEqual(['open', 'fading', 'closed']);
    expect(said.at(-1)).toMatchObject({
      state: 'closed',
      closedBecause: { code: expect.stringMatching(/^(faded|too-late)$/) },
    });
    expect(said.filter(({ state, closedBecause }) => (state === 'closed') !== (closedBecause !== undefined))).toEqual(
      [],
    );
  });

  it('opens for a single post whose likes grow as only few do, and says so; not for one whose likes creep', () => {
    const [source] = Object.keys(shippedMomentum().sources) as [string];
    const grow = (likes: readonly number[]): Opportunity[] => {
      const { take, said } = brandAtWork();
      likes.forEach((n, i) => {
        const seen = { observedAt: iso(NOON + i * 10 * MINUTE), metrics: { likes: n, comments: Math.round(n / 6) } };
        take(post(SAID, { source, externalId: 'p1', publishedAt: null, ...by('ana'), ...seen }));
      });
      return said;
    };
    const grown = grow([9, 30, 58, 90, 120]);
    expect(grown.length).toBeGreaterThan(0);
    const pulse = grown[0]!.parts.find(({ name }) => name === 'pulse')!;
    expect(pulse.reasons.map(({ code }) => code)).toContain('pulse.momentum');
    expect(grow([9, 10, 11, 11, 12])).toEqual([]);
  });

  it('opens for a tag that many take up, though each says something else', () => {
    const { take, said } = brandAtWork();
    const words = (i: number): string => ['ab', 'cd', 'ef', 'gh', 'ij', 'kl'].map((part) => `${part}${i}`).join(' ');
    for (let i = 0; i < 30; i++) {
      take(post(`#LightsOut stadium ${words(i)}`, { at: NOON + i * 4_000, ...by(`p${i}`) }));
    }
    expect(said.some(({ burst }) => burst.term === '#lightsout' || burst.count > 10)).toBe(true);
  });

  it('once closed says nothing more for an hour, and then only for a stronger burst, as a new card', () => {
    const { crowd, ticks, said } = brandAtWork();
    crowd(30, NOON);
    for (let at = NOON + 2 * MINUTE; said.at(-1)!.state !== 'closed'; at += MINUTE) ticks(at, at);
    const closed = said.at(-1)!;
    const closedAt = Date.parse(closed.updatedAt);
    const before = said.length;
    expect(crowd(40, closedAt + 50 * MINUTE)).toEqual([]);
    expect(said).toHaveLength(before);
    expect(crowd(20, closedAt + 61 * MINUTE)).toEqual([]);
    const [reopened] = crowd(300, closedAt + 63 * MINUTE);
    expect(reopened).toMatchObject({ state: 'open', story: closed.story });
    expect(reopened!.id).not.toBe(closed.id);
  });

  it('is said again at once when the gate shuts, and then neither scores nor disturbs', () => {
    const { crowd, said } = brandAtWork();
    crowd(30, NOON);
    expect(said.at(-1)).toMatchObject({ verdict: { level: 'go' } });
    const text = 'Stadium final floodlights: four people killed, police confirm';
    crowd(8, NOON + 2 * MINUTE, `${SAID}. ${text}`, {}, 'witness');
    expect(said.at(-1)).toMatchObject({ verdict: { level: 'block' }, score: 0, level: 'quiet' });
  });

  it('opens with the gate shut where the story is grave from the start, so that nobody jokes about it', () => {
    const { crowd, said } = brandAtWork();
    crowd(30, NOON, 'Explosion at the stadium before the final: six people dead, dozens injured');
    expect(said[0]).toMatchObject({ state: 'open', level: 'quiet', score: 0 });
    expect(said.at(-1)!.verdict.level).toBe('block');
  });

  it('is blocked where a tenth of the story lies in a no-go topic', () => {
    const { crowd, said } = brandAtWork();
    crowd(30, NOON, SAID, { noGo: [hit('betting')] });
    expect(said.at(-1)!.verdict).toMatchObject({
      level: 'block',
      reasons: [{ code: 'no-go', data: { label: 'Betting' } }],
    });
  });
});

describe('an update of an item', () => {
  it('is the same item: figures change, counts do not', () => {
    const { crowd, detection, said } = brandAtWork();
    crowd(30, NOON);
    const first = said.at(-1)!;
    const again = post(`${SAID} ${ownWords(NOON, 3)}`, {
      at: NOON + 3 * 3_000,
      ...by(`${NOON}-3`),
      metrics: { likes: 900 },
    });
    detection.take(mentionOf(again), given);
    const story = detection.state.live.get(first.story)!.story;
    expect(story.items).toBe(30);
    expect(story.evidence.find(({ signal }) => signal === again.id)!.metrics).toEqual({ likes: 900 });
  });

  it('that makes a headline grave closes the gate', () => {
    const { take, crowd, said } = brandAtWork();
    const papers = [1, 2].map((n) => ({ source: `paper-${n}`, externalId: `${n}`, at: NOON }));
    for (const paper of papers) take(article(SAID, paper));
    crowd(20, NOON + MINUTE);
    expect(said.at(-1)!.verdict.level).toBe('go');
    for (const paper of papers)
      take(article('Cup final in the dark: three supporters killed in stadium crush, police say', paper));
    expect(said.at(-1)!.verdict.level).toBe('block');
  });
});

describe('late signals', () => {
  it('land in their own minute and turn no clock back', () => {
    const { crowd, take, detection } = brandAtWork();
    crowd(10, NOON + 30 * MINUTE);
    const { clock } = detection.state;
    take(post(`${SAID} late`, { at: NOON + 20 * MINUTE, ...by('late') }));
    expect(detection.state.clock).toBe(clock);
    const [story] = [...detection.state.grouping.stories.values()];
    expect(story!.minutes.get((NOON + 20 * MINUTE) / MINUTE)).toBe(1);
    expect(iso(story!.lastAt)).toBe(iso(clock));
  });
});
