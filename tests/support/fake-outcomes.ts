import type { Happening } from '../../src/contract/happening.ts';
import type { FunnelReport, SimilarCase } from '../../src/contract/results.ts';
import type { Counted } from '../../src/core/learning/report.ts';
import { reportOf } from '../../src/core/learning/report.ts';
import { aPastCase } from './fake-results.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

/** What the server answers about the past, invented. `quiet`: nothing was detected. */
export interface FakeOutcomes {
  quiet: boolean;
  answer(path: string, search: URLSearchParams): { status: number; value: unknown } | null;
}

export function createFakeOutcomes(clock: () => number): FakeOutcomes {
  const fake: FakeOutcomes = {
    quiet: false,
    answer(path, search) {
      const [, , noun, id = '', verb] = path.split('/');
      if (noun === 'brands' && verb === 'reactivity') return { status: 200, value: reactivity(id) };
      if (noun === 'brands' && verb === 'funnel') {
        return { status: 200, value: report(clock(), id, search.get('from'), fake.quiet) };
      }
      if (noun === 'opportunities' && verb === 'similar') return { status: 200, value: similar(clock()) };
      if (noun === 'opportunities' && verb === 'history') return { status: 200, value: history(clock()) };
      return null;
    },
  };
  return fake;
}

const reactivity = (brand: string) => ({ brand, minutes: 22, measured: true, cases: 31, median: 22, p95: 64 });

/** Three opportunities a day, each a little further than the one before. */
function casesOf(now: number): Counted[] {
  const order = ['alerted', 'seen', 'decided', 'drafted', 'approved', 'published'] as const;
  const topics = [
    { topic: 'sport', label: 'soirées sport' },
    { topic: 'food', label: 'gourmandise' },
  ];
  return Array.from({ length: 60 }, (_, i) => {
    const detected = now - Math.floor(i / 3) * DAY - (i % 3) * 30 * MINUTE;
    const far = i % 7;
    const taken = order.slice(0, far).map((step, n) => [step, iso(detected + (n + 1) ** 2 * MINUTE + i * 5_000)]);
    return aPastCase({
      id: `past-${String(i)}`,
      title: `Fontaine en panne place du Marché, jour ${String(i)}`,
      lang: 'fr',
      openedAt: iso(detected),
      state: i < 2 ? 'open' : 'closed',
      verdict: i % 5 === 0 ? 'review' : 'go',
      topics: [topics[i % 2]!],
      steps: { detected: iso(detected), ...Object.fromEntries(taken) },
      decision: far > 2 ? { action: 'accept', at: iso(detected + 9 * MINUTE) } : null,
    });
  });
}

function report(now: number, brand: string, from: string | null, quiet: boolean): FunnelReport {
  const cases = quiet ? [] : casesOf(now);
  const latencies = quiet ? [] : [0.4, 0.6, 0.8, 2.1];
  const days = { from: from ?? iso(now - 27 * DAY).slice(0, 10), to: iso(now).slice(0, 10) };
  return reportOf({ brand, ...days, timeZone: 'UTC', complete: true, cases, latencies });
}

function similar(now: number): SimilarCase[] {
  const [one, other] = [aPastCase(), aPastCase({ id: 'past-2', verdict: 'review' })];
  const openedAt = iso(now - 9 * DAY);
  const shared = { topics: ['soirées sport'], words: ['stade', 'noir'] };
  return [
    { ...one, openedAt, topics: undefined, outcome: 'published', shared, likeness: 0.8 } as SimilarCase,
    {
      ...other,
      ...{ title: 'Panne de lumière au gymnase', lang: 'fr', openedAt: iso(now - 40 * DAY), steps: {} },
      decision: { action: 'dismiss', reason: 'too-late', at: openedAt },
      ...{ outcome: 'dismissed', shared: { ...shared, words: [] }, likeness: 0.5 },
    },
  ];
}

function history(now: number): Happening[] {
  const by = { id: 'u2', name: 'Nadia Perrin' };
  return [
    { at: iso(now - MINUTE), action: 'draft.write', by, times: 4 },
    { at: iso(now - 2 * MINUTE), action: 'freeze.lift', by, text: 'Confirmed: nobody was hurt.' },
    { at: iso(now - 3 * MINUTE), action: 'opportunity.hold', by: null, reasons: ['event.accident'] },
    { at: iso(now - 4 * MINUTE), action: 'opportunity.accept', by, verdict: 'go', text: 'Let us be quick.' },
    { at: iso(now - 5 * MINUTE), action: 'step.detected', by: null },
  ];
}

const iso = (at: number) => new Date(at).toISOString();
