import { ChannelSettings, TimeOfDay } from '../../contract/channel.ts';
import type { Channel, ChannelKind, ChannelTarget } from '../../contract/channel.ts';

/** What the form holds: times as they are typed, and where a new channel leads. */
export interface ChannelForm extends Omit<ChannelSettings, 'digestAt'> {
  readonly digestAt: string;
  readonly kind: ChannelKind;
  readonly url: string;
  readonly address: string;
}

export type Fault = 'label' | 'url' | 'digestAt';

/** The form of a channel, or of a new one. */
export function formOf(channel: Channel | null, usual: { language: 'en' | 'fr'; kind: ChannelKind }): ChannelForm {
  const settings = channel ?? ChannelSettings.parse({ label: 'x', language: usual.language });
  return {
    ...settings,
    ...{ label: channel?.label ?? '', digestAt: settings.digestAt.join(', '), url: '', address: '' },
    kind: channel?.kind ?? usual.kind,
  };
}

/** What is typed, as it is sent; what is wrong instead. `isNew`: where it leads is asked only once. */
export function readForm(form: ChannelForm, isNew: boolean): { settings: ChannelSettings } | { faults: Fault[] } {
  const faults: Fault[] = [];
  if (!form.label.trim()) faults.push('label');
  if (isNew && needsUrl(form.kind) && !/^https?:\/\/\S+$/.test(form.url.trim())) faults.push('url');
  const digestAt = form.digestAt
    .split(/[,;\s]+/)
    .filter(Boolean)
    .map((time) => time.replace(/^(\d)([:h])/, '0$1$2').replace('h', ':'));
  if (digestAt.length > 6 || !digestAt.every((time) => TimeOfDay.safeParse(time).success)) faults.push('digestAt');
  if (faults.length > 0) return { faults };
  const { label, active, language, timeZone, brands, hears, quiet, coolDownMinutes, mergeSeconds } = form;
  return {
    settings: {
      ...{ label: label.trim(), active, language, timeZone, brands, hears, quiet },
      ...{ coolDownMinutes, mergeSeconds, digestAt },
    },
  };
}

export const needsUrl = (kind: ChannelKind): kind is Exclude<ChannelKind, 'mail' | 'push'> =>
  kind !== 'mail' && kind !== 'push';

/** Where a new channel leads, where that is typed and not asked of the browser. */
export function targetOf({ kind, url, address }: ChannelForm, ofBrand: boolean): ChannelTarget | null {
  if (needsUrl(kind)) return { kind, url: url.trim() };
  if (kind === 'mail') return { kind, ...(ofBrand && { address: address.trim() }) };
  return null;
}
