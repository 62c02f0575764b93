import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { rebond } from '../support/app.ts';
import type { Product } from '../support/app.ts';
import { browserPath, startBrowser } from '../support/browser.ts';
import { testDatabase } from '../support/postgres.ts';
import type { TestDatabase } from '../support/postgres.ts';
import { createInstallation } from '../support/products.ts';
import type { Installation } from '../support/products.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const LONG = 180_000;
const ENGLISH: BrowserContextOptions = { locale: 'en-GB', viewport: { width: 1280, height: 800 } };
const PHONE: BrowserContextOptions = { locale: 'fr-FR', viewport: { width: 390, height: 844 }, hasTouch: true };

// Without a browser this story cannot be told; where everything must be checked that is a failure.
const told = browserPath || process.env['CI'] ? describe : describe.skip;
if (told === describe.skip) {
  process.stderr.write(
    '\n*** LEFT OUT: "the first evening in a browser" needs Chromium: install it, or set CHROMIUM. ***\n\n',
  );
}

told('the first evening in a browser', () => {
  let database: TestDatabase;
  let installation: Installation;
  let product: Product;
  let browser: Browser;
  let link: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    if (!existsSync(resolve(ROOT, 'dist/console/index.html'))) {
      await promisify(execFile)(process.execPath, ['node_modules/vite/bin/vite.js', 'build'], { cwd: ROOT });
    }
    database = await testDatabase('browser');
    installation = await createInstallation({ DATABASE_URL: database.url }, { evening: true });
    product = await installation.start();
    [link, browser] = await Promise.all([product.ready() as Promise<string>, startBrowser()]);
  }, LONG);

  afterAll(async () => {
    await browser?.close();
    await installation?.remove();
    await database?.drop();
  }, LONG);

  async function open(address: string, options: BrowserContextOptions): Promise<Page> {
    const context = await browser.newContext(options);
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('request', (request) => {
      if (!request.url().startsWith(product.url) && !request.url().startsWith('data:')) {
        complaints.push(`asks elsewhere: ${request.url()}`);
      }
    });
    await page.goto(address);
    return page;
  }

  async function newPerson(email: string): Promise<string> {
    await rebond(['user', 'add', email, '--name', 'Benoît', '--role', 'community-manager'], installation.options);
    return (await rebond(['user', 'link', email], installation.options)).out.trim();
  }

  async function expectAccessible(page: Page): Promise<void> {
    await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => null))));
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes.map(({ html }) => html).join('\n')}`),
    ).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide).toBe(0);
  }

  it(
    'a newcomer signs in by the link, sees the lights go out, looks and accepts; a colleague sees it',
    async () => {
      const hers = await open(link, ENGLISH);
      const his = await open(await newPerson('benoit@rebond.example'), ENGLISH);
      await hers.getByRole('status').getByText('Connection: live').waitFor();

      const card = hers
        .getByRole('article')
        .filter({ hasText: 'Maison Sorbier' })
        .filter({ has: hers.getByRole('button', { name: 'Accept' }) })
        .filter({ hasText: /panne de courant|dans le noir|lights|floodlight|lumière/i })
        .first();
      await card.waitFor();
      await expectAccessible(hers);
      await card.getByRole('heading').getByRole('link').click();

      await hers.getByRole('heading', { name: 'Evidence' }).waitFor();
      const evidence = hers.locator('section', { has: hers.getByRole('heading', { name: 'Evidence' }) });
      await evidence
        .getByText(/stade|stadium|lights/i)
        .first()
        .waitFor();
      await expectAccessible(hers);
      await hers.getByRole('button', { name: 'Accept' }).click();
      await hers.getByText('accepted by you').first().waitFor();

      await his.goto(hers.url());
      await his.getByText('accepted by Administrator').first().waitFor();
      expect(await his.getByRole('button', { name: 'Accept' }).count()).toBe(0);
      await his.context().close();

      await hers.getByRole('button', { name: 'Settings and account' }).click();
      await hers.locator('[role^=menuitem]').filter({ hasText: 'Français' }).click();
      await hers.locator('html[lang=fr]').waitFor();
      await hers.reload();
      await hers
        .getByText(/accepté/i)
        .first()
        .waitFor();
      await hers.goto(`${product.url}/sources`);
      await hers.getByText('The evening').first().waitFor();
      await expectAccessible(hers);
      await hers.context().close();
      expect(complaints).toEqual([]);
    },
    LONG,
  );

  it(
    'works on a telephone, in French',
    async () => {
      const page = await open(await newPerson('clara@rebond.example'), PHONE);
      await page.getByRole('article').first().waitFor();
      await expectAccessible(page);
      await page.getByRole('article').first().getByRole('heading').getByRole('link').click();
      await page.getByRole('heading', { level: 1 }).waitFor();
      await expectAccessible(page);
      await page.context().close();
      expect(complaints).toEqual([]);
    },
    LONG,
  );

  it(
    'says what to do where a link is spent, and asks to sign in',
    async () => {
      const page = await open(link, ENGLISH);
      await page.getByRole('heading', { name: 'This sign-in link is spent' }).waitFor();
      await expectAccessible(page);
      await page.getByRole('link', { name: 'sign in with your e-mail and password' }).click();
      await page.getByLabel('E-mail').waitFor();
      await expectAccessible(page);
      await page.context().close();
    },
    LONG,
  );
});
