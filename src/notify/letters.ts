import { createTransport } from 'nodemailer';
import type { Logger } from 'pino';
import type { Letter, Letters } from '../ports/letters.ts';
import { letterParts } from './letter-parts.ts';
import { TIMEOUTS, type MailOptions } from './mail.ts';

interface LettersOptions {
  /** Null: no mail is sent. */
  readonly mail: MailOptions | null;
  /** Address of the installation, without a closing slash. */
  readonly url: string;
  readonly log: Logger;
}

/** Mails one-time links to whom they are for. Neither address nor link is logged. */
export function createLetters({ mail, url, log }: LettersOptions): Letters {
  return {
    async send(letter: Letter) {
      if (mail === null) return 'off';
      const link = `${url}${letter.path}`;
      const transport = createTransport({
        ...{ url: mail.smtpUrl, ...TIMEOUTS, disableFileAccess: true, disableUrlAccess: true },
      });
      try {
        await transport.sendMail({
          ...{ from: mail.from, to: letter.to, ...letterParts(letter, link) },
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        });
        return 'sent';
      } catch (error) {
        const { code, responseCode } = error as { code?: string; responseCode?: number };
        log.warn(
          { kind: letter.kind, code, responseCode },
          'a link could not be mailed: it has to be passed on by hand',
        );
        return 'failed';
      } finally {
        transport.close();
      }
    },
  };
}
