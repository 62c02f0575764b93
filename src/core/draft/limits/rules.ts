import type { Platform } from '../../../contract/platform.ts';
import type { PlatformRule } from './rule.ts';

const BUFFER = {
  url: 'https://developers.buffer.com/guides/character-limits.md',
  date: '2026',
  says: 'most networks count UTF-16 units',
} as const;

/** Published limits of each platform. Where "characters" is all that is said, UTF-16 units are counted: the strictest of its usual meanings. */
export const RULES: Readonly<Record<Platform, PlatformRule>> = {
  x: {
    fills: 'post',
    limit: 280,
    unit: 'weighted',
    perLink: 23,
    forbidden: '\ufffe\ufeff\uffff',
    sources: [
      {
        url: 'https://docs.x.com/fundamentals/counting-characters',
        date: '2026',
        says: '280 weighted characters after NFC, a link 23, an emoji 2; counted as twitter-text does',
      },
      {
        url: 'https://github.com/twitter/twitter-text',
        date: '2020-03-27',
        says: 'version 3.1.0, configuration 3: ranges that weigh 1, all else 2',
      },
    ],
  },
  facebook: {
    fills: 'post',
    limit: 63_206,
    unit: 'utf16',
    sources: [
      {
        url: 'https://docs.upload-post.com/resources/character-limits/',
        date: '2026',
        says: '63,206 characters (the figure is from Facebook in 2011; its own documentation names none)',
      },
      BUFFER,
    ],
  },
  instagram: {
    fills: 'caption',
    limit: 2_200,
    unit: 'utf16',
    tags: { most: 5, beyond: 'refused' },
    mentions: { most: 20, beyond: 'refused' },
    sources: [
      {
        url: 'https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media',
        date: '2026',
        says: 'a caption has at most 2,200 characters and 20 mentions (and 30 hashtags, before the next rule)',
      },
      {
        url: 'https://www.socialsamosa.com/news-2/instagram-hashtags-five-per-post-10923075',
        date: '2025-12-19',
        says: 'Instagram announces at most 5 hashtags in a post or reel',
      },
      BUFFER,
    ],
  },
  linkedin: {
    fills: 'post',
    limit: 3_000,
    unit: 'utf16',
    sources: [
      {
        url: 'https://www.ayrshare.com/docs/apis/post/social-networks/linkedin',
        date: '2026',
        says: '3,000 characters',
      },
      BUFFER,
    ],
  },
  threads: {
    fills: 'post',
    limit: 500,
    unit: 'emoji-bytes',
    links: { most: 5, beyond: 'refused' },
    tags: { most: 1, beyond: 'overlooked' },
    sources: [
      {
        url: 'https://developers.facebook.com/documentation/threads/posts',
        date: '2026-04-14',
        says: '500 characters, emoji counted as their UTF-8 bytes',
      },
      {
        url: 'https://developers.facebook.com/documentation/threads/create-posts/text-attachments',
        date: '2025-12-22',
        says: 'more than 5 different links are refused; links without a scheme count too',
      },
      {
        url: 'https://www.ayrshare.com/apis/post/social-networks/threads',
        date: '2026',
        says: 'one tag a post',
      },
    ],
  },
  bluesky: {
    fills: 'post',
    limit: 300,
    unit: 'grapheme',
    bytes: 3_000,
    sources: [
      {
        url: 'https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/feed/post.json',
        date: '2026',
        says: 'text: maxGraphemes 300, maxLength 3000 (UTF-8 bytes); a link counts as written',
      },
    ],
  },
  mastodon: {
    fills: 'post',
    limit: 500,
    unit: 'grapheme',
    perLink: 23,
    sources: [
      {
        url: 'https://github.com/mastodon/mastodon/blob/main/app/validators/status_length_validator.rb',
        date: '2026',
        says: '500 graphemes with the content warning, a link 23, the domain of a mention nothing',
      },
      {
        url: 'https://docs.joinmastodon.org/entities/Instance/',
        date: '2026',
        says: 'a server names its own: statuses.max_characters and characters_reserved_per_url',
      },
    ],
  },
  pinterest: {
    fills: 'description',
    limit: 500,
    unit: 'utf16',
    title: { limit: 100, unit: 'utf16' },
    sources: [
      {
        url: 'https://www.ayrshare.com/docs/apis/post/social-networks/pinterest',
        date: '2026',
        says: 'title 100, description 500 (the API itself accepts 800, the site 500)',
      },
      BUFFER,
    ],
  },
  tiktok: {
    fills: 'caption',
    limit: 2_200,
    unit: 'utf16',
    withPictures: 4_000,
    title: { limit: 90, unit: 'utf16' },
    tags: { most: 5, beyond: 'overlooked' },
    sources: [
      {
        url: 'https://developers.tiktok.com/doc/content-posting-api-reference-direct-post',
        date: '2026',
        says: 'video caption 2,200 UTF-16 units',
      },
      {
        url: 'https://developers.tiktok.com/doc/content-posting-api-reference-photo-post',
        date: '2026',
        says: 'pictures: title 90, description 4,000 UTF-16 units',
      },
      {
        url: 'https://www.netinfluencer.com/?p=37510',
        date: '2025-08',
        says: '5 hashtags, told to people in the app and never announced',
      },
    ],
  },
  youtube: {
    fills: 'description',
    limit: 5_000,
    unit: 'byte',
    title: { limit: 100, unit: 'utf16' },
    forbidden: '<>',
    sources: [
      {
        url: 'https://developers.google.com/youtube/v3/docs/videos',
        date: '2026',
        says: 'title 100 characters, description 5,000 UTF-8 bytes, neither with < or >',
      },
    ],
  },
  whatsapp: {
    fills: 'message',
    limit: 4_096,
    unit: 'utf16',
    assumed: true,
    sources: [
      {
        url: 'https://developers.sinch.com/docs/conversation/message-types/text-message',
        date: '2026',
        says: 'no published rule for channels; a text message through the business API has 4,096 characters',
      },
    ],
  },
  snapchat: {
    fills: 'description',
    limit: 160,
    unit: 'utf16',
    sources: [
      {
        url: 'https://docs.getlate.dev/platforms/snapchat',
        date: '2026',
        says: 'Spotlight description 160 characters, hashtags included (title of a saved story 45)',
      },
    ],
  },
  internal: {
    fills: 'message',
    limit: 20_000,
    unit: 'utf16',
    assumed: true,
    sources: [{ url: 'docs/drafts.md', date: '2026', says: 'no published rule; a draft itself has at most 20,000' }],
  },
};
