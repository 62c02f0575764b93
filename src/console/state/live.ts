import type { Card } from '../../contract/card.ts';
import type { Change } from '../../contract/change.ts';
import type { Draft } from '../../contract/draft.ts';
import type { ServerFrame } from '../../contract/frame.ts';
import type { MomentCard } from '../../contract/moment-card.ts';
import type { VerdictLevel } from '../../contract/opportunity.ts';
import type { Comment } from '../../contract/teamwork.ts';
import type { Connection, LiveState } from './live-state.ts';
import {
  isNewerDraft,
  newerCard,
  newerMoment,
  putCard,
  putComment,
  putDraft,
  putFreeze,
  putMoment,
  putPresence,
  stillOpened,
} from './nouns.ts';

export type { Connection, LiveState } from './live-state.ts';

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
  | { readonly type: 'commented'; readonly comment: Comment }
  | { readonly type: 'moment-decided'; readonly card: MomentCard }
  | { readonly type: 'draft-moved'; readonly draft: Draft }
  | { readonly type: 'opened'; readonly id: string; readonly verdict: VerdictLevel }
  | { readonly type: 'looked-at'; readonly ids: readonly string[] };

export const initialLive: LiveState = {
  connection: { kind: 'connecting' },
  clockSkew: 0,
  epoch: null,
  brands: [],
  cursors: {},
  cards: {},
  moments: {},
  freezes: {},
  drafts: {},
  comments: {},
  presence: {},
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
    case 'commented':
      return putComment(state, event.comment);
    case 'moment-decided':
      return decideMoment(state, event.card);
    case 'draft-moved':
      return moveDraft(state, event.draft);
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
  return { ...state, behind: [], presence: {}, resync: false, connection: { kind: 'offline', since: at } };
}

function receive(state: LiveState, frame: ServerFrame | ForeignChange, at: number): LiveState {
  switch (frame.type) {
    case 'hello':
      return greet(state, frame, at);
    case 'snapshot':
      return replace(state, frame);
    case 'change':
      return apply(state, frame.change.brand, frame.change.seq, frame.change);
    case 'foreign-change':
      return apply(state, frame.brand, frame.seq, null);
    case 'caught-up':
      return caughtUp(state, frame.brand, frame.seq);
    case 'presence':
      return putPresence(state, frame);
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
    moments: pick(state.moments, hello.brands),
    freezes: pick(state.freezes, hello.brands),
    drafts: pick(state.drafts, hello.brands),
    comments: pick(state.comments, hello.brands),
    presence: {},
    behind: hello.brands,
    resync: false,
    clockSkew: Date.parse(hello.at) - at,
    connection: hello.brands.length === 0 ? { kind: 'live' } : { kind: 'catching-up', missed: 0 },
  };
}

function replace(state: LiveState, snapshot: Extract<ServerFrame, { type: 'snapshot' }>): LiveState {
  const { brand, seq, cards, moments, freezes, drafts } = snapshot;
  const known = state.cards[brand];
  const cursor = state.cursors[brand];
  if (cursor !== undefined && seq < cursor) return state;
  const next = Object.fromEntries(cards.map((card) => [card.opportunity.id, card]));
  const fresh = known ? Object.keys(next).filter((id) => !known[id]) : [];
  return {
    ...state,
    cursors: { ...state.cursors, [brand]: seq },
    cards: { ...state.cards, [brand]: next },
    moments: { ...state.moments, [brand]: Object.fromEntries(moments.map((moment) => [moment.id, moment])) },
    freezes: { ...state.freezes, [brand]: freezes },
    drafts: { ...state.drafts, [brand]: Object.fromEntries(drafts.map((draft) => [draft.id, draft])) },
    opened: stillOpened(state.opened, cards),
    arrivals: [...state.arrivals.filter((id) => !fresh.includes(id)), ...fresh],
  };
}

/** Numbers have no gaps: one already seen is dropped, one too far ahead means that something was lost. */
function apply(state: LiveState, brand: string, seq: number, change: Change | null): LiveState {
  const cursor = state.cursors[brand];
  if (cursor === undefined || seq > cursor + 1) return { ...state, resync: true };
  if (seq <= cursor) return state;
  const counted = countMissed({ ...state, cursors: { ...state.cursors, [brand]: seq } }, brand);
  return change ? put(counted, brand, change.body) : counted;
}

function countMissed(state: LiveState, brand: string): LiveState {
  if (state.connection.kind !== 'catching-up' || !state.behind.includes(brand)) return state;
  return { ...state, connection: { kind: 'catching-up', missed: state.connection.missed + 1 } };
}

function put(state: LiveState, brand: string, body: Change['body']): LiveState {
  switch (body.noun) {
    case 'card':
      return putCard(state, brand, body.value);
    case 'moment':
      return putMoment(state, brand, body.value);
    case 'freeze':
      return putFreeze(state, brand, body.id, body.value);
    case 'comment':
      return putComment(state, body.value);
    case 'draft':
      return putDraft(state, brand, body.value);
  }
}

function caughtUp(state: LiveState, brand: string, seq: number): LiveState {
  if ((state.cursors[brand] ?? -1) < seq) return { ...state, resync: true };
  const behind = state.behind.filter((id) => id !== brand);
  return { ...state, behind, connection: behind.length === 0 ? { kind: 'live' } : state.connection };
}

/** The answer to a decision may come before or after its numbered change. */
function decide(state: LiveState, card: Card): LiveState {
  const { brand, id } = card.opportunity;
  const known = state.cards[brand]?.[id];
  return known ? putCard(state, brand, newerCard(known, card)) : state;
}

function moveDraft(state: LiveState, draft: Draft): LiveState {
  const known = state.drafts[draft.brand]?.[draft.id];
  return known && isNewerDraft(draft, known) ? putDraft(state, draft.brand, draft) : state;
}

function decideMoment(state: LiveState, moment: MomentCard): LiveState {
  const known = state.moments[moment.brand]?.[moment.id];
  return known ? putMoment(state, moment.brand, newerMoment(known, moment)) : state;
}

function pick<V>(record: Readonly<Record<string, V>>, keys: readonly string[]): Record<string, V> {
  return Object.fromEntries(keys.flatMap((key) => (record[key] === undefined ? [] : [[key, record[key]]])));
}
