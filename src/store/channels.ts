import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { ChannelStore, RefusedChannel } from '../ports/channels.ts';
import type { Channel, ChannelOwner, ChannelSettings, NewChannel, NewChannelRequest } from '../contract/channel.ts';
import { writeAudit } from './audit.ts';
import { type ChannelBody, presentChannel } from './channel-row.ts';
import { sayTarget, type TargetDesk } from './channel-target.ts';
import { dropWaiting, readLog } from './deliveries.ts';
import { toJson } from './json.ts';
import { channelOfFailed, resend } from './resend.ts';
import { pushKeys } from './push-keys.ts';
import type { SecretBox } from './secrets.ts';
import type { Tables } from './tables.ts';

export interface ChannelsOptions {
  readonly db: Kysely<Tables>;
  readonly box: SecretBox;
  readonly targets: TargetDesk;
  /** Whether mail can be sent. */
  readonly mail: boolean;
  /** Names of new channels; random ones unless told. */
  readonly newId?: () => string;
}

const MOST_OF_ONE = 20;

export function createChannels(options: ChannelsOptions): ChannelStore {
  const { db, box, targets, mail, newId = randomUUID } = options;
  return {
    async of(owner) {
      const rows = await ownedBy(db, owner).orderBy('created_at').orderBy('id').execute();
      return rows.map(presentChannel);
    },

    async get(id) {
      const row = await withoutTarget(db).where('id', '=', id).executeTakeFirst();
      return row ? presentChannel(row) : null;
    },

    async create(owner, request, by, at) {
      const asked = completed(owner, request, by, mail);
      if ('refused' in asked) return asked;
      return db.transaction().execute((trx) => create(trx, { id: newId(), owner, request: asked, by, at }, targets));
    },

    change: (id, settings, by, at) => db.transaction().execute((trx) => change(trx, { id, settings, by, at })),

    remove: (id, by, at) =>
      db.transaction().execute(async (trx) => {
        const row = await trx.deleteFrom('channels').where('id', '=', id).returningAll().executeTakeFirst();
        if (!row) return false;
        await dropWaiting(trx, id, at);
        await audit(trx, 'channel.remove', presentChannel(row), by.id, at, 'before');
        return true;
      }),

    async unsubscribe(token, at) {
      const id = targets.channelOf(token);
      if (id === null) return null;
      return db.transaction().execute(async (trx) => {
        const channel = await switchOff(trx, id, 'unsubscribed', at);
        return channel?.label ?? null;
      });
    },

    means: async () => ({ mail, pushKey: (await pushKeys(db, box)).publicKey }),

    channelOf: (delivery) => channelOfFailed(db, delivery),
    resend: (delivery, by, at) => db.transaction().execute((trx) => resend(trx, { delivery, by: by.id, at })),

    log: (owner, query, before) => readLog(db, owner, query, before),
  };
}

const withoutTarget = (db: Kysely<Tables>) =>
  db.selectFrom('channels').select(['id', 'person', 'brand', 'kind', 'body', 'created_at']);

const ownedBy = (db: Kysely<Tables>, owner: ChannelOwner) =>
  owner.of === 'person'
    ? withoutTarget(db).where('person', '=', owner.person)
    : withoutTarget(db).where('brand', '=', owner.brand);

/** The request with what follows from the owner: a person's mail goes to themselves, a brand's hears of that brand. */
function completed(
  owner: ChannelOwner,
  request: NewChannelRequest,
  by: { readonly email: string },
  mail: boolean,
): NewChannelRequest | RefusedChannel {
  const { target } = request;
  const brands = owner.of === 'brand' ? null : request.brands;
  if (target.kind !== 'mail') return { ...request, brands };
  if (!mail) return { refused: 'no-mail' };
  const address = owner.of === 'person' ? by.email : target.address;
  return address === undefined ? { refused: 'needs-address' } : { ...request, brands, target: { ...target, address } };
}

interface Creation {
  readonly id: string;
  readonly owner: ChannelOwner;
  readonly request: NewChannelRequest;
  readonly by: { readonly id: string };
  readonly at: number;
}

async function create(
  trx: Transaction<Tables>,
  { id, owner, request, by, at }: Creation,
  targets: TargetDesk,
): Promise<NewChannel | RefusedChannel> {
  const others = await ownedBy(trx, owner).execute();
  if (others.length >= MOST_OF_ONE) return { refused: 'too-many' };
  const { target, ...settings } = request;
  const { sealed, secret } = targets.seal(id, target);
  const body: ChannelBody = { ...settings, to: sayTarget(target), updatedAt: new Date(at).toISOString(), off: null };
  const row = {
    ...{ id, kind: target.kind, target: sealed, created_at: new Date(at) },
    person: owner.of === 'person' ? owner.person : null,
    brand: owner.of === 'brand' ? owner.brand : null,
  };
  await trx
    .insertInto('channels')
    .values({ ...row, body: toJson(body) })
    .execute();
  const channel = presentChannel({ ...row, body });
  await audit(trx, 'channel.add', channel, by.id, at, 'after');
  return { channel, secret };
}

interface Changing {
  readonly id: string;
  readonly settings: ChannelSettings;
  readonly by: { readonly id: string };
  readonly at: number;
}

async function change(trx: Transaction<Tables>, { id, settings, by, at }: Changing): Promise<Channel | null> {
  const row = await withoutTarget(trx).where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) return null;
  const before = presentChannel(row);
  const brands = before.owner.of === 'brand' ? null : settings.brands;
  const off = settings.active ? null : row.body.off;
  const body: ChannelBody = { ...row.body, ...settings, brands, off, updatedAt: new Date(at).toISOString() };
  await trx
    .updateTable('channels')
    .set({ body: toJson(body) })
    .where('id', '=', id)
    .execute();
  const channel = { ...before, ...body };
  if (!channel.active) await dropWaiting(trx, id, at);
  const entry = { at, actor: by.id, action: 'channel.change', subject: id, before: shown(before) };
  await writeAudit(trx, { ...entry, ...ofBrand(channel), after: shown(channel) });
  return channel;
}

/** Without its owner: the receiver is gone, or whoever gets the mail wants no more. Null where there is no such channel. */
export async function switchOff(
  trx: Transaction<Tables>,
  id: string,
  why: NonNullable<Channel['off']>['why'],
  at: number,
): Promise<Channel | null> {
  const row = await withoutTarget(trx).where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) return null;
  const channel = presentChannel(row);
  if (!channel.active) return channel;
  const when = new Date(at).toISOString();
  const body: ChannelBody = { ...row.body, active: false, off: { at: when, why }, updatedAt: when };
  await trx
    .updateTable('channels')
    .set({ body: toJson(body) })
    .where('id', '=', id)
    .execute();
  await dropWaiting(trx, id, at);
  const about = { action: 'channel.switch-off', subject: id, after: { label: channel.label, why } };
  await writeAudit(trx, { ...about, ...ofBrand(channel), at, actor: why === 'gone' ? 'channels' : 'unsubscribe-link' });
  return { ...channel, ...body };
}

/** A channel has no secret in it; where it leads is said as far as it may be shown. */
const shown = ({ id: _, owner: __, createdAt: ___, updatedAt: ____, ...rest }: Channel) => rest;

const ofBrand = ({ owner }: Channel) => (owner.of === 'brand' ? { brand: owner.brand } : {});

async function audit(
  trx: Transaction<Tables>,
  action: string,
  channel: Channel,
  actor: string,
  at: number,
  side: 'before' | 'after',
): Promise<void> {
  await writeAudit(trx, { at, actor, action, subject: channel.id, ...ofBrand(channel), [side]: shown(channel) });
}
