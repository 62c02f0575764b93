import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Opportunity } from '../../../src/contract/opportunity.ts';
import { createAccounts } from '../../../src/store/accounts.ts';
import { createBrands } from '../../../src/store/brands.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { startEmbedded } from '../../../src/store/embedded.ts';
import { createLedger } from '../../../src/store/ledger.ts';
import { makeFolder, removeFolder } from '../../support/app.ts';
import { fakeCard } from '../../support/console-cards.ts';
import { HARBOUR, SORBIER } from '../../support/own-config.ts';
import { quiet } from '../../support/postgres.ts';
import { createInstallation } from '../../support/products.ts';
import { seeded } from '../../support/random.ts';
import { busyStories } from './busy-evening.ts';

/** The real product in a process of its own, with its console built, and cards that are written past its detection. */
export interface Premises {
  readonly url: string;
  readonly pid: number;
  /** Signs the administrator in, once. */
  readonly link: string;
  /** What is open, the best first. */
  readonly opportunities: readonly Opportunity[];
  /** Commits one change of a card, as detection does: state, number and notice in one transaction. */
  write(opportunity: Opportunity): Promise<void>;
  /** Lets so many people in, past the doors; answers the cookie of each. */
  admit(people: number): Promise<string[]>;
  close(): Promise<void>;
}

export async function openPremises(cards: number): Promise<Premises> {
  const folder = await makeFolder();
  const server = await startEmbedded({ folder: join(folder, 'postgres'), log: quiet });
  const secret = randomBytes(32).toString('hex');
  const installation = await createInstallation({ DATABASE_URL: server.url, REBOND_SECRET: secret });
  const product = await installation.start();
  const link = (await product.ready())!;
  const database = openDatabase({ url: server.url, log: quiet });
  const clock = () => Date.now();
  const ledger = createLedger({ db: database.db, clock });
  const accounts = createAccounts({
    ...{ db: database.db, pool: database.pool, log: quiet, clock, secret, publicUrl: product.url, trustedOrigins: [] },
    brands: createBrands({ db: database.db, clock }),
  });
  const claim = await ledger.claim('measured', 0);
  let position = 0;
  const commit = (...opportunities: Opportunity[]) =>
    ledger.commit(claim, { position: position++, effects: { opportunities, stories: [] } });
  const opportunities = measuredOpportunities(cards);
  await commit(...opportunities);
  return {
    url: product.url,
    pid: product.pid,
    link,
    opportunities,
    write: (opportunity) => commit(opportunity),
    async admit(people) {
      const cookies: string[] = [];
      for (let n = 0; n < people; n++) {
        const person = {
          email: `desk-${n}@rebond.example`,
          name: `Desk ${n}`,
          password: randomBytes(12).toString('hex'),
        };
        const { id } = await accounts.users.create({ ...person, grants: [{ brand: '*', role: 'community-manager' }] });
        const set = await accounts.redeemWelcomeToken(await accounts.createWelcomeToken(id));
        cookies.push(set!.map((cookie) => cookie.split(';', 1)[0]!).join('; '));
      }
      return cookies;
    },
    async close() {
      await database.close();
      await installation.remove();
      await server.stop();
      await removeFolder(folder);
    },
  };
}

/** Nobody has decided about any of them, and all can be accepted; the best first. */
function measuredOpportunities(count: number): Opportunity[] {
  return busyStories(count, seeded(1))
    .map((story, n) => ({ ...story, brand: n % 2 === 0 ? SORBIER : HARBOUR, verdict: 'go' as const, inTime: 0.9 }))
    .map((story, n) => fakeCard(Date.now(), { ...story, score: 95 - (n * 60) / count }).opportunity);
}
