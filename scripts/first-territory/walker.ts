import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { startBrowser } from '../screens/camera.ts';

/** What a step asked of the person, and of their patience. */
export interface Measured {
  readonly step: string;
  readonly clicks: number;
  readonly characters: number;
  /** Until everything on the screen was there, after the last act of the step. */
  readonly waited: number;
  /** Seconds for somebody who knows what they want to say, by the keystroke-level model. */
  readonly person: number;
}

/** Somebody at the console, whose every act is counted. */
export interface Walker {
  readonly page: Page;
  readonly url: string;
  press(where: Locator): Promise<void>;
  write(where: Locator, text: string): Promise<void>;
  /** Ends a step: waits until the screen is quiet, writes the figures down and takes a picture, of everything or from a part on. */
  look(step: string, options?: { readonly part?: Locator }): Promise<void>;
  measured(): Measured[];
  close(): Promise<void>;
}

/** Card, Moran and Newell (1983), in seconds: pointing and pressing, a key of an average typist, making up one's mind. */
const POINT_AND_PRESS = 1.3;
const KEY = 0.28;
const MIND = 1.35;
/** The first that makes a picture small enough. */
const QUALITIES = [40, 25, 15, 8, 4];
const MOST_BYTES = 60_000;
/** Somebody has stopped typing. Milliseconds. */
const PAUSE_MS = 400;
const [WIDTH, HEIGHT, TALLEST] = [1_280, 900, 1_250];

interface Options {
  readonly url: string;
  readonly cookies: { readonly name: string; readonly value: string; readonly url: string }[];
  readonly folder: string;
  readonly name: string;
}

export async function openWalker({ url, cookies, folder, name }: Options): Promise<Walker> {
  const browser = await startBrowser();
  const context = await browser.newContext({
    ...{ locale: 'en-GB', timezoneId: 'Europe/London', reducedMotion: 'reduce', colorScheme: 'light' },
    viewport: { width: WIDTH, height: HEIGHT },
  });
  context.setDefaultTimeout(60_000);
  await context.addCookies(cookies);
  const page = await context.newPage();
  const steps: Measured[] = [];
  let [clicks, characters, since] = [0, 0, performance.now()];
  return {
    ...{ page, url },
    async press(where) {
      await where.click();
      clicks++;
      since = performance.now();
    },
    async write(where, text) {
      await where.click();
      await where.and(page.locator(':focus')).waitFor();
      await where.fill(text);
      await where.blur();
      clicks++;
      characters += text.length;
      since = performance.now();
    },
    async look(step, { part } = {}) {
      // What is typed is asked for at the next pause.
      await page
        .locator('[aria-busy="true"]')
        .first()
        .waitFor({ state: 'attached', timeout: PAUSE_MS })
        .catch(() => null);
      while ((await page.locator('[aria-busy="true"]').count()) > 0)
        await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
      const waited = Math.round(performance.now() - since) / 1_000;
      const person = Math.round((clicks * (POINT_AND_PRESS + MIND) + characters * KEY) * 10) / 10;
      steps.push({ step, clicks, characters, waited, person });
      [clicks, characters] = [0, 0];
      await writeFile(join(folder, `${name}-${steps.length}-${step}.webp`), await picture(page, part));
    },
    measured: () => steps,
    close: () => browser.close(),
  };
}

async function picture(page: Page, part: Locator | undefined): Promise<Buffer> {
  const tall = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: WIDTH, height: Math.min(TALLEST, Math.max(HEIGHT, tall)) });
  // The head of the screen stands above whatever is scrolled to.
  await part?.evaluate((element) => {
    element.scrollIntoView({ block: 'start' });
    scrollBy(0, -80);
  });
  const session = await page.context().newCDPSession(page);
  let bytes = Buffer.alloc(0);
  for (const quality of QUALITIES) {
    const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality });
    bytes = Buffer.from(data, 'base64');
    if (bytes.length <= MOST_BYTES) break;
  }
  await session.detach();
  await page.setViewportSize({ width: WIDTH, height: HEIGHT });
  return bytes;
}
