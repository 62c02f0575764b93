import { expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Card } from '../../src/contract/card.ts';
import type { Me, Permission } from '../../src/contract/user.ts';
import { expectAccessible } from '../support/accessible.ts';
import { fakeCard, fakeMe, fakeReason } from '../support/console-cards.ts';
import type { FakeStory } from '../support/console-cards.ts';
import { describeInBrowser, LONG } from '../support/console-trial.ts';
import type { FakeServer } from '../support/fake-server.ts';

const clock = () => Date.now();
const ENGLISH: BrowserContextOptions = { locale: 'en-GB', viewport: { width: 1280, height: 800 } };
const death = fakeReason('block', 'event.death', { posts: 3, share: 0.5 }, ['p1', 'gone']);
const sad: FakeStory = { id: 'sad', title: 'Story sad', verdict: 'block', reasons: [death] };
const odd: FakeStory = { id: 'odd', title: 'Story odd', verdict: 'review' };
const calm: FakeStory = { id: 'calm', title: 'Story calm' };

function somebody(...permissions: Permission[]): Me {
  return { ...fakeMe, everywhere: permissions, brands: fakeMe.brands.map((brand) => ({ ...brand, permissions })) };
}
const editor = somebody('read', 'decide', 'approve');

describeInBrowser('the gate in a browser', (trial) => {
  let fake: FakeServer;
  let page: Page;

  async function visit(path: string, stories: FakeStory[], me = fakeMe, options = ENGLISH) {
    ({ page, fake } = await trial.open({ clock, stories, me }, options));
    await page.goto(fake.url + path);
  }
  const card = (title: string) => page.getByRole('article', { name: title });
  const dialog = () => page.getByRole('dialog');
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  /** Accepted by somebody else, and the story has turned since. */
  function held(): Card {
    const by = { id: 'tom', name: 'Tom' };
    const at = new Date(clock()).toISOString();
    const decision = { id: 'd', brand: 'maison-sorbier', opportunity: 'sad', action: 'accept' as const, by, at };
    const verdict = { level: 'go' as const, reasons: [] };
    return { ...fakeCard(clock(), sad), decision: { ...decision, verdict }, hold: { at, reasons: ['event.death'] } };
  }

  it('tells the server that the context is open before it lets a review card be accepted', async () => {
    await visit('/o/odd', [odd]);
    await button('Accept').click();
    await page.getByText('accepted by you').first().waitFor();
    expect([...fake.gate.contexts]).toEqual([['odd', 'review']]);
    expect(fake.decisions).toEqual([{ action: 'accept' }]);
  });

  it('asks again where a card turns from go to review, and opens it in the feed', async () => {
    await visit('/', [calm]);
    await card('Story calm').getByRole('button', { name: 'Accept' }).waitFor();
    fake.story({ ...calm, verdict: 'review' });
    await card('Story calm').getByRole('link', { name: 'Open evidence' }).click();
    await page.getByRole('heading', { name: 'Evidence' }).waitFor();
    await page.locator('button:not([disabled])', { hasText: 'Accept' }).waitFor();
    await page.getByRole('link', { name: 'Live', exact: true }).first().click();
    await card('Story calm').getByRole('button', { name: 'Accept' }).waitFor();
    fake.story({ ...calm, verdict: 'block' });
    fake.story({ ...calm, verdict: 'review' });
    await card('Story calm').getByRole('link', { name: 'Open evidence' }).waitFor();
  });

  it('says so where the server asks for the context after all', async () => {
    await visit('/', [calm]);
    fake.refuseNext = { status: 409, type: 'context-unread', detail: '' };
    await card('Story calm').getByRole('button', { name: 'Accept' }).click();
    await page.getByText('The verdict is review: open the evidence first').waitFor();
  });

  it('offers no override to a manager, and tells whom to ask', async () => {
    await visit('/', [sad]);
    await card('Story sad').getByRole('button', { name: 'Why?' }).click();
    await dialog().getByText('Only an editor may accept it all the same').waitFor();
    expect(await button('Accept all the same…').count()).toBe(0);
  });

  it('lets an editor override with the reasons and posts before them, and a reason of their own', async () => {
    await visit('/', [sad], editor);
    await card('Story sad').getByRole('button', { name: 'Why?' }).click();
    await dialog().getByRole('button', { name: 'Accept all the same…' }).click();
    await dialog().getByText('Death or mourning: 3 posts, 50% of the story').waitFor();
    await dialog().getByText('Plus une seule lumière').waitFor();
    await dialog().getByText('1 more post is no longer kept.').waitFor();
    await dialog().getByText('are recorded for good').waitFor();
    await dialog().getByRole('textbox').fill('because');
    await dialog().getByRole('button', { name: 'Accept all the same' }).click();
    await dialog().getByText('Say why in a sentence of at least ten characters.').waitFor();
    await expectAccessible(page);
    await dialog().getByRole('textbox').fill('The family asked us to share it.');
    await dialog().getByRole('button', { name: 'Accept all the same' }).click();
    await card('Story sad').getByText('against the gate: The family asked us to share it.').waitFor();
    expect(fake.decisions).toEqual([{ action: 'accept', override: 'The family asked us to share it.' }]);
  });

  it('puts a held card first, says why on card and page, and leads out of it', async () => {
    await visit('/', [calm, { ...sad, verdict: 'go', reasons: [] }]);
    await card('Story calm').waitFor();
    fake.publish(held());
    await card('Story sad').getByText('Held: the story turned – Death or mourning').waitFor();
    expect(await page.getByRole('article').first().getAttribute('aria-labelledby')).toBe('title-sad');
    await card('Story sad').getByRole('button', { name: 'Held: why?' }).click();
    await dialog()
      .getByText(/Tom accepted it .*, when the gate said Go/)
      .waitFor();
    await expectAccessible(page);
    await dialog().getByRole('link', { name: 'See the evidence' }).click();
    await page.getByText('Held: the story turned').waitFor();
    await page.getByText('Reopen it. Then dismiss it, or ask an editor').waitFor();
    await button('Reopen').click();
    await page.getByText('Only an editor may accept it all the same').waitFor();
    expect(fake.decisions).toEqual([{ action: 'reopen' }]);
  });

  it('freezes a brand with its reason, shows it on every screen, and lifts it', async () => {
    await visit('/', [calm], editor);
    await card('Story calm').getByRole('button', { name: 'Accept' }).waitFor();
    await button('Settings and account').click();
    await page.getByRole('menuitem', { name: 'Freeze…' }).click();
    await dialog().getByText('Nothing is accepted, approved or published for Maison Sorbier').waitFor();
    await dialog().getByRole('button', { name: 'Freeze Maison Sorbier' }).click();
    await dialog().getByRole('textbox').fill('An accident on our site');
    await dialog().getByRole('button', { name: 'Freeze Maison Sorbier' }).click();
    const banner = page.getByRole('alert', { name: 'Frozen' });
    await banner.getByText(/Everything is frozen for Maison Sorbier since .* by Léa Martin:/).waitFor();
    await banner.getByText('An accident on our site').waitFor();
    await card('Story calm').getByRole('link', { name: 'Open' }).click();
    await page.getByText('Frozen: nothing is accepted until it is lifted.').waitFor();
    await page.locator('button[disabled]', { hasText: 'Accept' }).waitFor();
    await page.goto(`${fake.url}/sources`);
    await banner.getByRole('button', { name: 'Lift…' }).click();
    await dialog().getByText('cards of Maison Sorbier can be accepted again').waitFor();
    await dialog().getByRole('textbox').fill('All is well');
    await dialog().getByRole('button', { name: 'Lift it' }).click();
    await banner.getByText('An accident on our site').waitFor({ state: 'detached' });
    expect(fake.gate.freezes.size).toBe(0);
  });

  it('shows those who may not lift it who did it and whom to ask', async () => {
    await visit('/', [calm]);
    await card('Story calm').waitFor();
    fake.gate.answer('/api/freeze', { reason: 'An attack in the city' });
    const banner = page.getByRole('alert', { name: 'Frozen' });
    await banner.getByText('Everything is frozen for all brands').waitFor();
    await banner.getByRole('button', { name: 'Details' }).click();
    await dialog().getByText('An editor for all brands can lift it.').waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await button('Settings and account').click();
    await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
    expect(await page.getByRole('menuitem', { name: 'Freeze…' }).count()).toBe(0);
  });

  it.each([
    { locale: 'fr-FR', colorScheme: 'light', viewport: { width: 390, height: 844 } },
    { locale: 'en-GB', colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  ] as const)(
    'breaks no rule of accessibility in banner and dialogues: $locale, $colorScheme',
    async (look) => {
      await visit('/', [calm, sad], editor, look);
      await page.getByRole('article').first().waitFor();
      fake.publish(held());
      await page.locator('[data-standing=held]').waitFor();
      await button(/Settings|Réglages/).click();
      await page.getByRole('menuitem', { name: /Freeze|Geler/ }).click();
      await dialog().getByRole('textbox').waitFor();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      fake.gate.answer('/api/brands/maison-sorbier/freeze', { reason: 'Un accident. '.repeat(30) });
      fake.gate.answer('/api/freeze', { reason: 'An attack in the city' });
      await page.getByText('An attack in the city').waitFor();
      await expectAccessible(page);
      await button(/Lift|Lever/)
        .first()
        .click();
      await dialog().getByRole('textbox').waitFor();
      await expectAccessible(page);
      await page.goto(`${fake.url}/o/sad`);
      await page.locator('section li details').first().waitFor();
      await expectAccessible(page);
    },
    LONG,
  );
});
