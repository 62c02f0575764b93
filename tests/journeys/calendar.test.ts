import { expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { expectAccessible } from '../support/accessible.ts';
import { describeNewsroom, isLive, PHONE } from '../support/newsroom.ts';
import { SORBIER } from '../support/own-config.ts';

describeNewsroom('a date of one’s own', {}, (room) => {
  it('the brand team adds a date; the community manager is told at once, plans it, and the calendar shows who did', async () => {
    const team = await room.open(room.link);
    const manager = await room.open(await room.invite('Benoît', 'community-manager'), PHONE);
    await isLive(manager);

    await team.getByRole('link', { name: 'Calendar', exact: true }).click();
    await team.getByRole('heading', { level: 1, name: 'Calendar' }).waitFor();
    await team.getByRole('combobox', { name: 'Brand' }).selectOption(SORBIER);
    await team.getByText(/^Today, /).waitFor();
    await expectAccessible(team);
    const inThreeDays = Temporal.Now.plainDateISO().add({ days: 3 }).toString();
    await team.getByRole('button', { name: 'Add a date' }).click();
    await team.getByRole('textbox', { name: 'Name in English' }).fill('Oven festival');
    await team.getByRole('textbox', { name: 'Name in French' }).fill('Fête du four');
    await team.getByLabel('Date', { exact: true }).fill(inThreeDays);
    await team.getByRole('button', { name: 'Save' }).click();
    await team.getByText('Saved: Oven festival').waitFor();
    const row = team.getByRole('listitem').filter({ has: team.getByRole('heading', { name: /Oven festival/ }) });
    await row.getByText('ours').waitFor();

    const fold = manager.getByRole('button', { name: 'À venir' });
    await fold.click();
    await manager.getByText('Fête du four').first().waitFor();
    await expectAccessible(manager);
    await manager.getByRole('button', { name: 'Prévoir : Fête du four' }).click();
    await manager.getByText('Prévue : Fête du four').waitFor();
    await row.getByText('planned by Benoît').waitFor();

    await manager.goto(`${room.product.url}/calendar?brand=${SORBIER}&own=true`);
    await manager.getByText('prévue par vous').waitFor();
    expect(await manager.getByRole('button', { name: 'Ajouter une date' }).count()).toBe(0);
    await expectAccessible(manager);
    await manager.context().close();
    await team.context().close();
    expect(room.complaints).toEqual([]);
  });

  it('what is imported is looked at first, comes back in the file, and can be removed', async () => {
    const page = await room.open(await room.invite('Clara', 'brand-team'));
    await page.goto(`${room.product.url}/calendar?brand=${SORBIER}&own=true`);
    const day = Temporal.Now.plainDateISO().add({ days: 20 }).toString();
    await page.getByRole('button', { name: 'Import…' }).first().click();
    await page.getByLabel('Dates to import').fill(`${day}; Autumn tasting\nno day; Nothing`);
    await page.getByRole('button', { name: 'Look at what comes' }).click();
    await page.getByText('1 line is left out').waitFor();
    await page.getByRole('button', { name: 'Add 1 date', exact: true }).click();
    await page.getByRole('heading', { name: /Autumn tasting/ }).waitFor();

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download (ICS)' }).click(),
    ]);
    const file = await readFile(await download.path(), 'utf8');
    expect(file.includes('SUMMARY;LANGUAGE=fr:Autumn tasting')).toBe(true);

    await page.getByRole('button', { name: 'More for: Autumn tasting' }).click();
    await page.getByRole('menuitem', { name: 'Remove…' }).click();
    await page.getByRole('dialog').getByText('leaves the calendar of').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByRole('heading', { name: /Autumn tasting/ }).waitFor({ state: 'detached' });
    await page.context().close();
    expect(room.complaints).toEqual([]);
  });
});
