import type { OpenTarget, SendOutcome } from '../ports/channels.ts';
import type { Message } from '../core/delivery/compose.ts';
import type { AddressRules } from '../outbound/guarded-agent.ts';
import { postJson } from '../outbound/post.ts';
import { DELIVERY_HEADER, SIGNATURE_HEADER, signBody } from '../outbound/signature.ts';
import { toOutcome } from './answer.ts';

/** Posts the notices themselves, signed, for a program to read. `at`: ms, of this try. */
export async function sendWebhook(
  { url, secret, channel }: Extract<OpenTarget, { kind: 'webhook' }>,
  { id, lines }: Message,
  rules: AddressRules,
  at: number,
): Promise<SendOutcome> {
  const notices = lines.map(({ notice, heading, detail, link }) => ({ ...notice, heading, detail, link }));
  const body = JSON.stringify({ id, channel, notices });
  const headers = { [SIGNATURE_HEADER]: signBody(secret, body, at), [DELIVERY_HEADER]: id };
  return toOutcome(await postJson(url, body, { rules, headers }), [410]);
}
