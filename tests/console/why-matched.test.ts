import { AxeBuilder } from '@axe-core/playwright';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { explainLive } from '../../src/api/explain.ts';
import { loadRules } from '../../src/app/load-rules.ts';
import type { SignalToExplain } from '../../src/contract/query.ts';
import type { Territory } from '../../src/contract/territory.ts';
import { hitsIn, markText } from '../../src/console/why/marked-text.ts';
import { fakeEvidence } from '../support/console-cards.ts';
import { describeInBrowser, LONG } from '../support/console-trial.ts';

const clock = () => Date.now();
describe('marked text', () => {
  it('is the whole text, with places that overlap as one', () => {
    const places = [
      { from: 3, to: 8 },
      { from: 5, to: 7 },
      { from: 8, to: 9 },
    ];
    const pieces = markText('un cacao noir', places);
    expect(pieces.map(({ text }) => text).join('')).toBe('un cacao noir');
    expect(pieces.filter(({ marked }) => marked).map(({ text }) => text)).toEqual(['cacao', ' ']);
  });

  it('leaves out what a NOT keeps out', () => {
    const place = { from: 0, to: 1 };
    const hit = { field: 'body' as const, words: 'a', ...place };
    const leaf = { kind: 'term', text: 'a', holds: true, hits: [hit], note: null, children: [], ...place };
    const not = { ...leaf, kind: 'not', text: null, hits: [], children: [leaf] };
    expect([hitsIn(leaf), hitsIn(not)]).toEqual([[hit], []]);
  });
});

describeInBrowser('why an item matched', (trial) => {
  let territory: Territory;
  let page: Page;
  let asked: SignalToExplain[];

  beforeAll(async () => {
    const { territories } = await loadRules(join(import.meta.dirname, '../../config'));
    territory = territories.find(({ brand }) => brand === 'maison-sorbier')!;
  });

  async function visit(options: BrowserContextOptions): Promise<void> {
    const text = 'Panne au stade : tout le monde chante <b>quand même</b> et trempe du chocolat';
    const evidence = [fakeEvidence(clock(), 'one', { text })];
    const stories = [{ id: 'dark', title: 'Le stade dans le noir', evidence }];
    const trying = await trial.open({ clock, stories }, options);
    page = trying.page;
    asked = [];
    await page.route('**/api/brands/*/explain', async (route) => {
      const { signal } = route.request().postDataJSON() as { signal: SignalToExplain };
      asked.push(signal);
      await route.fulfill({ json: await explainLive({ version: 1, territory }, signal, clock()) });
    });
    await page.goto(`${trying.fake.url}/o/dark`);
  }

  it.each([
    ['in English, light', { locale: 'en-GB', colorScheme: 'light' }, 'Why it matched', 'one of these'],
    ['in French, dark', { locale: 'fr-FR', colorScheme: 'dark' }, 'Pourquoi il est retenu', 'un de ceux-ci'],
  ] as const)(
    'is asked for when opened, by the keyboard, and marked in the text: %s',
    async (_name, options, show, group) => {
      await visit({ ...options, viewport: { width: 1280, height: 900 } });
      const why = page.getByText(show, { exact: true }).first();
      await why.waitFor();
      expect(asked).toEqual([]);
      await why.focus();
      await page.keyboard.press('Enter');
      const explained = page.getByRole('region', { name: 'Soirées de sport' });
      await explained.getByText(group).first().waitFor();
      expect(await page.locator('mark').allTextContents()).toEqual(['Panne', 'stade', 'chante', 'chocolat']);
      expect(asked.at(-1)).toMatchObject({ kind: 'post', lang: 'fr', text: expect.stringContaining('<b>') });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)).toEqual([]);
      if (process.env['SCREENSHOTS'])
        await page.screenshot({ path: `${process.env['SCREENSHOTS']}/${options.locale}.png` });
      await page.keyboard.press('Enter');
      await explained.waitFor({ state: 'hidden' });
    },
    LONG,
  );

  it(
    'can be asked for again when it could not be loaded',
    async () => {
      await visit({ locale: 'en-GB' });
      await page.route('**/api/brands/*/explain', (route) => route.fulfill({ status: 404, json: {} }));
      await page.getByText('Why it matched').first().click();
      await page.getByText('The explanation could not be loaded.').waitFor();
      await page.unroute('**/api/brands/*/explain');
      await page.route('**/api/brands/*/explain', (route) =>
        route.fulfill({ json: { version: 1, title: '', text: 'rien', topics: [] } }),
      );
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByText('nothing of it matches').waitFor();
    },
    LONG,
  );
});
