import type { Card } from '../../contract/card.ts';
import type { Change } from '../../contract/change.ts';
import type { Channel, Hears } from '../../contract/channel.ts';
import type { DeliveryReason, Notice, Occasion } from '../../contract/delivery.ts';
import { type Permission, PERMISSIONS, type RoleGrant } from '../../contract/user.ts';
import { alertNotice, hearAlert, type StoryHeard } from './hear-alert.ts';
import { type News, newsIn } from './hear-change.ts';
import { whenToSend } from './when-to-send.ts';

/** A channel with whoever it belongs to. */
export interface Listener {
  readonly channel: Channel;
  /** Null where it is a brand's. */
  readonly person: { readonly id: string; readonly grants: readonly RoleGrant[] } | null;
  /** Where its hours are counted. */
  readonly zone: string;
}

/** A notice of a channel, with its time or with why it is never sent. */
export interface Planned {
  readonly channel: string;
  /** One notice of a channel has one key, however often it comes up. */
  readonly key: string;
  readonly notice: Notice;
  readonly state: 'held' | 'dropped';
  readonly reason: DeliveryReason;
  /** Milliseconds; null where it is dropped. */
  readonly dueAt: number | null;
}

/** What channels know of stories, by `storyKey`. */
export type Stories = ReadonlyMap<string, StoryHeard>;

export const storyKey = (channel: string, opportunity: string): string => `${channel} ${opportunity}`;

/** What changes mean for channels. `stories`: those that are known otherwise than before. `at`: ms, now. */
export function planDeliveries(
  changes: readonly Change[],
  listeners: readonly Listener[],
  known: Stories,
  at: number,
): { readonly planned: Planned[]; readonly stories: Map<string, StoryHeard> } {
  const planned: Planned[] = [];
  const stories = new Map<string, StoryHeard>();
  for (const change of changes) {
    const news = newsIn(change);
    for (const listener of listeners) {
      if (Date.parse(change.at) < Date.parse(listener.channel.createdAt)) continue;
      for (const one of news) if (hearsNews(listener, one)) planned.push(hold(listener, one.key, one.notice, at));
      if (change.body.noun !== 'card' || !mayHear(listener, change.brand, 'read')) continue;
      const key = storyKey(listener.channel.id, change.body.id);
      const before = stories.get(key) ?? known.get(key);
      const { story, alert } = planAlert(listener, change, change.body.value, before, at);
      if (!isSame(story, before)) stories.set(key, story);
      if (alert) planned.push(alert);
    }
  }
  return { planned, stories };
}

/** Whether the channel still may be told of a brand. */
export function mayHear({ channel, person }: Listener, brand: string, needs: Permission): boolean {
  if (!channel.active) return false;
  if (channel.owner.of === 'brand') return channel.owner.brand === brand;
  if (person === null || (channel.brands !== null && !channel.brands.includes(brand))) return false;
  return person.grants.some(
    (grant) => (grant.brand === '*' || grant.brand === brand) && PERMISSIONS[grant.role].includes(needs),
  );
}

/** What one must be allowed to do to be told of it. */
export const neededFor = (occasion: Occasion): Permission =>
  occasion === 'approval' || occasion === 'escalation' ? 'approve' : 'read';

const ASKED_BY: Record<Exclude<Occasion, 'alert' | 'test'>, Exclude<keyof Hears, 'alerts' | 'leastScore'>> = {
  approval: 'approvals',
  escalation: 'approvals',
  mention: 'calls',
  assignment: 'calls',
  freeze: 'freezes',
  unfreeze: 'freezes',
  hold: 'freezes',
  publication: 'publications',
};

function hearsNews(listener: Listener, { notice, needs, doer, for: concerned }: News): boolean {
  const { channel, person } = listener;
  const { occasion, brand, at } = notice;
  if (occasion === 'alert' || occasion === 'test' || !channel.hears[ASKED_BY[occasion]]) return false;
  // A change carries the whole noun: what happened before there was the channel is none of its news.
  if (Date.parse(at) < Date.parse(channel.createdAt) || !mayHear(listener, brand, needs)) return false;
  if (person !== null && person.id === doer) return false;
  return concerned === undefined || (person !== null && concerned.includes(person.id));
}

function planAlert(listener: Listener, change: Change, card: Card, before: StoryHeard | undefined, at: number) {
  const { channel } = listener;
  const { story, tell } = hearAlert(channel, card, before, at);
  if (tell === null) return { story, alert: null };
  const notice = alertNotice(card, change.at);
  const key = `alert:${change.body.id}:${change.seq}`;
  if (tell !== 'cool-down') return { story, alert: hold(listener, key, notice, at) };
  const alert: Planned = { channel: channel.id, key, notice, state: 'dropped', reason: 'cool-down', dueAt: null };
  return { story, alert };
}

function hold({ channel, zone }: Listener, key: string, notice: Notice, at: number): Planned {
  const due = whenToSend(channel, notice.level, at, zone);
  return { channel: channel.id, key, notice, state: 'held', reason: due.reason, dueAt: due.at };
}

const isSame = (one: StoryHeard, other: StoryHeard | undefined): boolean =>
  one.level === (other?.level ?? null) && one.told?.at === other?.told?.at && one.told?.level === other?.told?.level;
