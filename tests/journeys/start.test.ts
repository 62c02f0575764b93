import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Card } from '../../src/contract/card.ts';
import { createInstallation, endsWithin } from '../support/products.ts';
import type { Installation } from '../support/products.ts';
import { SORBIER } from '../support/own-config.ts';
import { sendSignals, signIn } from '../support/person.ts';
import { postsAbout } from '../support/posts.ts';

const LONG = 180_000;
const END_MS = 10_000;

describe('starting and ending, with nothing installed', () => {
  let installation: Installation;

  beforeEach(async () => {
    installation = await createInstallation();
  });
  afterEach(() => installation.remove(), LONG);

  it(
    'starts on an empty folder, and its sign-in link works once',
    async () => {
      const product = await installation.start();
      const link = (await product.ready())!;
      expect(product.said()).toContain(`Rebond is ready: ${product.url}\n`);

      const me = await (await signIn(link)).get('/api/me');
      expect(me.body).toMatchObject({ administrator: true, brands: [{ id: 'harbour-and-pine' }, { id: SORBIER }] });

      const again = await fetch(link, { redirect: 'manual' });
      expect(again.status).toBe(410);
      expect(again.headers.getSetCookie()).toEqual([]);
      expect(await again.text()).toContain('A sign-in link works once');
    },
    LONG,
  );

  it(
    'refuses a second start on the same folder in one sentence, and the first goes on',
    async () => {
      const first = await installation.start();
      await first.ready();
      const second = await installation.start({ port: (first.pid % 10_000) + 20_000 });
      const { code } = await second.ended;
      expect(code).not.toBe(0);
      expect(second.said().trim().split('\n')).toHaveLength(1);
      expect(second.said()).toMatch(new RegExp(`${installation.options.data}.*${first.pid}`));
      expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
    },
    LONG,
  );

  it(
    'after kill -9 starts again with everything that was there',
    async () => {
      const first = await installation.start();
      const person = await signIn((await first.ready())!);
      const live = await person.openConsole();
      const subject = 'panne de courant au stade en pleine finale';
      await sendSignals(
        first.url,
        await installation.token(),
        postsAbout({ name: 'a', at: Date.now() - 60_000, lang: 'fr', subject, count: 30 }),
      );
      const { opportunity } = await live.card(SORBIER, 'any', () => true);
      expect(await first.kill()).toEqual({ code: null, signal: 'SIGKILL' });

      const second = await installation.start();
      const link = await second.ready();
      // The session outlives the process: the cookie of before still counts.
      // Its title may follow what was still on its way; which card it is may not.
      const { id, story, openedAt } = opportunity;
      expect((await person.get(`/api/opportunities/${id}`)).body.opportunity).toMatchObject({ id, story, openedAt });
      const cards = await (await signIn(link!)).get(`/api/brands/${SORBIER}/cards`);
      expect(cards.body.cards.map(({ opportunity: { id } }: Card) => id)).toContain(opportunity.id);
    },
    LONG,
  );

  it(
    'ends on SIGTERM with 0, and tells consoles that it goes away',
    async () => {
      const product = await installation.start();
      const live = await (await signIn((await product.ready())!)).openConsole();
      process.kill(product.pid, 'SIGTERM');
      expect(await endsWithin(product, END_MS)).toEqual({ code: 0, signal: null });
      expect(await live.closed).toBe(1001);
    },
    LONG,
  );

  it(
    'ends on SIGTERM while it is still starting',
    async () => {
      const product = await installation.start();
      process.kill(product.pid, 'SIGTERM');
      // Before it listens for signals the system ends it; afterwards it ends by itself. Either way nothing is left behind.
      await endsWithin(product, END_MS);
      const next = await installation.start();
      expect(await next.ready()).toContain('/welcome?token=');
    },
    LONG,
  );
});
