import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Evidence } from '../../src/contract/story.ts';
import { anOpportunity, aStory } from '../store/samples.ts';
import { createAsker } from '../support/asking.ts';
import { describeInBrowser } from '../support/browser.ts';
import { startBrowser } from '../support/chromium.ts';
import { builtConsole } from '../support/console-build.ts';
import { hostileStrings } from '../support/hostile-strings.ts';
import { openNewsroom, type Newsroom } from '../support/two-brands.ts';

const BRAND = 'maison-sorbier';
/** Items of one story: as many as a page shows at once. */
const PER_STORY = 110;
const LONG = 240_000;
const strings = hostileStrings();
/** What no signal is stored with: the intake refuses it, and PostgreSQL knows no such text. */
const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed();
const addresses = [
  'javascript:window.__ran=1',
  'data:text/html,<script>1</script>',
  '//evil.invalid/',
  'https://ok.invalid/?<b>',
];

describeInBrowser(`${strings.length} hostile posts, in the console as it is served`, () => {
  jest.setTimeout(LONG);
  let room: Newsroom;
  let browser: Browser;
  let page: Page;
  const wrong: string[] = [];
  const stories = Array.from({ length: Math.ceil(strings.length / PER_STORY) }, (_, n) => `hostile-${n}`);

  beforeAll(async () => {
    await builtConsole();
    room = await openNewsroom('security_hostile');
    await room.write(
      stories.map((id, n) => card(id, n)),
      stories.map((id, n) =>
        aStory({ ...common(n), id: `story-of-${id}`, brand: BRAND, items: PER_STORY, evidence: evidenceOf(n) }),
      ),
    );
    browser = await startBrowser();
    page = await openPage();
  }, LONG);
  afterAll(async () => {
    await browser?.close();
    await room?.close();
  });

  function evidenceOf(story: number): Evidence[] {
    const at = new Date().toISOString();
    return strings.slice(story * PER_STORY, (story + 1) * PER_STORY).map((raw, n) => {
      const text = storable(raw);
      const [title, url] = [n % 3 === 0 ? text : '', addresses[n % addresses.length]!];
      const where = { source: text.slice(0, 100) || 'x', site: text.slice(0, 200), author: text.slice(0, 200) || 'x' };
      return { ...where, signal: `signal-${story}-${n}`, kind: 'post', at, lang: 'en', title, text, url, metrics: {} };
    });
  }

  const common = (n: number) => {
    const at = new Date().toISOString();
    return {
      title: storable(strings[n * 7]!),
      firstAt: at,
      lastAt: at,
      words: strings.slice(n * 5, n * 5 + 5).map(storable),
    };
  };

  function card(id: string, n: number) {
    const now = Date.now();
    const [at, soon] = [new Date(now).toISOString(), new Date(now + 3_600_000).toISOString()];
    const words = strings.slice(n * 9, n * 9 + 4).map(storable);
    return anOpportunity({
      ...{ id, brand: BRAND, story: `story-of-${id}`, title: storable(strings[n * 11]!), demonstration: false },
      ...{ openedAt: at, updatedAt: at, firstAt: at, lastAt: at, window: { p10: soon, p50: soon, p90: soon } },
      topics: [{ topic: 't', label: words[0]!, words, inTitle: true }],
      verdict: {
        level: 'review',
        reasons: [{ code: words[1]!, data: { words: words[2]! }, level: 'review', words, signals: [] }],
      },
      ...{ why: evidenceOf(n).slice(0, 3), platforms: [{ name: words[3]!, share: 1 }] },
    });
  }

  /** A page that writes down whatever runs, calls out, or is stopped by the policy. */
  async function openPage(): Promise<Page> {
    const who = await room.person({ name: 'Ada <b>', email: 'ada@newsroom.example' }, [{ brand: '*', role: 'admin' }]);
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } });
    const [name, ...value] = who.headers['cookie']!.split('=');
    await context.addCookies([{ name: name!, value: value.join('='), url: room.origin }]);
    context.setDefaultTimeout(60_000);
    const opened = await context.newPage();
    opened.on('dialog', (dialog) => {
      wrong.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    opened.on('request', (request) => {
      if (!/^(data:|blob:)/.test(request.url()) && !request.url().startsWith(room.origin))
        wrong.push(`asks ${request.url()}`);
    });
    opened.on('console', (message) => {
      if (/content security policy/i.test(message.text())) wrong.push(message.text().slice(0, 300));
    });
    opened.on('pageerror', (error) => wrong.push(`breaks: ${error.message.slice(0, 300)}`));
    return opened;
  }

  /** What is amiss with the page as it stands. */
  const look = () =>
    page.evaluate(() => {
      const found: string[] = [];
      if ('__ran' in window) found.push('a script ran');
      const root = document.documentElement;
      if (root.scrollWidth > window.innerWidth + 1) {
        const beyond = [...document.body.querySelectorAll('*')].filter(
          (element) => element.getBoundingClientRect().right > window.innerWidth + 1,
        );
        // The innermost ones say where it comes from.
        const inner = beyond.filter((element) => !beyond.some((other) => other !== element && element.contains(other)));
        const names = inner
          .slice(0, 5)
          .map(({ className, textContent }) => `${className}: ${textContent.slice(0, 40)}`);
        found.push(`wider than the window: ${root.scrollWidth} (${names.join(' | ')})`);
      }
      for (const link of document.querySelectorAll('a[href]')) {
        const href = link.getAttribute('href') ?? '';
        if (!/^(https?:\/\/|\/(?!\/)|#|\?)/.test(href)) found.push(`a link to ${href}`);
        if (/^https?:/.test(href) && !/noopener/.test(link.getAttribute('rel') ?? ''))
          found.push(`${href} gets our window`);
      }
      const foreign =
        'main :is(script, iframe, object, embed, base, meta, form[action], link, img[src^="http"], style, video, audio)';
      for (const element of document.querySelectorAll(foreign))
        found.push(`an element: ${element.outerHTML.slice(0, 120)}`);
      for (const item of document.querySelectorAll('main li')) {
        const { left, right, width } = item.getBoundingClientRect();
        if (width > 0 && (right > window.innerWidth + 1 || left < -1))
          found.push(`sticks out: ${item.textContent.slice(0, 60)}`);
      }
      return found;
    });

  it('are all shown, and none does anything', async () => {
    expect(strings.length).toBeGreaterThanOrEqual(500);
    const amiss: string[] = [];
    for (const id of stories) {
      await page.goto(`${room.origin}/o/${id}`);
      await page.getByRole('heading', { name: 'Evidence' }).waitFor();
      await page.locator('main li').nth(20).waitFor({ state: 'attached' });
      amiss.push(...(await look()).map((what) => `${id}: ${what}`));
    }
    expect([...amiss, ...wrong]).toEqual([]);
  });

  it('leave the feed and a telephone as they are', async () => {
    const amiss: string[] = [];
    for (const [width, path] of [
      [1280, '/'],
      [390, '/'],
      [390, `/o/${stories[0]}`],
      [390, `/o/${stories.at(-1)}`],
    ] as const) {
      await page.setViewportSize({ width, height: 844 });
      await page.goto(room.origin + path);
      await (
        path === '/' ? page.getByRole('article').first() : page.getByRole('heading', { name: 'Evidence' })
      ).waitFor();
      amiss.push(...(await look()).map((what) => `${path} at ${width}: ${what}`));
    }
    expect([...amiss, ...wrong]).toEqual([]);
  });

  it('are taken or refused by the intake, one by one, and never break it', async () => {
    const made = await room.installation.accounts.tokens.create(
      { id: 'the tests', reach: '*' },
      { label: 'wire', scope: 'intake', brand: null, days: 1 },
    );
    const wire = createAsker(room.origin, 'wire', { authorization: `Bearer ${'token' in made ? made.token : ''}` });
    const at = new Date().toISOString();
    const lines = strings.map((text, n) => ({
      ...{
        source: 'hostile',
        externalId: `${n}`,
        kind: 'post',
        publishedAt: at,
        text,
        author: { id: text.slice(0, 100) },
      },
    }));
    const answer = await wire.ask(
      'post',
      '/api/signals',
      lines.map((line) => line),
    );
    const { accepted, rejected } = JSON.parse(answer.text) as { accepted: number; rejected: number };
    expect([answer.status, accepted + rejected]).toEqual([200, strings.length]);
    expect(accepted).toBeGreaterThan(450);
  });
});
