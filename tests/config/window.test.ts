import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type LifeKind, NO_WINDOW_MODEL, WindowModel } from '../../src/contract/window-model.ts';
import { minutesAtLevel } from '../../src/core/opportunity/bands.ts';
import { READING_NAMES } from '../../src/core/story/attention.ts';

const text = readFileSync(join(import.meta.dirname, '../../config/window.json'), 'utf8');
const model = WindowModel.parse(JSON.parse(text));

describe('the windows that are shipped', () => {
  it('are small, and name only what is read off a story', () => {
    expect(text.length).toBeLessThan(30_000);
    for (const { over, risen, left } of Object.values(model.kinds)) {
      for (const { points } of [over, risen, left]) {
        expect(READING_NAMES).toEqual(expect.arrayContaining(Object.keys(points)));
      }
    }
  });

  it('are longer for news than for bursts of posts, with a single item between them', () => {
    const longest = (kind: LifeKind): number => minutesAtLevel(model.kinds[kind].bands.at(-1)!.minutes, 0.5);
    expect(longest('news')).toBeGreaterThan(longest('item'));
    expect(longest('item')).toBeGreaterThan(longest('posts'));
  });

  it('may be left out: then a rule of thumb counts, which is a model too', () => {
    expect(WindowModel.parse(NO_WINDOW_MODEL)).toEqual(NO_WINDOW_MODEL);
  });

  it('are refused where their numbers cannot be', () => {
    const { posts } = model.kinds;
    const other = (changed: object): unknown => ({
      ...model,
      kinds: { ...model.kinds, posts: { ...posts, ...changed } },
    });
    expect(() => WindowModel.parse(other({ bands: posts.bands.toReversed() }))).toThrow('ascend');
    const down = posts.bands.map((band) => ({ ...band, minutes: band.minutes.map((_, i) => 100 - i) }));
    expect(() => WindowModel.parse(other({ bands: down }))).toThrow('no less time');
    const points = {
      level: [
        [1, 0],
        [0.5, 2],
      ],
    };
    expect(() => WindowModel.parse(other({ left: { base: 0, points } }))).toThrow('ascend');
  });
});
