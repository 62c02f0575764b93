import { pino } from 'pino';
import { UnreadableLine } from '../../src/context.ts';
import type { Context, Intake, SourceDesk } from '../../src/context.ts';
import type { Accounts, Person } from '../../src/ports/people.ts';
import type { SuggestionDesk } from '../../src/ports/writer.ts';
import { Brand } from '../../src/contract/brand.ts';
import { RawSignal } from '../../src/contract/signal.ts';
import type { SourceStatus } from '../../src/contract/source.ts';
import type { LookBackDesk } from '../../src/ports/lookback.ts';
import type { ReplayDesk } from '../../src/ports/replay.ts';
import { Territory } from '../../src/contract/territory.ts';
import type { LiveTerritory } from '../../src/contract/territory.ts';
import type { TerritoryAid } from '../../src/ports/territory-aid.ts';
import { PERMISSIONS } from '../../src/contract/user.ts';
import type { Role } from '../../src/contract/user.ts';
import { createFakeAngles } from './fake-angles.ts';
import { createFakeChannels } from './fake-channels.ts';
import { createFakeCards } from './fake-cards.ts';
import { createFakeDrafts } from './fake-drafts.ts';
import { createFakeTerritories } from './fake-territories.ts';
import { createFakeMedia } from './fake-media.ts';
import type { FakeCards } from './fake-cards.ts';
import { createFakeTeamwork } from './fake-teamwork.ts';
import { createFakePeople } from './fake-people.ts';
import { createFakePublishing } from './fake-publishing.ts';
import { createFakeResults } from './fake-results.ts';
import { anOpenDay, anOpenDayCard, createFakeMoments } from './fake-moments.ts';

