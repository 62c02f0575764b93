import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Brand } from '../contract/brand.ts';
import type { ChangeBody } from '../contract/change.ts';
import type { Channel, ChannelKind } from '../contract/channel.ts';
import type { Decision } from '../contract/decision.ts';
import type { Attempt, Delivery, DeliveryReason, DeliveryState, Notice } from '../contract/delivery.ts';
import type { ClearedAngle, ClearedAngleState } from '../contract/cleared-angle.ts';
import type { DestinationWay } from '../contract/destination.ts';
import type { Draft, DraftState } from '../contract/draft.ts';
import type { EndedLife } from '../contract/life.ts';
import type { Freeze, Hold } from '../contract/freeze.ts';
import type { Reactivity, Step } from '../contract/funnel.ts';
import type { PictureType } from '../contract/media.ts';
import type { Moment } from '../contract/moment.ts';
import type { MomentCard, MomentDecision } from '../contract/moment-card.ts';
import type { AlertLevel, Opportunity, VerdictLevel } from '../contract/opportunity.ts';
import type { Platform } from '../contract/platform.ts';
import type { Publication } from '../contract/publication.ts';
import type { Story } from '../contract/story.ts';
import type { Assignment, Comment } from '../contract/teamwork.ts';
import type { Territory } from '../contract/territory.ts';
import type { Profile, Role, RoleGrant } from '../contract/user.ts';
import type { Message } from '../core/delivery/compose.ts';

/** Written as JSON text, read as the value. */
type Json<T extends object> = JSONColumnType<T, string, string>;
type MaybeJson<T extends object> = ColumnType<T | null, string | null, string | null>;
type Time = ColumnType<Date, Date | string, Date | string>;
type MaybeTime = ColumnType<Date | null, Date | string | null, Date | string | null>;

