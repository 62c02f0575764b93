const NARROW = '\u202f';
/** Addresses, clocks and faces keep their signs as they are. */
const LEFT_ALONE = /(?:https?:\/\/|www\.)[^\s\u202f]+|[;:]-?[()DPp|/\\]/gu;
/** A space that may stand before a high sign, of whichever kind, also none. */
const BEFORE_HIGH = /(?<=[\p{L}\p{N}\p{Pe}\p{Pf}\p{So}…€%"'’])[ \u00a0\u2009\u202f]*(?=[;!?]|:(?=[\s\u202f]|$))/gmu;
const INSIDE_OPEN = /«[ \u00a0\u2009\u202f]*(?=\S)/gu;
const INSIDE_CLOSE = /(?<=\S)[ \u00a0\u2009\u202f]*»/gu;
const BEFORE_SIGN = /(?<=\d)[ \u00a0\u2009\u202f]+(?=[%€])/gu;
/** Signs in a row are one. */
const IN_A_ROW = /(?<=[!?;:])\u202f(?=[!?;:])/gu;

/** French typography: narrow no-break spaces before ; : ! ? and inside « », so that no sign begins a line. */
export function frenchSpacing(text: string): string {
  let spaced = '';
  let at = 0;
  for (const { 0: kept, index } of text.matchAll(LEFT_ALONE)) {
    spaced += between(text.slice(at, index), at) + kept;
    at = index + kept.length;
  }
  return spaced + between(text.slice(at), at);
}

/** What stands behind an address stands behind a word. */
const between = (text: string, at: number): string => (at === 0 ? space(text) : space(`a${text}`).slice(1));

const space = (text: string): string =>
  text
    .replace(INSIDE_OPEN, `«${NARROW}`)
    .replace(INSIDE_CLOSE, `${NARROW}»`)
    .replace(BEFORE_HIGH, NARROW)
    .replace(IN_A_ROW, '')
    .replace(BEFORE_SIGN, NARROW);
