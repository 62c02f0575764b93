import { z } from 'zod';
import { Slug } from './common.ts';
import { Brand } from './brand.ts';
import { isTimeZone } from './user.ts';

/** A brand that begins: what is not said is as the configuration files have it by default. */
export const NewBrand = z.strictObject({
  /** Its name in addresses; made of the name where it is left out. */
  id: Slug.optional(),
  name: Brand.shape.name,
  languages: Brand.shape.languages,
  countries: Brand.shape.countries,
  timeZone: z.string().max(60).refine(isTimeZone, 'not a time zone such as Europe/Paris').default('UTC'),
  voice: Brand.shape.voice,
  platforms: Brand.shape.platforms,
  reactivityMinutes: Brand.shape.reactivityMinutes,
});
export type NewBrand = z.infer<typeof NewBrand>;
