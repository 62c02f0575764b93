import { z } from 'zod';
import { Instant } from './common.ts';
import { NewPassword } from './people.ts';
import { Profile } from './user.ts';

/** A person's own account, as they see it. */
export const Account = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  profile: Profile,
  password: z.boolean(),
  twoFactor: z.boolean(),
  /** How many recovery codes are left; null without two factors. */
  recoveryCodes: z.number().int().nullable(),
});
export type Account = z.infer<typeof Account>;

/** What is left out stays as it is. */
export const ProfileRequest = z.strictObject({
  name: z.string().trim().min(1, 'say your name').max(100).optional(),
  language: Profile.shape.language.unwrap().optional(),
  timeZone: Profile.shape.timeZone.unwrap().optional(),
  theme: Profile.shape.theme.unwrap().optional(),
  toured: z.boolean().optional(),
});
export type ProfileRequest = z.infer<typeof ProfileRequest>;

/** `current` may be missing only where there is no password yet. */
export const PasswordRequest = z.strictObject({ current: z.string().max(200).optional(), password: NewPassword });
export type PasswordRequest = z.infer<typeof PasswordRequest>;

/** Somebody signed in on a device. */
export const SessionEntry = z.object({
  id: z.string(),
  /** As the browser names itself; empty where it does not. */
  device: z.string(),
  address: z.string(),
  createdAt: Instant,
  lastSeenAt: Instant.nullable(),
  /** Whether it is the one that asks. */
  current: z.boolean(),
});
export type SessionEntry = z.infer<typeof SessionEntry>;

export const Confirmation = z.strictObject({ password: z.string().max(200) });
export const CodeRequest = z.strictObject({ code: z.string().trim().min(6).max(20) });

/** Shown once. `secret`: for typing, where the picture cannot be read. */
export const TwoFactorSetup = z.object({
  uri: z.string(),
  secret: z.string(),
  recoveryCodes: z.array(z.string()),
});
export type TwoFactorSetup = z.infer<typeof TwoFactorSetup>;

export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });
