import { beforeEach, expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Destination } from '../../src/contract/destination.ts';
import type { Draft } from '../../src/contract/draft.ts';
import type { Publication } from '../../src/contract/publication.ts';
import type { Me } from '../../src/contract/user.ts';
import { expectAccessible } from '../support/accessible.ts';
import { fakeCard, fakeMe } from '../support/console-cards.ts';
import { MARC, NORA } from '../support/console-drafts.ts';
import { describeInBrowser, LONG } from '../support/console-trial.ts';
import type { FakeServer } from '../support/fake-server.ts';

const clock = () => Date.now();
const SORBIER = 'maison-sorbier';
const DARK = { id: 'dark', title: 'Le stade dans le noir' };
const ENGLISH: BrowserContextOptions = { locale: 'en-GB', viewport: { width: 1440, height: 1000 } };
const DESTINATIONS: Destination[] = [
  { id: 'sky', brand: SORBIER, kind: 'bluesky', label: 'Our Bluesky', platforms: ['bluesky'], where: '@sorbier.test' },
  { id: 'relay', brand: SORBIER, kind: 'webhook', label: 'Relay', platforms: ['x', 'internal'], where: 'relay.test' },
];
const administrator: Me = {
  ...fakeMe,
  administrator: true,
  brands: fakeMe.brands.map((brand) => ({ ...brand, permissions: [...brand.permissions, 'administer'] })),
};

