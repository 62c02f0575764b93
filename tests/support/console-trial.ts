import { afterAll, afterEach, beforeAll, jest } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { describeInBrowser as told } from './browser.ts';
import { startBrowser, STILL } from './chromium.ts';
import { builtConsole } from './console-build.ts';
import { startFakeServer } from './fake-server.ts';
import type { FakeServer } from './fake-server.ts';

/** Building the console and telling one long story in a browser. Milliseconds. */
export const LONG = 120_000;

/** The console in a browser, before a server that invents its cards. */
export interface ConsoleTrial {
  /** A new page, and the server whose pages it shows, until the end of the story; the page is nowhere yet. */
  open(
    given: Omit<Parameters<typeof startFakeServer>[0], 'folder'>,
    options: BrowserContextOptions,
  ): Promise<{ page: Page; fake: FakeServer }>;
}

/** Stories that are told in a real browser, before the server that invents its cards. */
export function describeInBrowser(name: string, tell: (trial: ConsoleTrial) => void): void {
  told(name, () => {
    jest.setTimeout(LONG);
    tell(createTrial());
  });
}

function createTrial(): ConsoleTrial {
  let folder: string;
  let browser: Browser;
  let page: Page | undefined;
  let fake: FakeServer | undefined;

  beforeAll(async () => {
    [folder, browser] = [await builtConsole(), await startBrowser()];
  }, LONG);

  afterAll(() => browser?.close());

  afterEach(async () => {
    await page?.context().close();
    await fake?.stop();
  });

  return {
    open: async (given, options) => {
      fake = await startFakeServer({ folder, ...given });
      const context = await browser.newContext({ ...STILL, ...options });
      context.setDefaultTimeout(LONG / 2);
      page = await context.newPage();
      return { page, fake };
    },
  };
}
