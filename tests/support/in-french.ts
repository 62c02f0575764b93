import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { en } from '../../src/console/words/en.ts';
import { fr } from '../../src/console/words/fr.ts';

/** Shorter ones may stand in both languages. */
const LETTERS = 12;
const ENGLISH = sayings(en).filter((text) => text.length >= LETTERS && !text.includes('{{'));
const ALSO_FRENCH = new Set(sayings(fr));
const TELLING = ENGLISH.filter((text) => !ALSO_FRENCH.has(text));

/** The page says that it is in French, and nothing that the console can say in English stands on it. */
export async function expectFrench(page: Page): Promise<void> {
  await page.locator('html[lang=fr]').waitFor();
  const text = await page.locator('body').innerText();
  expect(TELLING.filter((english) => text.includes(english))).toEqual([]);
}

function sayings(words: object): string[] {
  return Object.values(words).flatMap((one: unknown) => (typeof one === 'string' ? [one] : sayings(one as object)));
}
