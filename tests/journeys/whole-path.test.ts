import { expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { describeNewsroom } from '../support/newsroom.ts';

/** Steps of the funnel that have a time: each since the one before it that was taken. */
const TIMED = ['Seen', 'Decided', 'Drafted', 'Approved', 'Published'];

describeNewsroom('from the moment to the post, with the demonstration', { evening: true }, (room) => {
  // A story goes by the words of any of its posts, and which came first differs from evening to evening.
  const acceptable = (page: Page): Locator =>
    page
      .getByRole('article')
      .filter({ has: page.getByRole('button', { name: 'Accept' }) })
      .first();

  it('a card is read, accepted, answered, approved by another, and out; the funnel shows each step with its time', async () => {
    const [lea, nora] = [await room.worker('Léa', 'community-manager'), await room.worker('Nora', 'editor')];
    const { page } = lea;
    await acceptable(page).getByRole('heading').getByRole('link').click();
    const evidence = page.getByRole('region', { name: 'Evidence' });
    await evidence.getByRole('listitem').first().waitFor();
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByText('accepted by you').first().waitFor();
    await page.getByRole('textbox', { name: 'Draft text' }).fill('Ce soir, on dîne aux chandelles.');
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Send for approval' }).click();
    await page.getByText('Waiting for approval').first().waitFor();

    await nora.page.getByRole('link', { name: /^Approvals/ }).click();
    await nora.page.getByRole('navigation', { name: 'Waiting drafts' }).getByRole('link').click();
    await nora.page.getByText('on dîne aux chandelles').first().waitFor();
    await nora.page.getByRole('button', { name: 'Approve', exact: true }).click();
    await nora.page.getByRole('article').getByText('Approved').first().waitFor();

    await page.getByText('Nora approved your draft').first().waitFor();
    await page
      .getByRole('button', { name: /^It is out/ })
      .first()
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'It is out' }).click();
    await page.getByText('Published').first().waitFor();

    await page.getByRole('link', { name: 'Results' }).click();
    const funnel = page.getByRole('region', { name: 'How far they came' });
    for (const step of TIMED) {
      await rowOf(funnel, step).waitFor();
      const cells = await rowOf(funnel, step).getByRole('cell').allTextContents();
      expect({ step, count: parseInt(cells[0]!), times: cells.slice(1) }).toEqual({
        step,
        count: expect.any(Number),
        times: [expect.stringMatching(/^\d+\s(s|min|h)/), expect.stringMatching(/^\d+\s(s|min|h)/)],
      });
      expect(parseInt(cells[0]!)).toBeGreaterThan(0);
    }
    expect(room.complaints).toEqual([]);
  });
});

const rowOf = (funnel: Locator, step: string): Locator =>
  funnel.getByRole('row').filter({ has: funnel.page().getByRole('rowheader', { name: step, exact: true }) });
