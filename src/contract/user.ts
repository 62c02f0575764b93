import { z } from 'zod';
import { Slug } from './common.ts';

export const Role = z.enum(['viewer', 'community-manager', 'editor', 'brand-team', 'admin']);
export type Role = z.infer<typeof Role>;

/** What an operation on a brand's things asks for. */
export const Permission = z.enum(['read', 'decide', 'approve', 'edit-territory', 'administer']);
export type Permission = z.infer<typeof Permission>;

export const PERMISSIONS: Record<Role, readonly Permission[]> = {
  viewer: ['read'],
  'community-manager': ['read', 'decide'],
  editor: ['read', 'decide', 'approve'],
  'brand-team': ['read', 'edit-territory'],
  admin: ['read', 'decide', 'approve', 'edit-territory', 'administer'],
};

/** A role for one brand, or for every brand (`*`). */
export const RoleGrant = z.object({ brand: z.union([Slug, z.literal('*')]), role: Role });
export type RoleGrant = z.infer<typeof RoleGrant>;

/** What a person chose for themselves; it follows them to every device. Null: as the device has it. */
export const Profile = z.object({
  language: z.enum(['en', 'fr']).nullable().default(null),
  timeZone: z.string().max(60).refine(isTimeZone, 'not a time zone such as Europe/Paris').nullable().default(null),
  theme: z.enum(['auto', 'light', 'dark']).nullable().default(null),
  /** Whether they have been shown around. */
  toured: z.boolean().default(false),
});
export type Profile = z.infer<typeof Profile>;

export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** The person who is signed in, with the brands they may see. */
export const Me = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  administrator: z.boolean(),
  /** Absent for a program with a token. */
  profile: Profile.optional(),
  /** What they may do to everything: held for all brands, those to come included. */
  everywhere: z.array(Permission).default([]),
  brands: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      demonstration: z.boolean(),
      languages: z.array(z.string()),
      permissions: z.array(Permission),
    }),
  ),
});
export type Me = z.infer<typeof Me>;
