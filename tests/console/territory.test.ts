import { expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { Territory } from '../../src/contract/territory.ts';
import { normalise } from '../../src/core/signal/normalise.ts';
import { expectAccessible } from '../support/accessible.ts';
import { describeInBrowser, LONG } from '../support/console-trial.ts';
import { serveTerritory } from '../support/territory-desk.ts';

const NOW = Date.parse('2026-11-22T20:15:00Z');
const clock = () => NOW;
const ENGLISH: BrowserContextOptions = { locale: 'en-GB', viewport: { width: 1280, height: 1000 } };

const territory = Territory.parse({
  brand: 'maison-sorbier',
  topics: [
    { id: 'evenings', label: 'Evenings of sport', query: 'stadium OR plus' },
    { id: 'sweets', label: 'Sweets', query: 'praline' },
  ],
  noGo: [{ id: 'alcohol', label: 'Alcohol', query: 'wine OR beer' }],
  lists: { rivals: ['acme'] },
  examples: { match: [{ text: 'Lights out at the stadium', topics: ['evenings'] }], miss: [{ text: 'Wine at noon' }] },
});

const texts = [
  ...Array.from({ length: 60 }, (_, n) => `Ten recipes plus a tip, number ${n}`),
  ...Array.from({ length: 20 }, (_, n) => `The stadium sings, verse ${n} #finale`),
  ...Array.from({ length: 40 }, (_, n) => `Nothing of note ${n}`),
];
const signals = texts.map((text, n) => {
  const at = NOW - n * 3_600_000;
  const raw = { source: 'bbc', kind: 'news' as const, externalId: `n${n}`, publishedAt: new Date(at).toISOString() };
  return normalise(
    { ...raw, lang: 'en', title: text, text: `${text}, they say.`, url: `https://paper-${n}.example/a` },
    at,
  );
});

describeInBrowser('tuning a territory', (trial) => {
  let page: Page;
  let complaints: string[];

  async function visit(options: BrowserContextOptions, path = '/t/maison-sorbier') {
    const opened = await trial.open({ clock }, options);
    page = opened.page;
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await serveTerritory(page, { territory, signals, clock });
    await page.goto(opened.fake.url + path);
  }

  const editor = () => page.locator('.cm-content');
  const part = (name: string) => page.getByRole('region', { name, exact: true });
  const look = async (name: string) => {
    const folder = process.env['SCREENSHOTS'];
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  };

  async function write(rule: string) {
    await editor().click();
    await editor().and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.insertText(rule);
  }

  it(
    'shows what a rule finds while it is written, what makes it broad, and holds it to its examples',
    async () => {
      await visit(ENGLISH, '/');
      await page.getByRole('link', { name: 'Territory' }).click();
      await editor().waitFor();
      const sample = part('In the last days');
      await sample.getByText('80 texts in 7 days').waitFor();
      await part('How broad it is').getByText('75% of the hits come from plus alone', { exact: false }).waitFor();
      await part('Examples').getByText('All are treated as they should be').waitFor();
      await expectAccessible(page);
      await look('territory-en');

      await write('stadium AND (');
      await part('Evenings of sport').getByRole('status').filter({ hasText: 'mistake' }).waitFor();
      await sample.getByText('The rule cannot be read yet').waitFor();
      await look('territory-mistake');

      await write('stadium NOT praline');
      await sample.getByText('20 texts in 7 days').waitFor();
      expect(new Set(await sample.locator('mark').allTextContents())).toEqual(new Set(['stadium']));
      await sample.getByLabel('Order').selectOption('closest to the topic first');
      await sample.getByText('Closeness is told by words.').waitFor();
      await sample.getByRole('list', { name: /^The closest 12/ }).waitFor();
      await look('territory-closest');
      await sample
        .getByRole('button', { name: /^Why this is found/ })
        .first()
        .click();
      await sample.getByText('The rule finds this text.').waitFor();
      await sample
        .getByRole('button', { name: /^Should not match/ })
        .first()
        .click();
      await part('Examples').getByText('1 example is not treated as it should be').waitFor();
      await page.getByText('Changed, not saved').waitFor();
      await expectAccessible(page);
      await look('territory-why');
      expect(complaints).toEqual([]);
    },
    LONG,
  );

  it(
    'completes what was seen lately, adds the forms of a word, and takes a rule from Brandwatch',
    async () => {
      await visit(ENGLISH);
      await editor().waitFor();
      await write('#fin');
      await page.getByRole('option', { name: /#finale/ }).waitFor();
      await look('territory-completion');
      await page.keyboard.press('Escape');
      await write('fin');
      await page.getByRole('button', { name: 'Add inflections…' }).click();
      await page.getByRole('textbox', { name: 'Word' }).fill('city');
      await page.getByRole('dialog').getByLabel('Language').selectOption('en');
      await page.getByRole('button', { name: 'Find the forms' }).click();
      await page.getByLabel('Forms, one a line').waitFor();
      await page.getByRole('button', { name: 'Put into the rule' }).click();
      await editor().filter({ hasText: '(city OR cities)' }).waitFor();
      await page.getByRole('button', { name: 'Paste from Brandwatch…' }).click();
      await page.getByLabel('The rule as it is in Brandwatch').fill('stadium NEAR/3f sings AND sentiment:positive');
      await page.getByRole('button', { name: 'Translate' }).click();
      await page.getByText('has to be decided on').waitFor();
      await look('territory-paste');
      await page.getByRole('button', { name: 'Replace the rule' }).click();
      await editor().filter({ hasText: 'stadium ONEAR/3 sings AND sentiment:positive' }).waitFor();
      await page.getByRole('button', { name: 'Undo' }).click();
      await editor().filter({ hasText: '(city OR cities)' }).waitFor();
      expect(complaints).toEqual([]);
    },
    LONG,
  );

  it(
    'is read on a phone, in French, in the dark',
    async () => {
      await visit({ locale: 'fr-FR', colorScheme: 'dark', viewport: { width: 390, height: 844 } });
      await part('Ces derniers jours').getByText('80 textes en 7 jours').waitFor();
      await part('Sa largeur').getByText('Trop large', { exact: false }).waitFor();
      await page.getByText('Essayer un texte à vous').click();
      await page.getByLabel('Texte', { exact: true }).fill('Du vin au stade');
      await page.getByRole('button', { name: 'Essayer', exact: true }).click();
      await page.getByText('La règle ne trouve pas ce texte.').waitFor();
      await expectAccessible(page);
      await look('territory-fr');
      expect(complaints).toEqual([]);
    },
    LONG,
  );
});
