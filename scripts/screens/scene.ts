import type { Page } from 'playwright-core';
import type { Words } from '../../src/console/words/en.ts';
import type { Newsroom } from './newsroom.ts';

/** What a scene has to do with to come to stand. */
export interface Stage {
  readonly page: Page;
  readonly room: Newsroom;
  readonly words: Words;
  readonly phone: boolean;
  /** Opens an address of the console and waits until it is quiet. */
  go(path: string): Promise<void>;
}

/** One picture, in several looks. */
export interface Scene {
  /** Begins the file's name. */
  readonly name: string;
  readonly shows: string;
  /** Taken in all eight looks. */
  readonly main?: boolean;
  /** Nobody is signed in. */
  readonly stranger?: boolean;
  /** Brings the page to where the picture is taken. */
  arrange(stage: Stage): Promise<void>;
}
