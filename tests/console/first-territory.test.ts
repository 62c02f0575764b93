import { expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page, Route } from 'playwright-core';
import { loadRules } from '../../src/app/load-rules.ts';
import { createTerritoryAid } from '../../src/app/territory-aid.ts';
import type { FirstAnswers, NoiseSwitch } from '../../src/contract/first-territory.ts';
import type { TermRequest } from '../../src/contract/term-suggestion.ts';
import { Territory } from '../../src/contract/territory.ts';
import { normalise } from '../../src/core/signal/normalise.ts';
import { expectAccessible } from '../support/accessible.ts';
import { describeInBrowser, LONG } from '../support/console-trial.ts';
import { archiveInMemory, serveTerritory } from '../support/territory-desk.ts';

const NOW = Date.parse('2026-11-22T20:15:00Z');
const clock = () => NOW;

const texts = [
  ...Array.from({ length: 12 }, (_, n) => `Marathon of lights, mile ${n}`),
  ...Array.from({ length: 7 }, (_, n) => `Un cycliste traverse la ville, jour ${n}`),
  'Marathon marshals wanted: apply now',
  ...Array.from({ length: 40 }, (_, n) => `Nothing of note ${n}`),
];
const signals = texts.map((title, n) => {
  const at = NOW - n * 60_000;
  const raw = { source: 'wire', kind: 'news' as const, externalId: `n${n}`, publishedAt: new Date(at).toISOString() };
  return normalise({ ...raw, lang: 'en', title, text: '', url: `https://paper-${n}.example/a` }, at);
});

describeInBrowser('a first territory', (trial) => {
  let page: Page;
  let complaints: string[];
  let kept: Territory | null;
  /** The server's answer to a noise pack waits for this. */
  let answered: Promise<void>;

  async function visit(brand: string, options: BrowserContextOptions) {
    const opened = await trial.open({ clock }, options);
    page = opened.page;
    complaints = [];
    kept = null;
    answered = Promise.resolve();
    page.on('pageerror', (error) => complaints.push(error.message));
    const empty = Territory.parse({ brand, topics: [{ id: 'none', label: 'None', query: 'none' }] });
    await serveTerritory(page, { territory: empty, signals, clock });
    const config = await loadRules('config');
    const aid = createTerritoryAid({ archive: archiveInMemory(signals), clock, config });
    const answer = (path: string, body: (route: Route) => unknown) =>
      page.route(`**${path}`, async (route) => {
        const json = (await body(route)) as object | null;
        const none = { status: 404, json: { type: '/api/docs#problem/not-found', title: 'No', status: 404 } };
        await route.fulfill(json === null ? none : { json }).catch(() => undefined);
      });
    const sent = (route: Route): unknown => route.request().postDataJSON();
    await answer('/api/territory-starters', () => aid.starters);
    await answer('/api/brands/*/territory/first', (route) => aid.begin(brand, sent(route) as FirstAnswers));
    await answer('/api/brands/*/territory/noise', async (route) => {
      await answered;
      return { territory: aid.switchNoise(sent(route) as NoiseSwitch) };
    });
    await answer('/api/brands/*/territory/suggestions', (route) => aid.suggest(sent(route) as TermRequest));
    await answer('/api/brands/*/territory/draft', (route) => {
      if (route.request().method() === 'POST') kept = (sent(route) as { territory: Territory }).territory;
      const copy = { territory: kept, revision: 1, basedOn: null, live: null, saved: null };
      if (route.request().method() === 'POST') return { copy, check: { faults: [], doubts: [], broken: [] } };
      return kept && copy;
    });
    await page.goto(`${opened.fake.url}/t/${brand}`);
  }

  const made = (name: string) => page.getByRole('region', { name });
  const write = async (label: string, text: string) => {
    const field = page.getByLabel(label, { exact: false });
    await field.click();
    await field.and(page.locator(':focus')).waitFor();
    await field.fill(text);
  };
  const look = async (name: string) => {
    const folder = process.env['SCREENSHOTS'];
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  };

  it(
    'is made of five answers, each tried at once, and goes on in the editor with noise and terms',
    async () => {
      await visit('maison-sorbier', { locale: 'en-GB', viewport: { width: 1280, height: 1000 } });
      await page.getByRole('radio', { name: 'Drinks' }).check();
      await made('The rules this makes').getByText('list:own-names').first().waitFor();
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByRole('checkbox', { name: 'Course à pied et marathons' }).check();
      await page.getByRole('checkbox', { name: 'Cyclisme' }).check();
      await made('The rules this makes').getByText('finds 12 texts in 7 days').waitFor();
      await made('The rules this makes').getByText('finds 7 texts in 7 days').waitFor();
      await expectAccessible(page);
      await look('wizard-subjects');
      await page.getByRole('button', { name: 'Next' }).click();
      await write('Three competitors', 'Palewater, Ozone');
      await made('The rules this makes').getByText('Palewater').waitFor();
      await page.getByRole('button', { name: 'Next' }).click();
      await made('The rules this makes').getByText('Dopage et triche').waitFor();
      await page.getByRole('button', { name: 'Next' }).click();
      await expectAccessible(page);
      await look('wizard-noise');
      await page.getByRole('button', { name: 'Open it in the editor' }).click();
      await page.getByRole('button', { name: 'Course à pied et marathons', exact: true }).click();
      await page.locator('.cm-content').filter({ hasText: 'NOT list:noise-jobs' }).waitFor();
      expect(kept!.topics.map(({ id }) => id)).toEqual([
        'maison-sorbier',
        'course-a-pied-et-marathons',
        'cyclisme',
        'concurrents',
      ]);

      await page.getByText('Noise packs', { exact: true }).click();
      const jobs = page.getByRole('group', { name: /^Job advertisements/ });
      const { promise, resolve: release } = Promise.withResolvers<void>();
      answered = promise;
      await jobs.getByRole('checkbox', { name: 'Course à pied et marathons' }).uncheck();
      release();
      await page.locator('.cm-content').filter({ hasNotText: 'noise-jobs' }).waitFor();
      await page.getByText('13 texts in 7 days').waitFor();
      await page.getByText('Suggested terms', { exact: true }).click();
      await page.getByText('1 hit looks like noise: Job advertisements', { exact: false }).waitFor();
      await expectAccessible(page);
      await look('suggested');
      expect(complaints).toEqual([]);
    },
    LONG,
  );

  it(
    'is begun on a phone, in French, in the dark',
    async () => {
      await visit('maison-sorbier', { locale: 'fr-FR', colorScheme: 'dark', viewport: { width: 390, height: 844 } });
      await page.getByRole('radio', { name: 'Boissons' }).check();
      await page.getByRole('button', { name: 'Suivant' }).click();
      await page.getByRole('checkbox', { name: 'Course à pied et marathons' }).check();
      await page.getByText('trouve 12 textes en 7 jours').waitFor();
      await expectAccessible(page);
      await look('wizard-fr');
      expect(complaints).toEqual([]);
    },
    LONG,
  );
});
