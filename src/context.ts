import type { Logger } from 'pino';
import type { Brand } from './contract/brand.ts';
import type { Card, CardDetail } from './contract/card.ts';
import type { Change } from './contract/change.ts';
import type { Decision, DecisionRequest } from './contract/decision.ts';
import type { IntakeResult } from './contract/intake.ts';
import type { EndedLife } from './contract/life.ts';
import type { RawSignal } from './contract/signal.ts';
import type { SourceStatus } from './contract/source.ts';
import type { LiveTerritory, Territory } from './contract/territory.ts';
import type { Me, Permission, RoleGrant } from './contract/user.ts';

/** The wall clock, milliseconds since 1970. Only `app.ts` makes one. */
export type Clock = () => number;

/** Brands as the installation knows them. */
export interface BrandStore {
  list(): Promise<Brand[]>;
  get(id: string): Promise<Brand | null>;
  put(brand: Brand): Promise<void>;
}

/** Territories by version; the highest version of a brand is the one that runs. */
export interface TerritoryStore {
  live(): Promise<LiveTerritory[]>;
  get(brand: string): Promise<LiveTerritory | null>;
  /** Adds a version unless the live one is the same; answers the live version. */
  publish(territory: Territory, author: string): Promise<LiveTerritory>;
}

/** Why a decision was refused. */
export type DecisionRefusal = 'not-found' | 'closed' | 'blocked' | 'already-decided';

export interface CardStore {
  /** Cards that are not closed, and those closed or decided in the last day. */
  list(brand: string): Promise<{ seq: number; cards: Card[] }>;
  get(brand: string, opportunity: string): Promise<CardDetail | null>;
  /** Brand of an opportunity, so that the right can be checked before anything is read. */
  brandOf(opportunity: string): Promise<string | null>;
  /** Row, audit entry and numbered change in one transaction. */
  decide(
    opportunity: string,
    request: DecisionRequest,
    by: { id: string; name: string },
    at: number,
  ): Promise<{ card: Card; decision: Decision } | { refused: DecisionRefusal; decision: Decision | null }>;
}

/** Numbered changes, in order, and word of new ones. */
export interface ChangeStore {
  /** Names this history of numbers; a restored or emptied database has another. */
  epoch(): Promise<string>;
  last(brand: string): Promise<number>;
  /** Changes after `seq` in order, at most `limit`; null where the log no longer reaches back so far. */
  since(brand: string, seq: number, limit: number): Promise<Change[] | null>;
  /** Calls back with a brand as soon as it has new changes. Answers the function that ends it. */
  watch(listener: (brand: string) => void): Promise<() => Promise<void>>;
}

/** How attention to stories came and went; the pipeline writes it. */
export interface LifeStore {
  /** Lives that ended after a moment, newest first. */
  endedSince(at: number, limit: number): Promise<EndedLife[]>;
  purge(before: number): Promise<void>;
}

/** Who is asking. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly grants: readonly RoleGrant[];
}

export interface Accounts {
  /** The person behind a session cookie, or null. */
  fromHeaders(headers: Headers): Promise<Person | null>;
  /** Whether an intake token is good. */
  intakeToken(token: string): Promise<boolean>;
  me(person: Person): Promise<Me>;
  may(person: Person, brand: string, permission: Permission): boolean;
}

/** Takes signals from outside and lays them in the log. */
export interface Intake {
  /** Resolves when all accepted lines are durable. A line that could not be read comes as an UnreadableLine. */
  accept(lines: readonly unknown[]): Promise<IntakeResult>;
}

export class UnreadableLine {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

/** A running source. `push` resolves when the signals are durable, which is what holds a fast source back. */
export type PushSignals = (signals: readonly { raw: RawSignal; receivedAt: number }[]) => Promise<void>;

export interface SourceDesk {
  statuses(): SourceStatus[];
  /** Sets the playback speed of a recording; false where there is no such recording. */
  setSpeed(id: string, speed: number | 'max'): boolean;
  /** Polls a feed now and reports; null where there is no such source. */
  test(id: string): Promise<SourceStatus | null>;
}

/** Whether the installation can do its work, in words. */
export interface Health {
  ready(): Promise<{ ready: boolean; checks: { name: string; ok: boolean; detail: string }[] }>;
  /** Prometheus text. */
  metrics(): Promise<string>;
}

/** Everything a request handler may use. Tests override members. */
export interface Context {
  readonly clock: Clock;
  readonly log: Logger;
  readonly accounts: Accounts;
  readonly brands: BrandStore;
  readonly territories: TerritoryStore;
  readonly cards: CardStore;
  readonly changes: ChangeStore;
  readonly intake: Intake;
  readonly sources: SourceDesk;
  readonly health: Health;
}
