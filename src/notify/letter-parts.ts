import type { Letter } from '../ports/letters.ts';

interface Parts {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

interface Said {
  readonly subject: string;
  readonly what: string;
  readonly open: string;
  readonly until: string;
  readonly unexpected: string;
}

/** What a link is for. Names are words of people: told as they are, and escaped in HTML. */
function say({ kind, by, brand = '', language }: Letter, until: string): Said {
  if (language === 'fr') {
    return {
      ...{
        invitation: {
          subject: `${by} vous invite dans Rebond`,
          what: `${by} vous invite à travailler dans Rebond.`,
          open: 'Accepter l’invitation',
        },
        reset: {
          subject: 'Un nouveau mot de passe pour Rebond',
          what: `${by} a préparé un lien pour choisir un nouveau mot de passe.`,
          open: 'Choisir un mot de passe',
        },
        outside: {
          subject: `${by} vous demande de valider un message de ${brand}`,
          what: `${by} vous demande de lire un message de ${brand}, et de le valider ou d’en demander une modification.`,
          open: 'Lire le message',
        },
      }[kind],
      until: `Le lien sert une seule fois, jusqu’au ${until}.`,
      unexpected: 'Si vous n’attendiez pas ce message, ignorez-le : sans le lien, rien ne se passe.',
    };
  }
  return {
    ...{
      invitation: {
        subject: `${by} invites you to Rebond`,
        what: `${by} invites you to work in Rebond.`,
        open: 'Accept the invitation',
      },
      reset: {
        subject: 'A new password for Rebond',
        what: `${by} has made a link by which you choose a new password.`,
        open: 'Choose a password',
      },
      outside: {
        subject: `${by} asks you to approve a post of ${brand}`,
        what: `${by} asks you to read a post of ${brand}, and to approve it or ask for a change.`,
        open: 'Read the post',
      },
    }[kind],
    until: `The link works once, until ${until}.`,
    unexpected: 'If you did not expect this mail, ignore it: without the link nothing happens.',
  };
}

export function letterParts(letter: Letter, link: string): Parts {
  const { language, timeZone, expiresAt } = letter;
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short', timeZone });
  const zone = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'short' })
    .formatToParts(new Date(expiresAt))
    .find(({ type }) => type === 'timeZoneName');
  const said = say(letter, `${time.format(new Date(expiresAt))} (${zone?.value ?? timeZone})`);
  const { subject, what, open, until, unexpected } = said;
  return {
    subject: subject.replace(/\s+/g, ' ').slice(0, 200),
    text: [what, `${open}: ${link}`, until, unexpected].join('\n\n'),
    html: `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<title>${escape(subject)}</title></head>
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif"><div style="max-width:560px;margin:0 auto">
<p style="margin:0 0 16px">${escape(what)}</p>
<p style="margin:0 0 16px"><a href="${escape(link)}" style="font-weight:600">${escape(open)}</a></p>
<p style="margin:0 0 16px">${escape(until)}</p>
<p style="margin:0;font-size:13px;opacity:.75">${escape(unexpected)}</p>
</div></body></html>
`,
  };
}

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
