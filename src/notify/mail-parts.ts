import type { Line, Message } from '../core/delivery/compose.ts';

interface Parts {
  readonly text: string;
  readonly html: string;
}

const FOOT = {
  en: { open: 'Open Rebond', settings: 'Change what this channel hears', stop: 'Stop these mails' },
  fr: { open: 'Ouvrir Rebond', settings: 'Changer ce que ce canal reçoit', stop: 'Ne plus recevoir ces mails' },
};

/** The same words twice: for readers of plain text, and with links to press. */
export function mailParts(message: Message, unsubscribe: string): Parts {
  const foot = FOOT[message.language];
  const links: [string, string][] = [
    [foot.settings, message.settings],
    [foot.stop, unsubscribe],
  ];
  return { text: asText(message, links), html: asHtml(message, foot.open, links) };
}

function asText({ intro, lines }: Message, links: readonly [string, string][]): string {
  const blocks = lines.map(({ heading, quote, detail, link }) =>
    [heading, quote && `“${quote}”`, detail, link].filter(Boolean).join('\n'),
  );
  const foot = ['-- ', ...links.map(([words, link]) => `${words}: ${link}`)].join('\n');
  return [intro, ...blocks, foot].filter(Boolean).join('\n\n');
}

function asHtml(
  { language, subject, intro, lines }: Message,
  open: string,
  links: readonly [string, string][],
): string {
  const block = ({ heading, quote, detail, link }: Line): string => `
<div style="margin:0 0 20px;padding:0 0 20px;border-bottom:1px solid #8884">
<p style="margin:0 0 4px;font-weight:600">${escape(heading)}</p>
${quote ? `<p style="margin:0 0 4px;font-size:18px">${escape(quote)}</p>` : ''}
${detail ? `<p style="margin:0 0 8px;opacity:.75">${escape(detail)}</p>` : ''}
<p style="margin:0"><a href="${escape(link)}">${escape(open)}</a></p>
</div>`;
  const foot = links.map(([words, link]) => `<a href="${escape(link)}">${escape(words)}</a>`).join(' · ');
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<title>${escape(subject)}</title></head>
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif"><div style="max-width:560px;margin:0 auto">
${intro ? `<p style="margin:0 0 20px">${escape(intro)}</p>` : ''}${lines.map(block).join('')}
<p style="margin:0;font-size:13px;opacity:.75">${foot}</p>
</div></body></html>
`;
}

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
