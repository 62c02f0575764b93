import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { en } from '../../src/console/words/en.ts';
import type { Words } from '../../src/console/words/en.ts';
import { fr } from '../../src/console/words/fr.ts';
import { prepareFrench } from '../../src/console/words/set-up.ts';
import type { Newsroom } from './newsroom.ts';
import type { Scene } from './scene.ts';

const PATIENCE_MS = 60_000;
const QUALITY = 30;

export interface Look {
  readonly name: string;
  readonly phone: boolean;
  readonly dark: boolean;
  readonly language: 'en' | 'fr';
}

export const LOOKS: readonly Look[] = [false, true].flatMap((phone) =>
  [false, true].flatMap((dark) =>
    (['en', 'fr'] as const).map((language) => ({
      name: [phone ? 'phone' : 'wide', dark ? 'dark' : 'light', language].join('-'),
      ...{ phone, dark, language },
    })),
  ),
);

/** How a screen is shown that is not among the main ones. */
export const MAIN_LOOKS = ['wide-light-en', 'wide-dark-fr', 'phone-light-fr', 'phone-dark-en'];

export interface Camera {
  take(scene: Scene, file: string): Promise<void>;
  close(): Promise<void>;
}

/** `CHROMIUM`, or what stands in one of the usual places. */
export async function startBrowser(): Promise<Browser> {
  const usual = ['chromium', 'chromium-browser', 'google-chrome'].map((name) => `/usr/bin/${name}`);
  const executablePath = [process.env['CHROMIUM'] ?? '', ...usual].find((path) => existsSync(path));
  if (!executablePath)
    throw new Error('No Chromium found: install it, or name it in the environment variable CHROMIUM.');
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

/** One browser as one person has it, in one look. */
export async function openCamera(browser: Browser, room: Newsroom, look: Look): Promise<Camera> {
  const words = look.language === 'en' ? en : (prepareFrench(fr) as unknown as Words);
  const signedIn = await openContext(browser, look);
  await signedIn.addCookies(room.cookies);
  const stranger = await openContext(browser, look);
  return {
    async take(scene, file) {
      const context = scene.stranger ? stranger : signedIn;
      const page = await context.newPage();
      try {
        const go = async (path: string) => {
          await page.goto(room.url + path);
          await quiet(page, words);
        };
        await scene.arrange({ page, room, words, phone: look.phone, go });
        await quiet(page, words);
        await writeFile(file, await picture(page));
      } finally {
        await page.close();
        await context.setOffline(false);
      }
    },
    async close() {
      await Promise.all([signedIn.close(), stranger.close()]);
    },
  };
}

async function openContext(browser: Browser, { phone, dark, language }: Look): Promise<BrowserContext> {
  const context = await browser.newContext({
    locale: language === 'en' ? 'en-GB' : 'fr-FR',
    timezoneId: 'Europe/Paris',
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 800 },
    hasTouch: phone,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}

/** Nothing is asked for any more, nothing says that it loads, and every letter has its font. */
async function quiet(page: Page, words: Words): Promise<void> {
  await page.locator('#root > *').first().waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle').catch(() => undefined);
  // Several parts of a screen may be waiting for theirs.
  const waiting = page.getByText(words.app.loading, { exact: true }).filter({ visible: true });
  while ((await waiting.count()) > 0) await waiting.first().waitFor({ state: 'hidden' });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** The part of the page that is in sight, as WebP: the library knows only PNG and JPEG. */
async function picture(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
  await session.detach();
  return Buffer.from(data, 'base64');
}
