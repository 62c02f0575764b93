import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Card } from '../../src/contract/card.ts';
import type { Happening } from '../../src/contract/happening.ts';
import type { FunnelReport, SimilarCase } from '../../src/contract/results.ts';
import { rebond } from '../support/app.ts';
import type { Product } from '../support/app.ts';
import { HARBOUR, SORBIER } from '../support/own-config.ts';
import { sendSignals, signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { testDatabase } from '../support/postgres.ts';
import type { TestDatabase } from '../support/postgres.ts';
import { postsAbout } from '../support/posts.ts';
import { createInstallation } from '../support/products.ts';
import type { Installation } from '../support/products.ts';

const LONG = 180_000;

describe('the newsroom clock, from the first post to the post that is out', () => {
  let database: TestDatabase;
  let installation: Installation;
  let product: Product;
  let token: string;
  let anna: Person;
  let edith: Person;
  let hugh: Person;

  beforeAll(async () => {
    database = await testDatabase('clock');
    installation = await createInstallation({ DATABASE_URL: database.url });
    product = await installation.start();
    await product.ready();
    token = await installation.token();
    anna = await newPerson('anna@rebond.example', `community-manager@${SORBIER}`);
    edith = await newPerson('edith@rebond.example', `editor@${SORBIER}`);
    hugh = await newPerson('hugh@rebond.example', `community-manager@${HARBOUR}`);
  }, LONG);

  afterAll(async () => {
    await installation?.remove();
    await database?.drop();
  }, LONG);

  async function newPerson(email: string, role: string): Promise<Person> {
    const run = async (...args: string[]) => {
      const said = await rebond(args, installation.options);
      if (said.code !== 0) throw new Error(said.err);
      return said.out.trim();
    };
    await run('user', 'add', email, '--role', role);
    return signIn(await run('user', 'link', email));
  }

  async function tell(name: string, subject: string, word: string, agoMs: number): Promise<Card> {
    const live = await anna.openConsole();
    const at = Date.now() - agoMs;
    await sendSignals(product.url, token, postsAbout({ name, at, lang: 'fr', subject, count: 30 }));
    const card = await live.card(SORBIER, word, ({ opportunity }) => opportunity.title.toLowerCase().includes(word));
    live.close();
    return card;
  }

  it(
    'is told by the funnel, by the page of the opportunity, and by those that resemble it later',
    async () => {
      const { opportunity } = await tell('cake', 'le praliné Donatien fait débat, quel dessert', 'donatien', 150_000);
      const at = `/api/opportunities/${opportunity.id}`;
      const fine = async (asked: Promise<{ status: number; body: unknown }>) => {
        const { status, body } = await asked;
        expect([status, status < 300 ? '' : body]).toEqual([status, '']);
        return body as never;
      };
      await fine(anna.post(`${at}/context`, { verdict: opportunity.verdict.level }));
      await fine(anna.post(`${at}/decisions`, { action: 'accept', note: 'quickly' }));
      const { draft }: { draft: { id: string; version: number } } = await fine(
        anna.post(`${at}/drafts`, { text: 'Nos chandelles sont prêtes.', lang: 'fr' }),
      );
      const move = (who: Person, name: string) =>
        fine(who.post(`/api/drafts/${draft.id}/moves`, { move: name, version: draft.version }));
      await move(anna, 'send');
      await move(edith, 'approve');
      await move(anna, 'publish');

      const funnel: FunnelReport = await fine(anna.get(`/api/brands/${SORBIER}/funnel`));
      expect(funnel.steps.map(({ count }) => count)).toEqual([1, 1, 1, 1, 1, 1, 1]);
      expect(funnel.clock.find(({ step }) => step === 'published')).toMatchObject({ count: 1, within: 1 });
      expect(funnel.latency?.changes).toBeGreaterThan(0);

      const { steps }: { steps: Record<string, string> } = await fine(anna.get(at));
      expect(Object.keys(steps).sort()).toEqual(
        ['detected', 'alerted', 'seen', 'decided', 'drafted', 'approved', 'published'].sort(),
      );
      const history: Happening[] = await fine(edith.get(`${at}/history`));
      const told = history.map(({ action, by }) => `${action} ${by?.name ?? ''}`.trim());
      expect(told).toEqual(
        expect.arrayContaining([
          'draft.publish anna@rebond.example',
          'draft.approve edith@rebond.example',
          'opportunity.accept anna@rebond.example',
          'step.detected',
        ]),
      );

      const later = await tell('tea', 'le goûter géant Éléonore, chocolat et guimauve pour tous', 'éléonore', 0);
      const similar: SimilarCase[] = await fine(anna.get(`/api/opportunities/${later.opportunity.id}/similar`));
      expect(similar).toMatchObject([{ id: opportunity.id, outcome: 'published' }]);
    },
    LONG,
  );

  it('is nobody else’s', async () => {
    const { body } = (await anna.get(`/api/brands/${SORBIER}/cards`)) as { body: { cards: Card[] } };
    const { id } = body.cards[0]!.opportunity;
    const closed = ['funnel', 'funnel.csv', 'reactivity'].map((what) => `/api/brands/${SORBIER}/${what}`);
    for (const address of [...closed, `/api/opportunities/${id}/similar`, `/api/opportunities/${id}/history`]) {
      expect([address, (await hugh.get(address)).status]).toEqual([address, 404]);
    }
    const theirs = (await hugh.get(`/api/brands/${HARBOUR}/funnel`)) as unknown as { body: FunnelReport };
    expect(theirs.body.steps[0]).toMatchObject({ count: 0 });
  });
});
