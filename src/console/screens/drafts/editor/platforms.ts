import type { TFunction } from 'i18next';
import { Platform } from '../../../../contract/platform.ts';
import { sayPlatform } from '../../../ui/platform.ts';
import type { Said } from '../saving/said.ts';

/** A platform as it writes itself; the brand's own network in the reader's words. */
export const platformName = (t: TFunction, platform: Platform): string =>
  platform === 'internal' ? t('editor.internal') : sayPlatform(platform);

/** Where a draft is meant to go: where it says so, else where the brand usually speaks. */
export function platformsOf({ variants }: Pick<Said, 'variants'>, usual: readonly Platform[]): readonly Platform[] {
  return variants.length > 0 ? variants.map(({ platform }) => platform) : usual;
}

/** Those it is not meant for, the brand's own first. */
export function otherPlatforms(shown: readonly Platform[], usual: readonly Platform[]): Platform[] {
  return [...new Set([...usual, ...Platform.options])].filter((platform) => !shown.includes(platform));
}

/** What is said on one platform; undefined follows the common text, null goes there no more. */
export function withVariant(
  { variants }: Pick<Said, 'variants'>,
  usual: readonly Platform[],
  platform: Platform,
  own: string | undefined | null,
): Pick<Said, 'variants'> {
  const said = variants.length > 0 ? variants : usual.map((one) => ({ platform: one }));
  if (own === null) return { variants: said.filter((one) => one.platform !== platform) };
  const next = own === undefined ? { platform } : { platform, text: own };
  const isThere = said.some((one) => one.platform === platform);
  return { variants: isThere ? said.map((one) => (one.platform === platform ? next : one)) : [...said, next] };
}
