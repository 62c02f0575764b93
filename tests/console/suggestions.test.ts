import { expect, it } from '@jest/globals';
import type { BrowserContextOptions } from 'playwright-core';
import { expectAccessible } from '../support/accessible.ts';
import { describeInBrowser, LONG } from '../support/console-trial.ts';

const clock = () => Date.now();
const stories = [{ id: 'dark', title: 'The stadium goes dark' }];

describeInBrowser('suggestions in the console', (trial) => {
  async function visit(options: BrowserContextOptions) {
    const { page, fake } = await trial.open({ clock, stories }, options);
    await page.route('**/api/brands/*/draft-check', (route) => route.fulfill({ json: { level: 'go', findings: [] } }));
    await page.goto(`${fake.url}/o/dark`);
    return page;
  }

  it(
    'are asked for, changed and taken by keyboard, and a person’s own words come back',
    async () => {
      const page = await visit({ locale: 'en-GB', viewport: { width: 1280, height: 1100 } });
      const box = page.getByRole('region', { name: 'Suggestions' });
      await box.getByText('Best on X: 62 % of the posts are there').waitFor();
      const field = page.getByRole('textbox', { name: 'Your words' });
      await field.fill('My own words');
      await box.getByRole('button', { name: 'Suggest words' }).focus();
      await page.keyboard.press('Enter');
      const list = box.getByRole('list', { name: 'Suggested words' });
      await list.getByRole('listitem').nth(2).waitFor();
      expect(await list.getByRole('listitem').count()).toBe(3);
      await box.getByText('Nothing else fits honestly').waitFor();
      const second = list.getByRole('listitem').nth(1);
      await second.getByRole('button', { name: 'Shorter' }).focus();
      await page.keyboard.press('Enter');
      await second.getByText('For waiting in the dark: good company and a storm flask.').waitFor();
      await second.getByRole('button', { name: 'Bolder' }).click();
      await box.getByText('There is nothing else of that kind').waitFor();
      await second.getByRole('button', { name: 'Other language' }).click();
      await second.locator('[lang="fr"]').waitFor();
      await list.getByRole('listitem').first().getByRole('button', { name: 'Use' }).click();
      await box.getByText('in place of your words').waitFor();
      expect(await field.inputValue()).toContain('best-attended power cut');
      await box.getByRole('button', { name: 'Put mine back' }).click();
      expect(await field.inputValue()).toBe('My own words');
    },
    LONG,
  );

  it.each([
    [
      'English, light',
      { locale: 'en-GB', colorScheme: 'light', viewport: { width: 1280, height: 1100 } },
      'Suggest words',
    ],
    [
      'French, dark, phone',
      { locale: 'fr-FR', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
      'Suggérer des mots',
    ],
  ] as const)(
    'can be read by everybody: %s',
    async (name, options, ask) => {
      const page = await visit(options);
      await page.getByRole('button', { name: ask }).click();
      await page.getByText('#LighthouseCup').waitFor();
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      const folder = process.env['SCREENSHOTS'];
      if (folder)
        await page.screenshot({ path: `${folder}/suggestions-${name.replace(/\W+/g, '-')}.png`, fullPage: true });
    },
    LONG,
  );
});
