import { expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Replay, ReplayResult } from '../../src/contract/replay.ts';
import { Territory } from '../../src/contract/territory.ts';
import { expectAccessible } from '../support/accessible.ts';
import { describeInBrowser, LONG } from '../support/console-trial.ts';
import { serveTerritory } from '../support/territory-desk.ts';

const NOW = Date.parse('2026-11-22T20:15:00Z');
const clock = () => NOW;
const instant = (hoursAgo: number) => new Date(NOW - hoursAgo * 3_600_000).toISOString();
const territory = Territory.parse({
  brand: 'maison-sorbier',
  topics: [{ id: 'sweets', label: 'Sweets', query: 'praline' }],
});

const alert = (opportunity: string, title: string, hoursAgo: number, exists = false) => ({
  ...{ opportunity, title, at: instant(hoursAgo), level: 'alert' as const, score: 64, exists },
});
const RESULT: ReplayResult = {
  ...{ from: instant(72), to: instant(0), daysCovered: 3, warmUpHours: 5, share: 0.25, versions: [3, 4], seconds: 8 },
  mentions: { before: 1_240, after: 1_310, found: 90, dropped: 20 },
  counts: { before: 5, after: 6, same: 3, gained: 2, lost: 1, moved: 1 },
  gained: [alert('g1', 'The lights go out at the final', 4), alert('g2', 'A tablet of chocolate in the tea', 30)],
  lost: [alert('l1', 'A rumour about the mascot', 9, true)],
  moved: [
    {
      before: alert('m1', 'Goal by the goalkeeper', 20, true),
      after: alert('m2', 'Goal by the keeper', 19),
      minutes: 37,
    },
  ],
  perDay: [],
  forecast: { before: { perDay: 1.7, low: 0, high: 5 }, after: { perDay: 2, low: 0, high: 6 } },
};

describeInBrowser('what a working copy would change', (trial) => {
  async function visit(options: BrowserContextOptions) {
    const { page, fake } = await trial.open({ clock }, options);
    await serveTerritory(page, { territory, signals: [], clock });
    const replay = await serveReplays(page);
    await page.goto(`${fake.url}/t/maison-sorbier`);
    return { page, replay };
  }

  /** One replay, as far as the test lets it get. */
  async function serveReplays(page: Page) {
    const progress = { share: 0.42, entries: 52_000, entriesPerSecond: 6_500, secondsLeft: 11 };
    const replay: { now: Replay; asked: unknown } = {
      now: {
        ...{
          id: 'r1',
          brand: 'maison-sorbier',
          days: 3,
          state: 'running',
          requestedAt: instant(0),
          ahead: 0,
          progress,
        },
        ...{ failure: null, result: null },
      },
      asked: null,
    };
    await page.route('**/api/brands/*/replays**', async (route) => {
      if (route.request().method() === 'POST') replay.asked = route.request().postDataJSON();
      if (route.request().url().endsWith('/cancel')) replay.now = { ...replay.now, state: 'cancelled' };
      await route.fulfill({ json: replay.now });
    });
    return replay;
  }

  const look = async (page: Page, name: string) => {
    const folder = process.env['SCREENSHOTS'];
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  };

  it(
    'is asked for, followed, and read: what is gained, lost and moved, and how many alerts a day',
    async () => {
      const { page, replay } = await visit({ locale: 'en-GB', viewport: { width: 1280, height: 1000 } });
      const part = page.getByRole('region', { name: 'What would change' });
      await part.getByRole('button', { name: 'Replay' }).click();
      await part.getByText('42% done, 6,500 entries a second').waitFor();
      expect(replay.asked).toMatchObject({ days: 3, territory: { brand: 'maison-sorbier' } });
      await look(page, 'replay-running');
      replay.now = { ...replay.now, state: 'done', result: RESULT };
      await part.getByText('3 alerts stay as they are, 2 are gained, 1 lost, 1 told at another time.').waitFor();
      await part.getByText('about 2 alerts a day (0 to 6 on nine days in ten), instead of 1.7 (0 to 5)').waitFor();
      expect(await part.getByRole('table', { name: 'Gained' }).getByRole('row').count()).toBe(3);
      expect(await part.getByRole('link', { name: 'A rumour about the mascot' }).getAttribute('href')).toBe('/o/l1');
      expect(await part.getByRole('link', { name: 'The lights go out at the final' }).count()).toBe(0);
      await part.getByText('37 min later').waitFor();
      await expectAccessible(page);
      await look(page, 'replay-done');
    },
    LONG,
  );

  it(
    'is stopped, and speaks French on a phone in the dark',
    async () => {
      const { page, replay } = await visit({
        ...{ locale: 'fr-FR', colorScheme: 'dark', viewport: { width: 390, height: 900 } },
      });
      const part = page.getByRole('region', { name: 'Ce qui changerait' });
      await part.getByRole('button', { name: 'Rejouer' }).click();
      await part.getByRole('button', { name: 'Arrêter' }).click();
      await part.getByText('Arrêté.').waitFor();
      replay.now = { ...replay.now, state: 'done', result: RESULT };
      await part.getByRole('button', { name: 'Rejouer' }).click();
      await part.getByText('La détection').or(part.getByText('Avec votre copie')).first().waitFor();
      await expectAccessible(page);
      await look(page, 'replay-phone');
    },
    LONG,
  );
});
