import type { Clock } from '../context.ts';
import type { Postman, SendOutcome } from '../ports/channels.ts';
import type { AddressRules } from '../outbound/guarded-agent.ts';
import { sendChat } from './chat.ts';
import { createMailer, type MailOptions } from './mail.ts';
import { sendPush } from './push.ts';
import { sendWebhook } from './webhook.ts';

export interface PostmanOptions {
  readonly rules: AddressRules;
  /** Null: no mail is sent. */
  readonly mail: MailOptions | null;
  /** Address of the installation. */
  readonly url: string;
  readonly clock: Clock;
}

const NO_MAIL = 'this installation has no mail server: set REBOND_SMTP_URL';

/** Sends by every kind of channel. */
export function createPostman({ rules, mail, url, clock }: PostmanOptions): Postman {
  const mailer = mail && createMailer(mail);
  const contact = contactOf(mail?.from ?? null, url);
  return {
    async send(target, message): Promise<SendOutcome> {
      switch (target.kind) {
        case 'mail':
          if (mailer) return mailer.send(target, message);
          return { kind: 'refused', words: NO_MAIL, reason: { code: 'answer.no-mail', data: {} } };
        case 'push':
          return sendPush(target, message, rules, contact);
        case 'webhook':
          return sendWebhook(target, message, rules, clock());
        case 'slack':
        case 'teams':
        case 'mattermost':
          return sendChat(target, message, rules);
      }
    },
  };
}

/** Push services want somebody to write to: the sender of the mails, else the installation's own site. */
function contactOf(from: string | null, url: string): string {
  const address = /([^\s<>]+@[^\s<>]+?)>?$/.exec(from ?? '')?.[1];
  if (address !== undefined) return `mailto:${address}`;
  return url.startsWith('https:') ? url : 'mailto:rebond@example.invalid';
}
