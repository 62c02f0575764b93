import { describe } from '@jest/globals';
import { browserPath } from './chromium.ts';

/** A story told in a browser. Without one it cannot be told, and says so; where everything must be checked that is a failure. */
export function describeInBrowser(name: string, story: () => void): void {
  if (browserPath || process.env['CI']) {
    describe(name, story);
    return;
  }
  process.stderr.write(`\n*** LEFT OUT: "${name}" needs Chromium: install it, or set CHROMIUM. ***\n\n`);
  describe.skip(name, story);
}
