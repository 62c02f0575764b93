import { canonicalUrl } from '../../signal/url.ts';
import * as say from './paste-notes.ts';
import type { Rewritten } from './paste-notes.ts';

/** Three-letter codes of countries, as Brandwatch writes them; other values are read by `country:` itself. */
const COUNTRIES: Readonly<Record<string, string>> = {
  ...{ are: 'ae', arg: 'ar', aus: 'au', aut: 'at', bel: 'be', bgr: 'bg', bra: 'br', can: 'ca', che: 'ch', chl: 'cl' },
  ...{ chn: 'cn', col: 'co', cze: 'cz', deu: 'de', dnk: 'dk', dza: 'dz', egy: 'eg', esp: 'es', est: 'ee', fin: 'fi' },
  ...{ fra: 'fr', gbr: 'gb', grc: 'gr', hkg: 'hk', hrv: 'hr', hun: 'hu', idn: 'id', ind: 'in', irl: 'ie', isl: 'is' },
  ...{ isr: 'il', ita: 'it', jpn: 'jp', kor: 'kr', lux: 'lu', mar: 'ma', mex: 'mx', mys: 'my', nga: 'ng', nld: 'nl' },
  ...{ nor: 'no', nzl: 'nz', phl: 'ph', pol: 'pl', prt: 'pt', rou: 'ro', rus: 'ru', sau: 'sa', sen: 'sn', sgp: 'sg' },
  ...{ svk: 'sk', svn: 'si', swe: 'se', tha: 'th', tun: 'tn', tur: 'tr', twn: 'tw', uk: 'gb', ukr: 'ua', usa: 'us' },
  ...{ vnm: 'vn', zaf: 'za' },
};
const ENGAGEMENTS: Readonly<Record<string, string>> = {
  reply: 'is:reply',
  comment: 'is:reply',
  retweet: 'is:repost',
  repost: 'is:repost',
  share: 'is:repost',
  original: 'is:original',
};
const POSTS: readonly string[] = [
  'twitter',
  'x',
  'bluesky',
  'threads',
  'mastodon',
  'facebook',
  'instagram',
  'reddit',
  'tumblr',
  'forum',
];

type Translate = (value: string, written: string) => Rewritten;

const as =
  (text: (value: string) => string, kind: 'same' | 'near' = 'same'): Translate =>
  (value, written) => ({ text: text(value), note: { kind, message: say.readsAs(written, text(value)) } });

const unknown: Translate = (_, written) => ({
  text: written,
  note: { kind: 'unknown', message: say.notKnown(written) },
});

/** Quotes where the value needs them. */
const valued = (value: string): string => (/^[\p{L}\p{Nd}_.@-]+$/u.test(value) ? value : `"${value}"`);
const asIs: Translate = (_, written) => ({ text: written.replace(/[“”]/g, '"') });

const FIELDS: Readonly<Record<string, Translate>> = {
  title: asIs,
  raw: asIs,
  author: asIs,
  lang: asIs,
  site: (value, written) => {
    if (!value.includes('*')) return { text: `site:${valued(value)}` };
    const host = value.replace(/^\*\.?/, '');
    return host.includes('*') ? unknown(value, written) : as(() => `site:${valued(host)}`)(value, written);
  },
  url: address,
  links: address,
  hashtags: as((value) => `#${value.replace(/^#/, '')}`),
  hashtag: as((value) => `#${value.replace(/^#/, '')}`),
  at_mentions: as((value) => `@${value.replace(/^@/, '')}`),
  mentions: as((value) => `@${value.replace(/^@/, '')}`),
  country: (value, written) => {
    const code = COUNTRIES[value.toLowerCase()];
    return code ? as(() => `country:${code}`)(value, written) : { text: `country:${valued(value)}` };
  },
  language: as((value) => `lang:${value.toLowerCase()}`),
  authorfollowers: range('followers'),
  followers: range('followers'),
  likes: range('likes'),
  engagementtype: (value, written) => {
    const clause = ENGAGEMENTS[value.toLowerCase()];
    return clause ? as(() => clause)(value, written) : unknown(value, written);
  },
  pagetype: pageType,
  contentsource: pageType,
};

/** A clause `field:value` of Brandwatch. */
export const translateField = (field: string, value: string, written: string): Rewritten =>
  (FIELDS[field.toLowerCase()] ?? unknown)(value, written);

function pageType(value: string, written: string): Rewritten {
  const type = value.toLowerCase();
  if (type === 'news') return as(() => 'kind:news')(value, written);
  return POSTS.includes(type) ? as(() => 'kind:post', 'near')(value, written) : unknown(value, written);
}

/** Whole addresses are compared here; a host is a site. */
function address(value: string, written: string): Rewritten {
  const bare = value.replace(/^\*+|\*+$/g, '');
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)+\/?$/i.test(bare))
    return as(() => `site:${valued(bare.replace(/\/$/, ''))}`, 'near')(value, written);
  if (!value.includes('*') && /^https?:\/\/./i.test(value))
    return as(() => `url:"${canonicalUrl(value)}"`)(value, written);
  return unknown(value, written);
}

/** `[100 TO 500]`, an end may be a star. */
function range(field: string): Translate {
  return (value, written) => {
    const [, low, high] = /^\[\s*(\d+|\*)\s+TO\s+(\d+|\*)\s*\]$/i.exec(value) ?? [];
    if (low === undefined || high === undefined || (low === '*' && high === '*')) return unknown(value, written);
    const clause = high === '*' ? `${field}:>=${low}` : low === '*' ? `${field}:<=${high}` : `${field}:${low}..${high}`;
    return as(() => clause)(value, written);
  };
}
