import { AxeBuilder } from '@axe-core/playwright';
import { expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { createChecker, SORBIER } from '../core/safety/draft/support.ts';
import { describeInBrowser, LONG } from '../support/console-trial.ts';

const clock = () => Date.now();
const check = createChecker();
const DRAFT = 'Notre chocolat guérit tout : -20 % avec @quelquun, voir bit.ly/abc #lesanalbumsdenoel <b>Vite</b>';

describeInBrowser('the check of words in the console', (trial) => {
  let page: Page;
  let asked: { text: string; opportunity?: string }[];

  async function visit(options: BrowserContextOptions): Promise<void> {
    const stories = [
      { id: 'dark', title: 'Le stade dans le noir' },
      { id: 'other', title: 'Un flan qui divise' },
    ];
    const trying = await trial.open({ clock, stories }, options);
    page = trying.page;
    asked = [];
    await page.route('**/api/brands/*/draft-check', async (route) => {
      const body = route.request().postDataJSON() as (typeof asked)[number];
      asked.push(body);
      await route.fulfill({ json: check(SORBIER, body.text, 'fr') });
    });
    await page.goto(`${trying.fake.url}/o/dark`);
  }

  it.each([
    ['English, light', { locale: 'en-GB', colorScheme: 'light' }, 'Check your words', 'A claim on health'],
    ['French, dark', { locale: 'fr-FR', colorScheme: 'dark' }, 'Vérifier vos mots', 'Une allégation de santé'],
    [
      'French, phone',
      { locale: 'fr-FR', colorScheme: 'light', viewport: { width: 390, height: 844 } },
      'Vérifier vos mots',
      'Une allégation de santé',
    ],
  ] as const)(
    'says what it found and where: %s',
    async (name, options, title, claim) => {
      await visit({ viewport: { width: 1280, height: 1100 }, ...options });
      const section = page.getByRole('region', { name: title });
      await section.getByRole('textbox').fill(DRAFT);
      await section.getByText(claim).waitFor();
      expect(await section.locator('mark').allTextContents()).toEqual(
        ['guérit', '20 %', '@quelquun', 'bit.ly/abc', '#lesanalbumsdenoel'].map((words) =>
          expect.stringContaining(words),
        ),
      );
      expect(asked.at(-1)).toEqual({ text: DRAFT, opportunity: 'dark' });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      const folder = process.env['SCREENSHOTS'];
      if (folder) await page.screenshot({ path: `${folder}/draft-${name.replace(/\W+/g, '-')}.png`, fullPage: true });
    },
    LONG,
  );

  it(
    'keeps the words of each opportunity on the device until they are cleared',
    async () => {
      await visit({ locale: 'en-GB' });
      const box = () => page.getByRole('textbox', { name: 'Your words' });
      await box().fill('Bonsoir à toutes et à tous');
      await page.getByText('Nothing in these words asks for care.').waitFor();
      await page.reload();
      await page.getByText('Nothing in these words asks for care.').waitFor();
      expect(await box().inputValue()).toBe('Bonsoir à toutes et à tous');
      await page.goto(page.url().replace('/o/dark', '/o/other'));
      await box().waitFor();
      expect(await box().inputValue()).toBe('');
      await page.goBack();
      await page.getByRole('button', { name: 'Clear' }).click();
      expect(await box().inputValue()).toBe('');
      expect(await page.evaluate(() => localStorage.getItem('rebond.drafts'))).toBe('[]');
    },
    LONG,
  );

  it(
    'says so where it could not check, and can be asked again',
    async () => {
      await visit({ locale: 'en-GB' });
      await page.unroute('**/api/brands/*/draft-check');
      const refusal = { type: '/api/docs#problem/too-many', title: 'Too many', status: 429, detail: 'Wait 1 s.' };
      await page.route('**/api/brands/*/draft-check', (route) =>
        route.fulfill({ status: 429, json: refusal, contentType: 'application/problem+json' }),
      );
      await page.getByRole('textbox', { name: 'Your words' }).fill('Bonsoir');
      await page.getByText('The words could not be checked (Wait 1 s.).').waitFor();
      await page.unroute('**/api/brands/*/draft-check');
      await page.route('**/api/brands/*/draft-check', (route) =>
        route.fulfill({ json: check(SORBIER, 'Bonsoir', 'fr') }),
      );
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByText('Nothing in these words asks for care.').waitFor();
    },
    LONG,
  );
});
