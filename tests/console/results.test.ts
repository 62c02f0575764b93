import { AxeBuilder } from '@axe-core/playwright';
import { expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describeInBrowser, LONG } from '../support/console-trial.ts';
import type { FakeServer } from '../support/fake-server.ts';

const clock = () => Date.parse('2026-11-22T20:15:00Z');
const ENGLISH: BrowserContextOptions = { locale: 'en-GB', viewport: { width: 1280, height: 900 } };

describeInBrowser('the results in a browser', (trial) => {
  let fake: FakeServer;
  let page: Page;
  let complaints: string[];

  async function visit(path: string, options = ENGLISH) {
    ({ page, fake } = await trial.open({ clock }, options));
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.goto(fake.url + path);
  }

  const part = (name: string) => page.getByRole('region', { name, exact: true });
  const violations = async () =>
    (await new AxeBuilder({ page }).analyze()).violations.flatMap(({ id, nodes }) =>
      nodes.map((n) => `${id} ${n.html}`),
    );

  it('tells how far opportunities came, how long it took, and what was missed', async () => {
    await visit('/');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Results' }).click();
    const funnel = part('How far they came');
    await funnel.getByRole('row', { name: /^Detected 60 100%/ }).waitFor();
    await funnel.getByRole('row', { name: /^Alerted 51/ }).waitFor();
    await part('The newsroom clock')
      .getByRole('row', { name: /^Drafted → Approved ≤ 5 min, review ≤ 20 min/ })
      .waitFor();
    await part('Missed').getByText('opportunities called people and closed before anybody opened them.').waitFor();
    await part('Reactivity')
      .getByText('You usually need 22 min from alert to approval (measured from 31 cases).')
      .waitFor();
    await part('From signal to card').getByText('Median 0.7 s').waitFor();
    await part('By topic')
      .getByRole('row', { name: /^gourmandise 30/ })
      .waitFor();
    expect(complaints).toEqual([]);
  });

  it('shows other days, keeps them in the address, and gives them as a file', async () => {
    await visit('/results');
    await part('How far they came').waitFor();
    await page.getByLabel('Period').selectOption('7');
    await page.getByText('16 Nov 2026 to 22 Nov 2026').waitFor();
    expect(page.url()).toContain('days=7');
    const file = page.getByRole('link', { name: 'Download CSV' });
    expect(await file.getAttribute('href')).toMatch(/\/funnel\.csv\?from=2026-11-16$/);
    await page.reload();
    await page.getByText('16 Nov 2026 to 22 Nov 2026').waitFor();
  });

  it('says what to do where nothing was detected', async () => {
    await visit('/');
    fake.outcomes.quiet = true;
    await page.goto(`${fake.url}/results`);
    await page.getByText('No opportunity was detected in these days.').waitFor();
    await part('Reactivity').waitFor();
    await page.getByRole('link', { name: 'Back to Live' }).click();
    await page.getByRole('heading', { level: 1, name: 'Live' }).waitFor({ state: 'attached' });
  });

  it('tells on a page the clock of the card, similar ones and how they went, and everything that happened', async () => {
    await visit('/');
    await page.getByRole('article').first().getByRole('link').first().click();
    await part('The clock of this card').getByText('1 min later').waitFor();
    await part('The clock of this card').getByText('Next: Seen').waitFor();
    await part('Similar, earlier').getByText('published 30 min after it was detected').waitFor();
    await part('Similar, earlier').getByText('dismissed: Too late').waitFor();
    const history = part('History').getByRole('listitem');
    expect(await history.allInnerTexts()).toEqual([
      expect.stringMatching(/^Nadia Perrin wrote on the draft.*\n.*4 times/s),
      expect.stringMatching(/^Nadia Perrin lifted the freeze.*Confirmed: nobody was hurt\./s),
      expect.stringMatching(/^Held: the story turned after it was accepted.*Accident/s),
      expect.stringMatching(/^Nadia Perrin accepted.*Let us be quick\./s),
      expect.stringMatching(/^Detected/),
    ]);
    await page.getByText('(measured from 31 cases)').first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('tells the server that the page was opened, whatever the verdict', async () => {
    await visit('/');
    await page.getByRole('article').first().getByRole('link').first().click();
    await part('The clock of this card').waitFor();
    for (let tries = 0; fake.gate.contexts.size === 0 && tries < 500; tries++) await page.evaluate(() => 0);
    expect([...fake.gate.contexts.values()]).toEqual(['go']);
  });

  it('speaks French', async () => {
    await visit('/results', { ...ENGLISH, locale: 'fr-FR' });
    await part('Jusqu’où elles sont allées')
      .getByRole('row', { name: /^Détectée 60/ })
      .waitFor();
    await part('L’horloge de la rédaction').waitFor();
    await part('Réactivité').getByText('mesuré sur 31 cas').waitFor();
  });

  it.each(['light', 'dark'] as const)(
    'keeps to the rules of access, in %s and on a phone',
    async (colorScheme) => {
      await visit('/results', { ...ENGLISH, colorScheme });
      await part('By day').waitFor();
      expect(await violations()).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await violations()).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(390);
    },
    LONG,
  );
});
