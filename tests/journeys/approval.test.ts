import { beforeAll, expect, it } from '@jest/globals';
import type { Card } from '../../src/contract/card.ts';
import { expectAccessible } from '../support/accessible.ts';
import { until } from '../support/app.ts';
import { describeNewsroom, PHONE } from '../support/newsroom.ts';
import type { Worker } from '../support/newsroom.ts';

describeNewsroom('from card to post, between two people', {}, (room) => {
  /** An editor, on the way with a telephone, in French. */
  let nora: Worker;
  /** A community manager at the desk, in English. */
  let marc: Worker;

  beforeAll(async () => {
    nora = await room.worker('Nora', 'editor', { device: PHONE });
    marc = await room.worker('Marc', 'community-manager');
  });

  const path = ({ opportunity: { id } }: Card) => `${room.product.url}/o/${encodeURIComponent(id)}`;
  const drafts = async ({ opportunity: { id } }: Card) =>
    (await marc.api.get(`/api/opportunities/${encodeURIComponent(id)}/drafts`)).body.drafts;

  /** Marc accepts, writes, and sends it to the editors. */
  async function send(card: Card, text: string): Promise<void> {
    const { page } = marc;
    await page.goto(path(card));
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByRole('textbox', { name: 'Draft text' }).fill(text);
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Send for approval' }).click();
    await page.getByText('Waiting for approval').first().waitFor();
  }

  it('a card is accepted, written about, approved with an edit on a telephone, and out; every state is right', async () => {
    await room.tell('snack', 'goûter géant Éléonore au parc, chocolat et guimauve pour tous');
    const card = await room.card('éléonore', 'go');
    await send(card, 'Bonsoir à tous, le chocolat est chaud');
    await expectAccessible(marc.page);
    expect(await drafts(card)).toMatchObject([{ state: 'waiting', version: 1, author: { name: 'Marc' } }]);

    await nora.page.getByRole('link', { name: /^Validations/ }).click();
    await nora.page.getByRole('navigation', { name: 'Brouillons en attente' }).getByRole('link').click();
    await nora.page.getByText('le chocolat est chaud').first().waitFor();
    await expectAccessible(nora.page);
    await nora.page.getByRole('button', { name: /^Modifier/ }).click();
    await nora.page.getByRole('textbox', { name: 'Texte du brouillon' }).fill('Bonsoir, le chocolat est chaud');
    await nora.page.getByRole('button', { name: /^Valider avec ce texte/ }).click();

    await marc.page.getByText('Nora approved your draft').first().waitFor();
    await marc.page.getByText('Bonsoir, le chocolat est chaud').first().waitFor();
    await nora.page.getByRole('article').getByText('Validé').first().waitFor();
    await marc.page
      .getByRole('button', { name: /^It is out/ })
      .first()
      .click();
    await marc.page.getByLabel('Link to the post').fill('https://bluesky.example/p/1');
    await marc.page.getByRole('dialog').getByRole('button', { name: 'It is out' }).click();
    await marc.page.getByRole('link', { name: /See the post/ }).waitFor();
    await nora.page.getByRole('article').getByText('Publié').first().waitFor();
    expect(await drafts(card)).toMatchObject([
      {
        ...{ state: 'published', version: 2, text: 'Bonsoir, le chocolat est chaud' },
        ...{ link: 'https://bluesky.example/p/1', author: { name: 'Marc' } },
        approvals: [{ by: { name: 'Nora' }, version: 2, verdict: 'go', roles: ['editor'] }],
      },
    ]);
  });

  it('the story turns while its draft waits: nobody can approve it any more, and both are told', async () => {
    const scene = 'la bande-annonce du nouveau film Céladon';
    await room.tell('trailer', `${scene} fait rire tout le monde`);
    const card = await room.card('céladon', 'go');
    await send(card, 'On a ri aussi');
    const [draft] = await until('the draft', async () => {
      const all = await drafts(card);
      return all.length > 0 ? all : undefined;
    });
    await nora.page.goto(`${room.product.url}/approve?draft=${draft.id}`);
    const approve = nora.page.getByRole('button', { name: 'Valider' });
    await approve.and(nora.page.locator(':enabled')).waitFor();

    await room.tell('trailer-turn', `${scene}, deux morts sur le tournage, on cherche des blessés`);
    await room.card('céladon', 'block');
    await nora.page.getByText('l’histoire a tourné depuis').waitFor();
    await marc.page.getByText('the story has turned since it was accepted').first().waitFor();
    expect(await approve.isDisabled()).toBe(true);
    await expectAccessible(nora.page);
    const asked = await nora.api.post(`/api/drafts/${draft.id}/moves`, { move: 'approve', version: draft.version });
    expect([asked.status, asked.body.type]).toEqual([409, expect.stringMatching(/held$/)]);
    expect(await drafts(card)).toMatchObject([{ state: 'waiting', approvals: [] }]);
    expect(room.complaints).toEqual([]);
  });
});
