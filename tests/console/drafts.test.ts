import { beforeEach, expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Draft } from '../../src/contract/draft.ts';
import type { Me } from '../../src/contract/user.ts';
import { expectAccessible } from '../support/accessible.ts';
import { fakeCard, fakeMe } from '../support/console-cards.ts';
import { MARC, NORA } from '../support/console-drafts.ts';
import { describeInBrowser, LONG } from '../support/console-trial.ts';
import type { FakeServer } from '../support/fake-server.ts';
import { until } from '../support/app.ts';

const clock = () => Date.now();
const SORBIER = 'maison-sorbier';
const DARK = { id: 'dark', title: 'Le stade dans le noir' };
const FLAN = { id: 'flan', title: 'Un flan qui divise' };
const ENGLISH: BrowserContextOptions = { locale: 'en-GB', viewport: { width: 1440, height: 1000 } };

const editor: Me = {
  ...fakeMe,
  id: 'elodie',
  name: 'Élodie',
  brands: fakeMe.brands.map((brand) => ({ ...brand, permissions: [...brand.permissions, 'approve'] })),
};

describeInBrowser('drafts in the console', (trial) => {
  let fake: FakeServer;
  let page: Page;
  let complaints: string[];
  beforeEach(() => {
    complaints = [];
  });

  async function visit(
    path: string,
    { me = fakeMe, options = ENGLISH }: { me?: Me; options?: BrowserContextOptions } = {},
  ) {
    ({ page, fake } = await trial.open({ clock, stories: [DARK, FLAN], me }, options));
    page.on('pageerror', (error) => complaints.push(error.message));
    const fine = { level: 'go', findings: [] };
    await page.route('**/api/brands/*/draft-check', (route) => route.fulfill({ json: fine }));
    for (const story of [DARK, FLAN]) accepted(story);
    await page.goto(fake.url + path);
    await page
      .getByRole('status')
      .getByText(/: (live|en direct)/)
      .waitFor();
  }

  /** The story as it is, accepted; `more` of what the gate says. */
  function accepted(story: typeof DARK, more: Parameters<typeof fakeCard>[1] | object = {}, hold: string[] = []): void {
    const card = fakeCard(clock(), { ...story, ...more });
    const decision = { id: 'd', brand: SORBIER, opportunity: story.id, action: 'accept' as const, by: MARC };
    const at = new Date(clock()).toISOString();
    fake.publish({
      ...card,
      decision: { ...decision, by: { id: 'marc', name: 'Marc' }, at },
      hold: hold.length > 0 ? { at, reasons: hold } : null,
    });
  }

  const section = () => page.getByRole('region', { name: 'Draft' });
  const box = () => page.getByRole('textbox', { name: 'Draft text' });
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const draft = (id = 'draft-1') => fake.drafts.drafts.get(id)!;
  const becomes = (state: Draft['state'], id = 'draft-1') =>
    until(`it is ${state}`, () => (draft(id)?.state === state ? true : undefined));
  const sent = (story = DARK, text = 'Bonsoir à tous') => {
    const { id } = fake.drafts.begin(story.id, MARC, text);
    return fake.drafts.act(id, MARC, { move: 'send' });
  };

  it('no empty box is shown before the drafts that exist are here: it would be taken from under the hands', async () => {
    await visit('/');
    fake.drafts.begin(DARK.id, MARC, 'Bonsoir à tous');
    let arrive = () => undefined as void;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    await page.route('**/api/opportunities/*/drafts', (route) => arrived.then(() => route.continue()));
    await page.goto(`${fake.url}/o/dark`);
    await section().getByText('Loading').waitFor();
    expect(await box().count()).toBe(0);
    arrive();
    await box().waitFor();
    expect(await box().inputValue()).toBe('Bonsoir à tous');
  });

  it('is written, saved by itself, sent, approved by a colleague, and out: the writer hears of each step', async () => {
    await visit('/o/dark');
    await box().fill('Bonsoir à tous');
    await section().getByText('Saved', { exact: true }).waitFor();
    await section()
      .getByText(/Goes to editors or administrators; one of them approves, by \d\d:\d\d, in \d+/)
      .waitFor();
    await press('Send for approval');
    await section().getByText('Waiting for approval').waitFor();
    fake.drafts.act('draft-1', NORA, { move: 'approve', text: 'Bonsoir à toutes et à tous' });
    await section().getByText('by Nora').waitFor();
    await page.getByText('Nora approved your draft: Le stade dans le noir').first().waitFor();
    await section().getByText('Bonsoir à toutes et à tous').first().waitFor();
    await section()
      .getByRole('button', { name: /^It is out/ })
      .first()
      .click();
    await page.getByLabel('Link to the post').fill('javascript:alert(1)');
    await page.getByRole('dialog').getByRole('button', { name: 'It is out' }).click();
    await page.getByText('Give an address that begins with https://.').waitFor();
    await page.getByLabel('Link to the post').fill('https://bluesky.example/p/1');
    await page.getByRole('dialog').getByRole('button', { name: 'It is out' }).click();
    await section()
      .getByRole('link', { name: /See the post/ })
      .first()
      .waitFor();
    expect(draft()).toMatchObject({ state: 'published', link: 'https://bluesky.example/p/1', version: 2 });
    expect(complaints).toEqual([]);
  });

  it('shows what an approver said, and goes round again', async () => {
    await visit('/o/dark');
    await box().fill('Bonsoir à tous');
    await press('Send for approval');
    await becomes('waiting');
    fake.drafts.act('draft-1', NORA, { move: 'ask-change', reason: 'Plus court, s’il vous plaît' });
    await section().getByText('Plus court, s’il vous plaît').waitFor();
    await box().fill('Bonsoir');
    await press('Send for approval');
    await until('sent again', () => (draft().state === 'waiting' && draft().text === 'Bonsoir' ? true : undefined));
    await press('Take back to change');
    await box().waitFor();
    expect(draft().state).toBe('writing');
    await section().getByText('Versions').click();
    await section()
      .getByText(/Version 3 by Léa/)
      .waitFor();
    await press('Withdraw');
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw it' }).click();
    await becomes('withdrawn');
    await section().getByText('Withdrawn').first().waitFor();
    await press('New draft');
    await box().waitFor();
    expect(await box().inputValue()).toBe('');
    expect(complaints).toEqual([]);
  });

  it('loses neither text where two people write at once', async () => {
    await visit('/o/dark');
    await box().fill('Bonsoir à tous');
    await section().getByText('Saved', { exact: true }).waitFor();
    await page.route('**/api/drafts/*/moves', (route) => route.abort());
    await box().fill('Bonsoir à tous, de ma part');
    await section().getByText('Not saved: the server does not answer.').waitFor();
    fake.drafts.act('draft-1', MARC, { move: 'write', text: 'Bonne nuit, dit Marc' });
    await section().getByText('Marc changed the draft').waitFor();
    await section().getByText('Bonne nuit, dit Marc').waitFor();
    await section().getByText('Bonsoir à tous, de ma part').waitFor();
    await page.unroute('**/api/drafts/*/moves');
    await press('Both, one under the other');
    await until('both', () =>
      draft().text === 'Bonne nuit, dit Marc\n\nBonsoir à tous, de ma part' ? true : undefined,
    );
    expect(draft().version).toBe(3);
  });

  it('keeps on the device what could not be saved, through a reload', async () => {
    await visit('/o/dark');
    await box().fill('Bonsoir');
    await section().getByText('Saved', { exact: true }).waitFor();
    await page.route('**/api/drafts/*/moves', (route) => route.abort());
    await box().fill('Bonsoir à tous');
    await section().getByText('Not saved').first().waitFor();
    await page.reload();
    await page.unroute('**/api/drafts/*/moves');
    await until('it is saved after all', () => (draft().text === 'Bonsoir à tous' ? true : undefined));
    expect(await box().inputValue()).toBe('Bonsoir à tous');
  });

  it('takes words from before the acceptance along only once the person goes on with them', async () => {
    await visit('/o/dark');
    fake.story({ id: 'new', title: 'Une histoire neuve' });
    await page.goto(`${fake.url}/o/new`);
    await page.getByRole('textbox', { name: 'Your words' }).fill('Des mots sur cet appareil');
    await page.getByText('Nothing in these words asks for care.').waitFor();
    await press('Accept');
    await section().getByText('on this device only').waitFor();
    expect([await box().inputValue(), fake.drafts.drafts.size]).toEqual(['Des mots sur cet appareil', 0]);
    await press('Save as draft');
    await until('it is a draft', () => fake.drafts.drafts.get('draft-1'));
  });

  it('is decided about with the keyboard alone, one after the other, never unread', async () => {
    await visit('/', { me: editor });
    sent(DARK);
    sent(FLAN, 'Le flan, c’est nous');
    await page.getByText('Waiting for your approval: Le stade dans le noir').first().waitFor();
    await page.goto(`${fake.url}/approve`);
    const shown = page.getByRole('article');
    await shown.getByRole('heading', { name: 'Le stade dans le noir' }).waitFor();
    fake.drafts.act('draft-1', MARC, { move: 'write', text: 'Bonsoir, autrement' });
    fake.drafts.act('draft-1', MARC, { move: 'send' });
    await shown.getByText('Marc changed the text since you opened it').waitFor();
    await page.keyboard.press('y');
    expect(draft().state).toBe('waiting');
    await press('I have read it');
    await page.getByRole('button', { name: 'Approve' }).and(page.locator(':enabled')).waitFor();
    await page.keyboard.press('y');
    await becomes('approved');
    await shown.getByText('by Élodie').waitFor();
    await page.keyboard.press('j');
    await shown.getByRole('heading', { name: 'Un flan qui divise' }).waitFor();
    await page.keyboard.press('c');
    await page.getByRole('dialog').getByRole('textbox').and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Plus tendre');
    await page.getByRole('dialog').getByRole('button', { name: 'Ask for the change' }).click();
    await becomes('changes-asked', 'draft-2');
    expect(draft('draft-2').remark?.text).toBe('Plus tendre');
    expect(complaints).toEqual([]);
  });

  it('approves with an edit, rejects with a reason', async () => {
    await visit('/approve', { me: editor });
    await page.getByText('Nothing waits for approval.').waitFor();
    sent(DARK);
    await page.getByRole('article').waitFor();
    await page.getByRole('button', { name: 'Approve' }).and(page.locator(':enabled')).waitFor();
    await page.keyboard.press('e');
    await box().fill('Bonsoir, dit Élodie');
    await press('Approve with this text');
    await becomes('approved');
    expect(draft()).toMatchObject({ text: 'Bonsoir, dit Élodie', version: 2, author: { id: 'marc' } });
    sent(FLAN);
    await press('Next draft');
    await page.getByRole('heading', { name: 'Un flan qui divise' }).waitFor();
    await page.getByRole('button', { name: 'Reject…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Reject it' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('Trop tôt');
    await page.getByRole('dialog').getByRole('button', { name: 'Reject it' }).click();
    await becomes('rejected', 'draft-2');
  });

  it('cannot be approved while the story is held or everything frozen, and says why', async () => {
    await visit('/approve', { me: editor });
    sent(DARK);
    const approve = page.getByRole('button', { name: 'Approve' });
    await approve.and(page.locator(':enabled')).waitFor();
    const reasons = [{ code: 'event.death', data: { posts: 3, share: 0.5 }, level: 'block', words: [], signals: [] }];
    accepted(DARK, { verdict: 'block', reasons }, ['event.death']);
    await page.getByText('Held: the story has turned since it was accepted.').waitFor();
    expect(await approve.isDisabled()).toBe(true);
    await page.keyboard.press('y');
    accepted(DARK);
    await page.getByText('Held: the story has turned').waitFor({ state: 'detached' });
    await approve.and(page.locator(':enabled')).waitFor();
    await page.getByRole('button', { name: 'Freeze…' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('Something happened');
    await page.getByRole('dialog').getByRole('button', { name: 'Freeze Maison Sorbier' }).click();
    await page.getByText(/Frozen since .* by .*: Something happened/).waitFor();
    expect(await approve.isDisabled()).toBe(true);
    expect([draft().state, fake.drafts.asked]).toEqual(['waiting', []]);
  });

  it('can be approved once a hold is over, though the server had answered of the hold before it was told of', async () => {
    await visit('/approve', { me: editor });
    await page.route('**/api/drafts/draft-1', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ json: { ...((await answer.json()) as object), barred: 'held', moves: ['reject'] } });
    });
    const answered = page.waitForResponse('**/api/drafts/draft-1');
    sent(DARK);
    await answered;
    accepted(DARK, { verdict: 'block' }, ['event.death']);
    await page.getByText('Held: the story has turned').waitFor();
    await page.unroute('**/api/drafts/draft-1');
    accepted(DARK);
    await page.getByText('Held: the story has turned').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Approve' }).and(page.locator(':enabled')).click();
    await becomes('approved');
  });

  it('says who was faster, and what they did', async () => {
    await visit('/approve', { me: editor });
    sent(DARK);
    const approve = page.getByRole('button', { name: 'Approve' }).and(page.locator(':enabled'));
    await approve.waitFor();
    await page.route('**/api/drafts/*/moves', async (route) => {
      await page.unroute('**/api/drafts/*/moves');
      fake.drafts.act('draft-1', NORA, { move: 'reject', reason: 'Pas ce soir' });
      await route.continue();
    });
    await approve.click();
    await page.getByText('Nora was faster and rejected it: Pas ce soir. Nothing was done.').waitFor();
    await page.getByRole('article').getByText('Rejected').waitFor();
  });

  it('tells whoever wrote it last that somebody else must approve', async () => {
    await visit('/approve', { me: editor });
    accepted(DARK, { verdict: 'review' });
    const own = fake.drafts.begin(DARK.id, { ...MARC, id: editor.id, name: editor.name, role: 'editor' }, 'De moi');
    fake.drafts.act(own.id, MARC, { move: 'send' });
    await page.getByText('You wrote it last: somebody else has to approve it.').waitFor();
    expect(await page.getByRole('button', { name: 'Approve' }).isDisabled()).toBe(true);
  });

  it('has nothing to approve for those who may not', async () => {
    await visit('/approve');
    await page.getByText('You approve for no brand.').waitFor();
    expect(await page.getByRole('link', { name: 'Approvals' }).count()).toBe(0);
  });

  it.each([
    ['light, wide', { locale: 'en-GB', colorScheme: 'light', viewport: { width: 1440, height: 900 } }],
    ['dark, French', { locale: 'fr-FR', colorScheme: 'dark', viewport: { width: 1024, height: 800 } }],
    ['phone, French', { locale: 'fr-FR', colorScheme: 'light', viewport: { width: 390, height: 844 }, hasTouch: true }],
    ['phone, dark', { locale: 'en-GB', colorScheme: 'dark', viewport: { width: 390, height: 844 }, hasTouch: true }],
  ] as const)(
    'breaks no rule of accessibility, and fits: %s',
    async (_name, options) => {
      await visit('/approve', { me: editor, options });
      await expectAccessible(page);
      sent(DARK, 'Bonsoir');
      const escalated = {
        escalatedAt: new Date(clock()).toISOString(),
        updatedAt: new Date(clock() + 9).toISOString(),
      };
      fake.drafts.put({ ...draft(), ...escalated });
      await page.goto(`${fake.url}/approve?draft=draft-1`);
      await page.getByRole('article').waitFor();
      await expectAccessible(page);
      await page.getByRole('button', { name: /^(Edit|Modifier)/ }).click();
      await expectAccessible(page);
      accepted(DARK, { verdict: 'block' }, ['nothing-grave']);
      await page
        .getByRole('alert')
        .getByText(/Cannot go out now|Ne peut pas sortir/)
        .waitFor();
      await expectAccessible(page);
      accepted(DARK);
      await page.goto(`${fake.url}/o/dark`);
      await page.getByRole('button', { name: /^(Take back|Reprendre)/ }).click();
      await page.getByRole('textbox', { name: /^(Draft text|Texte du)/ }).waitFor();
      await expectAccessible(page);
      await page.route('**/api/drafts/*/moves', (route) => route.abort());
      await page.getByRole('textbox', { name: /^(Draft text|Texte du)/ }).fill('À moi');
      fake.drafts.act('draft-1', MARC, { move: 'write', text: 'À Marc' });
      await page
        .getByRole('alert')
        .getByText(/^Marc (changed|a modifié)/)
        .waitFor();
      await expectAccessible(page);
      expect(complaints).toEqual([]);
    },
    LONG,
  );
});