/** Every table that the product itself reads or writes through kysely; the log's are in `streams/transport`. */
export interface Tables {
  meta: { key: string; value: string };
  brands: { id: string; body: Json<Brand>; updated_at: Time };
  territories: {
    brand: string;
    version: number;
    body: Json<Territory>;
    author: string;
    created_at: Time;
    note: Generated<string>;
    restores: number | null;
    failing: Generated<number>;
    yaml: string | null;
  };
  territory_copies: {
    brand: string;
    revision: number;
    based_on: number | null;
    body: MaybeJson<Territory>;
    yaml: string | null;
    author: string;
    saved_at: Time;
  };
  opportunities: {
    id: string;
    brand: string;
    story: string;
    state: string;
    score: number;
    updated_at: Time;
    body: Json<Opportunity>;
    /** What people last decided; the pipeline reads it and never writes it. */
    decision: MaybeJson<Decision>;
    decided_at: MaybeTime;
    /** Set while what was accepted must wait; the pipeline sets it, a decision clears it. */
    hold: MaybeJson<Hold>;
    /** Who takes care of it. */
    assignment: MaybeJson<Assignment>;
  };
  drafts: {
    id: string;
    brand: string;
    opportunity: string;
    state: DraftState;
    deadline: MaybeTime;
    body: Json<Draft>;
    updated_at: Time;
  };
  cleared_angles: {
    id: string;
    brand: string;
    state: ClearedAngleState;
    body: Json<ClearedAngle>;
    updated_at: Time;
  };
  draft_versions: {
    draft: string;
    version: number;
    text: string;
    content: Json<Pick<Draft, 'variants' | 'media'>>;
    by_person: string;
    at: Time;
  };
  media: {
    id: string;
    brand: string;
    /** Of the bytes, SHA-256. */
    hash: string;
    type: PictureType;
    width: number;
    height: number;
    animated: boolean;
    size: number;
    bytes: Buffer;
    small: Buffer;
    by_person: string;
    at: Time;
  };
  /** One-time links for approvers without an account. */
  outside_links: {
    hash: string;
    id: string;
    brand: string;
    draft: string;
    version: number;
    name: string;
    email: string | null;
    by_person: string;
    created_at: Time;
    expires_at: Time;
    used_at: MaybeTime;
  };
  destinations: {
    id: string;
    brand: string;
    label: string;
    platforms: Json<Platform[]>;
    way: Json<DestinationWay>;
    /** Sealed. */
    secret: string;
    by_person: string;
    updated_at: Time;
  };
  /** Those of drafts that do not go by hand, as a machine finds them; what the draft says of them is the truth. */
  publications: {
    id: string;
    draft: string;
    brand: string;
    destination: string;
    state: Publication['state'];
    /** Null where it is a person's turn, or over. */
    next_at: MaybeTime;
    /** When it left first, since it certainly had not. */
    begun_at: MaybeTime;
    /** Under which the other side keeps it. */
    key: string;
  };
  comments: {
    id: string;
    brand: string;
    opportunity: string;
    key: string;
    by_person: string;
    at: Time;
    body: Json<Comment>;
  };
  turns: { brand: string; opportunity: string; turn: string; at: Time };
  saved_views: { user_id: string; name: string; search: string; at: Time };
  steps: { opportunity: string; brand: string; step: Step; at: Time };
  reactivities: { brand: string; body: Json<Reactivity>; updated_at: Time };
  contexts: { opportunity: string; person: string; verdict: VerdictLevel; at: Time };
  freezes: { scope: string; body: Json<Freeze>; at: Time };
  moments: { brand: string; id: string; body: Json<Moment>; updated_at: Time };
  moment_cards: {
    id: string;
    brand: string;
    state: MomentCard['state'];
    /** The card without its decision. */
    body: Json<Omit<MomentCard, 'decision'>>;
    decision: MaybeJson<MomentDecision>;
    updated_at: Time;
  };
  stories: { id: string; brand: string; updated_at: Time; body: Json<Story> };
  lives: { brand: string; story: string; ended_at: Time; body: Json<EndedLife> };
  decisions: {
    id: string;
    brand: string;
    opportunity: string;
    at: Time;
    body: Json<Decision>;
    /** In the order in which they were taken. */
    nth: Generated<number>;
  };
  archive: { id: string; received_at: Time; share: number; mentioned: boolean; body: string };
  archive_entries: { partition: number; offset: number; at: Time; brand: string | null; value: Buffer };
  audit: {
    id: Generated<number>;
    at: Time;
    actor: string;
    action: string;
    subject: string;
    brand: string | null;
    before: MaybeJson<object>;
    after: MaybeJson<object>;
  };
  changes: { brand: string; seq: number; at: Time; body: Json<ChangeBody> };
  change_heads: { brand: string; last: number };
  positions: { topic: string; partition: number; position: number; snapshot_position: number; epoch: number };
  snapshots: { topic: string; partition: number; brand: string; state: Buffer };
  tokens: {
    hash: string;
    id: string;
    kind: 'intake' | 'read' | 'welcome';
    label: string;
    user_id: string | null;
    created_at: Time;
    expires_at: MaybeTime;
    used_at: MaybeTime;
    /** What a `read` token reads. */
    brand: string | null;
    by_person: string | null;
  };
  account_links: {
    hash: string;
    id: string;
    kind: 'invitation' | 'reset';
    email: string;
    user_id: string | null;
    grants: Json<RoleGrant[]>;
    by_person: string;
    created_at: Time;
    expires_at: Time;
    used_at: MaybeTime;
  };
  profiles: { user_id: string; body: Json<Profile>; updated_at: Time };
  deactivations: { user_id: string; by_person: string; at: Time };
  role_grants: { user_id: string; brand: string; role: Role };
  user: {
    id: string;
    email: string;
    name: string;
    emailVerified: boolean;
    createdAt: Time;
    updatedAt: Time;
    twoFactorEnabled: boolean | null;
  };
  channels: {
    id: string;
    person: string | null;
    brand: string | null;
    kind: ChannelKind;
    /** Everything that has no column. */
    body: Json<Omit<Channel, 'id' | 'owner' | 'kind' | 'createdAt'>>;
    /** Where to, sealed. */
    target: string;
    created_at: Time;
  };
  channel_stories: {
    channel: string;
    opportunity: string;
    level: AlertLevel | null;
    told_level: AlertLevel | null;
    told_at: MaybeTime;
  };
  channel_cursors: { brand: string; seq: number };
  deliveries: {
    nth: Generated<number>;
    id: string;
    channel: string;
    /** Whose channel it is; one of both. */
    person: string | null;
    brand: string | null;
    key: string;
    state: DeliveryState;
    reason: DeliveryReason;
    due_at: MaybeTime;
    at: Time;
    updated_at: Time;
    into: string | null;
    /** The channel as it was then. */
    about: Json<Pick<Delivery['channel'], 'label' | 'kind'>>;
    notice: Json<Notice>;
    /** What goes out, once it is composed: the same in every try. */
    message: MaybeJson<Message>;
    attempts: ColumnType<Attempt[], string | undefined, string>;
  };
  session: {
    id: string;
    token: string;
    userId: string;
    createdAt: Time;
    expiresAt: Time;
    ipAddress: string | null;
    userAgent: string | null;
    lastSeenAt: MaybeTime;
  };
  account: {
    id: string;
    accountId: string;
    userId: string;
    providerId: string;
    password: string | null;
    updatedAt: Time;
  };
  twoFactor: { id: string; userId: string; verified: boolean | null };
  replayed: { topic: string; partition: number; offset: number; at: Time };
}
