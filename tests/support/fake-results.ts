import type { Context } from '../../src/context.ts';
import type { PastCase } from '../../src/ports/newsroom.ts';
import type { Reactivity } from '../../src/contract/funnel.ts';

type Results = Pick<Context, 'results' | 'reactivities' | 'frequencies'>;

/** An invented opportunity of the past that was published half an hour after it was detected. */
export function aPastCase(change: Partial<PastCase> = {}): PastCase {
  return {
    id: 'past-1',
    title: 'The stadium goes dark in the final',
    lang: 'en',
    openedAt: '2026-11-20T20:00:00.000Z',
    state: 'closed',
    verdict: 'go',
    topics: [{ topic: 'sport', label: 'Sport nights' }],
    steps: {
      detected: '2026-11-20T20:00:00.000Z',
      alerted: '2026-11-20T20:01:00.000Z',
      seen: '2026-11-20T20:03:00.000Z',
      decided: '2026-11-20T20:05:00.000Z',
      drafted: '2026-11-20T20:15:00.000Z',
      approved: '2026-11-20T20:25:00.000Z',
      published: '2026-11-20T20:30:00.000Z',
    },
    decision: { action: 'accept', at: '2026-11-20T20:05:00.000Z' },
    ...change,
  };
}

/** What looks back, in memory: cases by brand, and what was measured. */
export function createFakeResults(
  cases: Readonly<Record<string, readonly PastCase[]>> = {},
  measured: readonly Reactivity[] = [],
): Results {
  return {
    results: {
      cases: (brand, from, to, most) => {
        const within = ({ steps, openedAt }: PastCase) => {
          const at = Date.parse(steps.detected ?? openedAt);
          return at >= from && at < to;
        };
        return Promise.resolve((cases[brand] ?? []).filter(within).slice(0, most));
      },
      latencies: () => Promise.resolve([]),
      happenings: () => Promise.resolve([]),
    },
    reactivities: {
      get: (brand) => Promise.resolve(measured.find((one) => one.brand === brand) ?? null),
      all: () => Promise.resolve([...measured]),
      put: () => Promise.resolve(),
      approved: () => Promise.resolve([]),
      watch: () => Promise.resolve(() => Promise.resolve()),
    },
    frequencies: { command: '', signals: 0, words: {} },
  };
}
