import { beforeEach, expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import sharp from 'sharp';
import type { OutsideView } from '../../src/contract/outside.ts';
import type { Me } from '../../src/contract/user.ts';
import { expectAccessible } from '../support/accessible.ts';
import { until } from '../support/app.ts';
import { fakeCard, fakeMe } from '../support/console-cards.ts';
import { MARC } from '../support/console-drafts.ts';
import { describeInBrowser, LONG } from '../support/console-trial.ts';
import type { FakeServer } from '../support/fake-server.ts';

const clock = () => Date.now();
const DARK = { id: 'dark', title: 'Le stade dans le noir' };
const ENGLISH: BrowserContextOptions = { locale: 'en-GB', viewport: { width: 1440, height: 1000 } };
const N = '\u202f';

const editor: Me = {
  ...fakeMe,
  brands: fakeMe.brands.map((brand) => ({ ...brand, permissions: [...brand.permissions, 'approve'] })),
};

const VIEW: OutsideView = {
  ...{ name: 'Jeanne Martin', askedBy: 'Nora', brand: 'Maison Sorbier', deadline: null },
  expiresAt: new Date(clock() + 3_600_000).toISOString(),
  story: { title: 'Le stade dans le noir', lang: 'fr', verdict: 'go' },
  draft: {
    ...{ version: 3, text: 'Bonsoir à tous', lang: 'fr', author: 'Marc', pictures: [] },
    ...{ variants: [{ platform: 'x', text: `Soir${N}!` }, { platform: 'instagram' }], platforms: [] },
  },
};

describeInBrowser('the draft editor', (trial) => {
  let fake: FakeServer;
  let page: Page;
  let complaints: string[];
  beforeEach(() => {
    complaints = [];
  });

  async function visit(path: string, options = ENGLISH, me: Me = fakeMe): Promise<void> {
    const platforms = ['x', 'instagram', 'bluesky'] as const;
    ({ page, fake } = await trial.open({ clock, stories: [DARK], me, platforms: [...platforms] }, options));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.route('**/api/brands/*/draft-check', (route) => route.fulfill({ json: { level: 'go', findings: [] } }));
    const by = { id: 'marc', name: 'Marc' };
    const at = new Date(clock()).toISOString();
    const decision = { id: 'd', brand: 'maison-sorbier', opportunity: 'dark', action: 'accept' as const, by, at };
    fake.publish({ ...fakeCard(clock(), DARK), decision, hold: null });
    await page.goto(fake.url + path);
  }

  const section = () => page.getByRole('region', { name: /^(Draft|Brouillon)$/ });
  const box = () => page.getByRole('textbox', { name: /^(Draft text|Texte du brouillon)$/ });
  const press = (name: string) => section().getByRole('button', { name, exact: true }).click();
  const tab = (name: RegExp) =>
    page.getByRole('group', { name: 'Where it goes' }).getByRole('button', { name }).click();
  const draft = () => fake.drafts.drafts.get('draft-1')!;
  const saved = (what: string, holds: () => boolean) => until(what, () => (draft() && holds() ? true : undefined));
  const picture = () =>
    sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } })
      .png()
      .toBuffer();

  it('says something of its own where the common text is too long, with a picture in words, and is sent', async () => {
    await visit('/o/dark');
    await box().fill(`${'Les bougies sont prêtes. '.repeat(11)}Venez ! #Flan`);
    await section().getByText('Too long for X by', { exact: false }).waitFor();
    await section().getByRole('figure').getByTitle('Too long from here on').first().waitFor();
    await press('Other words for X');
    await section()
      .getByText(/^\d+ of 280/)
      .waitFor();
    await page.getByRole('textbox', { name: 'Draft text for X' }).fill('Les bougies sont prêtes : venez !');
    await press('French spacing');
    await section()
      .getByText(/narrow no-break space.* on X/)
      .waitFor();
    await tab(/^Instagram/);
    await section().getByText('Says the common text.').waitFor();
    await section().getByText('Instagram wants a picture or a video with it.').waitFor();
    await page.locator('input[type=file]').setInputFiles([
      { name: 'page.png', mimeType: 'image/png', buffer: Buffer.from('<script>') },
      { name: 'stade.png', mimeType: 'image/png', buffer: await picture() },
    ]);
    await section().getByText('page.png is no picture that can be read', { exact: false }).waitFor();
    await section().getByText('Needed before it is sent.').waitFor();
    await tab(/^Common text/);
    await saved('the picture is saved', () => draft().media.length === 1);
    await press('Send for approval');
    await page.getByText('A picture has no words yet for those who do not see it.', { exact: false }).waitFor();
    expect(draft().state).toBe('writing');
    await page.getByRole('textbox', { name: /^Picture 1/ }).fill('Un gâteau aux bougies');
    await press('Send for approval');
    await saved('it is sent', () => draft().state === 'waiting');
    const own = `Les bougies sont prêtes${N}: venez${N}!`;
    expect(draft()).toMatchObject({
      variants: [{ platform: 'x', text: own }, { platform: 'instagram' }, { platform: 'bluesky' }],
      media: [{ media: 'picture-1', alt: 'Un gâteau aux bougies' }],
    });
    await section().getByRole('group', { name: 'X' }).getByText(own).waitFor();
    fake.drafts.act('draft-1', MARC, { move: 'write', text: draft().text, media: [] });
    // It is his to write again: the section is drawn anew, and with it what was unfolded.
    await section().getByRole('button', { name: 'Send for approval' }).waitFor();
    await section().getByText('Versions').click();
    await section()
      .getByText(/Changed: the pictures/)
      .waitFor();
    expect(complaints).toEqual([]);
  });

  it('keeps the narrow spaces of French through copying and pasting', async () => {
    await visit('/o/dark', { ...ENGLISH, permissions: ['clipboard-read', 'clipboard-write'] });
    await box().fill('Prêts ? Oui !');
    await press('French spacing');
    expect(await box().inputValue()).toBe(`Prêts${N}? Oui${N}!`);
    await box().press('ControlOrMeta+a');
    await box().press('ControlOrMeta+x');
    expect(await box().inputValue()).toBe('');
    await box().press('ControlOrMeta+v');
    await saved('as it was', () => draft().text === `Prêts${N}? Oui${N}!`);
  });

  it('joins what two people write in different places, and lays the same place side by side', async () => {
    await visit('/o/dark');
    await box().fill('Bonsoir à tous');
    await saved('it is there', () => draft().text === 'Bonsoir à tous');
    const people = [{ id: 'marc', name: 'Marc', draft: 'draft-1' }];
    fake.tell({ type: 'presence', brand: 'maison-sorbier', opportunity: 'dark', people });
    await section().getByText('Marc is writing in this draft now.').waitFor();
    await page.route('**/api/drafts/*/moves', (route) => route.abort());
    await box().fill('Bonsoir à toutes et à tous');
    await section().getByText('Not saved: the server does not answer.', { exact: false }).waitFor();
    const variants = [{ platform: 'x' as const, text: 'Soir, dit Marc' }, { platform: 'bluesky' as const }];
    fake.drafts.act('draft-1', MARC, { move: 'write', text: 'Bonsoir à tous', variants });
    await page.getByText('Marc changed X and Bluesky meanwhile: both stand.').first().waitFor();
    await page.unroute('**/api/drafts/*/moves');
    await saved(
      'both',
      () => draft().text === 'Bonsoir à toutes et à tous' && draft().variants[0]?.text === 'Soir, dit Marc',
    );
    await tab(/^X/);
    await page.route('**/api/drafts/*/moves', (route) => route.abort());
    await page.getByRole('textbox', { name: 'Draft text for X' }).fill('Soir, dis-je');
    await section().getByText('Not saved', { exact: false }).first().waitFor();
    const his = [{ platform: 'x' as const, text: 'Nuit, dit Marc' }, { platform: 'bluesky' as const }];
    fake.drafts.act('draft-1', MARC, { move: 'write', text: draft().text, variants: his });
    await section().getByText('Nuit, dit Marc').waitFor();
    await section().getByText('Soir, dis-je').waitFor();
    await expectAccessible(page);
    await page.unroute('**/api/drafts/*/moves');
    await press('Both, one under the other');
    await saved('one under the other', () => draft().variants[0]?.text === 'Nuit, dit Marc\n\nSoir, dis-je');
    expect(draft().text).toBe('Bonsoir à toutes et à tous');
    expect(complaints).toEqual([]);
  });

  it('is changed for one platform by the approver, who sees each as it will look', async () => {
    await visit('/approve', ENGLISH, editor);
    const variants = [{ platform: 'x' as const, text: 'Soir' }, { platform: 'bluesky' as const }];
    const { id } = fake.drafts.begin('dark', MARC, { text: 'Bonsoir', variants });
    fake.drafts.act(id, MARC, { move: 'send' });
    await page.getByRole('article').getByRole('group', { name: 'X' }).getByText('4 of 280').waitFor();
    await page.getByRole('button', { name: 'Edit' }).and(page.locator(':enabled')).click();
    await page.getByRole('group', { name: 'Where it goes' }).getByRole('button', { name: /^X/ }).click();
    await page.getByRole('textbox', { name: 'Draft text for X' }).fill('Soir, dit Léa');
    await page.getByRole('button', { name: 'Approve with this text' }).click();
    await saved('it is approved', () => draft().state === 'approved');
    expect(draft()).toMatchObject({
      version: 2,
      variants: [{ platform: 'x', text: 'Soir, dit Léa' }, { platform: 'bluesky' }],
    });
  });

  it('is answered from outside, by somebody who is shown nothing else', async () => {
    await visit('/approve');
    const asked: unknown[] = [];
    await page.route('**/api/outside/*', async (route) => {
      const body: unknown = route.request().postDataJSON();
      if (route.request().url().endsWith('/look')) return route.fulfill({ json: VIEW });
      asked.push(body);
      return route.fulfill({ json: { done: true } });
    });
    await page.goto(`${fake.url}/outside#the-token`);
    await page.getByText('Nora asks you, Jeanne Martin, to approve this for Maison Sorbier.').waitFor();
    await page.getByText(`Soir${N}!`).waitFor();
    expect([await page.getByRole('navigation').count(), page.url().includes('?')]).toEqual([0, false]);
    await page.getByRole('button', { name: 'Ask for a change' }).click();
    await page.getByRole('button', { name: 'Send it' }).click();
    await page.getByText('Say why in a few words.').waitFor();
    await expectAccessible(page);
    await page.getByRole('textbox').fill('Plus court');
    await page.getByRole('button', { name: 'Send it' }).click();
    await page.getByRole('heading', { name: 'Sent. The team reads it at once.' }).waitFor();
    const seen = { token: 'the-token', version: 3, verdict: 'go' };
    expect(asked).toEqual([{ answer: 'ask-change', reason: 'Plus court', ...seen }]);
  });

  it.each([
    ['dark, French', { locale: 'fr-FR', colorScheme: 'dark', viewport: { width: 1280, height: 900 } }],
    ['phone', { locale: 'en-GB', colorScheme: 'light', viewport: { width: 390, height: 844 }, hasTouch: true }],
  ] as const)(
    'breaks no rule of accessibility, and fits: %s',
    async (_name, options) => {
      await visit('/o/dark', options);
      await box().fill('Bonsoir à tous. '.repeat(30));
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: await picture() });
      await page.getByRole('textbox', { name: /^(Picture|Image) 1/ }).waitFor();
      await expectAccessible(page);
      await section()
        .getByRole('button', { name: /^(Other words for|Un autre texte pour) X/ })
        .click();
      await expectAccessible(page);
      await page.route('**/api/outside/look', (route) => route.fulfill({ json: VIEW }));
      await page.goto(`${fake.url}/outside#the-token`);
      await page.getByText(`Soir${N}!`).waitFor();
      await expectAccessible(page);
      expect(complaints).toEqual([]);
    },
    LONG,
  );
});
