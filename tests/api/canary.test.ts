import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAsker, type Asker, type Reply } from '../support/asking.ts';
import { type Ids, plantBrand, type PlantedBrand } from '../support/planted.ts';
import { eventually } from '../support/postgres.ts';
import { openFrames, type Frames } from '../support/raw-frames.ts';
import { openNewsroom, type Newsroom } from '../support/two-brands.ts';
import { CASES } from './canary-cases.ts';

/** Who asks, all of them of the one brand, or of none. */
const ACTORS = [
  ...['nobody at all', 'a forged cookie', 'a token that reads', 'a token of the intake', 'somebody without a role'],
  ...['viewer', 'community-manager', 'editor', 'brand-team', 'admin'],
] as const;

/** Ids under which nothing is. */
const MISSING: Ids = {
  ...{ brand: 'nobody-there', opportunity: 'nobody-there-card-1', draft: '9b1e3a34-21f5-4df0-a3a0-2f58a7f8b0c1' },
  ...{ moment: 'nobody-there-moment-1', card: 'nobody-there:nobody-there-moment-1:2026-11-24', word: 'FINCH' },
  ...{ person: 'nobody-there', session: 'nobody-there', invitation: '9b1e3a34-21f5-4df0-a3a0-2f58a7f8b0c2' },
  ...{ token: '9b1e3a34-21f5-4df0-a3a0-2f58a7f8b0c3', source: 'nobody-there-source' },
  ...{ channel: '9b1e3a34-21f5-4df0-a3a0-2f58a7f8b0c4', destination: '9b1e3a34-21f5-4df0-a3a0-2f58a7f8b0c5' },
  replay: '9b1e3a34-21f5-4df0-a3a0-2f58a7f8b0c9',
  ...{ angle: '9b1e3a34-21f5-4df0-a3a0-2f58a7f8b0ca', link: '9b1e3a34-21f5-4df0-a3a0-2f58a7f8b0cb' },
  delivery: '9b1e3a34-21f5-4df0-a3a0-2f58a7f8b0cc',
  ...{ publication: '9b1e3a34-21f5-4df0-a3a0-2f58a7f8b0c6', media: '9b1e3a34-21f5-4df0-a3a0-2f58a7f8b0c7' },
  signed: '9b1e3a34-21f5-4df0-a3a0-2f58a7f8b0c4.signed',
};

/** Of the installation: they are the same for whoever may read them. */
const OF_EVERYBODY = new Set(['get /metrics', 'get /readyz', 'get /api/admin/health', 'get /api/sources']);

const draftsOf = ({ opportunity }: Ids): string => `/api/opportunities/${opportunity}/drafts`;

