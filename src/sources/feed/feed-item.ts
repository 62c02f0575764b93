/** One item of a feed, whatever its format. Texts may hold HTML; addresses may be relative; dates are as written. */
export interface FeedItem {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly title?: string | undefined;
  readonly text?: string | undefined;
  readonly dates: readonly (string | undefined)[];
  readonly author?: string | undefined;
  readonly categories: readonly (string | undefined)[];
  readonly media: readonly (string | undefined)[];
  readonly lang?: string | undefined;
  /** What relative addresses of this item are relative to. */
  readonly base?: string | undefined;
}

export interface FeedDocument {
  readonly items: readonly FeedItem[];
  readonly lang?: string | undefined;
  readonly base?: string | undefined;
  /** Minutes for which the feed asks to be left alone. */
  readonly ttlMinutes: number | null;
}