describeInBrowser('publishing in the console', (trial) => {
  let fake: FakeServer;
  let page: Page;
  let posted: { readonly path: string; readonly body: unknown }[];
  beforeEach(() => {
    posted = [];
  });

  async function visit(path: string, me = fakeMe, options = ENGLISH) {
    const platforms = ['x', 'bluesky', 'linkedin'] as const;
    ({ page, fake } = await trial.open({ clock, stories: [DARK], me, platforms: [...platforms] }, options));
    await page.route('**/api/brands/*/draft-check', (route) => route.fulfill({ json: { level: 'go', findings: [] } }));
    await page.route('**/api/brands/*/destinations', (route) => route.fulfill({ json: DESTINATIONS }));
    await page.route(/\/api\/(publications|drafts\/[^/]+\/publications|destinations)/, (route) => {
      const { pathname } = new URL(route.request().url());
      posted.push({ path: pathname, body: route.request().postDataJSON() });
      if (pathname.endsWith('/test')) {
        return route.fulfill({ json: { ok: false, reason: { code: 'publication.unsigned', data: { status: 401 } } } });
      }
      return route.fulfill({ json: { draft: draft() } });
    });
    const decision = { id: 'd', brand: SORBIER, opportunity: 'dark', action: 'accept' as const, by: MARC };
    const at = new Date(clock()).toISOString();
    fake.publish({ ...fakeCard(clock(), DARK), decision: { ...decision, at }, hold: null });
    const { id } = fake.drafts.begin('dark', MARC, 'Bonsoir à tous');
    fake.drafts.act(id, MARC, { move: 'send' });
    fake.drafts.act(id, NORA, { move: 'approve' });
    await page.goto(fake.url + path);
  }

  const draft = (): Draft => fake.drafts.drafts.get('draft-1')!;
  const panel = () => page.getByRole('region', { name: /^(Publish|Publier)$/ });
  const row = (name: string) => panel().getByRole('group', { name, exact: true });
  function publication(changed: Partial<Publication>): Publication {
    const at = new Date(clock()).toISOString();
    return {
      ...{
        id: 'p-1',
        platform: 'bluesky',
        via: 'bluesky',
        destination: { id: 'sky', label: 'Our Bluesky' },
        version: 1,
      },
      ...{ state: 'due', by: { id: 'claire', name: 'Claire' }, dueAt: at, attempts: 0, updatedAt: at },
      ...changed,
    };
  }
  const becomes = (...all: Partial<Publication>[]) =>
    fake.drafts.put({ ...draft(), updatedAt: new Date(clock()).toISOString(), publications: all.map(publication) });

  it(
    'an approved draft goes out platform by platform, and what comes of it is seen as it happens',
    async () => {
      await visit('/o/dark');
      await panel().getByRole('button', { name: 'Publish on Bluesky' }).click();
      await page.getByText('On its way').first().waitFor();
      const to = [{ platform: 'bluesky', destination: 'sky' }];
      expect(posted).toEqual([{ path: '/api/drafts/draft-1/publications', body: { version: 1, to } }]);
      expect(await panel().getByRole('link', { name: 'Open X with the text' }).getAttribute('href')).toBe(
        'https://x.com/intent/post?text=Bonsoir%20%C3%A0%20tous',
      );
      becomes({ state: 'sending' });
      await row('Bluesky').getByText('Being sent').waitFor();
      becomes({ state: 'out', outAt: new Date(clock()).toISOString(), link: 'https://bsky.example/1' });
      await row('Bluesky').getByRole('link', { name: 'See the post' }).waitFor();
      expect(await panel().getByRole('button', { name: 'Publish on Bluesky' }).count()).toBe(0);
      // LinkedIn has neither a way out nor an address that takes a text.
      expect(await panel().getByRole('button', { name: 'Copy for LinkedIn' }).count()).toBe(1);
      expect(await panel().getByRole('link', { name: 'Open LinkedIn with the text' }).count()).toBe(0);
      await panel().getByLabel('Not before').fill('2099-01-01T09:00');
      await panel().getByRole('button', { name: 'Schedule on X' }).click();
      await page.getByText('Scheduled', { exact: true }).first().waitFor();
      expect(posted.at(-1)?.body).toMatchObject({
        to: [{ platform: 'x', destination: 'relay' }],
        at: expect.any(String),
      });
    },
    LONG,
  );

  it(
    'held, it says why and waits for a person; unknown, a person says what they saw',
    async () => {
      await visit('/o/dark');
      const frozen = { code: 'publication.frozen', data: { name: 'Nora', reason: 'a bad day' } };
      becomes(
        { state: 'held', reason: frozen },
        {
          ...{ id: 'p-2', platform: 'x', via: 'webhook', destination: { id: 'relay', label: 'Relay' } },
          ...{ state: 'unknown', reason: { code: 'publication.lost', data: {} }, attempts: 1 },
        },
      );
      await panel().getByText('Frozen by Nora: a bad day.').waitFor();
      await panel().getByText('Look on X whether the post is there').waitFor();
      await expectAccessible(page);
      await panel().getByRole('button', { name: 'Let it go on' }).click();
      await page.getByText('It goes on').first().waitFor();
      await panel().getByRole('button', { name: 'It is out there…' }).click();
      await page.getByLabel('Link to the post').and(page.locator(':focus')).waitFor();
      await page.getByLabel('Link to the post').fill('https://x.example/1');
      await page.getByRole('dialog').getByRole('button', { name: 'It is out' }).click();
      await page.getByText('Noted: it is out').first().waitFor();
      expect(posted.map(({ path, body }) => [path, body])).toEqual([
        ['/api/publications/p-1/moves', { move: 'resume' }],
        ['/api/publications/p-2/moves', { move: 'confirm', link: 'https://x.example/1' }],
      ]);
    },
    LONG,
  );

  it(
    'whoever administers the brand adds ways out, tries them, and is never shown a secret',
    async () => {
      await visit('/admin?tab=destinations', administrator);
      const section = page.getByRole('region', { name: 'Ways out' });
      await section.getByText('Our Bluesky').waitFor();
      await section.getByRole('button', { name: 'Test “Our Bluesky”' }).click();
      await page.getByText('Our Bluesky: The other side does not take the secret (401)').waitFor();
      await section.getByRole('button', { name: 'Add a way out…' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('What it is').selectOption('Mastodon account');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.getByText('Give an address that begins with https://.').waitFor();
      await dialog.getByLabel('Name').fill('Our Mastodon');
      await dialog.getByLabel('Server').fill('https://social.example');
      await dialog.getByLabel('Access token').fill('a-token-of-mastodon');
      await expectAccessible(page);
      await page.route('**/api/brands/*/destinations', (route) => {
        if (route.request().method() === 'GET') return route.fulfill({ json: DESTINATIONS });
        posted.push({ path: 'added', body: route.request().postDataJSON() });
        const way = { kind: 'mastodon', server: 'https://social.example', visibility: 'public' };
        const kept = { id: 'masto', brand: SORBIER, kind: 'mastodon', label: 'Our Mastodon', platforms: ['mastodon'] };
        const updatedAt = new Date(clock()).toISOString();
        return route.fulfill({ json: { ...kept, where: 'social.example', way, by: 'claire', updatedAt } });
      });
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Saved: Our Mastodon').waitFor();
      expect(posted.at(-1)).toEqual({
        path: 'added',
        body: {
          ...{ label: 'Our Mastodon', platforms: ['mastodon'], secret: 'a-token-of-mastodon' },
          way: { kind: 'mastodon', server: 'https://social.example', visibility: 'public' },
        },
      });
    },
    LONG,
  );
});
