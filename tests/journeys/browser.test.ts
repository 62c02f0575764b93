import { expect, it } from '@jest/globals';
import { expectAccessible } from '../support/accessible.ts';
import { describeNewsroom, isLive, PHONE } from '../support/newsroom.ts';

describeNewsroom('the first evening in a browser', { evening: true }, (room) => {
  it('a newcomer signs in by the link, sees the lights go out, looks and accepts; a colleague sees it', async () => {
    const hers = await room.open(room.link);
    const his = await room.open(await room.invite('Benoît', 'community-manager'));
    await isLive(hers);

    const card = hers
      .getByRole('article')
      .filter({ hasText: 'Maison Sorbier' })
      .filter({ has: hers.getByRole('button', { name: 'Accept' }) })
      .first();
    await card.waitFor();
    await expectAccessible(hers);
    await card.getByRole('heading').getByRole('link').click();

    await hers.getByRole('heading', { name: 'Evidence' }).waitFor();
    const evidence = hers.locator('section', { has: hers.getByRole('heading', { name: 'Evidence' }) });
    await evidence.getByRole('listitem').first().waitFor();
    await expectAccessible(hers);
    await hers.getByRole('button', { name: 'Accept' }).click();
    await hers.getByText('accepted by you').first().waitFor();

    await his.goto(hers.url());
    await his.getByText('accepted by Administrator').first().waitFor();
    expect(await his.getByRole('button', { name: 'Accept' }).count()).toBe(0);
    await his.context().close();

    await hers.getByRole('button', { name: 'Settings and account' }).click();
    await hers.locator('[role^=menuitem]').filter({ hasText: 'Français' }).waitFor();
    await expectAccessible(hers);
    await hers.locator('[role^=menuitem]').filter({ hasText: 'Français' }).click();
    await hers.locator('html[lang=fr]').waitFor();
    await hers.reload();
    await hers
      .getByText(/accepté/i)
      .first()
      .waitFor();
    await hers.goto(`${room.product.url}/sources`);
    await hers.getByText('The evening').first().waitFor();
    await expectAccessible(hers);
    await hers.context().close();
    expect(room.complaints).toEqual([]);
  });

  it('works on a telephone, in French', async () => {
    const page = await room.open(await room.invite('Clara', 'community-manager'), PHONE);
    await page.getByRole('article').first().waitFor();
    await expectAccessible(page);
    await page.getByRole('article').first().getByRole('heading').getByRole('link').click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expectAccessible(page);
    await page.context().close();
    expect(room.complaints).toEqual([]);
  });

  it('says what to do where a link is spent, and asks to sign in', async () => {
    const page = await room.open(room.link);
    await page.getByRole('heading', { name: 'This sign-in link is spent' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'sign in with your e-mail and password' }).click();
    await page.getByLabel('E-mail').waitFor();
    await expectAccessible(page);
    await page.context().close();
  });
});