/** Two invented brands. */
export const OWN = 'maison-sorbier';
export const OTHER = 'otterbeck';
export const TOKEN = 'intake-token-for-tests';
/** What a sender signs by. */
export const SIGNER = { key: '5f0c8f39-9c40-4d0e-8a39-0f2f9f8d2b11', secret: 'rebond_sign_for-tests' };

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
  const whoIs = (name: string) => {
    const person = people.get(name);
    return person ? { ...person, session: name } : null;
  };
  return {
    fromHeaders: (headers) =>
      Promise.resolve(whoIs(/(?:^|; )session=([\w-]+)/.exec(headers.get('cookie') ?? '')?.[1] ?? '')),
    stillThere: (sessions) => {
      const there = sessions.flatMap((name) => whoIs(name) ?? []);
      return Promise.resolve(new Map(there.map((person) => [person.session, person])));
    },
    intakeToken: (token) => Promise.resolve(token === TOKEN),
    intakeSigner: (id) => Promise.resolve(id === SIGNER.key ? SIGNER.secret : null),
    may,
    me: (person) =>
      Promise.resolve({
        ...{ id: person.id, email: person.email, name: person.name },
        administrator: person.grants.some((g) => g.role === 'admin'),
        everywhere: [],
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
    statuses: () => Promise.resolve([feed]),
    setSpeed: (id, speed) => {
      if (id === feed.id) feed.speed = speed;
      return Promise.resolve(id === feed.id);
    },
    test: (id) => Promise.resolve(id === feed.id ? feed : null),
  };
}

/** One plain suggestion for every card that is not blocked. */
function createFakeSuggestions(cards: Context['cards']): SuggestionDesk {
  const words = { text: 'Good evening.', lang: 'en', angle: 'thanks', writer: 'template', turn: 'plain' } as const;
  const card = async (opportunity: string) => cards.get((await cards.brandOf(opportunity)) ?? '', opportunity);
  return {
    suggest: async (opportunity) => {
      const found = await card(opportunity);
      if (!found) return 'not-found';
      if (found.opportunity.verdict.level === 'block') return 'blocked';
      return { suggestions: [{ ...words, basedOn: [{ code: 'voice', data: {} }], findings: [] }], notes: [] };
    },
    where: async (opportunity) => ((await card(opportunity)) ? { platforms: [] } : null),
  };
}

function createFakeLookBack(): LookBackDesk {
  const at = new Date(0).toISOString();
  const total = { count: 0, low: 0, high: 0, exact: true };
  return {
    sample: () =>
      Promise.resolve({ hits: [], closeness: null, errors: [], total, from: at, to: at, perDay: [], searched: 1 }),
    breadth: () => Promise.resolve({ share: 0, stories: null, clauses: [], advice: [] }),
    complete: () => Promise.resolve({ tags: [], names: [] }),
    examples: () => Promise.resolve({ match: [], miss: [], precision: null, recall: null }),
    state: () => Promise.resolve({ signals: 0, since: null, bytes: 0, share: 1 }),
  };
}

function createFakeAid(): TerritoryAid {
  const none = { hits: 0, of: 0, add: [], leaveOut: [], missed: [], doubtful: [], noise: [] };
  const topic = { id: 'sport', label: 'Sport', query: 'stadium' };
  return {
    starters: { sectors: [], never: [], noise: [] },
    begin: (brand) => ({ territory: Territory.parse({ brand, topics: [topic] }), notes: [] }),
    switchNoise: ({ territory }) => territory,
    suggest: () => Promise.resolve({ ...none, learntFrom: 'nothing', closeness: 'words' }),
  };
}

/** One replay of the own brand, waiting for ever. */
function createFakeReplays(): ReplayDesk {
  const progress = { share: 0, entries: 0, entriesPerSecond: 0, secondsLeft: null };
  const own = {
    ...{ id: 'r1', brand: OWN, days: 3, state: 'waiting' as const, requestedAt: new Date(0).toISOString() },
    ...{ ahead: 0, progress, failure: null, result: null },
  };
  const find = (brand: string, id: string) => Promise.resolve(brand === OWN && id === own.id ? own : null);
  return { start: () => Promise.resolve(own), get: find, cancel: find };
}

/** A context in memory: what the API and the sockets need of the rest of the product. */
export function createFakeContext(override: Partial<Context> = {}): FakeContext {
  const brands = [OWN, OTHER].map((id) =>
    Brand.parse({ id, name: `Brand ${id}`, demonstration: true, languages: ['fr'] }),
  );
  const people = createPeople();
  const store = createFakeCards();
  const state = { received: [] as unknown[], intakeDown: false, ready: true };
  const topic = {
    id: 'sport',
    label: 'Sport',
    query: 'stadium',
    weight: 1,
    languages: [],
    sources: [],
    sensitivity: 'normal',
  };
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
  const draftStore = createFakeDrafts(store);
  const context: Context = {
    clock: () => Date.now(),
    log: pino({ level: 'silent' }),
    accounts: createAccounts(people, brands),
    ...createFakePeople(),
    ...createFakeChannels(),
    brands: {
      list: () => Promise.resolve(brands),
      get: (id) => Promise.resolve(brands.find((brand) => brand.id === id) ?? null),
      put: () => Promise.resolve(),
      create: ({ id }) => Promise.resolve(!brands.some((brand) => brand.id === id)),
    },
    territories: {
      live: () => Promise.resolve([territory]),
      get: (brand) => Promise.resolve(brand === OWN ? territory : null),
      publish: () => Promise.resolve(territory),
    },
    territoryDesk: createFakeTerritories({ territory: territory.territory, clock: () => Date.now() }),
    brandSettings: { change: (id) => Promise.resolve(brands.find((brand) => brand.id === id) ?? null) },
    cards: store.cards,
    freezes: store.freezes,
    ...createFakeTeamwork(people, store),
    calendar: [],
    ...createFakeMoments(
      [OWN, OTHER].map((brand) => anOpenDay(brand)),
      [OWN, OTHER].map((brand) => anOpenDayCard(brand)),
    ),
    changes: store.changes,
    ...createFakeResults(),
    draftStore,
    angles: createFakeAngles([OWN, OTHER]),
    ...createFakePublishing([OWN, OTHER], draftStore),
    ...createFakeMedia(OWN, OTHER),
    lookBack: createFakeLookBack(),
    replays: createFakeReplays(),
    territoryAid: createFakeAid(),
    suggestions: createFakeSuggestions(store.cards),
    drafts: {
      check: async (brand, { opportunity }) =>
        opportunity === undefined || (await store.cards.get(brand, opportunity)) ? { level: 'go', findings: [] } : null,
    },
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
