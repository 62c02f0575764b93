import type { TFunction } from 'i18next';
import type { Part } from '../saving/said.ts';
import { platformName } from './platforms.ts';

export const sayPart = (t: TFunction, part: Part): string =>
  part === 'text' || part === 'media' ? t(`editor.part.${part}`) : platformName(t, part);

/** "the common text, X and the pictures". */
export const sayParts = (t: TFunction, language: string, parts: readonly Part[]): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(parts.map((part) => sayPart(t, part)));
