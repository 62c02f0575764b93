import type {
  Channel,
  ChannelKind,
  ChannelMeans,
  ChannelOwner,
  ChannelSettings,
  NewChannel,
  NewChannelRequest,
  PushSubscription,
} from '../contract/channel.ts';
import type { Reason } from '../contract/common.ts';
import type { Delivery, DeliveryPage, DeliveryQuery } from '../contract/delivery.ts';
import type { Message } from '../core/delivery/compose.ts';

export interface RefusedChannel {
  /** `no-mail`: the installation has no mail server; `needs-address`: a brand's mail has no address of its own. */
  readonly refused: 'not-found' | 'too-many' | 'no-mail' | 'needs-address';
}

/** Channels of people and brands. Row and audit entry in one transaction; where they lead is sealed and never shown again. */
export interface ChannelStore {
  of(owner: ChannelOwner): Promise<Channel[]>;
  get(id: string): Promise<Channel | null>;
  create(
    owner: ChannelOwner,
    request: NewChannelRequest,
    by: { readonly id: string; readonly email: string },
    at: number,
  ): Promise<NewChannel | RefusedChannel>;
  change(id: string, settings: ChannelSettings, by: { readonly id: string }, at: number): Promise<Channel | null>;
  remove(id: string, by: { readonly id: string }, at: number): Promise<boolean>;
  /** Switches a channel off by the token of its mails; the label, or null where the token is not one of ours. */
  unsubscribe(token: string, at: number): Promise<string | null>;
  means(): Promise<ChannelMeans>;
  /** The channel of a delivery that may be sent once more: one that failed, or of which nobody can tell. */
  channelOf(delivery: string): Promise<string | null>;
  /** Sends a delivery once more, under the same id; null where there is nothing to be sent again. */
  resend(delivery: string, by: { readonly id: string }, at: number): Promise<Delivery | null>;
  /** What the channels of an owner were told, newest first. */
  log(owner: ChannelOwner, query: DeliveryQuery, before: number | null): Promise<DeliveryPage>;
}

/** Sends a test message at once; null where there is no such channel, `too-soon` where the last one was seconds ago. */
export interface ChannelTester {
  test(channel: string, at: number): Promise<Delivery | 'too-soon' | null>;
}

/** Where a message goes, with what is needed to send it there. */
export type OpenTarget =
  | {
      readonly kind: 'mail';
      readonly address: string;
      /** Switches the channel off: a page by GET, at once by POST. */
      readonly unsubscribe: string;
    }
  | { readonly kind: 'push'; readonly subscription: PushSubscription; readonly keys: PushKeys }
  | { readonly kind: 'slack' | 'teams' | 'mattermost'; readonly url: string }
  | { readonly kind: 'webhook'; readonly url: string; readonly secret: string; readonly channel: string };

/** The installation's own pair (VAPID), base64url. */
export interface PushKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** What came of one try, as a code for people and in English; `status`: of HTTP or SMTP. */
export type SendOutcome = {
  readonly words: string;
  readonly reason?: Reason;
  readonly status?: number;
} & (
  | { readonly kind: 'sent' }
  /** Certainly not taken, or a second time does no harm: try again. */
  | { readonly kind: 'later'; readonly retryAfterMs: number | null }
  /** Trying again is of no use. */
  | { readonly kind: 'refused' }
  /** There is no such receiver any more. */
  | { readonly kind: 'gone' }
  /** It may have been taken, and a second one would be a nuisance. */
  | { readonly kind: 'unknown' }
);

/** Brings one message to one receiver. Never throws. */
export interface Postman {
  send(target: OpenTarget, message: Message): Promise<SendOutcome>;
}

/** A message that is on its way from now on. */
export interface Sending {
  /** Of the delivery. */
  readonly id: string;
  readonly channel: string;
  readonly kind: ChannelKind;
  readonly target: OpenTarget;
  readonly message: Message;
}

/** What is to be sent, and what came of it. */
export interface Outbox {
  /** Lays down what the changes since the last time mean for channels; answers how many notices that were. */
  follow(at: number): Promise<number>;
  /** Takes what is due, marks it as on its way, and drops what is no news any more. Passes over channels that are busy. */
  claim(at: number, busy: ReadonlySet<string>, most: number): Promise<Sending[]>;
  /** `random`: 0 to 1, spreads the next try. */
  settle(id: string, outcome: SendOutcome, at: number, random: number): Promise<void>;
  /** What was on its way when a process died. Mail may have been taken: it is marked, not sent again. */
  recover(at: number): Promise<number>;
  purge(before: number): Promise<void>;
}
