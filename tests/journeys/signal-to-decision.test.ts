import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Card } from '../../src/contract/card.ts';
import { rebond, until } from '../support/app.ts';
import type { Product, Said } from '../support/app.ts';
import { HARBOUR, SORBIER } from '../support/own-config.ts';
import { sendSignals, signIn } from '../support/person.ts';
import type { Answer, Person } from '../support/person.ts';
import { testDatabase } from '../support/postgres.ts';
import type { TestDatabase } from '../support/postgres.ts';
import { postsAbout } from '../support/posts.ts';
import { createInstallation } from '../support/products.ts';
import type { Installation } from '../support/products.ts';

const LONG = 180_000;

describe('from a signal to a decision', () => {
  let database: TestDatabase;
  let installation: Installation;
  let product: Product;
  let token: string;
  let anna: Person;
  let benoit: Person;
  let hugh: Person;

  beforeAll(async () => {
    database = await testDatabase('decision');
    installation = await createInstallation({ DATABASE_URL: database.url });
    product = await installation.start();
    await product.ready();
    token = await installation.token();
    anna = await newPerson('anna@rebond.example', `community-manager@${SORBIER}`);
    benoit = await newPerson('benoit@rebond.example', `editor@${SORBIER}`);
    hugh = await newPerson('hugh@rebond.example', `community-manager@${HARBOUR}`);
  }, LONG);

  afterAll(async () => {
    await installation?.remove();
    await database?.drop();
  }, LONG);

  async function command(...args: string[]): Promise<Said> {
    const said = await rebond(args, installation.options);
    if (said.code !== 0) throw new Error(said.err);
    return said;
  }

  async function newPerson(email: string, role: string): Promise<Person> {
    await command('user', 'add', email, '--role', role);
    return signIn((await command('user', 'link', email)).out.trim());
  }

  /** A story that nobody told before: posts of the last minutes by as many people, and the words to know it by. */
  async function tell(name: string, lang: string, subject: string, count = 30): Promise<void> {
    await sendSignals(product.url, token, postsAbout({ name, at: Date.now() - count * 1_000, lang, subject, count }));
  }

  const about =
    (word: string) =>
    ({ opportunity }: Card): boolean =>
      opportunity.title.toLowerCase().includes(word);

  it(
    'many people speak of one thing inside the territory: the card reaches the open console',
    async () => {
      const live = await anna.openConsole();
      await tell('blackout', 'fr', 'panne de courant au stade Bérénice en pleine finale, tout le monde chante');
      const { opportunity, decision } = await live.card(SORBIER, 'bérénice', about('bérénice'));
      expect(decision).toBeNull();
      expect(opportunity).toMatchObject({ brand: SORBIER, state: 'open', verdict: { level: 'go' } });
      expect(opportunity.authors).toBeGreaterThan(2);

      await live.card(SORBIER, 'all of them', (card) => about('bérénice')(card) && card.opportunity.items >= 2);
      const detail = await anna.get(`/api/opportunities/${opportunity.id}`);
      expect(detail.body.story.evidence.length).toBeGreaterThan(2);
      expect(detail.body.opportunity.topics.map(({ topic }: { topic: string }) => topic)).toContain('soirees-sport');
      live.close();
    },
    LONG,
  );

  it(
    'one decides, the other sees it at once, and cannot decide otherwise',
    async () => {
      const [hers, his] = [await anna.openConsole(), await benoit.openConsole()];
      await tell('duck', 'fr', 'un canard géant gonflable nommé Barnabé sur la pelouse');
      const { opportunity } = await his.card(SORBIER, 'barnabé', about('barnabé'));

      const decided = await anna.post(`/api/opportunities/${opportunity.id}/decisions`, {
        action: 'accept',
        note: 'mine',
      });
      expect(decided.status).toBe(200);
      const seen = await his.card(
        SORBIER,
        'accepted',
        ({ opportunity: { id }, decision }) => id === opportunity.id && decision !== null,
      );
      expect(seen.decision).toMatchObject({ action: 'accept', note: 'mine', by: { name: 'anna@rebond.example' } });

      const late = await benoit.post(`/api/opportunities/${opportunity.id}/decisions`, {
        action: 'dismiss',
        reason: 'not-our-voice',
      });
      expect(late.status).toBe(409);
      expect(late.body.detail).toContain('anna@rebond.example accepted it first');
      const { body } = await benoit.get(`/api/opportunities/${opportunity.id}`);
      expect(body.history.map(({ action }: { action: string }) => action)).toEqual(['accept']);
      for (const console of [hers, his]) console.close();
    },
    LONG,
  );

  it(
    'who was away gets exactly what they missed, in order',
    async () => {
      const before = await anna.openConsole();
      await tell('choir', 'fr', 'le marché de Noël Célestine ouvre ses chalets au bord du canal');
      await before.card(SORBIER, 'célestine', about('célestine'));
      const last = before.changes().at(-1)!.seq;
      const { epoch } = before.frames.find((frame) => frame.type === 'hello')!;
      before.close();
      await before.closed;

      await tell('cake', 'fr', 'le praliné Donatien fait débat, quel dessert');
      await until('the other card', async () => {
        const { body } = await anna.get(`/api/brands/${SORBIER}/cards`);
        return body.cards.some(about('donatien'));
      });
      const { body: now } = await anna.get(`/api/brands/${SORBIER}/cards`);
      const after = await anna.openConsole({ cursors: { [SORBIER]: last }, epoch });
      await until('caught up', () => after.frames.some(({ type }) => type === 'caught-up'));
      expect(after.frames.some(({ type }) => type === 'snapshot')).toBe(false);
      const seqs = after.changes().map(({ seq }) => seq);
      expect(seqs).toEqual(seqs.map((_, n) => last + 1 + n));
      expect(seqs.at(-1)).toBeGreaterThanOrEqual(now.seq);
      after.close();
    },
    LONG,
  );

  it(
    'the person of one brand sees nothing of another',
    async () => {
      const his = await hugh.openConsole({ cursors: { [SORBIER]: 0 } });
      const hers = await anna.openConsole();
      await tell('secret', 'fr', 'le goûter géant Éléonore, chocolat et guimauve pour tous');
      const { opportunity } = await hers.card(SORBIER, 'éléonore', about('éléonore'));
      await tell('walk', 'en', 'drizzle on the coastal path, dogs in coats at the Ferdinand picnic on a weekend walk');
      await his.card(HARBOUR, 'ferdinand', about('ferdinand'));

      const bytes = JSON.stringify(his.frames);
      expect(bytes).not.toContain(SORBIER);
      expect(bytes.toLowerCase()).not.toContain('éléonore');

      const me = await hugh.get('/api/me');
      expect(me.body.brands.map(({ id }: { id: string }) => id)).toEqual([HARBOUR]);
      for (const [theirs, missing] of [
        [`/api/brands/${SORBIER}/cards`, '/api/brands/no-such-brand/cards'],
        [`/api/brands/${SORBIER}`, '/api/brands/no-such-brand'],
        [`/api/opportunities/${opportunity.id}`, '/api/opportunities/no-such-opportunity'],
      ] as const) {
        const [refused, unknown] = [await hugh.get(theirs), await hugh.get(missing)];
        expect({ theirs, ...refused }).toEqual({ theirs, ...unknown });
        expect(refused.status).toBe(404);
      }
      const decided = await hugh.post(`/api/opportunities/${opportunity.id}/decisions`, { action: 'accept' });
      expect(decided.status).toBe(404);
      const { body } = await anna.get(`/api/opportunities/${opportunity.id}`);
      expect(body.history).toEqual([]);
      for (const console of [hers, his]) console.close();
    },
    LONG,
  );

  it(
    'new figures of a known post are no second post',
    async () => {
      const live = await anna.openConsole();
      const posts = postsAbout({
        name: 'likes',
        at: Date.now() - 30_000,
        lang: 'fr',
        subject: 'tablette Gaspard trempée dans le thé, quel chocolat',
        count: 12,
      });
      const [id] = await sendSignals(product.url, token, posts);
      const { opportunity } = await live.card(SORBIER, 'gaspard', (card) => about('gaspard')(card));
      const detail = () => anna.get(`/api/opportunities/${opportunity.id}`);
      const evidenceOf = (body: Answer['body']) =>
        body.story?.evidence.find(({ signal }: { signal: string }) => signal === id);
      await until('the post in evidence', async () => {
        const { body } = await detail();
        return evidenceOf(body) && body;
      });

      await sendSignals(product.url, token, [{ ...posts[0], metrics: { likes: 4_321 } }]);
      // A further person, by a clock that is a little fast, so that the card is told anew at once.
      await sendSignals(
        product.url,
        token,
        postsAbout({
          name: 'likes-too',
          at: Date.now() + 10_000,
          lang: 'fr',
          subject: 'tablette Gaspard trempée dans le thé, quel chocolat',
          count: 1,
        }),
      );
      const after = await until('new figures', async () => {
        const { body } = await detail();
        return evidenceOf(body)?.metrics.likes === 4_321 && body;
      });
      expect(after.story.evidence.filter(({ signal }: { signal: string }) => signal === id)).toHaveLength(1);
      expect(after.story.items).toBeLessThanOrEqual(posts.length + 1);
      live.close();
    },
    LONG,
  );

  it(
    'a territory that is published counts without a restart',
    async () => {
      const live = await hugh.openConsole();
      const subject = 'the zeppelin Hyacinth is parked above our office';
      await tell('airship-before', 'en', subject);
      const file = join(installation.options.data, '..', `${HARBOUR}.yaml`);
      const yaml = (await command('export', HARBOUR)).out;
      const topic = '  - id: airships\n    label: Airships\n    query: zeppelin OR airship*\n    weight: 1\n';
      await writeFile(file, yaml.replace(/^topics:\n/m, `topics:\n${topic}`));
      expect(await readFile(file, 'utf8')).toContain('airship');
      expect((await command('import', file)).out).toBe(`${HARBOUR}: version 2 is live.\n`);

      const { opportunity } = await until('a card about airships', async () => {
        await tell(`airship-${Date.now()}`, 'en', subject);
        return live.cards(HARBOUR).find(about('hyacinth'));
      });
      expect(opportunity.topics.map((hit) => hit.topic)).toEqual(['airships']);
      // What came before the new rules stays outside.
      const { body } = await hugh.get(`/api/opportunities/${opportunity.id}`);
      const authors = body.story.evidence.map(({ author }: { author: string }) => author);
      expect(authors.filter((author: string) => author.includes('airship-before'))).toEqual([]);
      live.close();
    },
    LONG,
  );
});
