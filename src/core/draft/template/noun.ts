/** Something that a turn speaks of, as a language needs it. */
export interface Noun {
  /** Without an article. */
  readonly text: string;
  /** Null where the language has none, or it could not be told. */
  readonly gender: 'm' | 'f' | null;
  readonly plural: boolean;
  /** It is a name that takes no article: Wimbledon. */
  readonly bare: boolean;
}

/** The forms of a noun that turns ask for, by the name of the form; null where the noun has no such form. */
export type Forms = (form: string, noun: Noun) => string | null;

export const capitalised = (text: string): string => text.replace(/^\p{L}/u, (letter) => letter.toLocaleUpperCase());
