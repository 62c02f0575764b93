import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where a real browser is: `CHROMIUM`, or one of the usual places. */
export const browserPath: string | undefined = [process.env['CHROMIUM'] ?? '', ...PLACES].find((path) =>
  existsSync(path),
);

/** Of one who asked for no movement: what was closed is gone, and nothing is judged half faded. */
export const STILL: BrowserContextOptions = { reducedMotion: 'reduce' };

/** A real browser without a window. */
export async function startBrowser(): Promise<Browser> {
  if (!browserPath) throw new Error('No Chromium found: install it, or name it in the environment variable CHROMIUM.');
  return chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}
