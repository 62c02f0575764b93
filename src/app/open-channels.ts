import type { Logger } from 'pino';
import type { Clock } from '../context.ts';
import { createLetters } from '../notify/letters.ts';
import { createPostman } from '../notify/postman.ts';
import type { Settings } from '../settings/env.ts';
import { createTargetDesk } from '../store/channel-target.ts';
import { createChannelTester } from '../store/channel-tester.ts';
import { createChannels } from '../store/channels.ts';
import { createOutbox } from '../store/outbox.ts';
import type { SecretBox } from '../store/secrets.ts';
import type { Database } from '../store/database.ts';

interface ChannelsInput {
  readonly db: Database['db'];
  readonly box: SecretBox;
  /** Of the installation. */
  readonly secret: string;
  readonly settings: Pick<Settings, 'smtpUrl' | 'mailFrom' | 'allowPrivate'>;
  /** Address under which people reach the installation. */
  readonly url: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/** The channels, what is to be sent through them, and who sends it. */
export function openChannels({ db, box, secret, settings, url, clock, log }: ChannelsInput) {
  const { smtpUrl, mailFrom, allowPrivate } = settings;
  const mail = smtpUrl !== null && mailFrom !== null ? { smtpUrl, from: mailFrom } : null;
  const postman = createPostman({ rules: { allowPrivate }, mail, url, clock });
  const targets = createTargetDesk({ box, secret, url });
  const parts = { db, box, targets, url };
  return {
    postman,
    channels: createChannels({ db, box, targets, mail: mail !== null }),
    channelTester: createChannelTester({ ...parts, postman }),
    outbox: createOutbox(parts),
    letters: createLetters({ mail, url, log }),
  };
}
