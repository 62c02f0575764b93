import { z } from 'zod';
import type { Device } from '../../ports/people.ts';
import { deviceOf } from '../auth.ts';
import { openOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { page } from '../page.ts';

/** Trades a one-time token for Set-Cookie headers; null where it was used, has expired, or never was. */
export type RedeemWelcome = (token: string, device: Device) => Promise<string[] | null>;

const SPENT = page(
  'This sign-in link is spent',
  `<p>A sign-in link works once, and for 15 minutes. This one was used already, has expired, or was not copied in full.</p>
<p>What to do: <a href="/">sign in with your e-mail and password</a>, or ask whoever runs this installation for a new
link.</p>`,
);

const html = 'text/html; charset=utf-8';

export function createWelcomeOperations({ redeemWelcome }: { redeemWelcome: RedeemWelcome }): Operation[] {
  return [
    openOperation({
      method: 'get',
      path: '/welcome',
      id: 'welcome',
      tag: 'people',
      summary: 'Sign in by a one-time link',
      access: { kind: 'public' },
      query: z.object({ token: z.string().optional().meta({ description: 'The one-time token' }) }),
      answers: {
        303: { description: 'Signed in; on to the console' },
        410: { description: 'The link is spent: a page that says what to do', type: 'text/html' },
      },
      handle: async ({ request }) => {
        const token = new URLSearchParams((request.url ?? '').split('?')[1] ?? '').get('token') ?? '';
        // Programs that look ahead ask with HEAD: they must not spend the link.
        const looking = request.method === 'HEAD' || !/^[\w.~-]{8,500}$/.test(token);
        const cookies = looking ? null : await redeemWelcome(token, deviceOf(request));
        if (!cookies) return { status: 410, body: SPENT, type: html };
        return { status: 303, headers: { location: '/', 'set-cookie': cookies } };
      },
    }),
  ];
}
