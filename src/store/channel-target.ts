import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ChannelTarget } from '../contract/channel.ts';
import type { OpenTarget, PushKeys } from '../ports/channels.ts';
import type { SecretBox } from './secrets.ts';

/** As it is sealed in the row of its channel. */
type Kept = ChannelTarget & { readonly secret?: string };

export interface TargetDesk {
  /** `secret`: of a webhook, to be shown once. */
  seal(channel: string, target: ChannelTarget): { readonly sealed: string; readonly secret: string | null };
  /** Throws SealedSecretError. */
  open(channel: string, sealed: string, keys: PushKeys | null): OpenTarget;
  /** The channel that a token of a mail names; null where the token is not one of ours. */
  channelOf(token: string): string | null;
}

const SECRET_BYTES = 32;

/** Where channels lead. `url`: address of the installation, for the way out of a mail. */
export function createTargetDesk(options: {
  readonly box: SecretBox;
  readonly secret: string;
  readonly url: string;
}): TargetDesk {
  const { box, url } = options;
  const key = Buffer.from(hkdfSync('sha256', options.secret, '', 'rebond unsubscribe', 32));
  const sign = (channel: string): string => createHmac('sha256', key).update(channel).digest('base64url');
  const about = (channel: string): string => `channel:${channel}`;

  return {
    seal(channel, target) {
      const secret = target.kind === 'webhook' ? randomBytes(SECRET_BYTES).toString('base64url') : null;
      const kept: Kept = { ...target, ...(secret !== null && { secret }) };
      return { sealed: box.seal(JSON.stringify(kept), about(channel)), secret };
    },

    open(channel, sealed, keys) {
      const kept = JSON.parse(box.open(sealed, about(channel))) as Kept;
      switch (kept.kind) {
        case 'mail':
          return {
            ...{ kind: 'mail', address: kept.address! },
            unsubscribe: `${url}/unsubscribe/${channel}.${sign(channel)}`,
          };
        case 'push':
          return { kind: 'push', subscription: kept.subscription, keys: keys! };
        case 'webhook':
          return { kind: 'webhook', url: kept.url, secret: kept.secret!, channel };
        case 'slack':
        case 'teams':
        case 'mattermost':
          return { kind: kept.kind, url: kept.url };
      }
    },

    channelOf(token) {
      const [channel = '', signature = ''] = token.split('.');
      const [given, right] = [Buffer.from(signature), Buffer.from(sign(channel))];
      return given.length === right.length && timingSafeEqual(given, right) ? channel : null;
    },
  };
}

/** Where it leads, as far as it may be shown: addresses of chat rooms and push services are keys to them. */
export function sayTarget(target: ChannelTarget): string {
  switch (target.kind) {
    case 'mail':
      return target.address ?? '';
    case 'push':
      return target.browser;
    case 'webhook':
    case 'slack':
    case 'teams':
    case 'mattermost':
      return new URL(target.url).host;
  }
}
