import { describe, expect, it } from '@jest/globals';
import { createTerritoryAid } from '../../src/app/territory-aid.ts';
import { TermRequest } from '../../src/contract/term-suggestion.ts';
import { NO_FREQUENCIES } from '../../src/contract/frequencies.ts';
import { normalise } from '../../src/core/signal/normalise.ts';
import { archiveInMemory } from '../support/territory-desk.ts';

const NOW = Date.parse('2026-11-22T20:15:00Z');
const PACK = { id: 'jobs', label: { en: 'Jobs', fr: 'Emplois' }, entries: ['apply now'] };

const titles = [
  ...Array.from({ length: 30 }, (_, n) => `Museum opens relics hall ${n}`),
  ...Array.from({ length: 6 }, (_, n) => `Relics under the car park ${n}`),
  ...Array.from({ length: 12 }, (_, n) => `Museum of failed gadgets ${n}`),
  'Museum guard wanted: apply now',
  ...Array.from({ length: 200 }, (_, n) => `Markets and weather ${n}`),
];
const signals = titles.map((title, n) =>
  normalise(
    { source: 'wire', kind: 'news', externalId: `n${n}`, title, publishedAt: new Date(NOW - n).toISOString() },
    NOW - n,
  ),
);

describe('suggested terms', () => {
  const aid = createTerritoryAid({
    archive: archiveInMemory(signals),
    clock: () => NOW,
    config: { frequencies: NO_FREQUENCIES, starters: { sectors: [], never: [] }, noise: [PACK] },
  });
  const ask = (territory: object) =>
    aid.suggest(
      TermRequest.parse({
        topic: 'museums',
        territory: { brand: 'b', topics: [{ id: 'museums', label: 'Museums', query: 'museum' }], ...territory },
      }),
    );

  it('say what goes with what a rule finds, what takes the wrong ones away, and what it missed', async () => {
    const wrong = [0, 1, 2].map((n) => ({ title: `Museum of failed gadgets ${n}` }));
    const answer = (await ask({ examples: { match: [{ title: 'Museum opens relics hall' }], miss: wrong } }))!;
    expect(answer.hits).toBe(43);
    expect(answer.add.map(({ term }) => term)).toContain('relics');
    const relics = answer.add.find(({ term }) => term === 'relics')!;
    expect(relics.becomes).toBe('museum OR relics');
    expect(relics.examples[0]!.title).toMatch(/Relics under/);
    expect(answer.learntFrom).toBe('examples');
    expect(answer.leaveOut.map(({ becomes }) => becomes).join()).toMatch(
      /museum NOT (failed|gadgets|"failed gadgets")/,
    );
    expect(answer.missed[0]!.signal.title).toMatch(/Relics under/);
    expect(answer.noise).toEqual([{ pack: 'jobs', count: 1 }]);
    expect(answer.closeness).toBe('words');
  });

  it('are none for a rule that cannot be read or is not there', async () => {
    expect(await ask({ topics: [{ id: 'museums', label: 'M', query: '(open' }] })).toBeNull();
    expect(await ask({ topics: [{ id: 'other', label: 'O', query: 'open' }] })).toBeNull();
  });

  it('leave no good example out', async () => {
    const miss = [{ title: 'Museum of failed gadgets 1' }, { title: 'Museum of failed gadgets 2' }];
    const match = [{ title: 'Museum of failed gadgets, a triumph' }];
    const answer = (await ask({ examples: { match, miss } }))!;
    expect(answer.leaveOut).toEqual([]);
  });
});
