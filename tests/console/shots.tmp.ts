import { join } from 'node:path';
import { startFakeServer } from '../support/fake-server.ts';
import { startBrowser } from '../support/browser.ts';
const fake = await startFakeServer({ folder: join(process.cwd(), 'dist/console'), clock: () => Date.now() });
const browser = await startBrowser();
const only = process.argv[2];
for (const [locale, scheme] of [
  ['fr-FR', 'light'],
  ['en-GB', 'dark'],
  ['en-GB', 'light'],
  ['fr-FR', 'dark'],
] as const) {
  for (const width of [1440, 390]) {
    const context = await browser.newContext({
      locale,
      colorScheme: scheme,
      viewport: { width, height: width === 390 ? 844 : 900 },
      hasTouch: width === 390,
      isMobile: width === 390,
    });
    const page = await context.newPage();
    page.on('console', (m) => ['error', 'warning'].includes(m.type()) && console.log(m.type(), m.text().slice(0, 300)));
    page.on('pageerror', (e) => console.log('pageerror', e.message));
    for (const [name, path] of [
      ['feed', '/'],
      ['opportunity', '/o/blackout'],
      ['block', '/o/coach'],
      ['sources', '/sources'],
    ] as const) {
      if (only && !name.includes(only)) continue;
      await page.goto(fake.url + path);
      await page.waitForSelector(name === 'feed' ? 'article' : name === 'sources' ? 'table' : 'section li');
      await page.waitForTimeout(300);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) console.log('overflow', name, width, wide);
      await page.screenshot({
        path: `/tmp/shots/${name}-${locale.slice(0, 2)}-${scheme}-${width}.png`,
        fullPage: name !== 'feed',
      });
    }
    await context.close();
  }
}
fake.signedIn = false;
const page = await browser.newPage({ locale: 'fr-FR', viewport: { width: 1440, height: 900 } });
await page.goto(fake.url);
await page.waitForSelector('form');
await page.screenshot({ path: '/tmp/shots/sign-in.png' });
await browser.close();
await fake.stop();
