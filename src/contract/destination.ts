import { z } from 'zod';
import { Instant, Reason } from './common.ts';
import { Platform } from './platform.ts';

const Address = z.url({ protocol: /^https?$/, error: 'write an address that begins with https://' }).max(2_000);
/** The part of an address before the path: what else somebody pasted is no mistake. */
const Server = Address.overwrite((address) => (URL.canParse(address) ? new URL(address).origin : address));

export const DestinationKind = z.enum(['webhook', 'bluesky', 'mastodon']);
export type DestinationKind = z.infer<typeof DestinationKind>;

/** How a destination is reached, without its secret. */
export const DestinationWay = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('webhook'),
    url: Address,
    /** The receiver drops a delivery whose id it has had: only then is one repeated that may have arrived. */
    dropsRepeats: z.boolean().default(false),
  }),
  z.strictObject({
    kind: z.literal('bluesky'),
    service: Server.default('https://bsky.social'),
    handle: z
      .string()
      .trim()
      .overwrite((handle) => handle.replace(/^@/, ''))
      .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'write a handle such as brand.bsky.social')
      .max(253),
  }),
  z.strictObject({
    kind: z.literal('mastodon'),
    server: Server,
    visibility: z.enum(['public', 'unlisted', 'private']).default('public'),
  }),
]);
export type DestinationWay = z.infer<typeof DestinationWay>;

/** An account or a receiver through which a brand's posts go out. What is in its address may be a secret itself. */
export const Destination = z.object({
  id: z.string(),
  brand: z.string(),
  kind: DestinationKind,
  label: z.string(),
  platforms: z.array(Platform),
  /** Host or account, for people. */
  where: z.string(),
});
export type Destination = z.infer<typeof Destination>;

/** For those who administer the brand. The secret is never among it. */
export const DestinationDetail = Destination.extend({ way: DestinationWay, by: z.string(), updatedAt: Instant });
export type DestinationDetail = z.infer<typeof DestinationDetail>;

const NATIVE: Partial<Record<DestinationKind, Platform>> = { bluesky: 'bluesky', mastodon: 'mastodon' };

/**
 * `secret`: what a webhook is signed with, an app password of Bluesky, an access token of Mastodon. Where it is left out,
 * the one that is kept stays; one that is new, or leads elsewhere, needs it.
 */
export const DestinationRequest = z
  .strictObject({
    label: z.string().trim().min(1, 'give it a name').max(80),
    platforms: z.array(Platform).min(1, 'name the platforms it serves').max(Platform.options.length),
    way: DestinationWay,
    secret: z.string().trim().min(8, 'at least 8 characters').max(500).optional(),
  })
  .refine(
    ({ way, platforms }) =>
      NATIVE[way.kind] === undefined || (platforms.length === 1 && platforms[0] === NATIVE[way.kind]),
    { path: ['platforms'], error: 'an account serves its own platform and no other' },
  );
export type DestinationRequest = z.infer<typeof DestinationRequest>;

/** What a destination answered when it was tried: nothing is published by that. */
export const DestinationTest = z.object({ ok: z.boolean(), reason: Reason });
export type DestinationTest = z.infer<typeof DestinationTest>;
