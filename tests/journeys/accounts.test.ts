import { beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectAccessible } from '../support/accessible.ts';
import { until } from '../support/app.ts';
import { describeNewsroom, DESK, isLive, PHONE } from '../support/newsroom.ts';
import { SORBIER } from '../support/own-config.ts';
import { signIn } from '../support/person.ts';
import { totp } from '../support/totp.ts';

const PASSWORD = 'a sentence is easy to remember';
const EMAIL = 'zoe@sorbier.example';

describeNewsroom('accounts', {}, (room) => {
  let boss: Page;
  let zoe: Page;

  beforeAll(async () => {
    boss = await room.open(room.link);
    zoe = await room.open(room.product.url);
  });

  const field = (page: Page, label: string) => page.getByRole('textbox', { name: label });
  const menu = async (page: Page, item: string) => {
    // A dialogue on its way out gives the focus back when it is gone, and a menu that loses it closes.
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Settings and account' }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  /** Done once the screen says so: a page that is left earlier takes its request along. */
  async function signOut(page: Page): Promise<void> {
    await menu(page, 'Sign out');
    await field(page, 'E-mail').waitFor();
  }
  async function signInByHand(page: Page, password = PASSWORD): Promise<void> {
    await page.goto(room.product.url);
    await field(page, 'E-mail').fill(EMAIL);
    await field(page, 'Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }
  const codeNow = (secret: string) => totp(secret, Date.now());

  it('a newcomer is shown around, and only once', async () => {
    await boss.getByRole('region', { name: 'A short tour' }).waitFor();
    await expectAccessible(boss);
    for (let step = 1; step < 6; step++) await boss.getByRole('button', { name: 'Next' }).click();
    const kept = boss.waitForResponse(/\/api\/account\/profile$/);
    await boss.getByRole('button', { name: 'Start' }).click();
    await boss.getByRole('region', { name: 'A short tour' }).waitFor({ state: 'detached' });
    await kept;
    await boss.reload();
    await isLive(boss);
    expect(await boss.getByRole('region', { name: 'A short tour' }).count()).toBe(0);
    await menu(boss, 'Show me around again');
    await boss.getByRole('heading', { name: 'The live feed' }).waitFor();
    await boss.keyboard.press('Escape');
    await boss.getByRole('region', { name: 'A short tour' }).waitFor({ state: 'detached' });
  });

  it('invite, set a password, and see one’s own brand alone', async () => {
    await menu(boss, 'Administration');
    await boss.getByRole('button', { name: 'Invite…' }).click();
    const dialog = boss.getByRole('dialog');
    await dialog.getByLabel('E-mail address').fill(EMAIL);
    await dialog.getByLabel('Brand').selectOption({ label: 'Maison Sorbier' });
    await dialog.getByLabel('Role').selectOption({ label: 'Editor' });
    await expectAccessible(boss);
    await dialog.getByRole('button', { name: 'Make the link' }).click();
    const link = (await dialog.locator('code').textContent())!;
    await expectAccessible(boss);
    await dialog.getByRole('button', { name: 'Done' }).click();
    await boss.getByText(EMAIL).waitFor();
    await expectAccessible(boss);

    await zoe.goto(link);
    await zoe.getByText(`${EMAIL} is invited to work on Maison Sorbier.`).waitFor();
    await expectAccessible(zoe);
    await zoe.getByRole('button', { name: 'Open my account' }).click();
    await zoe.getByText('Give at least 10 characters.').waitFor();
    await field(zoe, 'Your name').fill('Zoé');
    await field(zoe, 'Choose a password').fill(PASSWORD);
    await zoe.getByRole('button', { name: 'Open my account' }).click();
    await isLive(zoe);
    const me = await zoe.evaluate(() => fetch('/api/me').then((answer) => answer.json()));
    expect(me.brands.map(({ id }: { id: string }) => id)).toEqual([SORBIER]);
    expect(await zoe.evaluate(() => fetch('/api/admin/people').then(({ status }) => status))).toBe(403);

    const late = await room.open(link);
    await late.getByRole('heading', { name: 'This link is spent' }).waitFor();
    await expectAccessible(late);
    await late.context().close();

    await zoe.getByRole('button', { name: 'Skip the tour' }).click();
    await signOut(zoe);
    await signInByHand(zoe);
    await isLive(zoe);
  });

  it('a second factor is set up, asked for at sign-in, and switched off with the password', async () => {
    await menu(zoe, 'Your account');
    await zoe.getByRole('heading', { name: 'Two-factor sign-in' }).waitFor();
    await expectAccessible(zoe);
    await zoe.getByRole('button', { name: 'Set up…' }).click();
    const dialog = zoe.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Your password' }).fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await dialog.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor();
    await expectAccessible(zoe);
    const [secret, codes] = await dialog.locator('code').allTextContents();
    await dialog.getByLabel('Code from the app').fill(codeNow(secret!));
    await dialog.getByRole('button', { name: 'Switch on' }).click();
    await zoe.getByText('On. 10 recovery codes left.').waitFor();
    await isLive(zoe);

    await signOut(zoe);
    await signInByHand(zoe);
    await zoe.getByRole('heading', { name: 'Second factor' }).waitFor();
    await expectAccessible(zoe);
    await field(zoe, 'Code').fill('000000');
    await zoe.getByRole('button', { name: 'Go on' }).click();
    await zoe.getByText('The code is not right.').waitFor();
    await field(zoe, 'Code').fill(codeNow(secret!));
    await zoe.getByRole('button', { name: 'Go on' }).click();
    await isLive(zoe);

    await signOut(zoe);
    await signInByHand(zoe);
    await zoe.getByRole('button', { name: 'Use a recovery code' }).click();
    await field(zoe, 'Recovery code').fill(codes!.split(' ')[0]!);
    await zoe.getByRole('button', { name: 'Go on' }).click();
    await isLive(zoe);

    await menu(zoe, 'Your account');
    await zoe.getByText('On. 9 recovery codes left.').waitFor();
    await zoe.getByRole('button', { name: 'Switch off…' }).click();
    await dialog.getByRole('textbox', { name: 'Your password' }).fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Switch off' }).click();
    await zoe.getByText('Off. With it, signing in also asks').waitFor();
  });

  it('the profile follows the person to another device, words, times and all', async () => {
    await menu(zoe, 'Your account');
    await zoe.getByLabel('Language').selectOption('fr');
    await zoe.getByLabel('Appearance').selectOption('dark');
    await zoe.getByLabel('Time zone').selectOption('Asia/Tokyo');
    await zoe.getByRole('button', { name: 'Save' }).click();
    await zoe.getByRole('heading', { name: 'Votre compte' }).waitFor();
    const elsewhere = await room.open(room.product.url, { ...DESK, colorScheme: 'light' });
    await signInByHand(elsewhere);
    await elsewhere.locator('html[lang=fr][data-mantine-color-scheme=dark]').waitFor();
    await elsewhere.goto(`${room.product.url}/account`);
    await elsewhere.getByLabel('Fuseau horaire').waitFor();
    expect(await elsewhere.getByLabel('Fuseau horaire').inputValue()).toBe('Asia/Tokyo');
    await expectAccessible(elsewhere);

    const { length } = await elsewhere.getByRole('button', { name: 'Terminer la session' }).all();
    expect(length).toBeGreaterThan(0);
    await elsewhere.getByRole('button', { name: 'Terminer toutes les autres' }).click();
    await zoe.getByLabel('E-mail').waitFor();
    await elsewhere.context().close();
    await signInByHand2(zoe);
  });

  /** In French, as she left it. */
  async function signInByHand2(page: Page): Promise<void> {
    await page.getByLabel('E-mail').fill(EMAIL);
    await page.getByRole('textbox', { name: 'Mot de passe' }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByRole('navigation').first().waitFor();
  }

  it('a role taken away is gone from an open console and an open socket within five seconds', async () => {
    const { people } = await boss.evaluate(() => fetch('/api/admin/people').then((answer) => answer.json()));
    const { id } = people.find(({ email }: { email: string }) => email === EMAIL);
    const api = await signIn(await room.command('user', 'link', EMAIL));
    const socket = await api.openConsole();
    await until('a snapshot of her brand', () => socket.frames.some(({ type }) => type === 'snapshot'));

    await boss.goto(`${room.product.url}/admin`);
    await boss.getByRole('button', { name: 'Actions for Zoé' }).click();
    await boss.getByRole('menuitem', { name: 'Change roles…' }).waitFor();
    await expectAccessible(boss);
    await boss.getByRole('menuitem', { name: 'Change roles…' }).click();
    await boss.getByRole('button', { name: /^Remove Editor/ }).click();
    await expectAccessible(boss);
    await boss.getByRole('button', { name: 'Save roles' }).click();
    await boss.getByText('no role: sees nothing').waitFor();
    let closed = false;
    void socket.closed.then(() => (closed = true));
    await until('her socket is closed', () => closed, 5_000);
    expect((await api.get(`/api/brands/${SORBIER}/cards`)).status).toBe(404);
    const again = await api.openConsole();
    await until('the greeting', () => again.frames.some(({ type }) => type === 'hello'), 5_000);
    expect(again.frames.filter(({ type }) => type === 'snapshot')).toEqual([]);
    again.close();

    const held = await boss.evaluate(
      (person) => fetch(`/api/admin/people/${person}/sessions`).then((answer) => answer.json()),
      id,
    );
    expect(held.length).toBeGreaterThan(1);
    await boss.getByRole('button', { name: 'Actions for Zoé' }).click();
    await boss.getByRole('menuitem', { name: 'Deactivate…' }).click();
    await boss.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
    await boss.getByText('Zoé is deactivated.').waitFor();
    await zoe.getByRole('button', { name: 'Se connecter' }).waitFor({ timeout: 10_000 });
    expect((await api.get('/api/me')).status).toBe(401);
  });

  it('a token is made, reads its brand alone, and is void once revoked; the audit log knows it all', async () => {
    await boss.goto(`${room.product.url}/admin?tab=tokens`);
    await boss.getByRole('button', { name: 'New token…' }).click();
    const dialog = boss.getByRole('dialog');
    await dialog.getByLabel('What for').fill('Newsroom screen');
    await dialog.getByLabel('May').selectOption({ label: 'read Maison Sorbier' });
    await dialog.getByRole('button', { name: 'Make the token' }).click();
    const token = (await dialog.locator('code').textContent())!;
    await dialog.getByRole('button', { name: 'Done' }).click();
    const read = (path: string, init: RequestInit = {}) =>
      fetch(room.product.url + path, { ...init, headers: { authorization: `Bearer ${token}` } }).then(
        ({ status }) => status,
      );
    expect(await read(`/api/brands/${SORBIER}/cards`)).toBe(200);
    expect(await read('/api/brands/otterbeck/cards')).toBe(404);
    expect(await read('/api/account')).toBe(403);
    expect(await read(`/api/brands/${SORBIER}/freeze`, { method: 'POST' })).toBe(403);
    await boss.getByRole('button', { name: 'Revoke Newsroom screen' }).click();
    await expectAccessible(boss);
    await dialog.getByRole('button', { name: 'Revoke' }).click();
    await boss.getByText('No token yet').waitFor();
    expect(await read(`/api/brands/${SORBIER}/cards`)).toBe(401);

    await boss.getByRole('link', { name: 'Audit log' }).click();
    for (const deed of ['Revoked a token', 'Deactivated', 'Accepted an invitation', 'Switched two-factor sign-in on'])
      await boss.getByRole('listitem').filter({ hasText: deed }).first().waitFor();
    await expectAccessible(boss);
    await boss.getByLabel('Search').fill('newsroom');
    await until('two entries', async () => (await boss.locator('main li time').count()) === 2);
    const csv = await boss.evaluate(() =>
      fetch(document.querySelector<HTMLAnchorElement>('a[download]')!.href).then((answer) => answer.text()),
    );
    expect(csv.trim().split('\r\n')).toHaveLength(3);
    await boss.getByRole('link', { name: 'Health' }).click();
    await boss.getByText('Everything works.').waitFor();
    await expectAccessible(boss);
  });

  it('works on a telephone, in French, in the dark', async () => {
    const link = await room.command('user', 'link', 'admin@rebond.local');
    const page = await room.open(link, { ...PHONE, colorScheme: 'dark' });
    await page.getByRole('navigation').first().waitFor();
    for (const path of ['/admin', '/admin?tab=tokens', '/admin?tab=audit', '/admin?tab=health', '/account']) {
      await page.goto(room.product.url + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForFunction(() => !document.body.innerText.includes('Chargement'));
      await expectAccessible(page);
    }
    await page.context().close();
    expect(room.complaints).toEqual([]);
  });
});