describe('what one brand sees of another', () => {
  let room: Newsroom;
  let own: PlantedBrand;
  let other: PlantedBrand;
  let actors: Record<string, Asker>;
  beforeAll(async () => {
    room = await openNewsroom('canary');
    own = await plantBrand(room, 'robin');
    other = await plantBrand(room, 'canary');
    actors = await gather();
  }, 300_000);
  afterAll(() => room.close());

  async function gather(): Promise<Record<string, Asker>> {
    const { accounts } = room.installation;
    const boss = { id: 'the tests', reach: '*' } as const;
    const made = await accounts.tokens.create(boss, { label: 'wire', scope: 'intake', brand: null, days: 1 });
    const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
    return {
      ...own.people,
      'nobody at all': createAsker(room.origin, 'nobody at all'),
      'a forged cookie': createAsker(room.origin, 'a forged cookie', { cookie: 'rebond.session_token=forged.forged' }),
      'a token that reads': createAsker(room.origin, 'a token that reads', bearer(own.readToken)),
      'a token of the intake': createAsker(room.origin, 'an intake', bearer('token' in made ? made.token : '')),
      'somebody without a role': await room.person({ name: 'Nemo', email: 'nemo@newsroom.example' }, []),
    };
  }

  /** One operation, its address and what it says from the things of one brand or of none. */
  function ask(asker: Asker, operation: string, address: Ids, said: Ids): Promise<Reply> {
    const [method = '', path = ''] = operation.split(' ');
    const { body, query } = CASES[operation]!;
    const where = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => address[name] ?? '');
    return asker.ask(method, query ? `${where}?${query(said)}` : where, body?.(said));
  }

  /** What was answered, without what the asker itself had said. */
  const shown = ({ status, headers, text }: Reply, said: Ids): string => {
    const { 'content-type': type, location, 'content-disposition': file, 'retry-after': wait } = headers;
    const timeless = text.replaceAll(/"updatedAt":"[^"]*"/g, '');
    const all = JSON.stringify({ status, type, location, file, wait, text: timeless });
    const ids = Object.values(said).sort((a, b) => b.length - a.length);
    return ids.reduce((left, id) => left.replaceAll(id, 'ID'), all);
  };
  const secrets = () => [...Object.values(other.ids), ...Object.values(other.people).map(({ id }) => id)];

  function expectNothingOf(reply: Reply, said: Ids, about: string): void {
    const left = shown(reply, said);
    const found = secrets().filter((secret) => left.includes(secret));
    expect({ about, found, told: /.{0,80}canary.{0,80}/i.exec(left)?.[0] }).toEqual({
      about,
      found: [],
      told: undefined,
    });
    expect([about, reply.status >= 500, /node_modules|\.ts:\d+/.test(left)]).toEqual([about, false, false]);
  }

  it('is asked of every operation that the description names', async () => {
    const { text } = await actors['nobody at all']!.ask('get', '/api/openapi.json');
    const { paths } = JSON.parse(text) as { paths: Record<string, object> };
    const operations = Object.entries(paths).flatMap(([path, verbs]) =>
      Object.keys(verbs).map((method) => `${method} ${path}`),
    );
    expect(operations.sort()).toEqual(Object.keys(CASES).sort());
  });

  /** Every number that people of the one brand can read; when somebody was last seen, or a file was made, aside. */
  async function numbers(): Promise<Record<string, string>> {
    const read: Record<string, string> = {};
    const own_ = Object.keys(CASES).filter((name) => name.startsWith('get ') && !OF_EVERYBODY.has(name));
    for (const name of ['viewer', 'admin', 'a token that reads']) {
      for (const operation of own_) {
        const { text } = await ask(actors[name]!, operation, own.ids, { ...own.ids, word: '', person: '' });
        read[`${name}: ${operation}`] = text.replaceAll(/"last(Seen|Used)At":("[^"]*"|null)|DTSTAMP:\w+/g, '');
      }
    }
    return read;
  }

  it('is no number: five times as much of it changes none', async () => {
    const before = await numbers();
    for (let n = 0; n < 5; n++) await other.again();
    expect(await numbers()).toEqual(before);
  }, 300_000);

  it('is no frame, whatever happens there while consoles are open', async () => {
    const open = (asker: Asker): Promise<Frames> => {
      const cursors = { [other.ids.brand]: 0, [MISSING.brand]: 3 };
      return openFrames(room.origin, asker.headers['cookie']!, { type: 'hello', cursors });
    };
    const theirs = await Promise.all([open(other.people['community-manager']), open(other.people.editor)]);
    const ours = await Promise.all([open(own.people.viewer), open(own.people.admin)]);
    const [watcher, onlooker] = ours;
    const look = (frames: Frames, opportunity: string) => frames.say({ type: 'watching', opportunity });
    const shows = (frames: Frames, type: string, word: string) =>
      eventually(
        () => frames.texts().some((text) => text.startsWith(`{"type":"${type}"`) && text.includes(word)),
        60_000,
      );

    look(theirs[0], other.ids.opportunity);
    look(watcher, MISSING.opportunity);
    look(watcher, other.ids.opportunity);
    await shows(theirs[1], 'presence', other.people['community-manager'].id);
    look(watcher, own.ids.opportunity);
    await shows(onlooker, 'presence', own.people.viewer.id);
    await other.again();
    await other.freeze();
    await shows(theirs[1], 'change', 'reason to freeze');
    const path = `/api/opportunities/${own.ids.opportunity}/comments`;
    await own.people.editor.do('post', path, { text: 'The last word', key: randomUUID() });
    for (const frames of ours) await shows(frames, 'change', 'The last word');

    for (const frames of ours) {
      const all = frames.texts().join('\n');
      expect(secrets().filter((secret) => all.includes(secret))).toEqual([]);
      expect(/.{0,80}canary.{0,80}/i.exec(all)?.[0]).toBeUndefined();
      expect(all).toContain('"type":"snapshot","brand":"robin"');
    }
    for (const frames of theirs) expect(frames.texts().join('\n')).not.toMatch(/robin/i);
    for (const frames of [...ours, ...theirs]) frames.close();
  }, 300_000);

  it('would show: its own people read every text that was put in', async () => {
    const all: string[] = [];
    for (const asker of Object.values(other.people)) {
      for (const operation of Object.keys(CASES).filter((name) => name.startsWith('get '))) {
        for (const said of [other.ids, { ...other.ids, word: '', person: '' }]) {
          all.push((await ask(asker, operation, other.ids, said)).text);
        }
      }
    }
    const { drafts } = (await other.people.viewer.do('get', draftsOf(other.ids))) as { drafts: { id: string }[] };
    for (const { id } of drafts) all.push((await other.people.viewer.ask('get', `/api/drafts/${id}`)).text);
    const read = all.join('\n');
    expect([...new Set(other.planted)].filter((text) => !read.includes(text))).toEqual([]);
  }, 120_000);

  it.each(ACTORS)(
    'is not a byte, nor whether it exists, for %s',
    async (name) => {
      const asker = actors[name]!;
      for (const operation of Object.keys(CASES)) {
        if (!operation.includes('{') && !CASES[operation]!.naming) continue;
        const foreign = await ask(asker, operation, other.ids, other.ids);
        const missing = await ask(asker, operation, MISSING, MISSING);
        expectNothingOf(foreign, other.ids, `${operation} of the other brand`);
        expect([operation, shown(foreign, other.ids)]).toEqual([operation, shown(missing, MISSING)]);
      }
    },
    120_000,
  );

  it.each(ACTORS)(
    'is not named among its own things to %s either',
    async (name) => {
      const asker = actors[name]!;
      for (const operation of Object.keys(CASES)) {
        if (CASES[operation]!.naming) {
          const foreign = await ask(asker, operation, own.ids, other.ids);
          const missing = await ask(asker, operation, own.ids, MISSING);
          expectNothingOf(foreign, other.ids, `${operation} that names the other brand`);
          expect([operation, shown(foreign, other.ids)]).toEqual([operation, shown(missing, MISSING)]);
        }
        expectNothingOf(await ask(asker, operation, own.ids, own.ids), own.ids, `${operation} of its own`);
      }
    },
    120_000,
  );
});
