import type { Card } from '../../contract/card.ts';
import { isLouder, keepsAsleep } from '../../contract/decision.ts';
import type { ChannelSettings } from '../../contract/channel.ts';
import type { Notice } from '../../contract/delivery.ts';
import type { AlertLevel } from '../../contract/opportunity.ts';

/** What a channel knows of a story. */
export interface StoryHeard {
  /** How loud it was for the channel when it was looked at last; null: below what the channel hears. */
  readonly level: AlertLevel | null;
  /** How loud it was when it was told last, and when: milliseconds. */
  readonly told: { readonly level: AlertLevel; readonly at: number } | null;
}

export interface AlertHeard {
  readonly story: StoryHeard;
  /** Null where there is nothing to tell. */
  readonly tell: 'tell' | 'cool-down' | null;
}

type Listening = Pick<ChannelSettings, 'hears' | 'coolDownMinutes'>;

/**
 * A story is told when it becomes loud enough for the channel, or louder; not again within the cool-down, unless it is
 * louder than it was told. Every rewriting of its card in between says nothing new.
 */
export function hearAlert(listening: Listening, card: Card, before: StoryHeard | undefined, at: number): AlertHeard {
  const level = levelFor(listening, card, at);
  const told = before?.told ?? null;
  const last = before?.level ?? null;
  const story = { level, told };
  if (level === null || (last !== null && !isLouder(level, last))) return { story, tell: null };
  const cools = told !== null && !isLouder(level, told.level) && at - told.at < listening.coolDownMinutes * 60_000;
  return cools ? { story, tell: 'cool-down' } : { story: { level, told: { level, at } }, tell: 'tell' };
}

/** How loud a card is for the channel; null where it is not to be told: over, decided, asleep, too quiet or too low. */
function levelFor({ hears }: Listening, { opportunity, decision }: Card, at: number): AlertLevel | null {
  const { level, score, state } = opportunity;
  if (hears.alerts === 'off' || isLouder(hears.alerts, level) || score < hears.leastScore) return null;
  if (state === 'closed' || keepsAsleep(decision, level, at)) return null;
  return decision?.action === 'accept' || decision?.action === 'dismiss' ? null : level;
}

/** What is said of a card that became loud. */
export function alertNotice({ opportunity }: Card, at: string): Notice {
  const { id, brand, title, level, score, verdict, window } = opportunity;
  return {
    ...{ occasion: 'alert', brand, level, at, opportunity: id, title, score: Math.round(score) },
    ...{ verdict: verdict.level, until: window.p50 },
  };
}
