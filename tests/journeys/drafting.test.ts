import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Card } from '../../src/contract/card.ts';
import type { Draft } from '../../src/contract/draft.ts';
import { expectAccessible } from '../support/accessible.ts';
import { until } from '../support/app.ts';
import { describeNewsroom, PHONE } from '../support/newsroom.ts';
import type { Worker } from '../support/newsroom.ts';
import { SORBIER } from '../support/own-config.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { startReceiver } from '../support/receiver.ts';
import type { Receiver } from '../support/receiver.ts';

const SECRET = 'a secret for the journeys';

// The receiver stands on this machine.
describeNewsroom('from a story to posts that are out', { settings: { REBOND_PRIVATE_ADDRESSES: 'on' } }, (room) => {
  let marc: Worker;
  let nora: Worker;
  let admin: Person;
  let receiver: Receiver;

  beforeAll(async () => {
    receiver = await startReceiver(SECRET, () => Date.now(), { drops: true });
    nora = await room.worker('Nora', 'editor', { device: PHONE });
    marc = await room.worker('Marc', 'community-manager');
    admin = await signIn(await room.command('user', 'link', 'admin@rebond.local'));
    const way = { kind: 'webhook', url: `${receiver.url}/posts`, dropsRepeats: true };
    const platforms = ['x', 'instagram', 'bluesky'];
    const made = await admin.post(`/api/brands/${SORBIER}/destinations`, {
      label: 'Agency',
      platforms,
      way,
      secret: SECRET,
    });
    if (made.status !== 200) throw new Error(JSON.stringify(made.body));
  });
  afterAll(() => receiver?.close());

  const path = ({ opportunity: { id } }: Card) => `${room.product.url}/o/${encodeURIComponent(id)}`;
  const draftsOf = async ({ opportunity: { id } }: Card): Promise<Draft[]> =>
    (await marc.api.get(`/api/opportunities/${encodeURIComponent(id)}/drafts`)).body.drafts;
  const becomes = (card: Card, what: string, holds: (draft: Draft) => boolean) =>
    until(what, async () => (await draftsOf(card)).find(holds));
  const section = ({ page }: Worker) => page.getByRole('region', { name: 'Draft', exact: true });
  const box = ({ page }: Worker) => page.getByRole('textbox', { name: 'Draft text', exact: true });

  async function accepted(card: Card): Promise<void> {
    await marc.page.goto(path(card));
    await marc.page.getByRole('button', { name: 'Accept', exact: true }).click();
    await box(marc).waitFor();
  }
  async function written(card: Card, text: string): Promise<Draft> {
    await accepted(card);
    await box(marc).fill(text);
    return becomes(card, 'it is saved', (draft) => draft.text === text);
  }
  async function approved(card: Card, text: string): Promise<Draft> {
    const { id } = await written(card, text);
    await marc.page.getByRole('button', { name: 'Send for approval' }).click();
    const { version } = await becomes(card, 'it waits', ({ state }) => state === 'waiting');
    await nora.api.post(`/api/drafts/${id}/moves`, { move: 'approve', version });
    return becomes(card, 'it is approved', ({ state }) => state === 'approved');
  }

  it('a suggestion becomes three variants, is approved, goes out by webhook, and is seen in the funnel', async () => {
    await room.tell('snack', 'goûter géant Éléonore au parc, chocolat et guimauve pour tous');
    const card = await room.card('éléonore', 'go');
    await accepted(card);
    const { page } = marc;
    await page.getByRole('button', { name: 'Suggest words' }).click();
    await page.getByRole('list', { name: 'Suggested words' }).getByRole('button', { name: 'Use' }).first().click();
    const suggested = await until('it stands there', async () => (await box(marc).inputValue()) || undefined);
    const goes = page.getByRole('group', { name: 'Where it goes' });
    for (const [platform, own] of [
      ['X', 'Le chocolat est chaud, au parc, ce soir.'],
      ['Instagram', 'Le chocolat est chaud. On garde la guimauve pour vous.'],
    ] as const) {
      await goes.getByRole('button', { name: new RegExp(`^${platform}`) }).click();
      await section(marc)
        .getByRole('button', { name: `Other words for ${platform}` })
        .click();
      await page.getByRole('textbox', { name: `Draft text for ${platform}` }).fill(own);
    }
    await becomes(
      card,
      'three texts',
      ({ variants }) => variants.filter(({ text }) => text !== undefined).length === 2,
    );
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Send for approval' }).click();
    const { id } = await becomes(card, 'it waits', ({ state }) => state === 'waiting');

    await nora.page.goto(`${room.product.url}/approve?draft=${id}`);
    await nora.page.getByText('On garde la guimauve pour vous.').first().waitFor();
    await nora.page.getByRole('button', { name: 'Valider', exact: true }).and(nora.page.locator(':enabled')).click();
    await page.getByText('Nora approved your draft').first().waitFor();
    for (const platform of ['X', 'Instagram', 'Bluesky']) {
      await page.getByRole('button', { name: `Publish on ${platform}` }).click();
    }
    await until('three posts', () => (receiver.bodies.length === 3 ? true : undefined));
    const out = await becomes(card, 'all are out', ({ publications }) => {
      return publications.filter(({ state }) => state === 'out').length === 3;
    });
    expect(out.state).toBe('published');
    const texts = JSON.stringify(receiver.bodies);
    for (const text of [
      suggested.trim(),
      'Le chocolat est chaud, au parc, ce soir.',
      'On garde la guimauve pour vous.',
    ]) {
      expect(texts).toContain(JSON.stringify(text).slice(1, -1));
    }
    await page
      .getByRole('link', { name: /See the post/ })
      .first()
      .waitFor();
    await page.goto(`${room.product.url}/results`);
    await page
      .getByRole('row', { name: /^Published 1 / })
      .first()
      .waitFor();
  });

  it('the verdict turns while the draft is written: frozen before the writer’s eyes, and the scheduled post is held', async () => {
    const scene = 'la bande-annonce du nouveau film Céladon';
    await room.tell('trailer', `${scene} fait rire tout le monde`);
    const card = await room.card('céladon', 'go');
    const { id, version } = await approved(card, 'On a ri aussi');
    const at = new Date(Date.now() + 3_600_000).toISOString();
    const { body } = await marc.api.get(`/api/brands/${SORBIER}/destinations`);
    const to = [{ platform: 'x', destination: body[0].id }];
    expect((await marc.api.post(`/api/drafts/${id}/publications`, { version, to, at })).status).toBe(200);
    await section(marc).getByText('Waiting').first().waitFor();
    await marc.page.getByRole('button', { name: 'New draft' }).click();
    await box(marc).fill('Et encore');
    await becomes(card, 'the second', ({ text }) => text === 'Et encore');

    await room.tell('trailer-turn', `${scene}, deux morts sur le tournage, on cherche des blessés`);
    await room.card('céladon', 'block');
    await marc.page.getByText('the story has turned since it was accepted').first().waitFor();
    expect(await marc.page.getByRole('button', { name: 'Send for approval' }).isDisabled()).toBe(true);
    const held = await becomes(card, 'it is held', ({ publications }) => publications[0]?.state === 'held');
    expect([held.id, receiver.bodies.some((post) => JSON.stringify(post).includes('On a ri'))]).toEqual([id, false]);
    await marc.page.getByRole('button', { name: /^Draft 1 by/ }).click();
    await section(marc).getByText('Held', { exact: true }).first().waitFor();
    await expectAccessible(marc.page);
  });

  it('two writers see each other, and neither loses a word', async () => {
    await room.tell('cake', 'un gâteau de trois mètres pour la finale, signé par la pâtissière Ondine');
    const card = await room.card('ondine', 'go');
    const { id } = await written(card, 'Trois mètres !');
    const page = await room.open(path(card));
    await page.goto(await room.command('user', 'link', 'nora@rebond.example'));
    await page.goto(path(card));
    await page.getByRole('textbox', { name: 'Draft text', exact: true }).focus();
    await section(marc).getByText('Nora is writing in this draft now.').waitFor();
    const goes = page.getByRole('group', { name: 'Where it goes' });
    await goes.getByRole('button', { name: /^X/ }).click();
    await page.getByRole('button', { name: 'Other words for X' }).click();
    await page.getByRole('textbox', { name: 'Draft text for X' }).fill('3 m, dit Nora');
    await becomes(card, 'Nora’s', ({ variants }) => variants[0]?.text === '3 m, dit Nora');
    await box(marc).fill('Trois mètres, et pas une miette !');
    const both = await becomes(card, 'both', ({ text }) => text === 'Trois mètres, et pas une miette !');
    expect([both.id, both.variants[0]?.text]).toEqual([id, '3 m, dit Nora']);
    await page.context().close();
  });

  it('somebody without an account approves by a link that works once', async () => {
    await room.tell('light', 'les lumières du stade Hyacinthe reviennent sous les applaudissements');
    const card = await room.card('hyacinthe', 'go');
    const { id } = await written(card, 'Bravo aux électriciens !');
    await marc.page.getByRole('button', { name: 'Send for approval' }).click();
    await becomes(card, 'it waits', ({ state }) => state === 'waiting');
    await nora.page.goto(`${room.product.url}/approve?draft=${id}`);
    await nora.page.getByRole('button', { name: 'Demander à l’extérieur…' }).click();
    const dialog = nora.page.getByRole('dialog');
    await dialog.getByLabel('Qui valide').fill('Jeanne Martin');
    await dialog.getByRole('button', { name: 'Créer le lien' }).click();
    const link = await dialog.locator('code').textContent();
    const outside = await room.open(link ?? '');
    await outside.getByText('Nora asks you, Jeanne Martin, to approve this for Maison Sorbier.').waitFor();
    await outside.getByText('Bravo aux électriciens !').first().waitFor();
    await expectAccessible(outside);
    await outside.getByRole('button', { name: 'Approve', exact: true }).click();
    await outside.getByRole('heading', { name: /^Approved/ }).waitFor();
    await marc.page.getByText('Jeanne Martin (Nora)').first().waitFor();
    expect((await becomes(card, 'approved', ({ state }) => state === 'approved')).approvals).toMatchObject([
      { by: { name: 'Nora' }, outside: 'Jeanne Martin' },
    ]);
    await outside.reload();
    await outside.getByRole('heading', { name: 'This link is not good any more' }).waitFor();
    await outside.context().close();
    expect(room.complaints).toEqual([]);
  });
});
