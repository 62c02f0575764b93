import { beforeAll, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { Card } from '../../src/contract/card.ts';
import { expectFrench } from '../support/in-french.ts';
import { addressOf, describeNewsroom, FRENCH_DESK, isLive, PHONE } from '../support/newsroom.ts';
import type { Worker } from '../support/newsroom.ts';
import { SORBIER } from '../support/own-config.ts';
import { signIn } from '../support/person.ts';

const PASSWORD = 'a sentence is easy to remember';
/** So many fields and links at most before a button that is to be reached by Tab. */
const TABS = 60;

describeNewsroom('other ways to a decision', {}, (room) => {
  let nora: Worker;
  const cardOf = (page: Page, { opportunity: { id } }: Card): Locator => page.locator(`[id="card-${id}"]`);

  beforeAll(async () => {
    nora = await room.worker('Nora', 'editor', { device: PHONE });
  });

  /** Somebody with a password, who was shown around before, on the sign-in page. */
  async function atTheDoor(name: string, device?: Parameters<typeof room.open>[1]): Promise<Page> {
    const api = await signIn(await room.invite(name, `community-manager@${SORBIER}`, '--password', PASSWORD));
    await api.post('/api/account/profile', { toured: true });
    return room.open(room.product.url, device);
  }

  it('two accept at once: one of them has it, the other is told who', async () => {
    const [ana, ben] = [
      await room.worker('Ana', 'community-manager'),
      await room.worker('Ben', 'community-manager'),
    ] as const;
    await room.tell('snack', 'goûter géant Éléonore au parc, chocolat et guimauve pour tous');
    const card = await room.card('éléonore', 'go');
    const statuses: number[] = [];
    const together = meeting(2);
    for (const { page } of [ana, ben]) {
      await page.goto(room.product.url);
      await page.route('**/decisions', async (route) => {
        await together();
        const answer = await route.fetch();
        statuses.push(answer.status());
        await route.fulfill({ response: answer });
      });
    }
    for (const { page } of [ana, ben]) await cardOf(page, card).getByRole('button', { name: 'Accept' }).click();
    for (const { page } of [ana, ben]) await cardOf(page, card).getByText('accepted by').waitFor();
    const { body } = await ana.api.get(`/api/opportunities/${card.opportunity.id}`);
    expect(body.history).toMatchObject([{ action: 'accept' }]);
    const first: string = body.history[0].by.name;
    const [winner, other] = first === 'Ana' ? [ana, ben] : [ben, ana];
    await cardOf(winner.page, card).getByText('accepted by you').waitFor();
    await other.page.getByText('Somebody was faster').waitFor();
    await cardOf(other.page, card).getByText(`accepted by ${first}`).waitFor();
    expect(statuses.toSorted()).toEqual([200, 409]);
  });

  it('by the keyboard alone, from the sign-in page to the decision', async () => {
    await room.tell('choir', 'le marché de Noël Célestine ouvre ses chalets, chocolat chaud pour tous');
    const card = await room.card('célestine', 'go');
    const page = await atTheDoor('Clara');
    const { keyboard } = page;
    await focused(page, page.getByLabel('E-mail')).waitFor();
    await keyboard.type(addressOf('Clara'));
    await keyboard.press('Tab');
    await focused(page, page.getByRole('textbox', { name: 'Password' })).waitFor();
    await keyboard.type(PASSWORD);
    await keyboard.press('Enter');
    await isLive(page);
    const wanted = cardOf(page, card);
    await wanted.waitFor();
    for (let n = 0; n < TABS && (await focused(page, wanted).count()) === 0; n++) await keyboard.press('j');
    await keyboard.press('Enter');
    await page.getByRole('region', { name: 'Evidence' }).getByRole('listitem').first().waitFor();
    const accept = focused(page, page.getByRole('button', { name: 'Accept' }));
    for (let n = 0; n < TABS && (await accept.count()) === 0; n++) await keyboard.press('Tab');
    await keyboard.press('Enter');
    await page.getByText('accepted by you').first().waitFor();
  });

  it('in French, from the sign-in page to the results, approved on a telephone', async () => {
    await room.tell('cake', 'le praliné Donatien fait débat, quel dessert');
    const card = await room.card('donatien', 'go');
    const page = await atTheDoor('Denis', FRENCH_DESK);
    await page.getByLabel('E-mail').waitFor();
    await expectFrench(page);
    await page.getByLabel('E-mail').fill(addressOf('Denis'));
    await page.getByRole('textbox', { name: 'Mot de passe' }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await cardOf(page, card).getByRole('heading').getByRole('link').click();
    await page.getByRole('region', { name: 'Preuves' }).getByRole('listitem').first().waitFor();
    await page.getByRole('button', { name: 'Accepter' }).click();
    await page.getByText('acceptée par vous').first().waitFor();
    await page.getByRole('textbox', { name: 'Texte du brouillon' }).fill('Praliné ou pas praliné ?');
    await page.getByText('Enregistré', { exact: true }).waitFor();
    await expectFrench(page);
    await page.getByRole('button', { name: 'Envoyer en validation' }).click();

    await nora.page.getByRole('link', { name: /^Validations/ }).click();
    await nora.page.getByRole('navigation', { name: 'Brouillons en attente' }).getByRole('link').click();
    await nora.page.getByText('Praliné ou pas praliné ?').first().waitFor();
    await nora.page.getByRole('button', { name: 'Valider', exact: true }).click();
    await nora.page.getByRole('article').getByText('Validé').first().waitFor();
    await expectFrench(nora.page);

    await page
      .getByRole('button', { name: /^C’est publié/ })
      .first()
      .click();
    await page.getByRole('dialog').waitFor();
    await expectFrench(page);
    await page.getByRole('dialog').getByRole('button', { name: 'C’est publié' }).click();
    await page.getByText('Publié').first().waitFor();
    await page.getByRole('link', { name: 'Résultats' }).click();
    await page.getByRole('rowheader', { name: 'Publiée', exact: true }).waitFor();
    await expectFrench(page);
    expect(room.complaints).toEqual([]);
  });
});

const focused = (page: Page, one: Locator): Locator => one.and(page.locator(':focus'));

/** Resolves for everybody once so many have come. */
function meeting(people: number): () => Promise<void> {
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  let there = 0;
  return () => {
    there += 1;
    if (there === people) begin();
    return begun;
  };
}
