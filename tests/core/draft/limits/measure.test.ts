import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Platform } from '../../../../src/contract/platform.ts';
import { measure, measureTitle } from '../../../../src/core/draft/limits/measure.ts';
import { RULES } from '../../../../src/core/draft/limits/rules.ts';
import { CASES } from './cases.ts';

const TABLE = Platform.options.flatMap((platform) =>
  CASES[platform].map(([why, text, length, { fits, ...options } = {}]) => ({
    platform,
    why,
    text,
    length,
    fits,
    options,
  })),
);
const codes = (platform: Platform, text: string) => measure(platform, text).warnings.map(({ code }) => code);

describe('what a text costs on a platform', () => {
  it.each(TABLE)('$platform: $why', ({ platform, text, length, fits, options }) => {
    const limit = options.limit ?? (options.pictures && platform === 'tiktok' ? 4_000 : RULES[platform].limit);
    expect(measure(platform, text, options)).toMatchObject({
      length,
      limit,
      over: Math.max(0, length - limit),
      fits: fits ?? length <= limit,
    });
  });

  it('is shown by at least 150 cases, on every platform', () => {
    expect(TABLE.length).toBeGreaterThanOrEqual(150);
    for (const platform of Platform.options) expect(CASES[platform].length).toBeGreaterThanOrEqual(9);
  });
});

describe('what makes up a length', () => {
  it('names links, mentions, emoji and the content warning', () => {
    expect(measure('x', 'Oui 👍 https://example.com').parts).toEqual([
      { kind: 'text', count: 1, cost: 5 },
      { kind: 'link', count: 1, cost: 23 },
      { kind: 'emoji', count: 1, cost: 2 },
    ]);
    expect(measure('mastodon', '@a@b.social https://example.com', { contentWarning: 'Oh' }).parts).toEqual([
      { kind: 'text', count: 1, cost: 1 },
      { kind: 'link', count: 1, cost: 23 },
      { kind: 'mention', count: 1, cost: 2 },
      { kind: 'content-warning', count: 1, cost: 2 },
    ]);
    expect(measure('threads', '🇫🇷').parts).toEqual([{ kind: 'emoji', count: 1, cost: 8 }]);
  });
});

describe('what is said besides the length', () => {
  it('is what French typography costs on X, and there alone', () => {
    const french = 'Vraiment\u202f? 5\u00a0€… 👍';
    expect(measure('x', french).warnings).toEqual([
      { code: 'narrow-space', level: 'remark', data: { count: 1 } },
      { code: 'costs-two', level: 'remark', data: { count: 2, characters: '€ …' } },
    ]);
    expect(codes('bluesky', french)).toEqual([]);
    expect(codes('x', 'https://example.com/a…')).toEqual(['costs-two']);
  });

  it('tells an emoji that the library of X does not know as one', () => {
    expect(measure('x', '🧑‍🧑‍🧒').warnings).toEqual([
      { code: 'long-emoji', level: 'remark', data: { count: 1, characters: '🧑‍🧑‍🧒', cost: 8 } },
    ]);
  });

  it('tells why a post is refused, first, and by how much', () => {
    const six = '#a #b #c #d #e #f \ud83d';
    expect(measure('instagram', six).warnings).toEqual([
      { code: 'too-many-tags', level: 'refused', data: { count: 6, most: 5, over: 1 } },
      { code: 'broken-character', level: 'remark', data: { count: 1 } },
    ]);
    expect(measure('threads', six).warnings[0]).toMatchObject({ code: 'tags-overlooked', level: 'remark' });
    expect(codes('bluesky', '👨‍👩‍👧‍👦'.repeat(130))).toEqual(['too-many-bytes']);
    expect(codes('threads', 'a.com b.com c.com d.com e.com f.com')).toEqual(['too-many-links']);
    expect(codes('instagram', '@a '.repeat(21))).toEqual(['too-many-mentions']);
    expect(measure('x', 'a\ufeff').warnings[0]?.data).toEqual({ count: 1, characters: 'U+FEFF' });
  });
});

describe('titles', () => {
  it('are counted apart where a platform has one', () => {
    const limits = Platform.options.map((platform) => [platform, measureTitle(platform, 'Été')?.limit]);
    expect(limits.filter(([, limit]) => limit !== undefined)).toEqual([
      ['pinterest', 100],
      ['tiktok', 90],
      ['youtube', 100],
    ]);
    expect(measureTitle('youtube', 'a'.repeat(101))).toMatchObject({ length: 101, over: 1, fits: false });
    expect(measureTitle('youtube', 'a > b')?.fits).toBe(false);
  });
});

describe('the table of rules', () => {
  it('names a source and its day for each, and says where there is none', () => {
    for (const [platform, { sources }] of Object.entries(RULES)) {
      expect([platform, sources.length]).not.toEqual([platform, 0]);
      for (const { date } of sources) expect(date).toMatch(/^\d{4}(-\d\d(-\d\d)?)?$/);
    }
    expect(Platform.options.filter((platform) => measure(platform, '').assumed)).toEqual(['whatsapp', 'internal']);
  });
});

it('the documentation gives each limit as it is', async () => {
  const guide = await readFile(join(import.meta.dirname, '../../../../docs/drafts.md'), 'utf8');
  const limits = [...guide.matchAll(/^\| (\w+) +\| the \w+ +\| ([\d,]+) +\|/gm)].map(([, name = '', limit = '']) => [
    name.toLowerCase(),
    Number(limit.replaceAll(',', '')),
  ]);
  expect(Object.fromEntries(limits)).toEqual(
    Object.fromEntries(Platform.options.map((platform) => [platform, RULES[platform].limit])),
  );
});
