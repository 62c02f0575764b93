import { describe, expect, it } from '@jest/globals';
import { whereToAnswer, type Whereabouts } from '../../../src/core/draft/where-to-answer.ts';

const story = (change: Partial<Whereabouts> = {}): Whereabouts => ({
  platforms: [
    { name: 'news', share: 0.5 },
    { name: 'x', share: 0.4 },
    { name: 'bluesky', share: 0.1 },
  ],
  phase: 'rising',
  minutesLeft: 40,
  own: ['instagram', 'x', 'facebook', 'internal'],
  habits: [],
  ...change,
});
const best = (change?: Partial<Whereabouts>) => whereToAnswer(story(change)).platforms[0];

describe('where to answer', () => {
  it('is where the story lives, of the brand’s own platforms; outlets count nowhere', () => {
    expect(best()).toEqual({
      platform: 'x',
      because: [
        { code: 'lives', data: { percent: 80 } },
        { code: 'made-fast', data: {} },
      ],
    });
    expect(whereToAnswer(story()).platforms.map(({ platform }) => platform)).not.toContain('bluesky');
  });

  it('takes the demonstration’s sources for what they stand for', () => {
    expect(best({ platforms: [{ name: 'demo-instagram', share: 1 }] })?.platform).toBe('instagram');
  });

  it('is where the brand usually speaks, if the story lives nowhere', () => {
    const habits = [
      { platform: 'facebook' as const, count: 9 },
      { platform: 'x' as const, count: 1 },
    ];
    expect(best({ platforms: [{ name: 'news', share: 1 }], habits })).toMatchObject({
      platform: 'facebook',
      because: [{ code: 'habit', data: { count: 9 } }],
    });
  });

  it('is where posts last, for a story that does', () => {
    expect(best({ platforms: [], minutesLeft: 600 })).toEqual({
      platform: 'instagram',
      because: [{ code: 'made-slow', data: {} }],
    });
  });

  it('is nowhere without a platform, and always said with a reason', () => {
    expect(whereToAnswer(story({ own: [] })).platforms).toEqual([]);
    for (const { because } of whereToAnswer(story()).platforms) expect(because).not.toEqual([]);
  });
});
