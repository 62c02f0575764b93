import type { DraftDetail, WaitingDraft } from '../contract/approval.ts';
import type { Card, CardDetail } from '../contract/card.ts';
import type { Change } from '../contract/change.ts';
import type { Decision, DecisionRequest } from '../contract/decision.ts';
import type { DraftCheck, DraftCheckRequest } from '../contract/draft-check.ts';
import type { ApprovalPolicy, Draft, DraftMoveRequest, NewDraftRequest } from '../contract/draft.ts';
import type { Freeze, FreezeScope } from '../contract/freeze.ts';
import type { Reactivity, Steps } from '../contract/funnel.ts';
import type { Happening } from '../contract/happening.ts';
import type { EndedLife } from '../contract/life.ts';
import type { MomentCard } from '../contract/moment-card.ts';
import type { OpportunityState, VerdictLevel } from '../contract/opportunity.ts';
import type { Colleague, Comment, CommentRequest, SavedView, SavedViewRequest } from '../contract/teamwork.ts';
import type { Role } from '../contract/user.ts';
import type { MoveRefusal } from '../core/draft/workflow.ts';

/** Why a decision was refused. */
export type DecisionRefusal =
  | 'not-found'
  | 'closed'
  /** The gate says block, and nobody with the right to overrides it. */
  | 'blocked'
  | 'already-decided'
  /** The gate says review, and this person has not opened the context since it does. */
  | 'context-unread'
  | 'frozen';

/** A decision that was not taken, with what stands in its way. */
export interface RefusedDecision {
  readonly refused: DecisionRefusal;
  /** The last decision about the card. */
  readonly decision: Decision | null;
  /** Set where it is `frozen`. */
  readonly freeze?: Freeze;
}

/** What a brand's consoles begin with; `seq` is the number of the last change in it. */
export interface BrandView {
  readonly seq: number;
  /** Cards that are not closed, and those closed or decided in the last day. */
  readonly cards: Card[];
  /** Moments that are not over. */
  readonly moments: MomentCard[];
  /** Those of the brand and of everything. */
  readonly freezes: Freeze[];
  /** Those that are neither withdrawn nor out for longer than a day. */
  readonly drafts: Draft[];
}

export interface CardStore {
  list(brand: string): Promise<BrandView>;
  /** `person`: whose `contextRead` is told; nobody's unless named. */
  get(brand: string, opportunity: string, person?: string): Promise<CardDetail | null>;
  /** Brand of an opportunity, so that the right can be checked before anything is read. */
  brandOf(opportunity: string): Promise<string | null>;
  /**
   * Notes that a person has the evidence before them; null where there is no such opportunity. `seen`: the verdict it
   * was shown under; where that no longer stands, nothing is noted.
   */
  readContext(
    opportunity: string,
    person: string,
    seen: VerdictLevel | undefined,
    at: number,
  ): Promise<{ verdict: VerdictLevel; contextRead: boolean } | null>;
  /**
   * Row, audit entry and numbered change in one transaction. Whether the person may override the gate is the caller's
   * to check.
   */
  decide(
    opportunity: string,
    request: DecisionRequest,
    by: { id: string; name: string },
    at: number,
  ): Promise<{ card: Card; decision: Decision } | RefusedDecision>;
}

/** Why a comment was not written. */
export interface RefusedComment {
  /** `no-colleague`: somebody called holds no role for the brand; `other-key`: the key was used elsewhere. */
  readonly refused: 'not-found' | 'no-colleague' | 'other-key';
}

/** What colleagues say to each other about an opportunity. */
export interface CommentStore {
  /** The oldest first. */
  of(opportunity: string): Promise<Comment[]>;
  /** Row, audit entry and numbered change in one transaction; once for a person and a key. */
  write(
    opportunity: string,
    request: CommentRequest,
    by: { id: string; name: string },
    at: number,
  ): Promise<Comment | RefusedComment>;
  /** Comments of these brands after a moment (ms) that call a person, the newest first. */
  callsOf(person: string, brands: readonly string[], since: number): Promise<Comment[]>;
}

export interface RefusedAssignment {
  readonly refused: 'not-found' | 'closed' | 'cannot-decide';
}

/** Who takes care of an opportunity. */
export interface AssignmentStore {
  /** Everybody with a role for the brand, by name. */
  colleagues(brand: string): Promise<Colleague[]>;
  /** `to`: id of a colleague who decides for the brand; null takes it off. */
  assign(
    opportunity: string,
    to: string | null,
    by: { id: string; name: string },
    at: number,
  ): Promise<Card | RefusedAssignment>;
}

/** Filters that people keep under names; each change answers all that are there then. */
export interface ViewStore {
  list(person: string): Promise<SavedView[]>;
  save(person: string, request: SavedViewRequest, at: number): Promise<SavedView[]>;
  remove(person: string, name: string): Promise<SavedView[]>;
}

