import type { TFunction } from 'i18next';

/** An action in words; as it is written where there are none. */
export const sayAction = (t: TFunction, action: string): string =>
  t(`admin.audit.actions.${action}`, { defaultValue: action });
