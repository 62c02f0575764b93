import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';

/** No rule of accessibility is broken on the page as it stands, and it does not scroll sideways. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(stillness);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes.map(({ html }) => html).join('\n')}`);
  expect(found).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBeLessThanOrEqual(0);
}

/** Colours in motion are not judged; what moves for ever is not waited for. Runs in the page. */
function stillness(): Promise<unknown> {
  const passing = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
  return Promise.all(passing.map((one) => one.finished.catch(() => null)));
}