/** Carries words about who is where from process to process, this one included; nothing is kept. */
export interface PresenceBus {
  tell(word: string): Promise<void>;
  /** Null: words may have been missed. Answers the function that ends it. */
  hear(listener: (word: string | null) => void): Promise<() => Promise<void>>;
}

/** Who works on a draft, and what they hold for its brand. */
export interface Drafter {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly mayWrite: boolean;
  readonly mayApprove: boolean;
  /** Who answers in their place, without an account. */
  readonly outside?: string;
}

/** Why a draft was not begun or moved. */
export type DraftRefusal =
  | MoveRefusal
  | { readonly kind: 'not-found' }
  /** The opportunity is over. */
  | { readonly kind: 'closed' }
  | { readonly kind: 'too-many'; readonly most: number }
  /** A picture it names is not there: thrown away, or another brand's. */
  | { readonly kind: 'no-picture' };

/** Who was first, with the name of the move; nobody where the gate was. */
export interface LastMove {
  readonly move: string;
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly at: string;
}

/** A move that was not made. Draft, last move and policy are null where there is no draft. */
export interface RefusedDraft {
  readonly refused: DraftRefusal;
  /** As it stands. */
  readonly draft: Draft | null;
  readonly last: LastMove | null;
  /** Who must approve it as the gate stands now. */
  readonly policy: ApprovalPolicy | null;
}

/** Drafts and their approval. Row, text, audit entry, step and numbered change in one transaction. */
export interface DraftStore {
  create(
    opportunity: string,
    request: NewDraftRequest,
    by: Drafter,
    at: number,
  ): Promise<{ readonly draft: Draft } | RefusedDraft>;
  move(
    draft: string,
    request: DraftMoveRequest,
    by: Drafter,
    at: number,
  ): Promise<{ readonly draft: Draft } | RefusedDraft>;
  /** All of an opportunity, the oldest first. */
  list(opportunity: string): Promise<Draft[]>;
  get(draft: string, by: Drafter, at: number): Promise<DraftDetail | null>;
  /** Brand of a draft, so that the right can be checked before anything is read. */
  brandOf(draft: string): Promise<string | null>;
  /** Those that wait for approval, whose time ends first before others. */
  waiting(brand: string): Promise<WaitingDraft[]>;
  /** Marks those whose time for approving is half over, each once. Answers how many. */
  escalate(at: number): Promise<number>;
}

/** What keeps brands from speaking. Row, audit entry and numbered changes in one transaction. */
export interface FreezeStore {
  /** Those that hold for a brand: its own, that of everything. */
  of(brand: string): Promise<Freeze[]>;
  /** Answers the freeze that stands: where there was one already, that one. */
  freeze(scope: FreezeScope, reason: string, by: { id: string; name: string }, at: number): Promise<Freeze>;
  /** Answers what was lifted; null where nothing was frozen under that scope. */
  lift(scope: FreezeScope, reason: string, by: { id: string; name: string }, at: number): Promise<Freeze | null>;
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

/** An opportunity as it is counted: what it was, and when it took which step. Nobody is named. */
export interface PastCase {
  readonly id: string;
  readonly title: string;
  readonly lang: string;
  readonly openedAt: string;
  readonly state: OpportunityState;
  /** What the gate said when it was decided, else what it says. */
  readonly verdict: VerdictLevel;
  readonly topics: readonly { readonly topic: string; readonly label: string }[];
  readonly steps: Steps;
  readonly decision: Pick<Decision, 'action' | 'reason' | 'at'> | null;
}

/** Looking back at opportunities. Times in milliseconds; `from` is part of a period, `to` is not. */
export interface ResultStore {
  /** Detected in the period, newest first. */
  cases(brand: string, from: number, to: number, most: number): Promise<PastCase[]>;
  /** Seconds from receiving a signal to the written change of a card, of the newest changes in the period. */
  latencies(brand: string, from: number, to: number): Promise<number[]>;
  /** Everything that happened to one opportunity, newest first, with who did it. */
  happenings(brand: string, opportunity: string): Promise<Happening[]>;
}

/** How long brands need from alert to approval, as it was measured last. */
export interface ReactivityStore {
  get(brand: string): Promise<Reactivity | null>;
  all(): Promise<Reactivity[]>;
  put(reactivity: Reactivity, at: number): Promise<void>;
  /** Steps of the opportunities that were approved last, newest first. */
  approved(brand: string, most: number): Promise<Steps[]>;
  /** Calls back when one has changed, or may have. Answers the function that ends it. */
  watch(listener: () => void): Promise<() => Promise<void>>;
}

/** Reads the words that somebody means to say for a brand. */
export interface DraftDesk {
  /** Null where there is no such brand, or the opportunity is not one of it. */
  check(brand: string, request: DraftCheckRequest): Promise<DraftCheck | null>;
}
