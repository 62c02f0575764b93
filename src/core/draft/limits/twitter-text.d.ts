declare module 'twitter-text/dist/parseTweet.js' {
  /** Weighted length, in whole characters; valid is also false for a text that is empty or too long. */
  const parseTweet: (text: string) => { weightedLength: number; valid: boolean };
  export = parseTweet;
}

declare module 'twitter-text/dist/extractUrlsWithIndices.js' {
  /** Indices in UTF-16 units of the text as given. */
  const extractUrlsWithIndices: (
    text: string,
    options?: { extractUrlsWithoutProtocol: boolean },
  ) => { url: string; indices: [number, number] }[];
  export = extractUrlsWithIndices;
}

declare module 'twitter-text/dist/regexp/endMentionMatch.js' {
  const endMentionMatch: RegExp;
  export = endMentionMatch;
}

declare module 'twitter-text/dist/regexp/validDomain.js' {
  /** Domains that end in a top-level domain of 2020, or in Punycode. */
  const validDomain: RegExp;
  export = validDomain;
}

declare module 'twitter-text/dist/regexp/validUrlPrecedingChars.js' {
  const validUrlPrecedingChars: RegExp;
  export = validUrlPrecedingChars;
}
