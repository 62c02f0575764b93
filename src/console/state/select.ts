import type { Card } from '../../contract/card.ts';
import type { Phase } from '../../contract/story.ts';
import type { LiveState } from './live.ts';

/** `aside`: dismissed, snoozed or closed, so that a decision can be looked up and taken back. */
export const VIEWS = ['all', 'go', 'review', 'block', 'mine', 'aside'] as const;
export type View = (typeof VIEWS)[number];

export interface Filter {
  readonly view: View;
  readonly brand?: string | undefined;
  readonly phase?: Phase | undefined;
  /** Words that must all stand in title, topics or platforms. */
  readonly search?: string | undefined;
}

/** Where a card stands for the people: snoozed only until its end. */
export type Standing = 'undecided' | 'accepted' | 'snoozed' | 'dismissed' | 'closed';

export function standingOf(card: Card, now: number): Standing {
  const { decision, opportunity } = card;
  if (decision?.action === 'accept') return 'accepted';
  if (opportunity.state === 'closed') return 'closed';
  if (decision?.action === 'dismiss') return 'dismissed';
  if (decision?.action === 'snooze' && decision.until && Date.parse(decision.until) > now) return 'snoozed';
  return 'undecided';
}

/** Ids of the cards a filter shows, best first: undecided before taken, then score × chance, then newest. */
export function wantedCards(state: LiveState, filter: Filter, me: string, now: number): string[] {
  const found = Object.values(state.cards)
    .flatMap((cards) => Object.values(cards))
    .filter((card) => matches(card, filter, me, now));
  return found
    .map((card) => ({ card, rank: rankOf(card, now) }))
    .sort((a, b) => b.rank - a.rank || compareNewest(a.card, b.card))
    .map(({ card }) => card.opportunity.id);
}

/** How many cards each view would show, under the other filters. */
export function countViews(state: LiveState, filter: Filter, me: string, now: number): Record<View, number> {
  const counts: Record<View, number> = { all: 0, go: 0, review: 0, block: 0, mine: 0, aside: 0 };
  const cards = Object.values(state.cards).flatMap((brand) => Object.values(brand));
  for (const card of cards) {
    for (const view of VIEWS) if (matches(card, { ...filter, view }, me, now)) counts[view] += 1;
  }
  return counts;
}

export function findCard(state: LiveState, id: string): Card | undefined {
  for (const cards of Object.values(state.cards)) if (cards[id]) return cards[id];
  return undefined;
}

/** Names the verdict a person has seen: level and reasons. */
export function verdictKey(card: Card): string {
  const { level, reasons } = card.opportunity.verdict;
  return [level, ...reasons.map((reason) => reason.code)].join(' ');
}

/** What the main button may do: a review card wants its evidence opened first, under the verdict it has now. */
export function mayAccept(card: Card, opened: LiveState['opened']): 'yes' | 'open-first' | 'blocked' {
  const { level } = card.opportunity.verdict;
  if (level === 'block') return 'blocked';
  if (level === 'review' && opened[card.opportunity.id] !== verdictKey(card)) return 'open-first';
  return 'yes';
}

function matches(card: Card, filter: Filter, me: string, now: number): boolean {
  const { opportunity, decision } = card;
  if (filter.brand && opportunity.brand !== filter.brand) return false;
  if (filter.phase && opportunity.phase !== filter.phase) return false;
  return inView(card, filter.view, standingOf(card, now), decision?.by.id === me) && hasWords(card, filter.search);
}

function inView(card: Card, view: View, standing: Standing, mine: boolean): boolean {
  const shown = standing === 'undecided' || standing === 'accepted';
  if (view === 'all') return shown;
  if (view === 'mine') return standing === 'accepted' && mine;
  if (view === 'aside') return !shown;
  return shown && card.opportunity.verdict.level === view;
}

function hasWords(card: Card, search: string | undefined): boolean {
  if (!search) return true;
  const { title, topics, platforms } = card.opportunity;
  const text = fold(
    [title, ...topics.flatMap((t) => [t.label, ...t.words]), ...platforms.map((p) => p.name)].join(' '),
  );
  return fold(search)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function rankOf(card: Card, now: number): number {
  const { score, inTime } = card.opportunity;
  return score * inTime - (standingOf(card, now) === 'undecided' ? 0 : 1_000);
}

function compareNewest(a: Card, b: Card): number {
  const byTime = Date.parse(b.opportunity.openedAt) - Date.parse(a.opportunity.openedAt);
  return byTime || (a.opportunity.id < b.opportunity.id ? -1 : 1);
}
