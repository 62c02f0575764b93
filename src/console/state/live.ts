import type { Card } from '../../contract/card.ts';
import type { Change } from '../../contract/change.ts';
import type { Decision } from '../../contract/decision.ts';
import type { ServerFrame } from '../../contract/frame.ts';

/** What the person may rely on: `since` and `missed` are shown as they are. Times are milliseconds. */
export type Connection =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'catching-up'; readonly missed: number }
  | { readonly kind: 'live' }
  | { readonly kind: 'offline'; readonly since: number }
  | { readonly kind: 'signed-out' };

/** Everything that comes from the server by itself, and what the person did to it since. Plain data. */
export interface LiveState {
  readonly connection: Connection;
  /** Server time minus own time, so that "closes in" is right on a computer whose clock is wrong. */
  readonly clockSkew: number;
  readonly epoch: string | null;
  readonly brands: readonly string[];
  /** Last number applied, per brand. A brand without one wants a snapshot. */
  readonly cursors: Readonly<Record<string, number>>;
  readonly cards: Readonly<Record<string, Readonly<Record<string, Card>>>>;
  /** Brands that still wait for their `caught-up`. */
  readonly behind: readonly string[];
  /** Cards that appeared while the console was open and were not yet looked at, oldest first. */
  readonly arrivals: readonly string[];
  /** Verdict under which the evidence of a card was opened. A changed verdict asks to open it again. */
  readonly opened: Readonly<Record<string, string>>;
  /** A number is missing: the connection must be made anew with the cursors held here. */
  readonly resync: boolean;
}

/** A change whose noun this console does not know yet: its number counts, its content does not. */
export interface ForeignChange {
  readonly type: 'foreign-change';
  readonly brand: string;
  readonly seq: number;
}

export type LiveEvent =
  | { readonly type: 'connecting' }
  | { readonly type: 'closed'; readonly at: number }
  | { readonly type: 'signed-out' }
  | { readonly type: 'frame'; readonly frame: ServerFrame | ForeignChange; readonly at: number }
  | { readonly type: 'decided'; readonly card: Card }
  | { readonly type: 'opened'; readonly id: string; readonly verdict: string }
  | { readonly type: 'looked-at'; readonly ids: readonly string[] };

export const initialLive: LiveState = {
  connection: { kind: 'connecting' },
  clockSkew: 0,
  epoch: null,
  brands: [],
  cursors: {},
  cards: {},
  behind: [],
  arrivals: [],
  opened: {},
  resync: false,
};

/** The only way state changes. */
export function reduceLive(state: LiveState, event: LiveEvent): LiveState {
  switch (event.type) {
    case 'connecting':
      return { ...state, resync: false, behind: [], connection: connecting(state.connection) };
    case 'closed':
      return close(state, event.at);
    case 'signed-out':
      return { ...initialLive, connection: { kind: 'signed-out' } };
    case 'frame':
      return receive(state, event.frame, event.at);
    case 'decided':
      return decide(state, event.card);
    case 'opened':
      return { ...state, opened: { ...state.opened, [event.id]: event.verdict } };
    case 'looked-at':
      return { ...state, arrivals: state.arrivals.filter((id) => !event.ids.includes(id)) };
  }
}

/** A line that is down keeps saying since when, until the server greets again. */
function connecting(connection: Connection): Connection {
  return connection.kind === 'offline' ? connection : { kind: 'connecting' };
}

function close(state: LiveState, at: number): LiveState {
  const { kind } = state.connection;
  if (kind === 'offline' || kind === 'signed-out') return state;
  return { ...state, behind: [], resync: false, connection: { kind: 'offline', since: at } };
}

function receive(state: LiveState, frame: ServerFrame | ForeignChange, at: number): LiveState {
  switch (frame.type) {
    case 'hello':
      return greet(state, frame, at);
    case 'snapshot':
      return replace(state, frame.brand, frame.seq, frame.cards);
    case 'change':
      return apply(state, frame.change.brand, frame.change.seq, frame.change);
    case 'foreign-change':
      return apply(state, frame.brand, frame.seq, null);
    case 'caught-up':
      return caughtUp(state, frame.brand, frame.seq);
    case 'ping':
      return { ...state, clockSkew: Date.parse(frame.at) - at };
  }
}

