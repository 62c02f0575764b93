import webPush from 'web-push';
import type { OpenTarget, SendOutcome } from '../ports/channels.ts';
import type { Message } from '../core/delivery/compose.ts';
import type { AddressRules } from '../outbound/guarded-agent.ts';
import { post } from '../outbound/post.ts';
import { toOutcome } from './answer.ts';

/** How long the push service keeps it for a browser that is away: an opportunity is over by then. */
const KEPT_S = 3_600;
const LONGEST_TITLE = 200;

/**
 * Pushes to one browser, by RFC 8030, 8291 and 8292. What crosses the push service is encrypted, and says no more than a
 * title and where it leads. `contact`: whom the push service may write to, `mailto:` or `https:`.
 */
export async function sendPush(
  { subscription, keys }: Extract<OpenTarget, { kind: 'push' }>,
  message: Message,
  rules: AddressRules,
  contact: string,
): Promise<SendOutcome> {
  const [first] = message.lines;
  const link = message.lines.length === 1 && first ? first.link : message.link;
  const tag = (message.lines.length === 1 && first?.notice.opportunity) || message.id;
  const payload = JSON.stringify({ title: message.subject.slice(0, LONGEST_TITLE).toWellFormed(), link, tag });
  const urgent = message.lines.some(({ notice }) => notice.level === 'urgent');
  let sealed: webPush.RequestDetails;
  try {
    sealed = webPush.generateRequestDetails({ endpoint: subscription.endpoint, keys: subscription.keys }, payload, {
      vapidDetails: { subject: contact, ...keys },
      TTL: KEPT_S,
      contentEncoding: 'aes128gcm',
      urgency: urgent ? 'high' : 'normal',
    });
  } catch {
    // A key that lies on no curve: what claims to be a browser is none, and never will be.
    return { kind: 'gone', words: 'the keys of the subscription are those of no browser' };
  }
  const { endpoint, headers, body } = sealed;
  const posted = await post(endpoint, body ?? '', { rules, headers: asText(headers) });
  return toOutcome(posted, [404, 410]);
}

const asText = (headers: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      // Counted anew by whoever sends.
      .filter(([name]) => name.toLowerCase() !== 'content-length')
      .map(([name, value]) => [name, String(value)]),
  );
