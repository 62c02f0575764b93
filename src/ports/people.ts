import type { Account, PasswordRequest, ProfileRequest, SessionEntry, TwoFactorSetup } from '../contract/account.ts';
import type { AuditPage, AuditQuery, AuditRecord } from '../contract/audit.ts';
import type { LinkUse, LinkView, OneTimeLink, People, PersonEntry } from '../contract/people.ts';
import type { NewToken, TokenEntry, TokenRequest } from '../contract/token.ts';
import type { Me, Permission, RoleGrant } from '../contract/user.ts';

/** Who is asking. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly grants: readonly RoleGrant[];
  /** Id of the session they ask by; a program that asks by a token has none. */
  readonly session?: string;
}

export interface Accounts {
  /** The person behind a session cookie or a token that reads, or null. */
  fromHeaders(headers: Headers): Promise<Person | null>;
  /** The people behind these sessions, by session; without those that have ended. The same few questions however many. */
  stillThere(sessions: readonly string[]): Promise<ReadonlyMap<string, Person>>;
  /** Whether an intake token is good. */
  intakeToken(token: string): Promise<boolean>;
  /** What requests are signed by that name an intake token by its id; null where there is none that is good. */
  intakeSigner(id: string): Promise<string | null>;
  me(person: Person): Promise<Me>;
  may(person: Person, brand: string, permission: Permission): boolean;
}

/** Why an account was not changed as asked. */
export type AccountRefusal =
  | 'not-found'
  /** It would leave nobody who may administer everything. */
  | 'last-administrator'
  | 'yourself'
  /** A role, or a brand, that the asking administrator may not give. */
  | 'out-of-reach-role'
  | 'already-known'
  | 'wrong-password'
  | 'wrong-code'
  | 'password-missing'
  | 'two-factor-on'
  | 'two-factor-off'
  /** The one-time link was used, has expired, or never was. */
  | 'spent'
  /** The address has an account: its owner signs in, then opens the link again. */
  | 'sign-in-first';

export interface RefusedAccount {
  readonly refused: AccountRefusal;
}

/** What an administrator reaches: everything, or these brands only. */
export type Reach = '*' | ReadonlySet<string>;

/** Who does it. */
export interface Doer {
  readonly id: string;
  readonly reach: Reach;
}

/** People as administrators manage them. Row and audit entry in one transaction; rights are narrowed by `reach`. */
export interface PeopleStore {
  list(by: Doer): Promise<People>;
  invite(by: Doer, email: string, grants: readonly RoleGrant[]): Promise<OneTimeLink | RefusedAccount>;
  withdraw(by: Doer, invitation: string): Promise<boolean>;
  setRoles(by: Doer, person: string, grants: readonly RoleGrant[]): Promise<PersonEntry | RefusedAccount>;
  setActive(by: Doer, person: string, active: boolean): Promise<PersonEntry | RefusedAccount>;
  resetPassword(by: Doer, person: string): Promise<OneTimeLink | RefusedAccount>;
  resetTwoFactor(by: Doer, person: string): Promise<PersonEntry | RefusedAccount>;
  sessions(by: Doer, person: string): Promise<SessionEntry[] | RefusedAccount>;
  /** Answers how many were ended; all of them without a session. */
  endSessions(by: Doer, person: string, session?: string): Promise<number | RefusedAccount>;
}

/** Where a request comes from, as the person will find it among their sessions. */
export interface Device {
  readonly agent: string;
  readonly address: string;
}

/** One-time links: what they are good for, and their use. `cookies`: sign the person in. */
export interface LinkDesk {
  look(token: string): Promise<LinkView | null>;
  use(
    use: LinkUse,
    signedIn: Person | null,
    device: Device,
  ): Promise<{ readonly cookies: readonly string[] } | RefusedAccount>;
}

/** What people do to their own account. `headers`: those of the request, with its cookie. */
export interface OwnAccounts {
  get(person: Person): Promise<Account>;
  saveProfile(person: Person, profile: ProfileRequest): Promise<Account>;
  /** Ends the person's other sessions. */
  changePassword(person: Person, request: PasswordRequest): Promise<null | RefusedAccount>;
  sessions(person: Person): Promise<SessionEntry[]>;
  /** One of them, or all but the one that asks. Answers how many were ended. */
  endSessions(person: Person, session?: string): Promise<number>;
  beginTwoFactor(person: Person, headers: Headers, password: string): Promise<TwoFactorSetup | RefusedAccount>;
  confirmTwoFactor(person: Person, headers: Headers, code: string): Promise<CookiesOr<RefusedAccount>>;
  endTwoFactor(person: Person, headers: Headers, password: string): Promise<CookiesOr<RefusedAccount>>;
  renewRecoveryCodes(person: Person, headers: Headers, password: string): Promise<string[] | RefusedAccount>;
}
type CookiesOr<Else> = { readonly cookies: readonly string[] } | Else;

/** Tokens of programs, of what `by` reaches; those of the intake belong to whoever reaches everything. */
export interface TokenStore {
  list(by: Doer): Promise<TokenEntry[]>;
  create(by: Doer, request: TokenRequest): Promise<NewToken | RefusedAccount>;
  revoke(by: Doer, id: string): Promise<boolean>;
}

/** The audit trail, as far as `reach` allows. */
export interface AuditLog {
  page(reach: Reach, query: AuditQuery, before: string | null): Promise<AuditPage>;
  /** All that fits the query, newest first, at most `most`. */
  all(reach: Reach, query: AuditQuery, most: number): Promise<AuditRecord[]>;
}
