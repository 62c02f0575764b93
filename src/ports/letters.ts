import type { Mailed } from '../contract/people.ts';

/** A one-time link on its way to the person it is for. */
export interface Letter {
  readonly kind: 'invitation' | 'reset' | 'outside';
  /** Address of mail. */
  readonly to: string;
  readonly language: 'en' | 'fr';
  /** Behind the address of the installation. */
  readonly path: string;
  readonly expiresAt: string;
  /** Name of whoever made the link. */
  readonly by: string;
  /** Name of the brand, where the link is about one. */
  readonly brand?: string;
  /** In which the end of the link is told. */
  readonly timeZone: string;
}

/** Mails one-time links where the installation sends mail. Never throws: the link was made, and can be passed on by hand. */
export interface Letters {
  send(letter: Letter): Promise<Mailed>;
}
