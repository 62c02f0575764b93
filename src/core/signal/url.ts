import normalizeUrl from 'normalize-url';

const WEB = /^https?:\/\//i;
/** An address whose canonical form needs no parser: nothing in it to decode, to sort or to leave out. */
const PLAIN = /^https?:\/\/(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,}(?:\/[\w~-][\w.~-]*)*$/;

const OPTIONS = {
  stripHash: true,
  stripWWW: false,
  forceHttps: true,
  removeQueryParameters: [/^utm_\w+/i, /^at_\w+/i, 'fbclid', 'gclid', 'mc_cid', 'mc_eid', 'igshid', 'ref_src', 'xtor'],
} as const;

/**
 * The address by which two links to the same page are the same: https, no tracking parameters, no fragment.
 * An address that is not of the web (a path within a front page, say) stays as it is.
 */
export function canonicalUrl(url: string): string {
  if (PLAIN.test(url)) return url.replace(/^http:/, 'https:');
  if (!WEB.test(url)) return url;
  try {
    return normalizeUrl(url, OPTIONS);
  } catch {
    return url;
  }
}

/** Host of a web address without `www.`, lower case; undefined where there is none. */
export function siteOf(url: string): string | undefined {
  if (!WEB.test(url)) return undefined;
  return URL.parse(url)?.hostname.replace(/^www\./, '');
}
