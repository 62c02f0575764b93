import { beforeAll, expect, it } from '@jest/globals';
import type { Card } from '../../src/contract/card.ts';
import { expectAccessible } from '../support/accessible.ts';
import { describeNewsroom, isLive } from '../support/newsroom.ts';
import type { Worker } from '../support/newsroom.ts';

const WHY = 'The supporters’ club asked us to pass their message on.';

describeNewsroom('the gate before two people', {}, (room) => {
  let nora: Worker;
  let marc: Worker;

  beforeAll(async () => {
    nora = await room.worker('Nora', 'editor');
    marc = await room.worker('Marc', 'community-manager');
  });

  /** The feed as whoever comes now finds it: a new card does not wait for the pointer to leave the list. */
  async function lookAnew(): Promise<void> {
    for (const { page } of [marc, nora]) {
      await page.goto(room.product.url);
      await isLive(page);
    }
  }
  const cardOf = ({ page }: Worker, { opportunity: { id } }: Card) => page.locator(`[id="card-${id}"]`);
  const accept = ({ api }: Worker, { opportunity: { id } }: Card, more: object = {}) =>
    api.post(`/api/opportunities/${id}/decisions`, { action: 'accept', ...more });

  it('a freeze is seen by the other at once, stops every acceptance, and is lifted', async () => {
    await room.tell('snack', 'goûter géant Éléonore au parc, chocolat et guimauve pour tous');
    const card = await room.card('éléonore', 'go');
    await lookAnew();
    await nora.page.getByRole('button', { name: 'Settings and account' }).click();
    await nora.page.getByRole('menuitem', { name: 'Freeze…' }).click();
    await nora.page.getByRole('dialog').getByRole('textbox').fill('An accident on our site');
    await expectAccessible(nora.page);
    await nora.page.getByRole('dialog').getByRole('button', { name: 'Freeze Maison Sorbier' }).click();
    for (const { page } of [marc, nora]) {
      await page.getByText(/Everything is frozen for Maison Sorbier since .* by Nora/).waitFor();
    }
    await expectAccessible(marc.page);
    expect((await accept(marc, card)).body).toMatchObject({
      title: 'Everything is frozen',
      detail: expect.stringContaining('An accident on our site'),
    });
    await cardOf(marc, card).getByRole('link', { name: 'Open', exact: true }).click();
    await marc.page.getByText('Frozen: nothing is accepted until it is lifted.').waitFor();

    await nora.page.getByRole('button', { name: 'Lift…' }).click();
    await nora.page.getByRole('dialog').getByRole('textbox').fill('All is well');
    await nora.page.getByRole('dialog').getByRole('button', { name: 'Lift it' }).click();
    await marc.page.getByText('Everything is frozen').waitFor({ state: 'detached' });
    await marc.page.getByRole('button', { name: 'Accept' }).click();
    await marc.page.getByText('accepted by you').first().waitFor();
  });

  it('review: the server refuses whoever has not opened the context, and takes it once they have', async () => {
    await room.tell('strike', 'grève surprise des stadiers, la finale au stade Octavie commence en retard');
    const card = await room.card('octavie', 'review');
    await lookAnew();
    expect((await accept(marc, card)).body).toMatchObject({ status: 409, title: 'Open the context first' });
    await cardOf(marc, card).getByRole('link', { name: 'Open evidence' }).click();
    await marc.page.getByRole('heading', { name: 'Verdict' }).waitFor();
    await marc.page.getByRole('button', { name: 'Accept' }).click();
    await marc.page.getByText('accepted by you').first().waitFor();
    await cardOf(nora, card).getByText('accepted by Marc').waitFor();
  });

  it('go, accepted, then the story turns: it is held before both, until somebody decides again', async () => {
    const scene = 'la bande-annonce du nouveau film Céladon';
    await room.tell('trailer', `${scene} fait rire tout le monde`);
    const card = await room.card('céladon', 'go');
    await lookAnew();
    await cardOf(marc, card).getByRole('button', { name: 'Accept' }).click();
    await cardOf(nora, card).getByText('accepted by Marc').waitFor();
    await room.tell('trailer-turn', `${scene}, deux morts sur le tournage, on cherche des blessés`);
    await room.card('céladon', 'block');
    for (const worker of [marc, nora]) await cardOf(worker, card).getByText('Held: the story turned').waitFor();
    await expectAccessible(marc.page);
    await cardOf(marc, card).getByRole('button', { name: 'Held: why?' }).click();
    await marc.page.getByRole('dialog').getByRole('button', { name: 'Reopen' }).click();
    await cardOf(nora, card).getByText('Held: the story turned').waitFor({ state: 'detached' });
    expect((await accept(marc, card)).body).toMatchObject({ status: 409, title: expect.stringContaining('gate') });
  });

  it('block: a manager cannot accept, an editor can with a reason that everybody reads', async () => {
    await room.tell('stand', 'trois morts dans l’effondrement de la tribune avant la finale au stade Aurélien');
    const card = await room.card('aurélien', 'block');
    await lookAnew();
    await cardOf(marc, card).getByRole('button', { name: 'Why?' }).click();
    await marc.page.getByRole('dialog').getByText('Only an editor may accept it all the same').waitFor();
    await marc.page.keyboard.press('Escape');
    expect((await accept(marc, card)).body).toMatchObject({ status: 409, title: expect.stringContaining('gate') });
    expect((await accept(marc, card, { override: WHY })).status).toBe(403);
    expect((await accept(nora, card)).status).toBe(409);

    await cardOf(nora, card).getByRole('heading').getByRole('link').click();
    await nora.page.getByRole('button', { name: 'Accept all the same…' }).click();
    const dialog = nora.page.getByRole('dialog');
    await dialog.getByText('effondrement').first().waitFor();
    await expectAccessible(nora.page);
    await dialog.getByRole('textbox').fill(WHY);
    await dialog.getByRole('button', { name: 'Accept all the same' }).click();
    await nora.page.getByText(`against the gate: ${WHY}`).first().waitFor();
    await cardOf(marc, card).getByText(`accepted by Nora`).waitFor();
    await cardOf(marc, card).getByText(WHY).waitFor();
    expect(room.complaints).toEqual([]);
  });
});
