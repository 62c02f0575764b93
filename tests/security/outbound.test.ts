import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import webPush from 'web-push';
import type { Message } from '../../src/core/delivery/compose.ts';
import { sendChat } from '../../src/notify/chat.ts';
import { sendPush } from '../../src/notify/push.ts';
import { sendWebhook } from '../../src/notify/webhook.ts';
import type { AddressRules } from '../../src/outbound/guarded-agent.ts';
import { createLinkPreviews } from '../../src/outbound/link-preview.ts';
import { postJson } from '../../src/outbound/post.ts';
import { createAsking } from '../../src/publish/ask.ts';
import { createFetcher } from '../../src/sources/feed/fetch-document.ts';
import { createHostGate } from '../../src/sources/feed/host-gate.ts';
import { createTime } from '../../src/sources/time.ts';
import { watchConnections, type Watch } from '../support/connection-attempts.ts';
import { aBrowser } from '../notify/decrypt-push.ts';
import { SPELLINGS } from './spellings.ts';

const NOW = Date.UTC(2026, 10, 22, 20);
const TIMEOUT_MS = 5_000;
const MESSAGE = {
  ...{ id: 'm1', language: 'en', subject: 'A story', intro: '', lines: [] },
  ...{ link: 'https://rebond.example/', settings: 'https://rebond.example/account' },
} satisfies Message;

/** Everything of ours that goes where somebody tells it to go. Each answers whether anything came back. */
const WAYS_OUT: Record<string, (url: string, rules: AddressRules) => Promise<boolean>> = {
  async 'reading a feed'(url, rules) {
    const gate = createHostGate(
      createTime(() => NOW),
      0,
    );
    const limits = { bytes: 100_000, totalMs: TIMEOUT_MS, redirects: 5 };
    const fetcher = createFetcher({ userAgent: 'Rebond/test', gate, rules, clock: () => NOW, limits });
    const fetched = await fetcher.fetch(url, {}, new AbortController().signal);
    await fetcher.close();
    return fetched.kind === 'fresh';
  },
  async 'previewing a link'(url, rules) {
    const previews = createLinkPreviews({ rules, userAgent: 'Rebond/test', timeoutMs: TIMEOUT_MS });
    return !('failed' in (await previews.preview(url)));
  },
  async 'calling a webhook'(url, rules) {
    const target = { kind: 'webhook', url, secret: 'a secret of the tests' } as Parameters<typeof sendWebhook>[0];
    return (await sendWebhook(target, MESSAGE, rules, NOW)).kind === 'sent';
  },
  async 'writing into a chat'(url, rules) {
    const target = { kind: 'slack', url } as Parameters<typeof sendChat>[0];
    return (await sendChat(target, MESSAGE, rules)).kind === 'sent';
  },
  async 'pushing to a browser'(url, rules) {
    const keys = webPush.generateVAPIDKeys();
    const target = { kind: 'push', subscription: { endpoint: url, keys: aBrowser().keys }, keys } as Parameters<
      typeof sendPush
    >[0];
    return (await sendPush(target, MESSAGE, rules, 'mailto:a@rebond.example')).kind === 'sent';
  },
  async 'publishing a post'(url, rules) {
    const { ask, close } = createAsking(rules, TIMEOUT_MS);
    const answered = await ask(url, { method: 'GET' });
    close();
    return answered.kind === 'answered' && answered.status === 200;
  },
  async 'posting anything'(url, rules) {
    const posted = await postJson(url, '{}', { rules, timeoutMs: TIMEOUT_MS });
    return posted.kind === 'answered' && posted.status === 200;
  },
};

/** Of the public internet, but nobody's: the attempt is broken off. */
const PUBLIC = '198.51.101.1';

/** A resolver as an attacker has it: every name leads here. */
const TO_US: AddressRules['lookup'] = (_, done) =>
  done(null, [
    { address: '127.0.0.1', family: 4 },
    { address: '::1', family: 6 },
  ]);

let watch: Watch | undefined;
const closing: (() => void)[] = [];
afterEach(async () => {
  await watch?.stop();
  for (const close of closing.splice(0)) close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe.each(Object.keys(WAYS_OUT))('%s', (name) => {
  const go = WAYS_OUT[name]!;

  it(`opens no connection to any of ${SPELLINGS.length} spellings of addresses that are not public`, async () => {
    watch = await watchConnections();
    for (const host of SPELLINGS) {
      for (const url of [`http://${host}/`, `http://user:secret@${host}/`]) {
        expect([url, await go(url, { allowPrivate: false, lookup: TO_US })]).toEqual([url, false]);
      }
    }
    expect([watch.attempts, watch.arrived()]).toEqual([[], 0]);
  }, 60_000);

  it('follows no redirect to one, at whichever hop', async () => {
    const rules = { allowPrivate: true } satisfies AddressRules;
    const changing = rules as { allowPrivate: boolean };
    let hops = 0;
    const url = await serve((_, response) => {
      hops += 1;
      // The first hops are good; then the address rules hold, as they do for a server of the public internet.
      changing.allowPrivate = hops < 3;
      const location = hops < 3 ? `/${hops}` : 'http://127.0.0.1/';
      response.writeHead(hops % 2 === 0 ? 302 : 307, { location }).end();
    });
    watch = await watchConnections();
    expect(await go(url, rules)).toBe(false);
    expect([hops > 0, watch.arrived(), watch.attempts.filter((to) => to.endsWith(':80'))]).toEqual([true, 0, []]);
  });

  it('connects to what the resolver said, and does not ask it again', async () => {
    // The second answer, which a second look-up would get, is this machine.
    const answers = [PUBLIC, '127.0.0.1', '127.0.0.1'];
    const lookup: AddressRules['lookup'] = (_, done) =>
      done(null, [{ address: answers.shift() ?? '127.0.0.1', family: 4 }]);
    watch = await watchConnections();
    for (let n = 0; n < 2; n += 1) {
      expect(await go('http://rebinding.example/', { allowPrivate: false, lookup })).toBe(false);
    }
    expect([watch.attempts, watch.arrived(), answers.length]).toEqual([[`${PUBLIC}:80`], 0, 1]);
  });
});
