import type { Page, Route } from 'playwright-core';
import { checkQuery, explainOne } from '../../src/api/explain.ts';
import { createCloseness } from '../../src/app/closeness.ts';
import { createLookBackDesk } from '../../src/app/lookback-desk.ts';
import { NO_FREQUENCIES } from '../../src/contract/frequencies.ts';
import type { SampleRequest } from '../../src/contract/lookback.ts';
import type { QueryCheckRequest, QueryExplainRequest } from '../../src/contract/query.ts';
import type { Signal } from '../../src/contract/signal.ts';
import type { TermAnswer } from '../../src/contract/term-suggestion.ts';
import type { Territory } from '../../src/contract/territory.ts';
import { inflect } from '../../src/core/territory/inflect.ts';
import { mayMatch, type Sought } from '../../src/core/territory/lookback/sought.ts';
import { termsOf } from '../../src/core/territory/lookback/terms.ts';
import { prepareDocument } from '../../src/core/territory/match.ts';
import { pasteBrandwatch } from '../../src/core/territory/paste/brandwatch.ts';
import type { LookBack } from '../../src/ports/lookback.ts';
import type { TerritoryDesk } from '../../src/ports/territory.ts';
import { createFakeTerritories } from './fake-territories.ts';
import { serveVersions } from './serve-versions.ts';
import type { z } from 'zod';

interface World {
  readonly territory: Territory;
  readonly signals: readonly Signal[];
  readonly clock: () => number;
}

const NOTHING_TO_SUGGEST: TermAnswer = {
  ...{ hits: 0, of: 0, add: [], leaveOut: [], missed: [], doubtful: [], noise: [] },
  ...{ learntFrom: 'nothing', closeness: 'words' },
};

/**
 * The product's own answers about a territory, over signals in memory, for a page whose server invents the rest.
 * @returns the desk behind them, for others who work on the same territory
 */
export async function serveTerritory(page: Page, world: World): Promise<TerritoryDesk> {
  const { territory, clock } = world;
  const desk = createLookBackDesk({
    ...{ archive: archiveInMemory(world.signals), clock },
    closeness: createCloseness({ frequencies: NO_FREQUENCIES }),
  });
  const versions = createFakeTerritories({ territory, clock });
  await serveVersions(page, territory.brand, versions);
  const answers: [path: string, answer: (body: unknown, url: URL) => unknown][] = [
    ['/api/brands/*/territory', () => ({ version: 1, territory })],
    ['/api/territory-starters', () => ({ sectors: [], never: [], noise: [] })],
    ['/api/brands/*/territory/suggestions', () => NOTHING_TO_SUGGEST],
    ['/api/queries/check', (body) => check(body as z.infer<typeof QueryCheckRequest>)],
    ['/api/queries/explain', (body) => explain(body as z.infer<typeof QueryExplainRequest>, clock())],
    ['/api/queries/inflections', (body) => inflections(body as { word: string; lang: 'en' | 'fr' })],
    ['/api/queries/paste', (body) => pasteBrandwatch((body as { query: string }).query)],
    ['/api/brands/*/lookback/sample', (body) => desk.sample(body as SampleRequest)],
    ['/api/brands/*/lookback/breadth', (body) => desk.breadth(body as SampleRequest)],
    ['/api/brands/*/lookback/examples', (body) => desk.examples((body as { territory: Territory }).territory)],
    ['/api/brands/*/lookback/completions*', (_, url) => desk.complete(url.searchParams.get('begins') ?? '')],
  ];
  for (const [path, answer] of answers) {
    await page.route(`**${path}`, async (route: Route) => {
      const request = route.request();
      const body: unknown = request.postData() === null ? null : request.postDataJSON();
      const json = await answer(body, new URL(request.url()));
      // The page may have asked anew meanwhile.
      await route.fulfill({ json: json as object }).catch(() => undefined);
    });
  }
  return versions;
}

const check = ({ query, lists }: z.infer<typeof QueryCheckRequest>) => checkQuery(query, lists);
const explain = ({ query, lists, signal }: z.infer<typeof QueryExplainRequest>, now: number) =>
  explainOne(query, lists, signal, now);
const inflections = ({ word, lang }: { word: string; lang: 'en' | 'fr' }) => ({ forms: inflect(word, lang) });

export function archiveInMemory(signals: readonly Signal[]): LookBack {
  const kept = signals.map((signal) => ({ signal, terms: new Set(termsOf(prepareDocument(signal), signal.id)) }));
  const none = () => Promise.resolve([]);
  return {
    search: (sought: Sought) => {
      const found = kept.filter(({ terms }) => mayMatch(sought, terms)).map(({ signal }) => ({ signal, chance: 1 }));
      return Promise.resolve({ found, searched: 1, least: 1 });
    },
    byIds: none,
    entries: () => ({
      [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }),
    }),
    state: () => Promise.resolve({ signals: signals.length, since: null, bytes: 0, share: 1 }),
    purge: () => Promise.resolve(),
  };
}
