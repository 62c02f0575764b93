import { z } from 'zod';
import { Instant } from './common.ts';
import { RoleGrant } from './user.ts';

export const PASSWORD_LENGTH = { least: 10, most: 128 };

export const NewPassword = z
  .string()
  .min(PASSWORD_LENGTH.least, `give at least ${PASSWORD_LENGTH.least} characters`)
  .max(PASSWORD_LENGTH.most, `give at most ${PASSWORD_LENGTH.most} characters`);

/** Somebody who can sign in here, as an administrator sees them. */
export const PersonEntry = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  /** Roles that the asking administrator may know of. */
  grants: z.array(RoleGrant),
  active: z.boolean(),
  twoFactor: z.boolean(),
  /** Without one they sign in by one-time links only. */
  password: z.boolean(),
  lastSeenAt: Instant.nullable(),
  /** Whether the asking administrator may act on the person as a whole: password, sessions, deactivation. */
  whole: z.boolean(),
});
export type PersonEntry = z.infer<typeof PersonEntry>;

/** An invitation that nobody has used yet. */
export const Invitation = z.object({
  id: z.string(),
  email: z.string(),
  grants: z.array(RoleGrant),
  by: z.string(),
  createdAt: Instant,
  expiresAt: Instant,
});
export type Invitation = z.infer<typeof Invitation>;

export const People = z.object({ people: z.array(PersonEntry), invitations: z.array(Invitation) });
export type People = z.infer<typeof People>;

const Grants = z.array(RoleGrant.strict()).max(500);

export const InvitationRequest = z.strictObject({
  email: z.email('not an e-mail address').max(200),
  grants: Grants.min(1, 'give at least one role'),
});
export type InvitationRequest = z.infer<typeof InvitationRequest>;

/** All roles the person is to have, as far as the asking administrator reaches. */
export const RolesRequest = z.strictObject({ grants: Grants });

/** What became of the mail with a link: `off` where the installation sends none, or nobody named an address. */
export const Mailed = z.enum(['sent', 'failed', 'off']);
export type Mailed = z.infer<typeof Mailed>;

/** Shown once; only its hash is kept. `path`: behind the address of the installation. */
export const OneTimeLink = z.object({ path: z.string(), expiresAt: Instant, mailed: Mailed.optional() });
export type OneTimeLink = z.infer<typeof OneTimeLink>;

const Token = z.string().min(8).max(200);

export const LinkQuestion = z.strictObject({ token: Token });

/** What a one-time link is good for. */
export const LinkView = z.object({
  kind: z.enum(['invitation', 'reset']),
  email: z.string(),
  expiresAt: Instant,
  /** Whether the address has an account already: its owner signs in and takes the roles. */
  known: z.boolean(),
  /** Names of the brands; empty for all. */
  brands: z.array(z.string()),
});
export type LinkView = z.infer<typeof LinkView>;

export const LinkUse = z.strictObject({
  token: Token,
  name: z.string().trim().min(1, 'say your name').max(100).optional(),
  password: NewPassword.optional(),
});
export type LinkUse = z.infer<typeof LinkUse>;
