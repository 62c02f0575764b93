import type { Card } from '../../contract/card.ts';
import { keepsAsleep } from '../../contract/decision.ts';
import type { Freeze } from '../../contract/freeze.ts';
import type { Phase } from '../../contract/story.ts';
import type { LiveState } from './live.ts';

/** `aside`: dismissed, snoozed or closed, so that a decision can be looked up and taken back. */
export const VIEWS = ['all', 'go', 'review', 'block', 'mine', 'aside'] as const;
export type View = (typeof VIEWS)[number];

export interface Filter {
  readonly view: View;
  readonly brand?: string | undefined;
  readonly phase?: Phase | undefined;
  /** Label of a topic. */
  readonly topic?: string | undefined;
  readonly platform?: string | undefined;
  /** Words that must all stand in title, topics or platforms. */
  readonly search?: string | undefined;
}

/** Where a card stands for the people: snoozed only until its end, or until it is louder; held: accepted, but it must wait for a person. */
export type Standing = 'undecided' | 'accepted' | 'held' | 'snoozed' | 'dismissed' | 'closed';

export function standingOf(card: Card, now: number): Standing {
  const { decision, opportunity, hold } = card;
  if (decision?.action === 'accept') return hold ? 'held' : 'accepted';
  if (opportunity.state === 'closed') return 'closed';
  if (decision?.action === 'dismiss') return 'dismissed';
  if (keepsAsleep(decision, opportunity.level, now)) return 'snoozed';
  return 'undecided';
}

/** Ids of the cards a filter shows, best first: held before all others, undecided before taken, then score × chance, then newest. */
export function wantedCards(state: Pick<LiveState, 'cards'>, filter: Filter, me: string, now: number): string[] {
  return cardsIn(state)
    .filter((card) => matches(card, filter, me, now))
    .map((card) => rankOf(card, now))
    .sort((a, b) => b.rank - a.rank || b.openedAt - a.openedAt || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

const cardsIn = ({ cards }: Pick<LiveState, 'cards'>): Card[] =>
  Object.values(cards).flatMap((brand) => Object.values(brand));

/** How many cards each view would show, under the other filters. */
export function countViews(
  state: Pick<LiveState, 'cards'>,
  filter: Filter,
  me: string,
  now: number,
): Record<View, number> {
  const counts: Record<View, number> = { all: 0, go: 0, review: 0, block: 0, mine: 0, aside: 0 };
  for (const card of cardsIn(state)) {
    if (!passes(card, filter)) continue;
    const [standing, whose] = [standingOf(card, now), whoseOf(card, me)];
    for (const view of VIEWS) if (inView(card, view, standing, whose)) counts[view] += 1;
  }
  return counts;
}

/** What the cards of a brand, or of all, can be filtered by; by name. */
export function choicesIn(cards: LiveState['cards'], brand?: string): { topics: string[]; platforms: string[] } {
  const wanted = Object.entries(cards).flatMap(([id, own]) => (brand && id !== brand ? [] : Object.values(own)));
  const unique = (names: string[]) => [...new Set(names)].sort((a, b) => a.localeCompare(b));
  return {
    topics: unique(wanted.flatMap(({ opportunity }) => opportunity.topics.map(({ label }) => label))),
    platforms: unique(wanted.flatMap(({ opportunity }) => opportunity.platforms.map(({ name }) => name))),
  };
}

export function findCard(state: LiveState, id: string): Card | undefined {
  for (const cards of Object.values(state.cards)) if (cards[id]) return cards[id];
  return undefined;
}

/** What the main button may do: a review card wants its context opened first, under the verdict it has now. */
export function mayAccept(card: Card, opened: LiveState['opened']): 'yes' | 'open-first' | 'blocked' {
  const { level } = card.opportunity.verdict;
  if (level === 'block') return 'blocked';
  if (level === 'review' && opened[card.opportunity.id] !== level) return 'open-first';
  return 'yes';
}

/** What keeps a brand from speaking now: the freeze of everything before its own. */
export function frozenBy(freezes: LiveState['freezes'], brand: string): Freeze | undefined {
  const own = freezes[brand] ?? [];
  return own.find(({ scope }) => scope === '*') ?? own[0];
}

/** Every freeze in force, once each: that of everything, then those of brands by name of the scope. */
export function standingFreezes(freezes: LiveState['freezes']): Freeze[] {
  const byScope = new Map(Object.values(freezes).flatMap((own) => own.map((freeze) => [freeze.scope, freeze])));
  return [...byScope.values()].sort((a, b) => (a.scope < b.scope ? -1 : 1));
}

function matches(card: Card, filter: Filter, me: string, now: number): boolean {
  return inView(card, filter.view, standingOf(card, now), whoseOf(card, me)) && passes(card, filter);
}

/** Whether a card is shown by everything in a filter but its view. */
function passes({ opportunity }: Card, filter: Filter): boolean {
  if (filter.brand && opportunity.brand !== filter.brand) return false;
  if (filter.phase && opportunity.phase !== filter.phase) return false;
  if (filter.topic && !opportunity.topics.some(({ label }) => label === filter.topic)) return false;
  if (filter.platform && !opportunity.platforms.some(({ name }) => name === filter.platform)) return false;
  return hasWords(opportunity, filter.search);
}

interface Whose {
  readonly decided: boolean;
  readonly assigned: boolean;
}

const whoseOf = ({ decision, assignment }: Card, me: string): Whose => ({
  decided: decision?.by.id === me,
  assigned: assignment?.to.id === me,
});

function inView(card: Card, view: View, standing: Standing, { decided, assigned }: Whose): boolean {
  const taken = standing === 'accepted' || standing === 'held';
  const shown = standing === 'undecided' || taken;
  if (view === 'all') return shown;
  if (view === 'mine') return (taken && decided) || (shown && assigned);
  if (view === 'aside') return !shown;
  return shown && card.opportunity.verdict.level === view;
}

function hasWords({ title, topics, platforms }: Card['opportunity'], search: string | undefined): boolean {
  if (!search) return true;
  const text = fold(
    [title, ...topics.flatMap((t) => [t.label, ...t.words]), ...platforms.map((p) => p.name)].join(' '),
  );
  return fold(search)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** What must not go out comes first; what is settled comes last. */
const PRECEDENCE: Partial<Record<Standing, number>> = { held: 1_000, undecided: 0 };

/** What a card is sorted by, reckoned once a card and not once a comparison. */
function rankOf(card: Card, now: number) {
  const { id, score, inTime, openedAt } = card.opportunity;
  const rank = score * inTime + (PRECEDENCE[standingOf(card, now)] ?? -1_000);
  return { id, rank, openedAt: Date.parse(openedAt) };
}

/** Cards that were accepted and must wait for a person. */
export const heldIds = (state: Pick<LiveState, 'cards'>): string[] =>
  cardsIn(state).flatMap(({ hold, decision, opportunity: { id } }) =>
    hold && decision?.action === 'accept' ? [id] : [],
  );
