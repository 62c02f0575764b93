import type { Kysely } from 'kysely';
import type { Clock } from '../../context.ts';
import type { PeopleStore, RefusedAccount } from '../../ports/people.ts';
import type { Invitation, OneTimeLink } from '../../contract/people.ts';
import type { Tables } from '../tables.ts';
import { makeLink } from './account-links.ts';
import { auditPerson } from './audit-person.ts';
import { presentPerson, readPeople } from './entries.ts';
import { distinct, mayGive, oneAfterAnother, refuse } from './guard.ts';
import { reaches } from './reach.ts';

export function createInvitations(options: {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
}): Pick<PeopleStore, 'invite' | 'withdraw'> {
  const { db, clock } = options;
  return {
    invite: (by, address, grants) =>
      db.transaction().execute(async (trx): Promise<OneTimeLink | RefusedAccount> => {
        await oneAfterAnother(trx);
        const [email, at] = [address.trim().toLowerCase(), clock()];
        if (!(await mayGive(trx, by, grants))) return refuse('out-of-reach-role');
        const people = await readPeople(trx);
        // Whom the administrator cannot see is invited like a stranger: nothing is told of other brands.
        const known = people.find((person) => person.email === email && presentPerson(by.reach, person));
        if (known) return refuse('already-known');
        const roles = distinct(grants);
        const link = await makeLink(trx, { kind: 'invitation', email, userId: null, grants: roles, by: by.id, at });
        await auditPerson(
          trx,
          { id: link.id, grants: roles },
          { at, actor: by.id, action: 'person.invite', after: { email, roles } },
        );
        return { path: link.path, expiresAt: link.expiresAt };
      }),

    withdraw: (by, id) =>
      db.transaction().execute(async (trx) => {
        const found = (await openInvitations(trx, clock())).find((invitation) => invitation.id === id);
        if (!found?.grants.every((grant) => reaches(by.reach, grant))) return false;
        const { numDeletedRows } = await trx
          .deleteFrom('account_links')
          .where('id', '=', id)
          .where('used_at', 'is', null)
          .executeTakeFirst();
        if (numDeletedRows === 0n) return false;
        const before = { email: found.email };
        await auditPerson(trx, found, { at: clock(), actor: by.id, action: 'person.withdraw', before });
        return true;
      }),
  };
}

/** Those that nobody has used yet, the oldest first. */
export async function openInvitations(db: Kysely<Tables>, now: number): Promise<Invitation[]> {
  const rows = await db
    .selectFrom('account_links')
    .leftJoin('user', 'user.id', 'account_links.by_person')
    .select(['account_links.id', 'account_links.email', 'grants', 'created_at', 'expires_at', 'user.name', 'by_person'])
    .where('kind', '=', 'invitation')
    .where('used_at', 'is', null)
    .where('expires_at', '>', new Date(now))
    .orderBy('created_at')
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, email: row.email, grants: row.grants, by: row.name ?? row.by_person },
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  }));
}
