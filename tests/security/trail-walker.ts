import { expect } from '@jest/globals';
import type { Asker, Reply } from '../support/asking.ts';
import type { Answer as Answered } from '../support/person.ts';
import type { Newsroom } from '../support/two-brands.ts';
import { ENTRIES, SEVERAL } from './trail-cases.ts';

/** As the trail keeps it. */
interface Entry {
  readonly action: string;
  readonly actor: string;
  readonly subject: string;
  readonly brand: string | null;
  readonly at: Date;
  readonly before: object | null;
  readonly after: object | null;
}

type Somebody = Asker & { readonly id: string };

export interface Deed {
  /** What stands for the names in the address. */
  readonly ids?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: unknown;
  readonly status?: number;
  /** Actions of the entries; the one that there is for the operation, unless told. */
  readonly leaves?: readonly string[];
  /** Whom or what each entry is about; the last id of the address, or else whoever asks, unless told. */
  readonly subject?: string | ((answer: Answer) => string | Promise<string>);
  /** Whose name stands there; whoever asks, unless told. */
  readonly actor?: string | ((action: string) => Promise<string>);
  /** The brand whose trail it is; null where it is nobody's. */
  readonly brand?: string | null;
  /** Where this time nothing was there before. */
  readonly first?: boolean;
}

type Answer = Answered['body'];

export interface Walker {
  /** Does it; fails unless it goes well and leaves exactly what the table says. Answers what was answered. */
  did(who: Somebody, operation: string, deed?: Deed): Promise<Answer>;
  /** The same, with everything that came back. */
  reply(who: Somebody, operation: string, deed?: Deed): Promise<Reply>;
  /** Asks; fails where it leaves anything, or was not refused with this status. */
  refused(who: Asker, operation: string, deed: Deed & { readonly status: number }): Promise<void>;
  /** Asks, whatever becomes of it; fails where a refusal leaves anything. Answers the status. */
  tried(who: Asker, operation: string, deed: Deed): Promise<number>;
  /** How many entries there are. */
  count(): Promise<number>;
  /** Operations that were done, each with the actions that it left. */
  readonly done: ReadonlyMap<string, ReadonlySet<string>>;
}

const pathOf = (operation: string, { ids = {}, query }: Deed): string => {
  const path = operation.split(' ')[1]!.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    if (ids[name] === undefined) throw new Error(`${operation}: no ${name}`);
    return encodeURIComponent(ids[name]);
  });
  return query === undefined ? path : `${path}?${query}`;
};

const sidesOf = ({ before, after }: Entry) =>
  before ? (after ? 'both' : 'before') : after ? ('after' as const) : ('neither' as const);

/** Asks a running product one thing after the other, and looks into its trail each time. */
export function createWalker({ installation }: Newsroom): Walker {
  const { pool } = installation.database;
  const done = new Map<string, Set<string>>();
  const last = async () =>
    Number((await pool.query<{ id: string }>('SELECT coalesce(max(id), 0) AS id FROM audit')).rows[0]!.id);
  const since = async (id: number) =>
    (await pool.query<Entry>('SELECT * FROM audit WHERE id > $1 ORDER BY id', [id])).rows;

  async function ask(who: Asker, operation: string, deed: Deed) {
    const before = await last();
    const reply = await who.ask(operation.split(' ')[0]!, pathOf(operation, deed), deed.body);
    return { reply, entries: await since(before) };
  }

  async function expectEntries(who: Somebody, operation: string, deed: Deed, reply: Reply, entries: readonly Entry[]) {
    const { ids = {}, leaves = Object.keys(ENTRIES[operation] ?? {}), subject, actor, brand, first } = deed;
    const lastId = ids[/\{(\w+)\}(?!.*\{)/.exec(operation)?.[1] ?? ''] ?? who.id;
    const about = typeof subject === 'function' ? await subject(JSON.parse(reply.text)) : (subject ?? lastId);
    const by = new Map<string, string>();
    for (const action of leaves) by.set(action, typeof actor === 'function' ? await actor(action) : (actor ?? who.id));
    const sides = (action: string) => {
      const usual = ENTRIES[operation]![action];
      return first && usual === 'both' ? 'after' : usual;
    };
    expect(
      entries.map((entry) => ({
        ...{ action: entry.action, actor: entry.actor, subject: entry.subject, sides: sidesOf(entry) },
        ...(brand !== undefined && { brand: entry.brand }),
      })),
    ).toEqual(
      leaves.map((action) => ({
        ...{
          action,
          actor: by.get(action),
          subject: action === 'angle.use' ? ids['angle'] : about,
          sides: sides(action),
        },
        ...(brand !== undefined && { brand }),
      })),
    );
    if (!(operation in SEVERAL)) expect([operation, entries.length]).toEqual([operation, operation in ENTRIES ? 1 : 0]);
  }

  async function reply(who: Somebody, operation: string, deed: Deed = {}): Promise<Reply> {
    const from = Date.now();
    const { reply, entries } = await ask(who, operation, deed);
    expect([operation, reply.status, reply.status === (deed.status ?? 200) ? '' : reply.text]).toEqual([
      operation,
      deed.status ?? 200,
      '',
    ]);
    await expectEntries(who, operation, deed, reply, entries);
    for (const { at } of entries) {
      expect(at.getTime()).toBeGreaterThanOrEqual(from);
      expect(at.getTime()).toBeLessThanOrEqual(Date.now());
    }
    const actions = done.get(operation) ?? new Set();
    for (const { action } of entries) actions.add(action);
    done.set(operation, actions);
    return reply;
  }

  async function tried(who: Asker, operation: string, deed: Deed): Promise<number> {
    const { reply, entries } = await ask(who, operation, deed);
    const left = reply.status >= 400 ? entries.map(({ action }) => action) : [];
    expect([who.name, operation, reply.status, left]).toEqual([who.name, operation, reply.status, []]);
    return reply.status;
  }

  return {
    ...{ done, reply, tried },
    count: async () => (await since(0)).length,
    async did(who, operation, deed) {
      const { text } = await reply(who, operation, deed);
      return text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text;
    },
    async refused(who, operation, deed) {
      expect([operation, await tried(who, operation, deed)]).toEqual([operation, deed.status]);
    },
  };
}
