import { afterAll, beforeAll, jest } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Card } from '../../src/contract/card.ts';
import { rebond } from './app.ts';
import type { Product } from './app.ts';
import { describeInBrowser } from './browser.ts';
import { startBrowser, STILL } from './chromium.ts';
import { builtConsole } from './console-build.ts';
import { SORBIER } from './own-config.ts';
import { sendSignals, signIn } from './person.ts';
import type { LiveConsole, Person } from './person.ts';
import { testDatabase } from './postgres.ts';
import type { TestDatabase } from './postgres.ts';
import { postsAbout } from './posts.ts';
import { createInstallation } from './products.ts';
import type { Installation } from './products.ts';

/** One long story in a browser, on a machine that is busy. Milliseconds. */
const LONG = 180_000;
const PATIENCE_MS = 60_000;
const ADMINISTRATOR = 'admin@rebond.local';

export const DESK: BrowserContextOptions = { locale: 'en-GB', viewport: { width: 1280, height: 900 } };
export const FRENCH_DESK: BrowserContextOptions = { ...DESK, locale: 'fr-FR' };
/** On the way, in French. */
export const PHONE: BrowserContextOptions = {
  ...{ locale: 'fr-FR', viewport: { width: 390, height: 844 }, hasTouch: true },
};

/** One who works for the brand: at a browser, and as a program that asks the server past it. */
export interface Worker {
  readonly page: Page;
  readonly api: Person;
}

export interface Arrival {
  readonly device?: BrowserContextOptions;
  /** Before the page goes anywhere. */
  prepare?(page: Page): Promise<void>;
}

/** The real product with people before it, as the journeys through the console need them. */
export interface Newsroom {
  readonly installation: Installation;
  /** The one that runs now. */
  readonly product: Product;
  /** The sign-in link that the product said when it was first ready. */
  readonly link: string;
  /** What went wrong in any of the browsers: errors, and requests that leave the product. */
  readonly complaints: string[];
  /** What a command answers. Throws what it complains of. */
  command(...args: string[]): Promise<string>;
  /** A browser of its own at an address. */
  open(address: string, device?: BrowserContextOptions, prepare?: Arrival['prepare']): Promise<Page>;
  /** Makes a user, and answers a sign-in link. */
  invite(name: string, role: string, ...more: string[]): Promise<string>;
  /** Somebody with a role at the brand of the stories, whose console is live. */
  worker(name: string, role: string, arrival?: Arrival): Promise<Worker>;
  /** Has that many people say one thing in French, a second apart, the last of them now. */
  tell(name: string, subject: string, count?: number): Promise<unknown>;
  /** Waits for the card with a word in its title, under a verdict where one is named. */
  card(word: string, verdict?: string): Promise<Card>;
  /** Ends the product, and starts it again on the same folder once `meanwhile` is over. */
  restart(meanwhile: () => Promise<void>): Promise<void>;
}

interface Premises extends Pick<Newsroom, 'installation' | 'link' | 'complaints'> {
  readonly database: TestDatabase;
  readonly browser: Browser;
  product: Product;
  /** Of the intake; made once something is told. */
  token: string | null;
  live: LiveConsole | null;
}

interface Given {
  /** The demonstration plays. */
  readonly evening?: boolean;
  /** On top of the usual ones. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Journeys in real browsers before the real product. All of them share one product. */
export function describeNewsroom(name: string, given: Given, tell: (room: Newsroom) => void): void {
  describeInBrowser(name, () => {
    jest.setTimeout(LONG);
    let premises: Premises;
    beforeAll(async () => {
      premises = await moveIn(name, given);
    });
    afterAll(async () => {
      premises?.live?.close();
      await premises?.browser.close();
      await premises?.installation.remove();
      await premises?.database.drop();
    });
    tell(createNewsroom(() => premises));
  });
}

async function moveIn(name: string, { evening = false, settings }: Given): Promise<Premises> {
  await builtConsole();
  const database = await testDatabase(name.slice(0, 24));
  const installation = await createInstallation({ DATABASE_URL: database.url, ...settings }, { evening });
  const product = await installation.start();
  const [link, browser] = await Promise.all([product.ready(), startBrowser()]);
  return { database, installation, product, browser, token: null, link: link ?? '', complaints: [], live: null };
}

function createNewsroom(premises: () => Premises): Newsroom {
  async function command(...args: string[]): Promise<string> {
    const said = await rebond(args, premises().installation.options);
    if (said.code !== 0) throw new Error(said.err);
    return said.out.trim();
  }

  async function open(address: string, device = DESK, prepare?: Arrival['prepare']): Promise<Page> {
    const context = await premises().browser.newContext({ ...STILL, ...device });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    note(page, premises());
    await prepare?.(page);
    await page.goto(address);
    return page;
  }

  async function invite(name: string, role: string, ...more: string[]): Promise<string> {
    await command('user', 'add', addressOf(name), '--name', name, '--role', role, ...more);
    return command('user', 'link', addressOf(name));
  }

  async function worker(name: string, role: string, { device, prepare }: Arrival = {}): Promise<Worker> {
    const api = await signIn(await invite(name, `${role}@${SORBIER}`));
    // Whoever is new is shown around once; the stories are about another day.
    await api.post('/api/account/profile', { toured: true });
    const page = await open(await command('user', 'link', addressOf(name)), device, prepare);
    await isLive(page);
    return { page, api };
  }

  /** A console that nobody looks at, opened anew after a restart. */
  async function watch(): Promise<LiveConsole> {
    const room = premises();
    if (room.live) return room.live;
    const live = await (await signIn(await command('user', 'link', ADMINISTRATOR))).openConsole();
    void live.closed.then(() => (room.live = null));
    return (room.live = live);
  }

  return {
    get installation() {
      return premises().installation;
    },
    get product() {
      return premises().product;
    },
    get link() {
      return premises().link;
    },
    get complaints() {
      return premises().complaints;
    },
    command,
    open,
    invite,
    worker,
    async tell(name, subject, count = 30) {
      const room = premises();
      room.token ??= await room.installation.token();
      const posts = postsAbout({ name, at: Date.now() - count * 1_000, lang: 'fr', subject, count });
      return sendSignals(room.product.url, room.token, posts);
    },
    async card(word, verdict) {
      const live = await watch();
      return live.card(SORBIER, `${word} ${verdict ?? ''}`, ({ opportunity }) => {
        return (
          opportunity.title.toLowerCase().includes(word) &&
          (verdict ?? opportunity.verdict.level) === opportunity.verdict.level
        );
      });
    },
    async restart(meanwhile) {
      const room = premises();
      await room.product.stop();
      await meanwhile();
      room.product = await room.installation.start();
      await room.product.ready();
    },
  };
}

/** The e-mail address of somebody who is invited by a name. */
export const addressOf = (name: string): string =>
  `${name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()}@rebond.example`;

/** Waits until a console says that its line is live, in either language. */
export const isLive = (page: Page): Promise<void> =>
  page
    .getByRole('status')
    .getByText(/: (live|en direct)/)
    .waitFor();

/** A socket that breaks, or an answer that refuses, is logged by the browser as an error: stories are full of both. */
const EXPECTED = /Failed to load resource|WebSocket connection to/;

function note(page: Page, { complaints, product }: Premises): void {
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !EXPECTED.test(message.text())) complaints.push(message.text());
  });
  page.on('request', (request) => {
    const isOurs = request.url().startsWith(product.url) || request.url().startsWith('data:');
    if (!isOurs) complaints.push(`asks elsewhere: ${request.url()}`);
  });
}
