import type { Card } from '../../contract/card.ts';
import type { Draft } from '../../contract/draft.ts';
import type { Freeze } from '../../contract/freeze.ts';
import type { MomentCard } from '../../contract/moment-card.ts';
import type { Comment, Presence } from '../../contract/teamwork.ts';
import type { LiveState } from './live-state.ts';

/** Lays a card over the one that was there; one that is new is announced. */
export function putCard(state: LiveState, brand: string, card: Card): LiveState {
  const { id } = card.opportunity;
  const known = state.cards[brand]?.[id];
  const cards = { ...state.cards, [brand]: { ...state.cards[brand], [id]: card } };
  const opened = stillOpened(state.opened, [card]);
  return { ...state, cards, opened, arrivals: known ? state.arrivals : [...state.arrivals, id] };
}

/** Nothing can be done any more about a moment that is over. */
export function putMoment(state: LiveState, brand: string, moment: MomentCard): LiveState {
  const { [moment.id]: _before, ...others } = state.moments[brand] ?? {};
  const next = moment.state === 'over' ? others : { ...others, [moment.id]: moment };
  return { ...state, moments: { ...state.moments, [brand]: next } };
}

/** Comments kept of a brand, the newest. */
const MOST_COMMENTS = 300;

/** A comment never changes: one that is known already is the same. */
export function putComment(state: LiveState, comment: Comment): LiveState {
  const { brand } = comment;
  const known = state.comments[brand] ?? [];
  if (known.some(({ id }) => id === comment.id)) return state;
  return { ...state, comments: { ...state.comments, [brand]: [...known, comment].slice(-MOST_COMMENTS) } };
}

/** An opportunity that nobody looks at any more is left out. */
export function putPresence(state: LiveState, { opportunity, people }: Presence): LiveState {
  const { [opportunity]: _before, ...others } = state.presence;
  return { ...state, presence: people.length === 0 ? others : { ...others, [opportunity]: people } };
}

/** In the order of the scopes, as a snapshot has them. */
export function putFreeze(state: LiveState, brand: string, scope: string, freeze: Freeze | null): LiveState {
  const others = (state.freezes[brand] ?? []).filter((known) => known.scope !== scope);
  const next = freeze ? [...others, freeze].sort((a, b) => (a.scope < b.scope ? -1 : 1)) : others;
  return { ...state, freezes: { ...state.freezes, [brand]: next } };
}

/** A draft that was given up is gone. */
export function putDraft(state: LiveState, brand: string, draft: Draft): LiveState {
  const { [draft.id]: _before, ...others } = state.drafts[brand] ?? {};
  const next = draft.state === 'withdrawn' ? others : { ...others, [draft.id]: draft };
  return { ...state, drafts: { ...state.drafts, [brand]: next } };
}

/** Whether the first is a later state of the draft than the second. */
export function isNewerDraft(one: Draft, other: Draft): boolean {
  if (one.version !== other.version) return one.version > other.version;
  return Date.parse(one.updatedAt) > Date.parse(other.updatedAt);
}

/** A context counts as opened under one verdict only. The same object where nothing changes. */
export function stillOpened(opened: LiveState['opened'], cards: readonly Card[]): LiveState['opened'] {
  const stale = new Set(
    cards.flatMap(({ opportunity: { id, verdict } }) => {
      const under = opened[id];
      return under !== undefined && under !== verdict.level ? [id] : [];
    }),
  );
  return stale.size === 0 ? opened : Object.fromEntries(Object.entries(opened).filter(([id]) => !stale.has(id)));
}

/** Of two states of a card the newer of each half: what the pipeline says, and what people decided. */
export function newerCard(known: Card, told: Card): Card {
  const judged = Date.parse(known.opportunity.updatedAt) > Date.parse(told.opportunity.updatedAt) ? known : told;
  const decided = isNewer(known.decision, told.decision) ? known : told;
  // A hold belongs to a decision, and is laid on it by a later judgement.
  const held = known.decision?.id === told.decision?.id ? judged : decided;
  const assigned = isNewer(known.assignment, told.assignment) ? known : told;
  return {
    opportunity: judged.opportunity,
    decision: decided.decision,
    hold: held.hold,
    assignment: assigned.assignment,
  };
}

/** Whether the first was taken after the second; one that was taken is newer than none. */
function isNewer(one: { readonly at: string } | null, other: { readonly at: string } | null): boolean {
  if (!one || !other) return one !== null;
  return Date.parse(one.at) > Date.parse(other.at);
}

/** As for a card: the calendar's half and the people's half each as new as either knows. */
export function newerMoment(known: MomentCard, told: MomentCard): MomentCard {
  const body = Date.parse(known.updatedAt) > Date.parse(told.updatedAt) ? known : told;
  const decided = isNewer(known.decision, told.decision) ? known : told;
  return { ...body, decision: decided.decision };
}
