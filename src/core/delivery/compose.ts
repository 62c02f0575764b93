import type { Notice } from '../../contract/delivery.ts';
import type { Words } from './words/words.ts';
import { en } from './words/en.ts';
import { fr } from './words/fr.ts';

/** One notice in words. */
export interface Line {
  readonly notice: Notice;
  /** What it is: *Alert, go: …*. */
  readonly heading: string;
  /** What comes of it: when it closes, who did it. */
  readonly detail: string;
  /** The words of others: a story's, a draft's, a comment's. */
  readonly quote: string;
  readonly link: string;
}

/** What goes out, before it is made into a mail or a chat message. */
export interface Message {
  /** The same in every try: receivers tell a second delivery by it. */
  readonly id: string;
  readonly language: 'en' | 'fr';
  /** One line, without what the stories say about themselves beyond a title. */
  readonly subject: string;
  /** Why it comes now, where that needs a word: a digest, the end of quiet hours. */
  readonly intro: string;
  readonly lines: readonly Line[];
  /** Where one looks at everything. */
  readonly link: string;
  /** Where the channel is changed. */
  readonly settings: string;
}

export interface ComposeInput {
  readonly id: string;
  readonly language: 'en' | 'fr';
  readonly zone: string;
  readonly notices: readonly Notice[];
  /** Why they come now. */
  readonly because: 'now' | 'digest' | 'quiet-hours';
  readonly brandName: (brand: string) => string;
  /** Address of the installation, without a closing slash. */
  readonly url: string;
  readonly owner: 'person' | 'brand';
}

const WORDS: Record<'en' | 'fr', Words> = { en, fr };
const LOUDNESS = { urgent: 2, alert: 1, quiet: 0 };

/** The loudest first, then the oldest. */
export function compose(input: ComposeInput): Message {
  const { id, language, url, owner } = input;
  const words = WORDS[language];
  const notices = input.notices.toSorted(
    (a, b) => LOUDNESS[b.level] - LOUDNESS[a.level] || Date.parse(a.at) - Date.parse(b.at),
  );
  const lines = notices.map((notice): Line => toLine(notice, input, words));
  const [first] = lines;
  const subject =
    lines.length === 1 && first
      ? [first.heading, first.quote].filter(Boolean).join(words.colon)
      : words.several(lines.length, [...new Set(notices.map(({ brand }) => input.brandName(brand)))].join(', '));
  return {
    ...{ id, language, lines, link: url },
    subject: oneLine(subject),
    intro: words.because[input.because],
    settings: owner === 'person' ? `${url}/account#channels` : `${url}/admin?tab=channels`,
  };
}

function toLine(notice: Notice, { brandName, url, zone, language }: ComposeInput, words: Words): Line {
  const time = (at: string) => sayTime(at, zone, language);
  const { occasion, opportunity, draft } = notice;
  const path =
    (occasion === 'approval' || occasion === 'escalation') && draft !== undefined
      ? `/approve?draft=${encodeURIComponent(draft)}`
      : opportunity === undefined
        ? '/'
        : `/o/${encodeURIComponent(opportunity)}`;
  return {
    notice,
    heading: oneLine(words.heading(notice, brandName(notice.brand))),
    detail: oneLine(words.detail(notice, time)),
    quote: oneLine(notice.title),
    link: `${url}${path}`,
  };
}

/** With the day, for a digest may come a day later. */
const sayTime = (at: string, timeZone: string, language: string): string =>
  new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    ...{ weekday: 'short', hour: '2-digit', minute: '2-digit', timeZone },
    timeZoneName: 'short',
  }).format(new Date(at));

/** Without line breaks or other controls: a subject must not become a header, a title not a paragraph. */
const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .toWellFormed()
    .trim();
