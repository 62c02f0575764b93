import { createECDH, createPublicKey, verify } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { compose } from '../../src/core/delivery/compose.ts';
import type { Notice } from '../../src/contract/delivery.ts';
import { createPostman } from '../../src/notify/postman.ts';
import type { OpenTarget } from '../../src/ports/channels.ts';
import { isSignedBy, signBody } from '../../src/outbound/signature.ts';
import { httpReceiver, mailSink } from '../support/receivers.ts';
import { aBrowser } from './decrypt-push.ts';

const AT = Date.parse('2026-11-22T20:00:00Z');
const url = 'https://rebond.example';
const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const alert: Notice = {
  ...{ occasion: 'alert', brand: 'lumo', level: 'urgent', at: '2026-11-22T20:00:00Z', opportunity: 'lumo-1' },
  ...{ title: 'A night of <b>lights</b> & @channel [here](https://evil.example)', score: 81, verdict: 'go' },
};
const messageOf = (notices: readonly Notice[]) =>
  compose({
    ...{ id: '7f0c', language: 'fr', zone: 'Europe/Paris', notices, because: 'now', url, owner: 'person' },
    brandName: () => 'Maison Sorbier',
  });
const message = messageOf([alert]);

async function receiver(...answer: Parameters<typeof httpReceiver>) {
  const one = await httpReceiver(...answer);
  open.push(one.close);
  return one;
}
async function sink(...options: Parameters<typeof mailSink>) {
  const one = await mailSink(...options);
  open.push(one.close);
  return one;
}
const postman = (mail: { smtpUrl: string; from: string } | null = null, allowPrivate = true) =>
  createPostman({ rules: { allowPrivate }, mail, url, clock: () => AT });
const from = 'Rebond <rebond@brand.example>';
const address: OpenTarget = { kind: 'mail', address: 'nora@example.test', unsubscribe: `${url}/unsubscribe/c.x` };

describe('mail', () => {
  it('arrives as text and as HTML, with a way out, and with the words of strangers as words', async () => {
    const { mails, url: smtpUrl } = await sink();
    expect(await postman({ smtpUrl, from }).send(address, message)).toMatchObject({ kind: 'sent', status: 250 });
    const [mail] = mails;
    expect(mail).toMatchObject({
      subject: message.subject,
      messageId: '<7f0c@brand.example>',
      text: expect.stringContaining('https://rebond.example/o/lumo-1'),
    });
    expect(mail!.html).toContain('A night of &#60;b&#62;lights');
    expect(mail!.html).not.toContain('<b>lights');
    const headers = Object.fromEntries(mail!.headerLines.map(({ key, line }) => [key, line]));
    expect(headers['list-unsubscribe']).toContain(`<${url}/unsubscribe/c.x>`);
    expect(headers['list-unsubscribe-post']).toContain('List-Unsubscribe=One-Click');
    expect(headers['auto-submitted']).toContain('auto-generated');
  });

  it('is tried again where the server cannot now, and given up where it will not', async () => {
    const refusing = (code: number, words: string) =>
      sink({
        onRcptTo: (_address, _session, done) => done(Object.assign(new Error(words), { responseCode: code })),
      });
    const [busy, strict] = [await refusing(451, 'try later'), await refusing(550, 'no such box')];
    const send = (smtpUrl: string) => postman({ smtpUrl, from }).send(address, message);
    expect(await send(busy.url)).toMatchObject({
      kind: 'later',
      status: 451,
      words: expect.stringContaining('try later'),
    });
    expect(await send(strict.url)).toMatchObject({
      kind: 'refused',
      status: 550,
      words: expect.stringContaining('no such box'),
    });
    expect(await send('smtp://127.0.0.1:9')).toMatchObject({
      kind: 'later',
      words: 'the mail server cannot be reached',
    });
  });

  it('that may have been taken is not sent again', async () => {
    // The server takes every byte, and breaks the connection off instead of answering.
    const box = await sink({ onData: (stream) => void stream.on('end', () => box.cut()).resume() });
    const smtpUrl = box.url;
    expect(await postman({ smtpUrl, from }).send(address, message)).toMatchObject({ kind: 'unknown' });
  });

  it('keeps the password to itself', async () => {
    const { url: smtpUrl } = await sink({
      authOptional: false,
      onAuth: (_auth, _session, done) => done(new Error('wrong: hunter2')),
    });
    const outcome = await postman({ smtpUrl: smtpUrl.replace('//', '//rebond:hunter2@'), from }).send(address, message);
    expect(outcome).toEqual({
      ...{ kind: 'later', retryAfterMs: null, words: 'the mail server refuses name or password' },
      reason: { code: 'answer.mail-password', data: {} },
    });
  });
});

describe('chat', () => {
  it.each(['slack', 'mattermost', 'teams'] as const)('%s gets what it can read, and nobody is called', async (kind) => {
    const { received, url: room } = await receiver();
    expect(await postman().send({ kind, url: room }, message)).toMatchObject({ kind: 'sent', status: 200 });
    const body = JSON.parse(received[0]!.body.toString());
    const text = kind === 'teams' ? JSON.stringify(body.attachments[0].content.body) : body.text;
    expect(text).toContain('https://rebond.example/o/lumo-1');
    if (kind === 'slack') expect(text).toContain('&lt;b&gt;lights&lt;/b&gt; &amp; @channel');
    else expect(text).not.toMatch(/@channel|[^\\]\]\(https:\/\/evil/);
  });
});

