import { type Kysely, sql } from 'kysely';
import type { ChannelKind } from '../contract/channel.ts';
import { Profile, type RoleGrant } from '../contract/user.ts';
import type { Brand } from '../contract/brand.ts';
import type { Listener } from '../core/delivery/plan-deliveries.ts';
import { type ChannelBody, presentChannel } from './channel-row.ts';
import type { Tables } from './tables.ts';

/** A channel with whoever it belongs to, and where it leads, sealed. */
export interface SealedListener extends Listener {
  readonly target: string;
}

interface Row {
  readonly id: string;
  readonly person: string | null;
  readonly brand: string | null;
  readonly kind: ChannelKind;
  readonly body: ChannelBody;
  readonly target: string;
  readonly created_at: Date;
  readonly profile: unknown;
  readonly own: Brand | null;
  readonly grants: RoleGrant[];
}

/** Channels that may be told of a brand: its own, and those of people with a role for it who may sign in. */
export const listenersOf = (db: Kysely<Tables>, brand: string): Promise<SealedListener[]> =>
  read(
    db,
    sql`c.brand = ${brand} OR EXISTS (
      SELECT FROM role_grants g WHERE g.user_id = c.person AND g.brand IN (${brand}, '*'))`,
  );

/** One channel as it is now; null where it is gone, or its owner may not sign in any more. */
export const listenerOf = async (db: Kysely<Tables>, channel: string): Promise<SealedListener | null> =>
  (await read(db, sql`c.id = ${channel}`))[0] ?? null;

async function read(db: Kysely<Tables>, which: ReturnType<typeof sql>): Promise<SealedListener[]> {
  const { rows } = await sql<Row>`
    SELECT c.id, c.person, c.brand, c.kind, c.body, c.target, c.created_at, p.body AS profile, b.body AS own,
      coalesce((SELECT jsonb_agg(jsonb_build_object('brand', g.brand, 'role', g.role))
        FROM role_grants g WHERE g.user_id = c.person), '[]') AS grants
    FROM channels c
      LEFT JOIN profiles p ON p.user_id = c.person
      LEFT JOIN brands b ON b.id = c.brand
      LEFT JOIN deactivations d ON d.user_id = c.person
    WHERE (${which}) AND d.user_id IS NULL
    ORDER BY c.id`.execute(db);
  return rows.map((row) => {
    const channel = presentChannel(row);
    const profile = Profile.safeParse(row.profile ?? {});
    const usual = row.own?.timeZone ?? (profile.success ? profile.data.timeZone : null);
    return {
      ...{ channel, target: row.target, zone: channel.timeZone ?? usual ?? 'UTC' },
      person: row.person === null ? null : { id: row.person, grants: row.grants },
    };
  });
}
