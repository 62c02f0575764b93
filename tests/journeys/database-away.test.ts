import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, connect } from 'node:net';
import type { Server } from 'node:net';
import { freePort, until } from '../support/app.ts';
import { testDatabase } from '../support/postgres.ts';
import { createInstallation } from '../support/products.ts';
import { signIn } from '../support/person.ts';

const LONG = 120_000;

/** A way to a database that opens later. */
async function openWay(port: number, url: URL): Promise<Server> {
  const way = createServer((near) => {
    const far = connect(Number(url.port), url.hostname);
    near.pipe(far).pipe(near);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => way.listen(port, '127.0.0.1', resolve));
  return way;
}

describe('a database that is away when the product starts', () => {
  const cleanUp: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const step of cleanUp.splice(0).reverse()) await step();
  }, LONG);

  it(
    'is waited for and said; the product becomes ready when the database appears',
    async () => {
      const database = await testDatabase('away');
      cleanUp.push(() => database.drop());
      const url = new URL(database.url);
      const port = await freePort();
      const away = new URL(url);
      away.port = String(port);
      away.hostname = '127.0.0.1';
      const installation = await createInstallation({ DATABASE_URL: away.href });
      const product = await installation.start();

      await until('it says that the database is away', () => /Trying again until it answers/.test(product.said()));
      expect(product.said()).toContain(`127.0.0.1:${port}`);
      if (away.password) expect(product.said()).not.toContain(away.password);
      expect((await fetch(`${product.url}/healthz`)).status).toBe(200);
      const waiting = await fetch(`${product.url}/readyz`);
      expect(waiting.status).toBe(503);
      expect(await waiting.json()).toMatchObject({ ready: false, checks: [{ name: 'database', ok: false }, {}] });

      const way = await openWay(port, url);
      cleanUp.push(async () => way.close());
      cleanUp.push(() => installation.remove());
      const link = await product.ready();
      expect((await fetch(`${product.url}/readyz`)).status).toBe(200);
      expect((await (await signIn(link!)).get('/api/me')).status).toBe(200);
    },
    LONG,
  );
});
