import { expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Me } from '../../src/contract/user.ts';
import { expectAccessible } from '../support/accessible.ts';
import { fakeCard, fakeMe } from '../support/console-cards.ts';
import type { FakeStory } from '../support/console-cards.ts';
import { describeInBrowser, LONG } from '../support/console-trial.ts';
import { presenceFrame } from '../support/fake-team.ts';
import type { FakeServer } from '../support/fake-server.ts';

const clock = () => Date.now();
const ENGLISH: BrowserContextOptions = { locale: 'en-GB', viewport: { width: 1280, height: 800 } };
const reader: Me = {
  ...fakeMe,
  everywhere: [],
  brands: fakeMe.brands.map((brand) => ({ ...brand, permissions: ['read'] })),
};

describeInBrowser('working together in a browser', (trial) => {
  let fake: FakeServer;
  let page: Page;
  let complaints: string[];

  async function visit(path: string, stories?: FakeStory[], me = fakeMe, options = ENGLISH) {
    ({ page, fake } = await trial.open({ clock, me, ...(stories && { stories }) }, options));
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(fake.url + path);
  }
  const story = (id: string, rest: Partial<FakeStory> = {}): FakeStory => ({ id, title: `Story ${id}`, ...rest });
  const card = (title: string) => page.getByRole('article', { name: title });
  const field = () => page.getByRole('textbox', { name: 'Write a comment' });
  const said = () => page.getByRole('region', { name: 'Comments' }).getByRole('listitem');
  const connected = () => page.getByRole('status').getByText('Connection: live').waitFor();
  const watched = () => [...fake.team.watching.values()].filter((id) => id !== null);
  async function until(holds: () => boolean | Promise<boolean>) {
    const deadline = Date.now() + 60_000;
    while (!(await holds())) {
      if (Date.now() > deadline) throw new Error(`waited in vain for ${String(holds)}`);
      await new Promise((again) => setTimeout(again, 20));
    }
  }

  it('writes a comment and calls a colleague by the first letters of a name, with the keyboard alone', async () => {
    await visit('/', [story('one')]);
    await card('Story one').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('c');
    await field().waitFor();
    await until(() => field().evaluate((element) => element === document.activeElement));
    await page.keyboard.type('Look at this @na');
    await page.getByRole('option', { name: 'Nadia Berger' }).waitFor();
    await page.keyboard.press('Enter');
    await until(async () => (await field().inputValue()) === 'Look at this @Nadia Berger ');
    await page.keyboard.type('please');
    await page.keyboard.press('Control+Enter');
    await said().getByText('Look at this @Nadia Berger please').waitFor();
    expect(fake.team.received).toMatchObject([{ text: 'Look at this @Nadia Berger please', mentions: ['nadia'] }]);
    expect(await field().inputValue()).toBe('');
    expect(complaints).toEqual([]);
  });

  it('puts the caret behind a chosen name at once, before the next letter can be typed', async () => {
    await visit('/o/one', [story('one')]);
    await field().fill('Ask , please');
    await field().evaluate((element) => (element as HTMLTextAreaElement).setSelectionRange(4, 4));
    await page.keyboard.type('@na');
    await page.getByRole('option', { name: 'Nadia Berger' }).waitFor();
    const caret = await field().evaluate((element) => {
      element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
      return (element as HTMLTextAreaElement).selectionStart;
    });
    expect(await field().inputValue()).toBe('Ask @Nadia Berger , please');
    expect(caret).toBe('Ask @Nadia Berger '.length);
  });

  it('keeps a half-written comment through a reload, and sends it once although the answer is lost', async () => {
    await visit('/o/one', [story('one')]);
    await field().fill('Half a thought');
    await page.reload();
    await field().waitFor();
    expect(await field().inputValue()).toBe('Half a thought');
    fake.team.loseNextAnswer = true;
    await page.getByRole('button', { name: 'Send' }).click();
    await until(() => fake.team.received.length > 1);
    await page.getByText('on its way').waitFor({ state: 'detached' });
    expect(new Set(fake.team.received.map(({ key }) => key)).size).toBe(1);
    expect(fake.team.comments.map(({ text }) => text)).toEqual(['Half a thought']);
    await until(async () => (await said().count()) === 1);
  });

  it('takes a comment while the line is down, shows that it waits, and sends it when the line is back', async () => {
    await visit('/o/one', [story('one')]);
    await connected();
    await field().fill('Before the cut, ');
    await page.context().setOffline(true);
    fake.reachable = false;
    fake.cut();
    await page.getByText('The line is down').waitFor();
    await field().pressSequentially('and after it');
    await page.getByRole('button', { name: 'Send' }).click();
    await said().getByText('on its way').waitFor();
    fake.team.say('one', 'Meanwhile', 'tom');
    await page.context().setOffline(false);
    fake.reachable = true;
    await connected();
    await page.getByText('on its way').waitFor({ state: 'detached' });
    expect(fake.team.comments.map(({ text }) => text)).toEqual(['Meanwhile', 'Before the cut, and after it']);
    await until(async () => (await said().count()) === 2);
    expect(complaints).toEqual([]);
  });

  it('tells the person who is called, until they have looked', async () => {
    await visit('/', [story('one')]);
    await connected();
    fake.team.say('one', 'Your turn @Léa Martin', 'nadia', ['lea']);
    fake.team.say('one', 'Nothing for you', 'tom');
    await page.getByRole('button', { name: '1 colleague called you' }).click();
    const calls = page.getByRole('dialog', { name: 'Who called you' });
    await calls.getByText('Nadia Berger called you').waitFor();
    await expectAccessible(page);
    await calls.getByRole('link').click();
    await page.getByText('calls you').first().waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Who called you' }).waitFor();
  });

  it('says who looks at a card, on the feed and on its page, and who looks there oneself', async () => {
    await visit('/', [story('one'), story('two')]);
    await card('Story one').waitFor();
    await connected();
    const one = fakeCard(clock(), story('one'));
    fake.tell(presenceFrame(one, 'nadia', 'tom'));
    await card('Story one').getByText('Nadia Berger and Tom Okafor are on it').waitFor();
    expect(await card('Story two').getByText('on it').count()).toBe(0);
    expect(watched()).toEqual([]);
    await card('Story one').getByRole('heading').getByRole('link').click();
    await page.getByText('Nadia Berger and Tom Okafor are on it').waitFor();
    await until(() => String(watched()) === 'one');
    fake.tell(presenceFrame(one, 'nadia'));
    await page.getByText('Nadia Berger is on it').waitFor();
    fake.cut();
    await page.getByText('Nadia Berger is on it').waitFor({ state: 'detached' });
    await connected();
    await until(() => String(watched()) === 'one');
    await page.goBack();
    await until(() => watched().length === 0);
  });

  it('gives a card to oneself with a key, to a colleague who may decide, and to nobody again', async () => {
    await visit('/', [story('one'), story('two')]);
    await card('Story one').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('m');
    await page.getByText('You take care of').first().waitFor();
    await page.getByRole('button', { name: /^Mine 1/ }).click();
    await page.getByRole('article').getByText('yours').waitFor();
    expect(await page.getByRole('article').count()).toBe(1);
    await page.getByRole('article').getByRole('heading').getByRole('link').click();
    await page.getByRole('button', { name: 'Assign…' }).click();
    await page.getByRole('menuitem', { name: 'Nadia Berger' }).waitFor();
    expect(await page.getByRole('menuitem', { name: 'Vic Lang' }).count()).toBe(0);
    await page.getByRole('menuitem', { name: 'Nadia Berger' }).click();
    await page.getByText('Nadia Berger takes care', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Assign…' }).click();
    await page.getByRole('menuitem', { name: 'Take the assignment off' }).click();
    await page.getByText('Nadia Berger takes care', { exact: true }).waitFor({ state: 'detached' });
  });

  it('wakes a snoozed card when it gets louder', async () => {
    await visit('/', [story('one', { score: 70 })]);
    const asleep = fakeCard(clock(), story('one', { score: 70 }));
    const until_ = new Date(clock() + 3_600_000).toISOString();
    const by = { id: 'tom', name: 'Tom' };
    const decision = { id: 'd', brand: 'maison-sorbier', opportunity: 'one', action: 'snooze' as const, by };
    const snoozed = { ...decision, at: new Date(clock()).toISOString(), until: until_, level: 'alert' as const };
    await connected();
    fake.publish({ ...asleep, decision: snoozed });
    await card('Story one').waitFor({ state: 'detached' });
    fake.publish({ ...asleep, decision: snoozed, opportunity: { ...asleep.opportunity, level: 'urgent' } });
    await card('Story one').getByRole('button', { name: 'Accept' }).waitFor();
  });

  it('keeps filters under a name, on the server, and in an address that can be handed on', async () => {
    await visit('/', [
      story('one', { topics: ['football'], phase: 'rising' }),
      story('two', { topics: ['cake'], phase: 'rising' }),
      story('three', { topics: ['cake'], phase: 'fading' }),
    ]);
    await card('Story one').waitFor();
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByRole('combobox', { name: 'Topic' }).selectOption('cake');
    await page.getByRole('combobox', { name: 'Phase' }).selectOption('rising');
    await card('Story one').waitFor({ state: 'detached' });
    await page.getByRole('textbox', { name: 'Name of this view' }).fill('Cakes that rise');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Cakes that rise', exact: true }).waitFor();
    await expectAccessible(page);
    expect(fake.team.views).toMatchObject([{ name: 'Cakes that rise', search: 'phase=rising&topic=cake' }]);
    const address = page.url();
    await page.goto(fake.url);
    await card('Story one').waitFor();
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByRole('button', { name: 'Cakes that rise', exact: true }).click();
    await card('Story one').waitFor({ state: 'detached' });
    expect(await page.getByRole('article').count()).toBe(1);
    expect(chosenIn(page.url())).toEqual(chosenIn(address));
  });

  it('disturbs once for each level of a card, across reloads and tabs, and lets urgent through quiet hours', async () => {
    await visit('/', [story('old', { score: 90 })]);
    await page.context().addInitScript(() => {
      const rung: string[] = JSON.parse(sessionStorage.getItem('rung') ?? '[]') as string[];
      Object.assign(window, { rung });
      class Spy {
        static permission = 'granted';
        static requestPermission = () => Promise.resolve('granted');
        constructor(title: string) {
          rung.push(title);
          sessionStorage.setItem('rung', JSON.stringify(rung));
        }
        close() {}
      }
      Object.assign(window, { Notification: Spy });
    });
    await page.goto(fake.url);
    await connected();
    await page.getByRole('button', { name: 'Settings and account' }).click();
    await page.getByRole('menuitem', { name: 'Notifications…' }).click();
    for (const level of ['Alerts', 'Urgent alerts']) {
      await page.getByRole('combobox', { name: level, exact: true }).selectOption('desktop');
    }
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByText('That was it').waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    const second = await page.context().newPage();
    await second.goto(fake.url);
    await second.getByRole('status').getByText('Connection: live').waitFor();
    const rungIn = (where: Page) => where.evaluate(() => (window as unknown as { rung: string[] }).rung);
    const rung = async () => [...(await rungIn(page)), ...(await rungIn(second))].filter((title) => title !== 'Rebond');
    fake.story(story('new', { score: 80 }));
    await until(async () => (await rung()).length === 1);
    fake.story(story('new', { score: 85 }));
    await page.reload();
    await connected();
    const loud = fakeCard(clock(), story('new', { score: 95 }));
    fake.publish({ ...loud, opportunity: { ...loud.opportunity, level: 'urgent' } });
    await until(async () => (await rung()).length === 2);

    await page.evaluate(() => {
      const kept = JSON.parse(localStorage.getItem('rebond.notify') ?? '{}') as { hours: object };
      kept.hours = { on: true, from: '00:00', to: '23:59' };
      localStorage.setItem('rebond.notify', JSON.stringify(kept));
    });
    fake.story(story('night', { score: 80 }));
    const alarm = fakeCard(clock(), story('alarm', { score: 95 }));
    fake.publish({ ...alarm, opportunity: { ...alarm.opportunity, level: 'urgent' } });
    await until(async () => (await rung()).length === 3);
    expect(await rung()).toEqual(expect.arrayContaining(['Go: Story new', 'Go: Story new', 'Go: Story alarm']));
    await second.close();
    expect(complaints).toEqual([]);
  });

  it('does not move what is under the pointer at twenty changes a second', async () => {
    await visit('/', [story('a', { score: 50 }), story('b', { score: 40 }), story('c', { score: 30 })]);
    await card('Story b').hover();
    const place = () => card('Story b').boundingBox();
    const before = await place();
    for (let i = 0; i < 40; i += 1) {
      fake.story(
        i % 2 ? story(['a', 'b', 'c'][i % 3] ?? '', { score: 20 + i }) : story(`new-${String(i)}`, { score: 90 }),
      );
      if (i % 10 === 0) expect(await place()).toEqual(before);
      await new Promise((next) => setTimeout(next, 25));
    }
    await page.getByRole('button', { name: 'Show 20 new opportunities' }).waitFor();
    expect(await place()).toEqual(before);
  });

  it('shows a wall that is silent, needs no rights, and comes back by itself', async () => {
    await visit('/wall', [story('one', { score: 80 }), story('odd', { verdict: 'review', score: 60 })], reader);
    await page.getByRole('listitem').filter({ hasText: 'Story one' }).waitFor();
    expect(await page.getByRole('button').count()).toBe(0);
    await connected();
    fake.reachable = false;
    fake.cut();
    await page.getByText('offline since').waitFor();
    fake.story(story('two', { score: 95 }));
    fake.gate.freezes.set('maison-sorbier', {
      ...{ scope: 'maison-sorbier', reason: 'An accident', by: { id: 'nadia', name: 'Nadia' } },
      at: new Date(clock()).toISOString(),
    });
    fake.reachable = true;
    await page.getByText('Story two').waitFor();
    await page.reload();
    await page.getByText('Everything is frozen for Maison Sorbier: An accident').waitFor();
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
      'Story two',
      'Story one',
      'Story odd',
    ]);
    await expectAccessible(page);
    expect(complaints).toEqual([]);
  });

  const looks = [
    { locale: 'fr-FR', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
    { locale: 'en-GB', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
  ] as const;

  it.each(looks)(
    'breaks no rule of accessibility, and fits: $locale, $colorScheme',
    async (look) => {
      await visit('/', undefined, fakeMe, look);
      const first = page.getByRole('article').first();
      await first.waitFor();
      const id = ((await first.getAttribute('id')) ?? '').replace('card-', '');
      const shown = fakeCard(clock(), { id, title: 'x' });
      fake.team.say(id, 'Tu regardes ? @Léa Martin', 'nadia', ['lea']);
      fake.team.say(id, 'Un mot\nsur deux lignes, https://example.org/qui-est-une-tres-longue-adresse-sans-fin', 'tom');
      fake.tell(presenceFrame(shown, 'nadia', 'tom', 'vic'));
      await page.keyboard.press('j');
      await page.keyboard.press('m');
      await first.locator('[data-mine]').waitFor();
      await expectAccessible(page);
      await page.goto(`${fake.url}/o/${id}`);
      await page.locator('section li b').first().waitFor();
      await page.locator('textarea[aria-autocomplete]').fill('@');
      await page.getByRole('listbox').waitFor();
      await expectAccessible(page);
      await page.goto(`${fake.url}/wall`);
      await page.getByRole('heading', { level: 2 }).first().waitFor();
      await expectAccessible(page);
      expect(complaints).toEqual([]);
    },
    LONG,
  );

  const chosenIn = (address: string) => [...new URL(address).searchParams].map(String).toSorted();
});