/** Another epoch has other numbers; a brand that is no longer named was taken away from this person. */
function greet(state: LiveState, hello: Extract<ServerFrame, { type: 'hello' }>, at: number): LiveState {
  const cursors = hello.epoch === state.epoch ? pick(state.cursors, hello.brands) : {};
  return {
    ...state,
    epoch: hello.epoch,
    brands: hello.brands,
    cursors,
    cards: pick(state.cards, hello.brands),
    behind: hello.brands,
    resync: false,
    clockSkew: Date.parse(hello.at) - at,
    connection: hello.brands.length === 0 ? { kind: 'live' } : { kind: 'catching-up', missed: 0 },
  };
}

function replace(state: LiveState, brand: string, seq: number, cards: readonly Card[]): LiveState {
  const known = state.cards[brand];
  const cursor = state.cursors[brand];
  if (cursor !== undefined && seq < cursor) return state;
  const next = Object.fromEntries(cards.map((card) => [card.opportunity.id, card]));
  const fresh = known ? Object.keys(next).filter((id) => !known[id]) : [];
  return {
    ...state,
    cursors: { ...state.cursors, [brand]: seq },
    cards: { ...state.cards, [brand]: next },
    arrivals: [...state.arrivals.filter((id) => !fresh.includes(id)), ...fresh],
  };
}

/** Numbers have no gaps: one already seen is dropped, one too far ahead means that something was lost. */
function apply(state: LiveState, brand: string, seq: number, change: Change | null): LiveState {
  const cursor = state.cursors[brand];
  if (cursor === undefined || seq > cursor + 1) return { ...state, resync: true };
  if (seq <= cursor) return state;
  const counted = countMissed({ ...state, cursors: { ...state.cursors, [brand]: seq } }, brand);
  return change ? put(counted, brand, change.body.value) : counted;
}

function countMissed(state: LiveState, brand: string): LiveState {
  if (state.connection.kind !== 'catching-up' || !state.behind.includes(brand)) return state;
  return { ...state, connection: { kind: 'catching-up', missed: state.connection.missed + 1 } };
}

function put(state: LiveState, brand: string, card: Card): LiveState {
  const { id } = card.opportunity;
  const known = state.cards[brand]?.[id];
  const cards = { ...state.cards, [brand]: { ...state.cards[brand], [id]: card } };
  return { ...state, cards, arrivals: known ? state.arrivals : [...state.arrivals, id] };
}

function caughtUp(state: LiveState, brand: string, seq: number): LiveState {
  if ((state.cursors[brand] ?? -1) < seq) return { ...state, resync: true };
  const behind = state.behind.filter((id) => id !== brand);
  return { ...state, behind, connection: behind.length === 0 ? { kind: 'live' } : state.connection };
}

/** The answer to a decision may come before or after its numbered change; the newer of each half stays. */
function decide(state: LiveState, card: Card): LiveState {
  const { brand, id } = card.opportunity;
  const known = state.cards[brand]?.[id];
  if (!known) return state;
  const opportunity =
    Date.parse(known.opportunity.updatedAt) > Date.parse(card.opportunity.updatedAt)
      ? known.opportunity
      : card.opportunity;
  return put(state, brand, { opportunity, decision: newer(known.decision, card.decision) });
}

function newer(one: Decision | null, other: Decision | null): Decision | null {
  if (!one || !other) return one ?? other;
  return Date.parse(one.at) > Date.parse(other.at) ? one : other;
}

function pick<V>(record: Readonly<Record<string, V>>, keys: readonly string[]): Record<string, V> {
  return Object.fromEntries(keys.flatMap((key) => (record[key] === undefined ? [] : [[key, record[key]]])));
}
