import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createLinkPreviews } from '../../src/outbound/link-preview.ts';
import { readHead } from '../../src/outbound/read-head.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const previews = (allowPrivate: boolean) =>
  createLinkPreviews({ rules: { allowPrivate }, userAgent: 'Rebond/test', timeoutMs: 2_000 });
const html = (head: string) => `<!doctype html><html><head>${head}</head><body>the story</body></html>`;
const page = (body: string, type = 'text/html; charset=utf-8'): RequestListener => {
  return (_request, response) => response.writeHead(200, { 'content-type': type }).end(body);
};

describe('what a page says of itself', () => {
  it('is read from its head: for posts before for everybody, decoded, in one line', () => {
    const head = `<title>Le stade &amp; la nuit</title>
      <meta name="description" content='Sans "lumière"'><meta property="og:title" content="Le stade
      dans le noir&nbsp;!"><meta property=og:site_name content=Gazette><script>var a = '<title>no</title>'</script>`;
    expect(readHead(html(head))).toEqual({
      title: 'Le stade dans le noir !',
      description: 'Sans "lumière"',
      site: 'Gazette',
    });
    expect(readHead('<title>Only that</title><body><meta name="description" content="in the body">')).toEqual({
      title: 'Only that',
      description: null,
      site: null,
    });
  });

  it('is kept as text: no direction, no control, no length of its own', () => {
    const { title } = readHead(html(`<meta property="og:title" content="a\u202Eb&#0;${'x'.repeat(900)}">`));
    expect([title?.length, title?.slice(0, 3)]).toEqual([300, 'a b']);
  });

  it.each(['<meta '.repeat(40_000), '<!--'.repeat(60_000), `<title ${'a'.repeat(200_000)}`, '<script>'.repeat(30_000)])(
    'is read in no time even of a page made to be slow (%#)',
    (bad) => {
      expect(readHead(bad)).toMatchObject({ site: null });
    },
  );
});

describe('looking at a page', () => {
  it('follows it where it moved, in its own letters', async () => {
    const latin = Buffer.from(html('<meta charset="iso-8859-1"><title>Été</title>'), 'latin1');
    const to = await serve((_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(latin));
    const from = await serve((_request, response) => response.writeHead(301, { location: `${to}/b` }).end());
    expect(await previews(true).preview(`${from}/a`)).toMatchObject({
      url: `${to}/b`,
      host: '127.0.0.1',
      title: 'Été',
    });
  });

  it('goes to no private address, neither at first nor later, and asks nobody', async () => {
    let asked = 0;
    const inside = await serve((_request, response) => ((asked += 1), response.end()));
    const why = 'the address does not lead to a public web server (port 80 or 443)';
    for (const url of [inside, 'http://169.254.169.254/latest', 'http://[::1]/', 'ftp://example.org/']) {
      expect(await previews(false).preview(url)).toEqual({ failed: why });
    }
    const away = await serve((_request, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end());
    expect(await previews(true).preview(away)).toEqual({ failed: why });
    expect(asked).toBe(0);
  });

  it('gives up on circles, other things than pages, and answers that never end', async () => {
    const circle = await serve((_request, response) => response.writeHead(302, { location: '/again' }).end());
    expect(await previews(true).preview(circle)).toEqual({ failed: 'the page was moved more than 3 times' });
    const file = await serve(page('{}', 'application/json'));
    expect(await previews(true).preview(file)).toEqual({ failed: 'there is no page, but something else' });
    const gone = await serve((_request, response) => response.writeHead(404, { 'content-type': 'text/html' }).end());
    expect(await previews(true).preview(gone)).toEqual({ failed: 'the server answers 404' });
    const silent = await serve(() => undefined);
    const soon = createLinkPreviews({ rules: { allowPrivate: true }, userAgent: 'Rebond/test', timeoutMs: 100 });
    expect(await soon.preview(silent)).toEqual({ failed: expect.any(String) });
  });

  it('reads no more than it needs of a page without end', async () => {
    let sent = 0;
    const endless = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.write('<title>Endless</title>');
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(64 * 1024))) sent += 64;
      };
      response.on('drain', more);
      more();
    });
    expect(await previews(true).preview(endless)).toMatchObject({ title: 'Endless' });
    expect(sent).toBeLessThan(16 * 1024);
  });
});
