import { join } from 'node:path';
import { startFakeServer } from '../support/fake-server.ts';
import { startBrowser } from '../support/browser.ts';
const fake = await startFakeServer({ folder: join(process.cwd(), 'dist/console'), clock: () => Date.now(), stories: [{id:'one',title:'Story one',score:50}] });
const browser = await startBrowser();
const page = await browser.newPage({ locale: 'en-GB' });
page.on('console', (m) => console.log(m.type(), m.text().slice(0,200)));
await page.goto(fake.url); await page.getByRole('article').waitFor();
const badge = () => page.locator('[role=status]').first().textContent();
console.log(await badge());
fake.reachable = false; fake.cut();
for (let i=0;i<4;i++) { await page.waitForTimeout(1000); console.log(i, await badge()); }
fake.story({id:'two',title:'Story two',score:90}); fake.reachable = true;
for (let i=0;i<12;i++) { await page.waitForTimeout(1000); console.log(i, await badge(), await page.getByRole('article').count()); }
await browser.close(); await fake.stop();
