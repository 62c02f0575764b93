import { expect, it } from '@jest/globals';
import { expectAccessible } from '../support/accessible.ts';
import { describeNewsroom } from '../support/newsroom.ts';
import { SORBIER } from '../support/own-config.ts';
import { httpReceiver } from '../support/receivers.ts';

const REASON = 'An accident at the stadium';

describeNewsroom('to somebody who is not looking', { settings: { REBOND_PRIVATE_ADDRESSES: 'on' } }, (room) => {
  it('a channel is added in the profile, ruled, tried, told of a freeze, and what failed is sent again', async () => {
    let isAway = false;
    const program = await httpReceiver((_, response) =>
      response.writeHead(isAway ? 400 : 200).end(isAway ? 'no' : 'ok'),
    );
    const [{ page }, ed] = [await room.worker('Nora', 'editor'), await room.worker('Ed', 'editor')];

    await page.goto(`${room.product.url}/account`);
    await page.getByRole('button', { name: 'Add a channel…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('By', { exact: true }).selectOption('webhook');
    await dialog.getByLabel('Name', { exact: true }).fill('My program');
    await dialog.getByLabel('Address of', { exact: false }).fill(`${program.url}/in`);
    await dialog.getByLabel('Opportunities').selectOption('urgent');
    await dialog.getByLabel('Gather for (seconds)').fill('0');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Add the channel' }).click();
    await dialog.getByText('Secret that its messages are signed with').waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();

    await page.getByRole('button', { name: 'Send a test message to My program' }).click();
    await page.getByText(/It arrived: The receiver answered 200/).waitFor();
    expect(program.received[0]!.headers).toHaveProperty('rebond-signature');

    isAway = true;
    const log = page.getByRole('listitem').filter({ hasText: REASON });
    await ed.api.post(`/api/brands/${SORBIER}/freeze`, { reason: REASON });
    await log.getByText('failed', { exact: true }).waitFor();
    await log.getByText(/The receiver answered 400/).waitFor();
    await expectAccessible(page);
    isAway = false;
    await log.getByRole('button', { name: /^Send again/ }).click();
    await log.getByText('sent', { exact: true }).waitFor();
    const told = program.received.filter(({ body }) => body.toString().includes(REASON));
    expect(new Set(told.map(({ headers }) => headers['rebond-delivery'])).size).toBe(1);
    expect(room.complaints).toEqual([]);
    await program.close();
  }, 300_000);
});
