import { pino } from 'pino';
import { UnreadableLine } from '../../src/context.ts';
import type { Accounts, Context, Intake, Person, SourceDesk } from '../../src/context.ts';
import { Brand } from '../../src/contract/brand.ts';
import { RawSignal } from '../../src/contract/signal.ts';
import type { SourceStatus } from '../../src/contract/source.ts';
import type { LiveTerritory } from '../../src/contract/territory.ts';
import { PERMISSIONS } from '../../src/contract/user.ts';
import type { Role } from '../../src/contract/user.ts';
import { createFakeCards } from './fake-cards.ts';
import type { FakeCards } from './fake-cards.ts';

/** Two invented brands. */
export const OWN = 'maison-sorbier';
export const OTHER = 'otterbeck';
export const TOKEN = 'intake-token-for-tests';

const INTAKE_DOWN = new Error('the log is away');

/** People by the name their session cookie carries. Tests may change what they hold. */
type People = Map<string, Person>;

export interface FakeContext {
  readonly context: Context;
  readonly store: FakeCards;
  readonly people: People;
  /** What the intake was given and laid in the log. */
  readonly received: unknown[];
  /** Lets the next intake fail as if the log were out of reach. */
  intakeDown: boolean;
  ready: boolean;
}

/** The session cookie of a person. */
export const cookieOf = (name: string) => `session=${name}`;

const grant = (id: string, role: Role, brand = OWN): Person => ({
  id,
  email: `${id}@example.test`,
  name: `The ${id}`,
  grants: [{ brand, role }],
});

function createPeople(): People {
  const people = [
    grant('viewer', 'viewer'),
    grant('manager', 'community-manager'),
    grant('other-manager', 'community-manager', OTHER),
    grant('editor', 'editor'),
    grant('brand-team', 'brand-team'),
    grant('admin', 'admin', '*'),
    { ...grant('nobody', 'viewer'), grants: [] },
  ];
  return new Map(people.map((person) => [person.id, person]));
}

function createAccounts(people: People, brands: readonly Brand[]): Accounts {
  const may: Accounts['may'] = (person, brand, permission) =>
    person.grants.some((g) => (g.brand === '*' || g.brand === brand) && PERMISSIONS[g.role].includes(permission));
  return {
    fromHeaders: (headers) => {
      const name = /(?:^|; )session=([\w-]+)/.exec(headers.get('cookie') ?? '')?.[1];
      return Promise.resolve(people.get(name ?? '') ?? null);
    },
    intakeToken: (token) => Promise.resolve(token === TOKEN),
    may,
    me: (person) =>
      Promise.resolve({
        ...{ id: person.id, email: person.email, name: person.name },
        administrator: person.grants.some((g) => g.role === 'admin'),
        brands: brands
          .filter((brand) => may(person, brand.id, 'read'))
          .map(({ id, name, demonstration, languages }) => ({ id, name, demonstration, languages, permissions: [] })),
      }),
  };
}

function createIntake(fake: { received: unknown[]; intakeDown: boolean }): Intake {
  return {
    accept: (lines) => {
      if (fake.intakeDown) return Promise.reject(INTAKE_DOWN);
      const results = lines.map((value, index) => {
        if (value instanceof UnreadableLine) {
          return { line: index + 1, status: 'rejected' as const, reason: value.reason };
        }
        const read = RawSignal.safeParse(value);
        if (!read.success) {
          return { line: index + 1, status: 'rejected' as const, reason: read.error.issues[0]?.message ?? 'invalid' };
        }
        fake.received.push(read.data);
        return { line: index + 1, status: 'accepted' as const, id: `id-${read.data.externalId.slice(0, 40)}` };
      });
      const accepted = results.filter((line) => line.status === 'accepted').length;
      return Promise.resolve({ accepted, rejected: results.length - accepted, lines: results });
    },
  };
}

function createSources(): SourceDesk {
  const feed: SourceStatus = {
    ...{ id: 'evening', label: 'An invented evening', type: 'demonstration', demonstration: true, state: 'live' },
    ...{ signals: 3, rate: 1, lagSeconds: 0, lastSignalAt: null, lastAttemptAt: null, nextAttemptAt: null },
    ...{ lastError: null, speed: 1 },
  };
  return {
    statuses: () => [feed],
    setSpeed: (id, speed) => {
      if (id === feed.id) feed.speed = speed;
      return id === feed.id;
    },
    test: (id) => Promise.resolve(id === feed.id ? feed : null),
  };
}

/** A context in memory: what the API and the sockets need of the rest of the product. */
export function createFakeContext(override: Partial<Context> = {}): FakeContext {
  const brands = [OWN, OTHER].map((id) =>
    Brand.parse({ id, name: `Brand ${id}`, demonstration: true, languages: ['fr'] }),
  );
  const people = createPeople();
  const store = createFakeCards();
  const state = { received: [] as unknown[], intakeDown: false, ready: true };
  const topic = { id: 'sport', label: 'Sport', query: 'stadium', weight: 1, languages: [], sensitivity: 'normal' };
  const territory = {
    version: 1,
    territory: {
      brand: OWN,
      topics: [topic],
      noGo: [],
      lists: {},
      sources: [],
      minimumFollowers: 0,
      examples: { match: [], miss: [] },
    },
  } as LiveTerritory;
  const context: Context = {
    clock: () => Date.now(),
    log: pino({ level: 'silent' }),
    accounts: createAccounts(people, brands),
    brands: {
      list: () => Promise.resolve(brands),
      get: (id) => Promise.resolve(brands.find((brand) => brand.id === id) ?? null),
      put: () => Promise.resolve(),
    },
    territories: {
      live: () => Promise.resolve([territory]),
      get: (brand) => Promise.resolve(brand === OWN ? territory : null),
      publish: () => Promise.resolve(territory),
    },
    cards: store.cards,
    changes: store.changes,
    intake: createIntake(state),
    sources: createSources(),
    health: {
      ready: () =>
        Promise.resolve({ ready: state.ready, checks: [{ name: 'database', ok: state.ready, detail: 'answers' }] }),
      metrics: () => Promise.resolve('# HELP rebond_signals_total Signals received\n'),
    },
    ...override,
  };
  return Object.assign(state, { context, store, people });
}
