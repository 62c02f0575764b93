import type { WebSocket } from 'ws';
import type { Context } from '../context.ts';
import type { Brand } from '../contract/brand.ts';
import type { Person } from '../ports/people.ts';
import type { Client } from './client.ts';

/** An open socket and whoever opened it. */
export interface Session {
  readonly client: Client;
  readonly socket: WebSocket;
  /** As last confirmed. */
  person: Person;
  /** When session and roles were last confirmed, ms. */
  checkedAt: number;
}

export interface SessionLimits {
  readonly heartbeatMs: number;
  /** A peer that gave no sign of life for this long is dead. */
  readonly silenceMs: number;
  /** A socket whose rights could not be confirmed for this long is closed. */
  readonly staleMs: number;
  readonly socketsPerPerson: number;
}

/** The open sockets, and what is asked of them again and again. */
export interface Sessions {
  add(session: Session): void;
  remove(session: Session): void;
  /** Whether a person may open one more; one that has fallen silent gives way. */
  makeRoom(person: Person): boolean;
  /** Pings the living, closes the dead. */
  readonly beat: () => void;
  /** Asks again for sessions and roles, and closes what is not allowed any more. */
  readonly recheck: () => void;
  /** Asks every client to come back later. */
  closeAll(): Promise<void>;
}

/** How long closing sockets may take before they are destroyed. */
const STOP_MS = 2_000;

export function createSessions(context: Context, limits: SessionLimits, onCount: (open: number) => void): Sessions {
  const { clock, log } = context;
  const sessions = new Set<Session>();
  let rechecking = false;

  return {
    add(session) {
      sessions.add(session);
      onCount(sessions.size);
    },
    remove(session) {
      if (sessions.delete(session)) onCount(sessions.size);
    },
    makeRoom(person) {
      const own = [...sessions].filter((session) => session.person.id === person.id);
      if (own.length < limits.socketsPerPerson) return true;
      // Whoever answered the last ping was heard within one beat.
      const silent = own.find(({ client }) => clock() - client.seenAt() > limits.heartbeatMs * 1.25);
      silent?.client.drop('dead');
      return silent !== undefined;
    },
    beat() {
      for (const { client } of sessions) {
        if (clock() - client.seenAt() > limits.silenceMs) client.drop('dead');
        else client.ping();
      }
    },
    recheck() {
      for (const { client, checkedAt } of sessions) {
        if (clock() - checkedAt > limits.staleMs) client.drop('out-of-reach');
      }
      if (rechecking) return;
      rechecking = true;
      recheckAll(context, sessions)
        .catch((error: unknown) => {
          log.warn({ err: error }, 'the rights of open consoles cannot be checked');
        })
        .finally(() => {
          rechecking = false;
        });
    },
    closeAll: () => closeAll([...sessions]),
  };
}

export const readableBrands = async (context: Context, person: Person): Promise<string[]> =>
  readableOf(context, await context.brands.list(), person);

const readableOf = ({ accounts }: Context, brands: readonly Brand[], person: Person): string[] =>
  brands.map(({ id }) => id).filter((brand) => accounts.may(person, brand, 'read'));

/** Asks for all of them at once: a thousand consoles cost the database what one does. */
async function recheckAll(context: Context, sessions: ReadonlySet<Session>): Promise<void> {
  const [at, asked] = [context.clock(), [...sessions]];
  if (asked.length === 0) return;
  const [people, brands] = await Promise.all([
    context.accounts.stillThere([...new Set(asked.map(idOf))]),
    context.brands.list(),
  ]);
  for (const session of asked) recheckOne(context, session, { at, brands, person: people.get(idOf(session)) });
}

const idOf = ({ person }: Session): string => person.session ?? '';

interface Found {
  readonly at: number;
  readonly brands: readonly Brand[];
  readonly person: Person | undefined;
}

function recheckOne(context: Context, session: Session, { at, brands, person }: Found): void {
  const { client } = session;
  if (!person) {
    client.drop('signed-out');
    return;
  }
  session.person = person;
  session.checkedAt = at;
  const greeted = client.brands();
  // The client comes back with its cursors and is greeted with the brands it may read now.
  if (greeted && String(greeted) !== String(readableOf(context, brands, person))) client.drop('rights-changed');
}

async function closeAll(sessions: readonly Session[]): Promise<void> {
  const closed = sessions.map(({ socket }) => new Promise((resolve) => void socket.once('close', resolve)));
  for (const { client } of sessions) client.drop('stopping');
  const impatient = setTimeout(() => {
    for (const { socket } of sessions) socket.terminate();
  }, STOP_MS);
  await Promise.all(closed);
  clearTimeout(impatient);
}
