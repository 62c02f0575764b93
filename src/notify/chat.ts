import type { OpenTarget, SendOutcome } from '../ports/channels.ts';
import type { Line, Message } from '../core/delivery/compose.ts';
import type { AddressRules } from '../outbound/guarded-agent.ts';
import { postJson } from '../outbound/post.ts';
import { toOutcome } from './answer.ts';

type ChatTarget = Extract<OpenTarget, { kind: 'slack' | 'teams' | 'mattermost' }>;

/** Posts to the incoming webhook of a chat room, in the way that kind of chat reads. */
export async function sendChat({ kind, url }: ChatTarget, message: Message, rules: AddressRules): Promise<SendOutcome> {
  // A room that was removed answers 404 or 410.
  return toOutcome(await postJson(url, JSON.stringify(PAYLOADS[kind](message)), { rules }), [404, 410]);
}

const PAYLOADS: Record<ChatTarget['kind'], (message: Message) => object> = {
  slack: (message) => ({
    text: toText(message, escapeSlack, (words, link) => `<${link}|${words}>`, '*'),
    unfurl_links: false,
    unfurl_media: false,
  }),
  mattermost: (message) => ({
    text: toText(message, escapeMarkdown, (words, link) => `[${words}](${link})`, '**'),
  }),
  teams: (message) => ({
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: toAdaptiveCard(message) }],
  }),
};

function toText(
  { intro, lines }: Message,
  escape: (text: string) => string,
  link: (words: string, address: string) => string,
  bold: string,
): string {
  const blocks = lines.map((line) =>
    [
      `${bold}${escape(line.heading)}${bold}`,
      link(escape(line.quote || line.heading), line.link),
      line.detail && escape(line.detail),
    ]
      .filter(Boolean)
      .join('\n'),
  );
  return [intro && escape(intro), ...blocks].filter(Boolean).join('\n\n');
}

function toAdaptiveCard({ intro, lines, subject }: Message): object {
  const text = (words: string, look: object = {}) => ({ type: 'TextBlock', text: words, wrap: true, ...look });
  const block = (line: Line): object[] => [
    text(escapeMarkdown(line.heading), { weight: 'Bolder', separator: true }),
    text(`[${escapeMarkdown(line.quote || line.heading)}](${line.link})`),
    ...(line.detail ? [text(escapeMarkdown(line.detail), { isSubtle: true, spacing: 'None' })] : []),
  ];
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    fallbackText: subject,
    body: [...(intro ? [text(escapeMarkdown(intro))] : []), ...lines.flatMap(block)],
  };
}

/** Slack reads three characters as its own; without them nobody is called and nothing is linked. */
const escapeSlack = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The words of strangers format nothing, link nowhere, and call nobody: `@channel` would ring for a whole room. */
const escapeMarkdown = (text: string): string =>
  text.replace(/[\\`*_{}[\]()#+!|<>~]/g, '\\$&').replaceAll('@', '@\u200b');