describe('a receiver by HTTP', () => {
  const hook = (to: string): OpenTarget => ({ kind: 'webhook', url: to, secret: 's', channel: 'c' });

  it.each([
    [200, 'sent', 'the receiver answered 200: said'],
    [204, 'sent', 'the receiver answered 204'],
    [400, 'refused', 'the receiver answered 400: said'],
    [404, 'refused', 'the receiver answered 404: said'],
    [410, 'gone', 'the receiver answered 410: said'],
    [429, 'later', 'the receiver answered 429: said'],
    [500, 'later', 'the receiver answered 500: said'],
  ])('that answers %d', async (status, kind, words) => {
    const { url: to } = await receiver((_, response) =>
      response.writeHead(status, { 'retry-after': '90' }).end('said'),
    );
    const outcome = await postman().send(hook(to), message);
    expect(outcome).toMatchObject({ kind, status, words });
    if (outcome.kind === 'later') expect(outcome.retryAfterMs).toBe(90_000);
  });

  it('is never followed to another place', async () => {
    const secret = await receiver();
    const { url: to } = await receiver((_, response) => response.writeHead(307, { location: secret.url }).end());
    expect(await postman().send(hook(to), message)).toMatchObject({
      kind: 'refused',
      words: expect.stringContaining('redirect (307)'),
    });
    expect(secret.received).toEqual([]);
  });

  it('on this machine or in a private network is refused, unless that is allowed', async () => {
    const { received, url: to } = await receiver();
    for (const one of [
      to,
      to.replace('127.0.0.1', 'localhost'),
      'http://[::1]/',
      'http://169.254.169.254/latest',
      'http://10.0.0.1/',
    ]) {
      expect(await postman(null, false).send(hook(one), message)).toMatchObject({
        kind: 'later',
        words: 'the address does not lead to a public web server (port 80 or 443)',
      });
    }
    expect(received).toEqual([]);
  });

  it('that breaks off, or answers without end, is understood', async () => {
    const { url: rude } = await receiver((_, response) => response.destroy());
    expect(await postman().send(hook(rude), message)).toMatchObject({
      kind: 'later',
      words: 'the server broke the connection off',
    });
    const { url: endless } = await receiver((_, response) => {
      const more = setInterval(() => response.write('x'.repeat(10_000)), 1);
      response.once('close', () => clearInterval(more));
    });
    const outcome = await postman().send(hook(endless), message);
    expect(outcome).toMatchObject({ kind: 'sent', status: 200 });
    expect(outcome.words.length).toBeLessThan(300);
  });
});

describe('a signature', () => {
  it('is the one that the documentation describes, and runs out', () => {
    const header = signBody('whsec', '{"a":1}', AT);
    expect(header).toMatch(/^t=1795377600,v1=[0-9a-f]{64}$/);
    expect(isSignedBy('whsec', '{"a":1}', header, AT + 299_000)).toBe(true);
    expect(isSignedBy('whsec', '{"a":1}', header, AT + 302_000)).toBe(false);
    expect(isSignedBy('other', '{"a":1}', header, AT)).toBe(false);
    expect(isSignedBy('whsec', '{"a":1}', 't=1,v1=0', AT)).toBe(false);
  });
});

describe('web push', () => {
  const pair = createECDH('prime256v1');
  const publicKey = pair.generateKeys();
  const keys = { publicKey: publicKey.toString('base64url'), privateKey: pair.getPrivateKey().toString('base64url') };

  it('reaches the browser encrypted, with a title and a link and no more, in our own name', async () => {
    const browser = aBrowser();
    const { received, url: service } = await receiver((_, response) => response.writeHead(201).end());
    const subscription = { endpoint: `${service}/push/1`, keys: browser.keys };
    const target: OpenTarget = { kind: 'push', subscription, keys };
    expect(await postman().send(target, message)).toMatchObject({ kind: 'sent', status: 201 });
    const [{ headers, body }] = received as [(typeof received)[0]];
    expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '3600', urgency: 'high' });
    expect(JSON.parse(browser.read(body))).toEqual({
      title: message.subject,
      link: 'https://rebond.example/o/lumo-1',
      tag: 'lumo-1',
    });
    expect(isOurs(String(headers.authorization), service)).toBe(true);
  });

  it('of several leads to the feed, and ends where the browser is gone', async () => {
    const browser = aBrowser();
    const { received, url: service } = await receiver((_, response) => response.writeHead(410).end());
    const target: OpenTarget = { kind: 'push', subscription: { endpoint: service, keys: browser.keys }, keys };
    const several = messageOf([alert, { ...alert, opportunity: 'lumo-2' }]);
    expect(await postman().send(target, several)).toMatchObject({ kind: 'gone' });
    expect(JSON.parse(browser.read(received[0]!.body))).toMatchObject({ link: url, tag: '7f0c' });
  });

  /** As a push service checks it (RFC 8292). */
  function isOurs(authorization: string, service: string): boolean {
    const { token = '', k } = /^vapid t=(?<token>[\w.-]+), k=(?<k>[\w-]+)$/.exec(authorization)?.groups ?? {};
    const [head, claims, signature] = token.split('.') as [string, string, string];
    const jwk = { kty: 'EC', crv: 'P-256', x: publicKey.subarray(1, 33), y: publicKey.subarray(33) };
    const key = createPublicKey({
      key: { ...jwk, x: jwk.x.toString('base64url'), y: jwk.y.toString('base64url') },
      format: 'jwk',
    });
    const said = JSON.parse(Buffer.from(claims, 'base64url').toString());
    return (
      k === keys.publicKey &&
      said.aud === service &&
      verify(
        'sha256',
        Buffer.from(`${head}.${claims}`),
        { key, dsaEncoding: 'ieee-p1363' },
        Buffer.from(signature, 'base64url'),
      )
    );
  }
});
