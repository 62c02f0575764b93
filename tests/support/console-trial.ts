import { afterAll, afterEach, beforeAll, describe } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { browserPath, startBrowser } from './browser.ts';
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

// Without a browser these stories cannot be told; where everything must be checked that is a failure.
const told = browserPath || process.env['CI'] ? describe : describe.skip;

/** Stories that are told in a real browser; where there is none, that they are not is said aloud. */
export function describeInBrowser(name: string, tell: (trial: ConsoleTrial) => void): void {
  if (told === describe.skip) process.stderr.write(`No Chromium here: ${name} is NOT tried in a browser.\n`);
  told(name, () => tell(createTrial()));
}

function createTrial(): ConsoleTrial {
  let folder: string;
  let browser: Browser;
  let page: Page | undefined;
  let fake: FakeServer | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rebond-console-'));
    // In a process of its own: the bundler's native part does not know the objects of jest's world.
    const vite = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error', '--emptyOutDir', '--outDir', folder];
    await promisify(execFile)(process.execPath, vite);
    browser = await startBrowser();
  }, LONG);

  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  afterEach(async () => {
    await page?.context().close();
    await fake?.stop();
  });

  return {
    open: async (given, options) => {
      fake = await startFakeServer({ folder, ...given });
      page = await (await browser.newContext(options)).newPage();
      return { page, fake };
    },
  };
}
