import { expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expectAccessible } from '../support/accessible.ts';
import { describeInBrowser, LONG } from '../support/console-trial.ts';
import type { FakeServer } from '../support/fake-server.ts';

/** The eve of the Armistice. */
const clock = () => Date.parse('2026-11-10T09:30:00Z');
const ENGLISH: BrowserContextOptions = { locale: 'en-GB', viewport: { width: 1280, height: 800 } };

describeInBrowser('the calendar in a browser', (trial) => {
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

  const row = (name: string) =>
    page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name, exact: false }) });
  const ahead = () => page.getByRole('region', { name: 'Coming up' });

  it('tells what is near and when, what it meets, and lets it be planned and taken back', async () => {
    await visit('/');
    await ahead().getByText("Tomorrow: Singles' Day").waitFor();
    await ahead().getByText('Same day as Armistice and Remembrance Day: no light message.').waitFor();
    await ahead().getByRole('button', { name: 'Plan: Beaujolais nouveau' }).click();
    await page.getByText('Planned: Beaujolais nouveau').waitFor();
    await ahead().getByText('Beaujolais nouveau').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await ahead().getByText('Beaujolais nouveau').waitFor();
    await ahead().getByRole('button', { name: "Not for us: Singles' Day" }).click();
    await ahead().getByText("Singles' Day").waitFor({ state: 'detached' });
    expect(fake.calendar.written).toEqual([{ action: 'plan' }, { action: 'reopen' }, { action: 'dismiss' }]);
    expect(complaints).toEqual([]);
  });

  it('leaves the keys of the stories alone, and can be folded', async () => {
    await visit('/');
    await ahead().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('a');
    await page.getByText('accepted by you').first().waitFor();
    await ahead().getByRole('button', { name: 'Coming up' }).click();
    await ahead().getByText("Tomorrow: Singles' Day and 4 dates in all").waitFor();
    await page.reload();
    await ahead().getByText('4 dates in all').waitFor();
    await page.keyboard.press('j');
    const focused = page.locator('article:focus');
    await focused.waitFor();
    const [box, bar] = [await focused.boundingBox(), await page.getByRole('banner').boundingBox()];
    expect(box!.y).toBeGreaterThan(bar!.height);
  });

  it('says that somebody was faster, and leaves the row', async () => {
    await visit('/');
    fake.calendar.refuseNext = { status: 409, type: 'already-decided', detail: 'Tom planned it first.' };
    await ahead().getByRole('button', { name: 'Plan: Black Friday' }).click();
    await page.getByText('Somebody was faster').waitFor();
    await ahead().getByRole('button', { name: 'Plan: Black Friday' }).waitFor();
  });

  it('lists the coming dates with what the gate does, and finds one by filters that stay in the address', async () => {
    await visit('/calendar');
    await page.getByText('Today, Tuesday, 10 November 2026').waitFor();
    await row('Armistice and Remembrance Day').getByText('Gate closes').waitFor();
    await row("Singles' Day").getByText('Same day as Armistice and Remembrance Day: no light message.').waitFor();
    await page.getByRole('button', { name: 'Near our territory' }).click();
    await page.getByRole('status').getByText('4 dates').waitFor();
    await page.getByRole('searchbox').fill('beaujolais');
    await row('Beaujolais nouveau').getByRole('button', { name: 'Plan: Beaujolais nouveau' }).click();
    await row('Beaujolais nouveau').getByText('planned by you').waitFor();
    await page.reload();
    await page.getByRole('status').getByText('1 date').waitFor();
    await page.getByRole('button', { name: 'Later' }).click();
    await page.getByText('No date passes these filters.').waitFor();
    await page.getByRole('link', { name: 'Clear the filters' }).click();
    await page.getByRole('heading', { name: 'March 2027' }).waitFor();
    await page.getByRole('button', { name: 'Back to today' }).click();
    await page.getByText('Today, Tuesday, 10 November 2026').waitFor();
    expect(complaints).toEqual([]);
  });

  it('takes an own date with the keyboard, changes it, and removes it after saying what goes', async () => {
    await visit('/calendar');
    await page.getByRole('button', { name: 'Add a date' }).click();
    await page.locator('input[lang=en]:focus').first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Give it a name in one of the languages.').waitFor();
    await page.getByRole('textbox', { name: 'Name in English' }).fill('Founders’ day');
    await page.getByLabel('Every year on this date').check();
    await page.getByLabel('Date', { exact: true }).fill('2026-11-18');
    await page.keyboard.press('Enter');
    await page.getByText('Saved: Founders’ day').waitFor();
    await row('Founders’ day').getByText('ours').waitFor();
    expect(fake.calendar.written).toMatchObject([{ id: 'own-founders-day', rule: { kind: 'fixed', date: '11-18' } }]);

    await page.getByRole('button', { name: 'More for: Founders’ day' }).click();
    await page.getByRole('menuitem', { name: 'Edit…' }).click();
    await page.getByRole('spinbutton', { name: 'Days it lasts' }).fill('3');
    fake.calendar.refuseNext = { status: 422, type: 'invalid', detail: 'That name is taken.' };
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').getByText('That did not work: That name is taken.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await row('Founders’ day').getByText('3 days').waitFor();

    await page.getByRole('button', { name: 'More for: Founders’ day' }).click();
    await page.getByRole('menuitem', { name: 'Remove…' }).click();
    await page.getByRole('dialog').getByText('leaves the calendar of Maison Sorbier').waitFor();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await row('Founders’ day').waitFor({ state: 'detached' });
  });

  it('shows what an import would bring before anything is written', async () => {
    await visit('/calendar?own=true');
    await page.getByText('You have no date of your own in these days.').waitFor();
    await page.getByRole('button', { name: 'Import…' }).first().click();
    await page.getByRole('button', { name: 'Look at what comes' }).click();
    await page.getByText('Choose a file or paste something first.').waitFor();
    await page.getByLabel('Dates to import').fill('2026-11-19; Open day\nsome day; Fair\n2028-01-12; Far away');
    await page.getByRole('button', { name: 'Look at what comes' }).click();
    await page.getByText('2 dates would be added to Maison Sorbier. Nothing is written yet.').waitFor();
    await page.getByText('it does not begin with a date such as 2026-11-19.').waitFor();
    expect(fake.calendar.written).toEqual([]);
    await page.getByRole('button', { name: 'Add 2 dates' }).click();
    await row('Open day').waitFor();
    const elsewhere = page.getByRole('region', { name: 'Our dates outside these days' });
    await elsewhere.getByText('Far away').waitFor();
    expect(fake.calendar.own.get('maison-sorbier')?.map(({ id }) => id)).toEqual(['open-day', 'far-away']);
  });

  it('reads an ICS file that is chosen, and refuses one that is too long before it is sent', async () => {
    await visit('/calendar');
    await page.getByRole('button', { name: 'Import…' }).click();
    const event = ['BEGIN:VEVENT', 'UID:a', 'DTSTART;VALUE=DATE:20261120', 'SUMMARY:<b>Tasting</b>', 'END:VEVENT'];
    const file = ['BEGIN:VCALENDAR', 'VERSION:2.0', ...event, 'END:VCALENDAR', ''].join('\r\n');
    const choose = (name: string, text: string) =>
      page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/calendar', buffer: Buffer.from(text) });
    await choose('long.ics', file + 'X'.repeat(200_000));
    await page.getByText('At most 200,000 characters').waitFor();
    await choose('team.ics', file);
    await page.getByRole('button', { name: 'Look at what comes' }).click();
    await page.getByRole('dialog').getByText('<b>Tasting</b>').waitFor();
    await page.getByRole('button', { name: 'Add 1 date', exact: true }).click();
    await row('<b>Tasting</b>').waitFor();
    expect(complaints).toEqual([]);
  });

  it('offers nothing to write to those who only read, and says what to do where it cannot be had', async () => {
    await visit('/calendar?brand=kettle-and-crumb&own=true');
    await page.getByText('The brand team adds anniversaries, launches and open days here.').waitFor();
    expect(await page.getByRole('button', { name: /Add a date|Import/ }).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Download (ICS)' }).getAttribute('href')).toBe(
      '/api/brands/kettle-and-crumb/calendar.ics',
    );
    fake.calendar.broken = true;
    await page.goto(`${fake.url}/calendar`);
    const retry = page.getByRole('button', { name: 'Try again' });
    await retry.waitFor({ timeout: 60_000 });
    fake.calendar.broken = false;
    await retry.click();
    await row('Armistice and Remembrance Day').waitFor();
  });

  it('tells beside an opportunity what the day asks for', async () => {
    await visit('/o/blackout');
    const dates = page.getByRole('region', { name: 'Key dates today' });
    await dates.getByText('Movember').waitFor();
    await dates.getByText('Say what you do about it, or nothing; never a joke or an offer.').waitFor();
    await dates.getByText('Gate closes').waitFor();
    await dates.getByRole('link', { name: 'See the calendar' }).click();
    await page.getByRole('heading', { level: 1, name: 'Calendar' }).waitFor();
  });

  it.each([
    { locale: 'fr-FR', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
    { locale: 'en-GB', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
    { locale: 'fr-FR', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
  ] as const)(
    'breaks no rule of accessibility, and fits: $locale, $colorScheme, $viewport.width',
    async (look) => {
      await visit('/calendar', look);
      await page.locator('ol li').first().waitFor();
      await expectAccessible(page);
      const main = page.getByRole('main');
      await main.getByRole('button', { name: /^(Add a date|Ajouter une date)$/ }).click();
      await page.locator('[role=dialog] input:focus').waitFor();
      await page.keyboard.press('Enter');
      await page.locator('[aria-invalid=true]').first().waitFor();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await main.getByRole('button', { name: /^(Import…|Importer…)$/ }).click();
      await page.getByRole('dialog').getByRole('textbox').first().fill('2026-11-19; Open day\nsoon');
      await expectAccessible(page);
      await page.locator('button[type=submit]').click();
      await page.getByRole('dialog').getByRole('listitem').getByText('Open day').waitFor();
      await expectAccessible(page);
      await page.goto(`${fake.url}/`);
      await page.locator('section h2 button').click();
      await page.getByRole('article').first().waitFor();
      await expectAccessible(page);
      expect(complaints).toEqual([]);
    },
    LONG,
  );
});
