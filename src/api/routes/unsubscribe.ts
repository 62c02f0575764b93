import { z } from 'zod';
import { openOperation } from '../operation.ts';
import { escapeHtml, page } from '../page.ts';

const tag = 'channels';
const type = 'text/html; charset=utf-8';
const access = { kind: 'public' } as const;
const Params = z.object({
  signed: z
    .string()
    .regex(/^[\w-]{1,100}\.[\w-]{1,100}$/)
    .meta({ description: 'From the mail' }),
});

const ASKING = page(
  'Stop these mails?',
  `<p>The channel behind them is switched off; whoever it belongs to can switch it on again in Rebond.</p>
<p lang="fr">Le canal est désactivé ; la personne à qui il appartient peut le réactiver dans Rebond.</p>
<form method="post"><button>Stop · Arrêter</button></form>`,
);
const VOID = page(
  'This link is not valid',
  `<p>It was not copied in full, or the channel is gone and sends no mail any more.</p>
<p lang="fr">Il n’a pas été copié en entier, ou le canal n’existe plus et n’envoie plus de mail.</p>`,
);
const done = (label: string) =>
  page(
    'No more mails',
    `<p>The channel “${escapeHtml(label)}” is switched off.</p>
<p lang="fr">Le canal « ${escapeHtml(label)} » est désactivé.</p>`,
  );

/** The way out of a mail. Looking at it changes nothing, for programs look at links; RFC 8058 asks by POST. */
export const unsubscribeOperations = [
  openOperation({
    ...{ method: 'get', path: '/unsubscribe/{signed}', id: 'askUnsubscribe', tag, access, params: Params },
    summary: 'A page that asks whether the mails of a channel should stop',
    answers: { 200: { description: 'The page', type: 'text/html' } },
    handle: () => ({ body: ASKING, type }),
  }),
  openOperation({
    ...{ method: 'post', path: '/unsubscribe/{signed}', id: 'unsubscribe', tag, access, params: Params },
    summary: 'Switch a channel off by the link in its mails',
    guessable: true,
    answers: {
      200: { description: 'It is off', type: 'text/html' },
      410: { description: 'The link is not valid', type: 'text/html' },
    },
    handle: async ({ context, params }) => {
      const label = await context.channels.unsubscribe(params.signed, context.clock());
      return label === null ? { status: 410, body: VOID, type } : { body: done(label), type };
    },
  }),
];
