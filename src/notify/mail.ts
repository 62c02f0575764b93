import { PassThrough, type TransformCallback } from 'node:stream';
import { createTransport } from 'nodemailer';
import type { OpenTarget, SendOutcome } from '../ports/channels.ts';
import type { Message } from '../core/delivery/compose.ts';
import { mailParts } from './mail-parts.ts';

export interface MailOptions {
  /** With name and password; `smtps:` speaks TLS from the first byte, `smtp:` goes over to it where the server can. */
  readonly smtpUrl: string;
  readonly from: string;
}

export interface Mailer {
  send(target: Extract<OpenTarget, { kind: 'mail' }>, message: Message): Promise<SendOutcome>;
}

/** All of it stays below the lease of a delivery. */
export const TIMEOUTS = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  dnsTimeout: 10_000,
  socketTimeout: 20_000,
};

/** Hands mail to one server, one connection a mail. */
export function createMailer({ smtpUrl, from }: MailOptions): Mailer {
  const host = /@([^\s<>@]+?)>?$/.exec(from)?.[1] ?? 'rebond';
  return {
    async send({ address, unsubscribe }, message) {
      const transport = createTransport({ url: smtpUrl, ...TIMEOUTS, disableFileAccess: true, disableUrlAccess: true });
      let began = false;
      transport.use('stream', (mail, done) => {
        mail.message.transform(() => {
          const watch = new PassThrough();
          watch._transform = (chunk: unknown, _encoding: BufferEncoding, callback: TransformCallback) => {
            began = true;
            callback(null, chunk);
          };
          return watch;
        });
        done();
      });
      try {
        const info = await transport.sendMail({
          ...{ from, to: address, subject: message.subject, ...mailParts(message, unsubscribe) },
          messageId: `<${message.id}@${host}>`,
          headers: {
            'List-Unsubscribe': `<${unsubscribe}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
            'Auto-Submitted': 'auto-generated',
            'X-Auto-Response-Suppress': 'All',
          },
        });
        const said = oneLine(info.response);
        const reason = { code: 'answer.mail-took', data: { said } };
        return { kind: 'sent', words: `the mail server took it: ${said}`, reason, ...codeIn(said) };
      } catch (error) {
        return sayTrouble(error as SmtpError, began);
      } finally {
        transport.close();
      }
    },
  };
}

type SmtpError = Error & { readonly code?: string; readonly responseCode?: number; readonly response?: string };

/** Of the error, and what it means: a code and English words. */
const CODES: Record<string, readonly [string, string]> = {
  EDNS: ['mail-host', 'the name of the mail server is not known (or there is no network)'],
  ECONNECTION: ['mail-away', 'the mail server cannot be reached'],
  ESOCKET: ['mail-away', 'the mail server cannot be reached'],
  ETIMEDOUT: ['mail-silent', 'the mail server does not answer'],
  ETLS: ['mail-unsafe', 'no safe connection with the mail server'],
  ENOAUTH: ['mail-no-password', 'the mail server wants a name and a password: see REBOND_SMTP_URL'],
  // Not the server's own words: they may name the account.
  EAUTH: ['mail-password', 'the mail server refuses name or password'],
};
const UNUSABLE = ['mail-trouble', 'the mail server cannot be used'] as const;

/** `began`: the mail itself was on its way when it broke. */
function sayTrouble({ code = '', responseCode, response }: SmtpError, began: boolean): SendOutcome {
  if (code !== 'EAUTH' && responseCode !== undefined && responseCode > 0) {
    const said = oneLine(response ?? String(responseCode));
    const reason = { code: 'answer.mail-answered', data: { said } };
    const words = `the mail server answered: ${said}`;
    const status = { status: responseCode };
    return responseCode >= 500
      ? { kind: 'refused', words, reason, ...status }
      : { kind: 'later', retryAfterMs: null, words, reason, ...status };
  }
  if (code !== 'EAUTH' && began) {
    const words = 'the connection broke before the mail server said whether it took the mail';
    return { kind: 'unknown', words, reason: { code: 'answer.mail-broke', data: {} } };
  }
  const [what, words] = CODES[code] ?? UNUSABLE;
  return { kind: 'later', retryAfterMs: null, words, reason: { code: `answer.${what}`, data: {} } };
}

const codeIn = (response: string): { status?: number } => {
  const code = /^\d{3}/.exec(response)?.[0];
  return code === undefined ? {} : { status: Number(code) };
};

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 200);
