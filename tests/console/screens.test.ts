import { expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expectAccessible } from '../support/accessible.ts';
import { fakeCard, fakeEvidence } from '../support/console-cards.ts';
import type { FakeStory } from '../support/console-cards.ts';
import { describeInBrowser, LONG } from '../support/console-trial.ts';
import type { FakeServer } from '../support/fake-server.ts';

const clock = () => Date.now();
const ENGLISH: BrowserContextOptions = { locale: 'en-GB', viewport: { width: 1280, height: 800 } };

describeInBrowser('the console in a browser', (trial) => {
  let fake: FakeServer;
  let page: Page;
  /** Whatever the page complained of: errors, and breaches of the content security policy. */
  let complaints: string[];

  async function visit(path: string, given: { stories?: FakeStory[]; signedIn?: boolean } = {}, options = ENGLISH) {
    ({ page, fake } = await trial.open({ clock, ...given }, options));
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('dialog', (dialog) => (complaints.push('dialog'), void dialog.dismiss()));
    await page.goto(fake.url + path);
  }

  const card = (title: string) => page.getByRole('article', { name: title });
  const connected = () => page.getByRole('status').getByText('Connection: live').waitFor();
  const titles = () => page.getByRole('article').getByRole('heading').allTextContents();
  const story = (id: string, rest: Partial<FakeStory> = {}): FakeStory => ({ id, title: `Story ${id}`, ...rest });

  it('signs in, says what went wrong, and leads to the feed', async () => {
    await visit('/', { signedIn: false });
    await page.getByLabel('E-mail').fill('lea@sorbier.example');
    await page.getByRole('textbox', { name: 'Password' }).fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('E-mail or password is not right').waitFor();
    await page.getByRole('textbox', { name: 'Password' }).fill('correct horse');
    await page.keyboard.press('Enter');
    await page.getByRole('article').first().waitFor();
  });

  it('is worked with the keyboard alone: move, dismiss with a reason, undo, accept', async () => {
    await visit('/', { stories: [story('one', { score: 80 }), story('two', { score: 60 })] });
    await card('Story one').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('d');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await card('Story one').getByText('dismissed by you: Not our territory').waitFor();
    await page.keyboard.press('u');
    await card('Story one').getByRole('button', { name: 'Accept' }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('a');
    await card('Story two').getByText('accepted by you').waitFor();
    expect(fake.decisions).toEqual([
      { action: 'dismiss', reason: 'off-territory' },
      { action: 'reopen' },
      { action: 'accept' },
    ]);
    expect(complaints).toEqual([]);
  });

  it('holds what is under the pointer, and announces what came', async () => {
    await visit('/', { stories: [story('one', { score: 50 })] });
    await card('Story one').hover();
    fake.story(story('hot', { score: 95 }));
    const reveal = page.getByRole('button', { name: 'Show 1 new opportunity' });
    await reveal.waitFor();
    await page.getByRole('searchbox').hover();
    expect(await titles()).toEqual(['Story one']);
    await page.getByText('New opportunity, Go, score 95: Story hot').waitFor({ state: 'attached' });
    await reveal.click();
    await card('Story hot').waitFor();
    expect(await titles()).toEqual(['Story hot', 'Story one']);
  });

  it('asks to open the evidence of a review card before it may be accepted', async () => {
    await visit('/', { stories: [story('odd', { verdict: 'review' })] });
    await card('Story odd').getByRole('link', { name: 'Open evidence' }).click();
    const accept = page.getByRole('button', { name: 'Accept' });
    await page.getByRole('heading', { name: 'Evidence' }).waitFor();
    await accept.click();
    await page.getByText('accepted by you').first().waitFor();
    expect(fake.decisions).toEqual([{ action: 'accept' }]);
  });

  it('offers no way to accept a blocked card, and says why', async () => {
    const reasons = [
      { code: 'event.death', data: { posts: 3, share: 0.5 }, level: 'block' as const, words: [], signals: [] },
    ] satisfies FakeStory['reasons'];
    await visit('/', { stories: [story('sad', { verdict: 'block', reasons })] });
    await card('Story sad').getByRole('button', { name: 'Why?' }).click();
    await page.getByRole('dialog').getByText('Death or mourning: 3 posts, 50% of the story').waitFor();
    await page.getByRole('link', { name: 'See the evidence' }).click();
    await page.getByRole('heading', { name: 'History' }).waitFor();
    expect(await page.getByRole('button', { name: 'Accept' }).count()).toBe(0);
  });

  it('changes nothing on screen when the server refuses, and says so', async () => {
    await visit('/', { stories: [story('one')] });
    fake.refuseNext = { status: 409, type: 'already-decided', detail: 'Tom accepted it a minute ago.' };
    await card('Story one').getByRole('button', { name: 'Accept' }).click();
    await page.getByText('Somebody was faster').waitFor();
    expect(await card('Story one').getByText('accepted by').count()).toBe(0);
  });

  it('says that it is offline, comes back, and has missed nothing', async () => {
    await visit('/', { stories: [story('one', { score: 50 })] });
    await connected();
    fake.reachable = false;
    fake.cut();
    await page.getByText('offline since').waitFor();
    fake.story(story('two', { score: 90 }));
    fake.story(story('one', { score: 99 }));
    fake.reachable = true;
    await card('Story two').waitFor();
    await connected();
    expect(await titles()).toEqual(['Story one', 'Story two']);
  });

  it('shows what strangers wrote as text, whatever it is', async () => {
    const title = '<img src=x onerror=alert(1)> {{t}} $t(app.live) \u202Eevil\u0000 \ud800';
    const evidence = [fakeEvidence(clock(), 'bad', { text: '<script>alert(1)</script>', url: 'javascript:alert(1)' })];
    await visit('/o/bad', { stories: [{ id: 'bad', title, evidence }] });
    await page.getByText('<script>alert(1)</script>').first().waitFor();
    expect(await page.locator('a[href^="javascript:"]').count()).toBe(0);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('<img src=x onerror=alert(1)>');
    expect(complaints).toEqual([]);
  });

  it('draws only a screenful of two thousand cards', async () => {
    await visit('/', { stories: Array.from({ length: 2_000 }, (_, index) => story(`s${index}`)) });
    await page.getByRole('article').first().waitFor();
    expect(await page.getByRole('article').count()).toBeLessThan(40);
    expect(await page.getByRole('article').first().getAttribute('aria-setsize')).toBe('2000');
    fake.publish(fakeCard(clock(), story('s7', { verdict: 'block' })));
    await page.getByRole('button', { name: /^Block 1/ }).click();
    await card('Story s7').waitFor();
  });

  it('says what to do where there is nothing, and at an address that leads nowhere', async () => {
    await visit('/', { stories: [] });
    await page.getByRole('link', { name: 'See the sources' }).click();
    await page.getByText('harbour.example did not answer within 20 s').waitFor();
    await page.goto(`${fake.url}/o/nothing`);
    await page.getByRole('link', { name: 'Back to Live' }).waitFor();
  });

  const looks = [
    { locale: 'fr-FR', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
    { locale: 'en-GB', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
  ] as const;
  const screens = [
    ['/', 'article'],
    ['/o/coach', 'section li details'],
    ['/sources', 'tbody tr'],
  ] as const;

  it.each(looks)(
    'breaks no rule of accessibility, and fits: $locale, $colorScheme',
    async (look) => {
      await visit('/', {}, look);
      for (const [path, sign] of screens) {
        await page.goto(fake.url + path);
        await page.locator(sign).first().waitFor();
        await expectAccessible(page);
      }
      await page.goto(fake.url);
      await page.getByRole('article').first().waitFor();
      await page.keyboard.press('j');
      await page.keyboard.press('d');
      await page.getByRole('dialog').waitFor();
      await expectAccessible(page);
      fake.signedIn = false;
      await page.goto(fake.url);
      await page.locator('form').waitFor();
      await expectAccessible(page);
      expect(await page.locator('html').getAttribute('lang')).toBe(look.locale.slice(0, 2));
    },
    LONG,
  );
});
