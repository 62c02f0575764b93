import type {
  Destination,
  DestinationDetail,
  DestinationRequest,
  DestinationTest,
  DestinationWay,
} from '../contract/destination.ts';
import type { Draft } from '../contract/draft.ts';
import type { Publication } from '../contract/publication.ts';
import type { PublicationMoveRequest, PublicationRequest } from '../contract/publishing.ts';
import type { PublishRefusal } from '../core/draft/publish-draft.ts';
import type { Remedy, Sent } from '../core/draft/publication.ts';
import type { Drafter } from './newsroom.ts';

/** A destination with its secret: for sending only, never for an answer, a log or an error. */
export interface OpenDestination {
  readonly id: string;
  readonly way: DestinationWay;
  readonly secret: string;
}

export interface RefusedDestination {
  /** `secret-missing`: it is new, and no secret came with it; `elsewhere`: it would lead elsewhere, so it is another. */
  readonly refused: 'not-found' | 'secret-missing' | 'elsewhere' | 'too-many';
}

/** Where brands publish. Row and audit entry in one transaction; secrets are sealed and never told. */
export interface DestinationStore {
  /** By name. */
  list(brand: string): Promise<Destination[]>;
  get(destination: string): Promise<DestinationDetail | null>;
  brandOf(destination: string): Promise<string | null>;
  add(
    brand: string,
    request: DestinationRequest,
    by: string,
    at: number,
  ): Promise<DestinationDetail | RefusedDestination>;
  change(
    destination: string,
    request: DestinationRequest,
    by: string,
    at: number,
  ): Promise<DestinationDetail | RefusedDestination>;
  /** False where there is none. What was on its way to it is held. */
  remove(destination: string, by: string, at: number): Promise<boolean>;
  open(destination: string): Promise<OpenDestination | null>;
}

/** Why nothing was sent on its way, or a publication was not moved. */
export type PublicationRefusal =
  | PublishRefusal
  | { readonly kind: 'not-found' }
  | { readonly kind: 'no-right' }
  /** No such destination of the brand, or it does not serve that platform. */
  | { readonly kind: 'no-destination'; readonly platform: string }
  /** The publication is where this cannot be done. */
  | { readonly kind: 'wrong-publication'; readonly state: Publication['state'] };

export interface RefusedPublication {
  readonly refused: PublicationRefusal;
}

/** A publication that was taken to be sent, or looked for. */
export interface Parcel {
  readonly publication: Publication;
  readonly draft: Draft;
  readonly text: string;
  /** Named once for all attempts: the key under which the other side keeps it. */
  readonly key: string;
  readonly destination: OpenDestination;
  /** What is to be done with it. */
  readonly act: 'send' | 'look';
  /** When it was begun first, milliseconds. */
  readonly begunAt: number;
}

/** Publications, each changed together with its draft: row, audit entry and numbered change in one transaction. */
export interface PublicationStore {
  brandOf(publication: string): Promise<string | null>;
  /** Sends a version on its way, to all platforms or to none. */
  order(
    draft: string,
    request: PublicationRequest,
    by: Drafter,
    at: number,
  ): Promise<{ readonly draft: Draft } | RefusedPublication>;
  move(
    publication: string,
    request: PublicationMoveRequest,
    by: Drafter,
    at: number,
  ): Promise<{ readonly draft: Draft } | RefusedPublication>;
  /** Ids of those a machine has to look at by now, those that have waited longest first. */
  pending(at: number, most: number): Promise<string[]>;
  /**
   * Begins one, after everything that could stand in its way was asked again under locks: it is `sending` from then on,
   * whatever happens. Null where it is held instead, or was not to be begun.
   */
  claim(publication: string, remedyOf: RemedyOf, at: number): Promise<Parcel | null>;
  /** Writes what came of the attempt; of another attempt than the last, nothing. `absent`: it was looked for. */
  answer(parcel: Parcel, outcome: Sent | { readonly kind: 'absent' }, remedy: Remedy, at: number): Promise<void>;
  /** Holds those that have not left and may not any more. Answers how many. */
  holdBarred(at: number): Promise<number>;
}

/** What may be done with one that may be out, begun then (ms). */
export type RemedyOf = (destination: OpenDestination, begunAt: number, at: number) => Remedy;

/** A picture as it is sent. */
export interface SentPicture {
  readonly bytes: Uint8Array;
  /** Its media type. */
  readonly type: string;
}

/** `atMost`: bytes; made smaller where it can be. Null where there is none, or none so small. */
export type ReadPicture = (brand: string, media: string, atMost: number) => Promise<SentPicture | null>;

/** Speaks with platforms and receivers. Never throws, and says no secret. */
export interface Publisher {
  send(parcel: Parcel): Promise<Sent>;
  look(parcel: Parcel): Promise<Sent | { readonly kind: 'absent' }>;
  test(destination: OpenDestination): Promise<DestinationTest>;
  readonly remedyOf: RemedyOf;
}
