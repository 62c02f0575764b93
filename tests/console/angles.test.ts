import { beforeEach, expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { ClearedAngle, OfferedAngle } from '../../src/contract/cleared-angle.ts';
import type { Me } from '../../src/contract/user.ts';
import { expectAccessible } from '../support/accessible.ts';
import { fakeCard, fakeMe } from '../support/console-cards.ts';
import { MARC } from '../support/console-drafts.ts';
import { describeInBrowser, LONG } from '../support/console-trial.ts';
import { anAngle } from '../support/fake-angles.ts';
import type { FakeServer } from '../support/fake-server.ts';

const clock = () => Date.now();
const SORBIER = 'maison-sorbier';
const DARK = { id: 'dark', title: 'Le stade dans le noir' };
const ENGLISH: BrowserContextOptions = { locale: 'en-GB', viewport: { width: 1440, height: 1000 } };
const soon = (hours: number) => new Date(clock() + hours * 3_600_000).toISOString();
const nora = { by: { id: 'nora', name: 'Nora' }, at: soon(-1), roles: ['editor' as const] };
const CLEARED = anAngle({
  ...{ id: 'dark-angle', state: 'approved', approvals: [nora], until: soon(48), variants: [{ platform: 'x' }] },
});
const RESTING = anAngle({ id: 'resting', name: 'Rain', state: 'approved', approvals: [nora], until: soon(48) });
const PROPOSED = anAngle({ id: 'proposed', name: 'First snow', until: soon(48) });
const OFFERED: OfferedAngle[] = [
  { angle: CLEARED, obstacle: null },
  { angle: RESTING, obstacle: { code: 'angle.cool-down', data: {} } },
];
const editor: Me = {
  ...fakeMe,
  brands: fakeMe.brands.map((brand) => ({ ...brand, permissions: ['read', 'decide', 'approve'] })),
};

describeInBrowser('angles approved in advance', (trial) => {
  let fake: FakeServer;
  let page: Page;
  let angles: ClearedAngle[];
  let posted: { readonly path: string; readonly body: unknown }[];
  beforeEach(() => {
    [angles, posted] = [[PROPOSED, CLEARED], []];
  });

  async function visit(path: string, options = ENGLISH) {
    ({ page, fake } = await trial.open({ clock, stories: [DARK], me: editor, platforms: ['x'] }, options));
    await page.route('**/api/brands/*/draft-check', (route) => route.fulfill({ json: { level: 'go', findings: [] } }));
    await page.route('**/api/brands/*/destinations', (route) => route.fulfill({ json: [] }));
    await page.route('**/api/opportunities/*/angles', (route) => route.fulfill({ json: OFFERED }));
    await page.route('**/api/brands/*/angles', (route) => {
      if (route.request().method() === 'GET') return route.fulfill({ json: angles });
      const body = route.request().postDataJSON() as object;
      posted.push({ path: 'propose', body });
      const angle = { ...PROPOSED, id: 'new', ...body };
      angles = [angle, ...angles];
      return route.fulfill({ json: { angle } });
    });
    await page.route('**/api/angles/*/*', (route) => {
      const [id = '', move = ''] = new URL(route.request().url()).pathname.split('/').slice(-2);
      posted.push({ path: `${id} ${move}`, body: null });
      const state = move === 'approve' ? 'approved' : 'withdrawn';
      const before = angles.find((one) => one.id === id)!;
      const angle = { ...before, state, approvals: [nora] } as ClearedAngle;
      angles = angles.map((one) => (one.id === id ? angle : one));
      return route.fulfill({ json: { angle } });
    });
    const decision = { id: 'd', brand: SORBIER, opportunity: 'dark', action: 'accept' as const, by: MARC };
    fake.publish({ ...fakeCard(clock(), DARK), decision: { ...decision, at: soon(0) }, hold: null });
    await page.goto(fake.url + path);
  }

  it(
    'are offered beside a story, taken unchanged by the fast lane, and said to need approval once changed',
    async () => {
      await visit('/o/dark');
      const offers = page.getByRole('region', { name: 'Approved in advance' });
      await offers.getByText('Not for this story now (1)').click();
      await offers.getByText('it was used a short while ago').waitFor();
      await offers.getByRole('button', { name: 'Use “Lights out”' }).click();
      await page.getByText('Sent as it is, it needs no further approval.').waitFor();
      await page.getByRole('button', { name: 'Send: approved in advance' }).waitFor();
      expect(fake.drafts.drafts.get('draft-1')).toMatchObject({ text: CLEARED.text, angle: 'dark-angle' });
      await expectAccessible(page);
      await page.getByRole('textbox', { name: 'Draft text' }).fill(`${CLEARED.text} Now!`);
      await page.getByText('so it needs approval as usual').waitFor();
      await page.getByRole('button', { name: 'Send for approval', exact: true }).waitFor();
    },
    LONG,
  );

  it(
    'are proposed, approved and withdrawn beside the drafts that wait',
    async () => {
      await visit('/approve');
      await page.getByRole('link', { name: 'Pre-cleared angles' }).click();
      const item = (name: string) => page.getByRole('listitem', { name, exact: true });
      await item('First snow')
        .getByRole('button', { name: /^Approve/ })
        .click();
      await item('First snow').getByText('Approved', { exact: true }).waitFor();
      await item('Lights out')
        .getByRole('button', { name: /^Withdraw/ })
        .click();
      await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
      await item('Lights out').getByText('Withdrawn', { exact: true }).waitFor();
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Propose an angle…' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Propose it' }).click();
      await dialog.getByText('Give it a name.').waitFor();
      await expectAccessible(page);
      await dialog.getByLabel('Name').fill('Power is back');
      await dialog.getByLabel('What it says').fill('And there was light.');
      await dialog.getByLabel('Good until').fill('2099-01-01T20:00');
      await dialog.getByRole('button', { name: 'Propose it' }).click();
      await item('Power is back').waitFor();
      expect(posted.map(({ path }) => path)).toEqual(['proposed approve', 'dark-angle withdraw', 'propose']);
      expect(posted[2]!.body).toMatchObject({ name: 'Power is back', variants: [{ platform: 'x' }], uses: 1 });
    },
    LONG,
  );
});
