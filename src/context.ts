import type { Brand } from './contract/brand.ts';
import type { Frequencies } from './contract/frequencies.ts';
import type { IntakeResult } from './contract/intake.ts';
import type { Moment } from './contract/moment.ts';
import type { RawSignal } from './contract/signal.ts';
import type { SourceStatus } from './contract/source.ts';
import type { LiveTerritory, Territory } from './contract/territory.ts';
import type { AngleStore } from './ports/angles.ts';
import type { MomentCardStore, MomentStore } from './ports/calendar.ts';
import type { ChannelStore, ChannelTester } from './ports/channels.ts';
import type { LinkPreviews, MediaStore, PictureReader } from './ports/media.ts';
import type {
  AssignmentStore,
  CardStore,
  ChangeStore,
  CommentStore,
  DraftDesk,
  DraftStore,
  FreezeStore,
  PresenceBus,
  ReactivityStore,
  ResultStore,
  ViewStore,
} from './ports/newsroom.ts';
import type { OutsideDesk } from './ports/outside.ts';
import type { Letters } from './ports/letters.ts';
import type { LookBackDesk } from './ports/lookback.ts';
import type { ReplayDesk } from './ports/replay.ts';
import type { DestinationStore, PublicationStore, Publisher } from './ports/publishing.ts';
import type { BrandSettingsStore, TerritoryDesk, VersionFacts } from './ports/territory.ts';
import type { SuggestionDesk } from './ports/writer.ts';
import type { TerritoryAid } from './ports/territory-aid.ts';
import type { Accounts, AuditLog, LinkDesk, OwnAccounts, PeopleStore, TokenStore } from './ports/people.ts';
import type { Logger } from 'pino';

/** The wall clock, milliseconds since 1970. Only `app.ts` makes one. */
export type Clock = () => number;

/** Brands as the installation knows them. */
export interface BrandStore {
  list(): Promise<Brand[]>;
  get(id: string): Promise<Brand | null>;
  put(brand: Brand): Promise<void>;
  /** Adds a brand on somebody's behalf; false where there is one with its id. */
  create(brand: Brand, actor: string): Promise<boolean>;
}

/** Territories by version; the highest version of a brand is the one that runs. */
export interface TerritoryStore {
  live(): Promise<LiveTerritory[]>;
  get(brand: string): Promise<LiveTerritory | null>;
  /** Adds a version unless the live one is the same; answers the live version. */
  publish(territory: Territory, author: string, facts?: VersionFacts): Promise<LiveTerritory>;
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

/** There is too little room on the disk to take more in; the message says where. */
export class NoRoomError extends Error {
  override name = 'NoRoomError';
}

/** This process is stopping and takes nothing new; another one, or the next one here, does. */
export class StoppingError extends Error {
  override name = 'StoppingError';
}

/** More is being laid in the log at this moment than is good for the memory. */
export class BusyError extends Error {
  override name = 'BusyError';
}

/** A running source. `push` resolves when the signals are durable, which is what holds a fast source back. */
export type PushSignals = (signals: readonly { raw: RawSignal; receivedAt: number }[]) => Promise<void>;

/** The sources as every process of the installation sees them, whichever of them asks them. */
export interface SourceDesk {
  statuses(): Promise<SourceStatus[]>;
  /** Sets the playback speed of a recording; false where there is no such recording. Throws UnattendedError. */
  setSpeed(id: string, speed: number | 'max'): Promise<boolean>;
  /** Polls a feed now and reports; null where there is no such source. Throws UnattendedError. */
  test(id: string): Promise<SourceStatus | null>;
}

/** The process whose work it is has not answered: it is being replaced, or out of reach. */
export class UnattendedError extends Error {
  override name = 'UnattendedError';
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
  readonly people: PeopleStore;
  readonly links: LinkDesk;
  readonly ownAccounts: OwnAccounts;
  readonly tokens: TokenStore;
  readonly audit: AuditLog;
  readonly brands: BrandStore;
  readonly territories: TerritoryStore;
  readonly territoryDesk: TerritoryDesk;
  readonly brandSettings: BrandSettingsStore;
  readonly cards: CardStore;
  readonly freezes: FreezeStore;
  readonly comments: CommentStore;
  readonly assignments: AssignmentStore;
  readonly views: ViewStore;
  readonly presence: PresenceBus;
  /** The shipped moments. */
  readonly calendar: readonly Moment[];
  readonly moments: MomentStore;
  readonly momentCards: MomentCardStore;
  readonly changes: ChangeStore;
  readonly results: ResultStore;
  readonly reactivities: ReactivityStore;
  /** How common words are. */
  readonly frequencies: Frequencies;
  /** Reads words before they go out. */
  readonly drafts: DraftDesk;
  readonly draftStore: DraftStore;
  readonly angles: AngleStore;
  readonly destinations: DestinationStore;
  readonly publications: PublicationStore;
  readonly publisher: Publisher;
  readonly channels: ChannelStore;
  readonly channelTester: ChannelTester;
  readonly media: MediaStore;
  readonly pictures: PictureReader;
  readonly linkPreviews: LinkPreviews;
  readonly outside: OutsideDesk;
  readonly letters: Letters;
  readonly lookBack: LookBackDesk;
  readonly replays: ReplayDesk;
  readonly suggestions: SuggestionDesk;
  readonly territoryAid: TerritoryAid;
  readonly intake: Intake;
  readonly sources: SourceDesk;
  readonly health: Health;
}
