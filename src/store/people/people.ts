import type { Kysely, Transaction } from 'kysely';
import type { Clock } from '../../context.ts';
import type { Doer, PeopleStore, Reach, RefusedAccount } from '../../ports/people.ts';
import type { OneTimeLink, PersonEntry } from '../../contract/people.ts';
import type { Grants } from '../grants.ts';
import type { Tables } from '../tables.ts';
import { makeLink } from './account-links.ts';
import { auditPerson } from './audit-person.ts';
import { type KnownPerson, presentPerson, readPeople } from './entries.ts';
import { findPerson, findWhole, isLastAdministrator, mayGive, oneAfterAnother, refuse } from './guard.ts';
import { createInvitations, openInvitations } from './invitations.ts';
import { reaches } from './reach.ts';
import { writeRoles } from './roles.ts';
import { endSessions, sessionsOf } from './sessions.ts';

interface Options {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly grants: Grants;
}

export function createPeople(options: Options): PeopleStore {
  const { db, clock, grants: remembered } = options;

  /** In one transaction: finds a whole person, does it, notes it, and answers the person as they are then. */
  async function change(
    by: Doer,
    id: string,
    action: string,
    work: (trx: Transaction<Tables>, person: KnownPerson) => Promise<RefusedAccount | void>,
  ): Promise<PersonEntry | RefusedAccount> {
    const done = await db.transaction().execute(async (trx) => {
      await oneAfterAnother(trx);
      const person = await findWhole(trx, by, id);
      if ('refused' in person) return person;
      const refused = await work(trx, person);
      if (refused) return refused;
      await auditPerson(trx, person, { at: clock(), actor: by.id, action });
      return present(trx, by.reach, id);
    });
    remembered.forget(id);
    return done;
  }

  return {
    ...createInvitations(options),

    async list({ reach }) {
      const [people, invitations] = await Promise.all([readPeople(db), openInvitations(db, clock())]);
      return {
        people: people.flatMap((person) => presentPerson(reach, person) ?? []),
        invitations: invitations.filter(({ grants }) => grants.every((grant) => reaches(reach, grant))),
      };
    },

    async setRoles(by, id, grants) {
      const done = await db.transaction().execute(async (trx) => {
        await oneAfterAnother(trx);
        const person = await findPerson(trx, by, id);
        if (!person) return refuse('not-found');
        if (!(await mayGive(trx, by, grants))) return refuse('out-of-reach-role');
        const keeps = by.reach !== '*' || grants.some(({ brand, role }) => brand === '*' && role === 'admin');
        if (!keeps && (await isLastAdministrator(trx, person))) return refuse('last-administrator');
        const { reach } = by;
        await writeRoles(trx, { person: id, before: person.grants, grants, reach, by: by.id, at: clock() });
        const [after] = await readPeople(trx, id);
        // Somebody whose last role here was taken is still answered, this once.
        return presentPerson(reach, after!) ?? { ...presentPerson(reach, person)!, grants: [], whole: false };
      });
      remembered.forget(id);
      return done;
    },

    setActive: (by, id, active) =>
      change(by, id, active ? 'person.reactivate' : 'person.deactivate', async (trx, person) => {
        if (!active && id === by.id) return refuse('yourself');
        if (!active && (await isLastAdministrator(trx, person))) return refuse('last-administrator');
        await trx.deleteFrom('deactivations').where('user_id', '=', id).execute();
        if (active) return;
        await trx
          .insertInto('deactivations')
          .values({ user_id: id, by_person: by.id, at: new Date(clock()) })
          .execute();
        await trx.deleteFrom('account_links').where('user_id', '=', id).where('used_at', 'is', null).execute();
        await endSessions(trx, id);
      }),

    async resetPassword(by, id) {
      let link: OneTimeLink | null = null;
      const done = await change(by, id, 'person.password-reset', async (trx, { email, active }) => {
        if (!active) return refuse('not-found');
        const { path, expiresAt } = await makeLink(trx, {
          ...{ kind: 'reset', email, userId: id, grants: [], by: by.id, at: clock() },
        });
        link = { path, expiresAt };
      });
      return 'refused' in done ? done : link!;
    },

    resetTwoFactor: (by, id) =>
      change(by, id, 'person.two-factor-reset', async (trx, person) => {
        if (!person.twoFactor) return refuse('two-factor-off');
        await trx.deleteFrom('twoFactor').where('userId', '=', id).execute();
        await trx.updateTable('user').set({ twoFactorEnabled: false }).where('id', '=', id).execute();
        await endSessions(trx, id);
      }),

    ...createSessionDesk(options),
  };
}

function createSessionDesk({
  db,
  clock,
}: Pick<Options, 'db' | 'clock'>): Pick<PeopleStore, 'sessions' | 'endSessions'> {
  return {
    async sessions(by, id) {
      const person = await findWhole(db, by, id);
      return 'refused' in person ? person : sessionsOf(db, id, clock());
    },

    endSessions: (by, id, session) =>
      db.transaction().execute(async (trx) => {
        const person = await findWhole(trx, by, id);
        if ('refused' in person) return person;
        const ended = await endSessions(trx, id, { only: session });
        if (ended === 0) return session === undefined ? 0 : refuse('not-found');
        await auditPerson(trx, person, { at: clock(), actor: by.id, action: 'session.end', after: { ended } });
        return ended;
      }),
  };
}

async function present(db: Kysely<Tables>, reach: Reach, id: string): Promise<PersonEntry> {
  const [person] = await readPeople(db, id);
  return presentPerson(reach, person!)!;
}
