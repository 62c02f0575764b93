import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Brand } from '../contract/brand.ts';
import type { ChangeBody } from '../contract/change.ts';
import type { Decision } from '../contract/decision.ts';
import type { EndedLife } from '../contract/life.ts';
import type { Opportunity } from '../contract/opportunity.ts';
import type { Story } from '../contract/story.ts';
import type { Territory } from '../contract/territory.ts';
import type { Role } from '../contract/user.ts';

/** Written as JSON text, read as the value. */
type Json<T extends object> = JSONColumnType<T, string, string>;
type MaybeJson<T extends object> = ColumnType<T | null, string | null, string | null>;
type Time = ColumnType<Date, Date | string, Date | string>;
type MaybeTime = ColumnType<Date | null, Date | string | null, Date | string | null>;

/** Every table that the product itself reads or writes through kysely; the log's are in `streams/transport`. */
export interface Tables {
  meta: { key: string; value: string };
  brands: { id: string; body: Json<Brand>; updated_at: Time };
  territories: { brand: string; version: number; body: Json<Territory>; author: string; created_at: Time };
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
    kind: 'intake' | 'welcome';
    label: string;
    user_id: string | null;
    created_at: Time;
    expires_at: MaybeTime;
    used_at: MaybeTime;
  };
  role_grants: { user_id: string; brand: string; role: Role };
  user: { id: string; email: string; name: string; emailVerified: boolean; createdAt: Time; updatedAt: Time };
  session: { id: string; token: string; userId: string; expiresAt: Time };
}
