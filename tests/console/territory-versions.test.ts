import { expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { Territory } from '../../src/contract/territory.ts';
import type { TerritoryDesk } from '../../src/ports/territory.ts';
import { expectAccessible } from '../support/accessible.ts';
import { describeInBrowser, LONG } from '../support/console-trial.ts';
import { serveTerritory } from '../support/territory-desk.ts';

const NOW = Date.parse('2026-11-22T20:15:00Z');
const clock = () => NOW;
const territory = Territory.parse({
  brand: 'maison-sorbier',
  topics: [
    { id: 'sweets', label: 'Sweets', query: 'chocolate OR praline' },
    { id: 'paris', label: 'Paris', query: 'paris' },
  ],
  examples: { match: [{ title: 'A praline for the winner', topics: ['sweets'] }] },
});

describeInBrowser('a territory that is saved, published and brought back', (trial) => {
  async function visit(options: BrowserContextOptions): Promise<Page> {
    return (await visitWithOthers(options)).page;
  }

  async function visitWithOthers(options: BrowserContextOptions): Promise<{ page: Page; desk: TerritoryDesk }> {
    const { page, fake } = await trial.open({ clock }, options);
    const desk = await serveTerritory(page, { territory, signals: [], clock });
    await page.goto(`${fake.url}/t/maison-sorbier`);
    return { page, desk };
  }

  const look = async (page: Page, name: string) => {
    const folder = process.env['SCREENSHOTS'];
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  };

  /** Writes the whole rule anew. */
  async function write(page: Page, rule: string): Promise<void> {
    const editor = page.locator('.cm-content');
    await editor.click();
    await editor.and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.insertText(rule);
  }

  it(
    'asks when an example breaks, tells what changed clause by clause, and finds its way back',
    async () => {
      const page = await visit({ locale: 'en-GB', viewport: { width: 1280, height: 1000 } });
      await page.getByText('Version 1 is live.').waitFor();
      await write(page, 'chocolate OR nougat');
      await page.getByText('Changed, not saved').waitFor();
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      const asked = page.getByRole('dialog', { name: 'One example breaks' });
      await asked.getByText('should be found, and is not by sweets').waitFor();
      await look(page, 'versions-asked');
      await expectAccessible(page);
      await asked.getByRole('button', { name: 'Do it all the same' }).click();
      await page.getByText('Saved by Robin, not published,').waitFor();

      await page.getByRole('button', { name: 'Publish…' }).click();
      const publish = page.getByRole('dialog', { name: 'Publish the territory' });
      const changes = publish.getByRole('region', { name: 'Changes since version 1' });
      await changes.getByText('nougat').waitFor();
      expect(await changes.getByRole('listitem').allInnerTexts()).toEqual([expect.stringMatching(/praline[^]*nougat/)]);
      await publish.getByLabel('What changes, and why').fill('Nougat instead of praline');
      await look(page, 'versions-publish');
      await expectAccessible(page);
      await publish.getByRole('button', { name: 'Publish', exact: true }).click();
      await asked.getByRole('button', { name: 'Do it all the same' }).click();
      await page.getByText('Version 2 is live.').first().waitFor();

      await page.getByRole('button', { name: 'Versions' }).click();
      const history = page.getByRole('dialog', { name: 'Versions of the territory' });
      await history.getByText('Nougat instead of praline').waitFor();
      await history.getByRole('button', { name: 'What changed in version 2' }).click();
      await history.getByText('nougat', { exact: true }).waitFor();
      await look(page, 'versions-history');
      await expectAccessible(page);
      await history.getByRole('button', { name: 'Bring version 1 back' }).click();
      await page.getByText('Version 1 is live again, as version 3.').waitFor();
      await page.locator('.cm-content').getByText('praline').waitFor();
    },
    LONG,
  );

  it(
    'shows what a colleague saved, asks where something of one’s own would be lost, and leads to mistakes',
    async () => {
      const { page, desk } = await visitWithOthers({ locale: 'en-GB', viewport: { width: 1280, height: 1000 } });
      await page.getByText('Version 1 is live.').waitFor();
      const annaSaves = async (query: string) => {
        const { revision } = (await desk.copy('maison-sorbier'))!;
        const [sweets, paris] = territory.topics;
        const theirs = { ...territory, topics: [{ ...sweets!, query }, paris!] };
        await desk.save('maison-sorbier', 'anna', { territory: theirs, revision, anyway: true });
        // Whoever comes back to the page hears at once; others within seconds.
        await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
      };
      const editor = page.locator('.cm-content');
      await editor.getByText('praline').waitFor();
      await annaSaves('praline OR marzipan');
      await page.getByText('Anna saved a newer working copy. It is on the screen now').waitFor();
      await editor.getByText('marzipan').waitFor();
      await look(page, 'versions-followed');

      await write(page, 'praline OR toffee');
      await annaSaves('praline OR fudge');
      await page.getByText('What you changed here is not saved yet.').waitFor();
      await look(page, 'versions-theirs');
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Keep mine' }).click();
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('Saved by Robin, not published,').waitFor();
      await write(page, 'praline OR nougat');
      await annaSaves('praline OR "Éclair au café"');
      await page.getByRole('button', { name: 'Take theirs' }).click();
      await editor.getByText('Éclair').waitFor();

      await write(page, 'praline OR (Éclair');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByRole('button', { name: 'Versions' }).click();
      const history = page.getByRole('dialog', { name: 'Versions of the territory' });
      await history.getByRole('button', { name: 'Changes since version 1' }).click();
      await history.getByText('A rule cannot be read: this is what differs in its text.').waitFor();
      await look(page, 'versions-unread');
      await page.keyboard.press('Escape');
      await history.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Paris', exact: true }).click();
      await page.getByRole('button', { name: 'Publish · 1 mistake' }).click();
      await page.getByText('To mend first, in Sweets:').waitFor();
      await editor.and(page.locator(':focus')).getByText('Éclair').waitFor();
      await look(page, 'versions-mistake');
      await expectAccessible(page);
    },
    LONG,
  );

  it(
    'is carried in and out as YAML, says where that has errors, and speaks French on a phone in the dark',
    async () => {
      const page = await visit({
        ...{ locale: 'fr-FR', colorScheme: 'dark', viewport: { width: 390, height: 900 } },
      });
      await page.getByText('Poids, seuils et heures').click();
      await page.getByLabel('N’alerter qu’à certaines heures').click();
      await page.getByLabel('Personnes au moins').fill('12');
      await look(page, 'versions-settings-phone');
      await expectAccessible(page);
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Plus', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Exporter en YAML' }).click();
      expect((await download).suggestedFilename()).toBe('maison-sorbier.yaml');
      await page.getByRole('button', { name: 'Plus', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Importer du YAML…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Importer un territoire' });
      await dialog
        .getByLabel('Son texte')
        .fill('brand: maison-sorbier\ntopics:\n  - id: tea\n    label: Tea\n    query: tea (');
      await dialog.getByRole('button', { name: 'Importer', exact: true }).click();
      await dialog
        .getByRole('listitem')
        .filter({ hasText: /^Ligne 5, colonne 16\s: topics\.0\.query\s: .*parenthèse/ })
        .waitFor();
      await dialog
        .getByLabel('Son texte')
        .fill('brand: maison-sorbier\ntopics:\n  - id: Tea Time\n    label: Thé\n    query: thé\n    wheight: 2');
      await dialog.getByRole('button', { name: 'Importer', exact: true }).click();
      await dialog.getByText('utilisez 1 à 63 minuscules').waitFor();
      await dialog.getByText('Est-ce « weight » ?').waitFor();
      await dialog.getByRole('button', { name: 'Ligne 6, colonne 5' }).click();
      const marked = await dialog.getByLabel('Son texte').evaluate((field: HTMLTextAreaElement) => {
        return field.value.slice(field.selectionStart, field.selectionEnd);
      });
      expect(marked).toBe('wheight: 2');
      await look(page, 'versions-import-phone');
      await expectAccessible(page);
      await dialog.getByLabel('Son texte').fill('brand: maison-sorbier\ntopics: [{ id: tea, label: Tea, query: tea }]');
      await dialog.getByRole('button', { name: 'Importer', exact: true }).click();
      await page.getByRole('button', { name: 'Tea' }).waitFor();

      await page.getByRole('button', { name: 'Plus', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Réglages de la marque…' }).click();
      const settings = page.getByRole('dialog', { name: 'Réglages de la marque' });
      await settings.getByLabel('Voix').fill('Chaleureuse, jamais bruyante.');
      await look(page, 'versions-brand-phone');
      await expectAccessible(page);
      await settings.getByRole('button', { name: 'Enregistrer les réglages' }).click();
      await page.getByText('Les réglages valent dès maintenant').waitFor();
    },
    LONG,
  );
});
