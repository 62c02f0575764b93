import type {
  DestinationDetail,
  DestinationKind,
  DestinationRequest,
  DestinationWay,
} from '../../../../contract/destination.ts';
import type { Platform } from '../../../../contract/platform.ts';
import { safeAddress } from '../../../ui/safe-address.ts';

/** What stands in the fields. `address`: of the receiver, the service or the server. */
export interface DestinationForm {
  readonly kind: DestinationKind;
  readonly label: string;
  readonly platforms: readonly Platform[];
  readonly address: string;
  readonly handle: string;
  readonly visibility: 'public' | 'unlisted' | 'private';
  readonly dropsRepeats: boolean;
  readonly secret: string;
}

export type Field = 'label' | 'platforms' | 'address' | 'handle' | 'secret';

const EMPTY: DestinationForm = {
  ...{ kind: 'webhook', label: '', platforms: ['internal'], address: '', handle: '' },
  ...{ visibility: 'public', dropsRepeats: false, secret: '' },
};

/** What a kind begins with. */
export function kindChosen(kind: DestinationKind): Partial<DestinationForm> {
  if (kind === 'webhook') return { kind, platforms: ['internal'], address: '' };
  return { kind, platforms: [kind], address: kind === 'bluesky' ? 'https://bsky.social' : '' };
}

export function formOf(detail: DestinationDetail | null): DestinationForm {
  if (!detail) return EMPTY;
  const { label, platforms, way } = detail;
  const common = { ...EMPTY, kind: way.kind, label, platforms };
  switch (way.kind) {
    case 'webhook':
      return { ...common, address: way.url, dropsRepeats: way.dropsRepeats };
    case 'bluesky':
      return { ...common, address: way.service, handle: way.handle };
    case 'mastodon':
      return { ...common, address: way.server, visibility: way.visibility };
  }
}

/** Fields that have to be mended before it can be saved. */
export function whatIsMissing(form: DestinationForm, isNew: boolean): ReadonlySet<Field> {
  const missing = new Set<Field>();
  if (form.label.trim() === '') missing.add('label');
  if (form.platforms.length === 0) missing.add('platforms');
  if (safeAddress(form.address.trim()) === null || form.address.trim() === '') missing.add('address');
  if (form.kind === 'bluesky' && !/^@?[\w-]+(\.[\w-]+)+$/.test(form.handle.trim())) missing.add('handle');
  const secret = form.secret.trim();
  if (secret === '' ? isNew : secret.length < 8) missing.add('secret');
  return missing;
}

export function asRequest(form: DestinationForm): DestinationRequest {
  const secret = form.secret.trim();
  return {
    label: form.label.trim(),
    platforms: [...form.platforms],
    way: wayOf(form),
    ...(secret !== '' && { secret }),
  };
}

function wayOf({ kind, address, handle, visibility, dropsRepeats }: DestinationForm): DestinationWay {
  const url = address.trim();
  switch (kind) {
    case 'webhook':
      return { kind, url, dropsRepeats };
    case 'bluesky':
      return { kind, service: url, handle: handle.trim() };
    case 'mastodon':
      return { kind, server: url, visibility };
  }
}
