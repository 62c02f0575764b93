import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { anOpportunity } from '../support/fake-cards.ts';
import { OWN } from '../support/fake-context.ts';
import { eventually, openClient, startLive } from '../support/live.ts';

const HELLO = { cursors: { [OWN]: 0 } };

describe('a frame that is not understood', () => {
  it.each<[string, string | Buffer]>([
    ['no JSON', 'hello'],
    ['an unknown type', '{"type":"subscribe"}'],
    ['a field too many', '{"type":"hello","cursors":{},"admin":true}'],
    ['a negative cursor', '{"type":"hello","cursors":{"a":-1}}'],
    ['a list of cursors', '{"type":"hello","cursors":[1]}'],
    ['bytes', Buffer.from('{"type":"hello","cursors":{}}')],
  ])('%s closes the socket with its code', async (_what, frame) => {
    const { url, stop } = await startLive();
    const client = await openClient(url, 'manager', null);
    client.socket.send(frame);
    expect(await client.closed).toBe(4400);
    await stop();
  });

  it('a second hello as well', async () => {
    const { url, stop } = await startLive();
    const client = await openClient(url, 'manager');
    await client.caughtUp(OWN);
    client.socket.send(JSON.stringify({ type: 'hello', cursors: {} }));
    expect(await client.closed).toBe(4400);
    await stop();
  });

  it('a frame of more than 64 KB as well, by the protocol’s own code', async () => {
    const { url, stop } = await startLive();
    const client = await openClient(url, 'manager', null);
    client.socket.send('x'.repeat(65 * 1024));
    expect(await client.closed).toBe(1009);
    await stop();
  });

  it('a prototype as a cursor does no harm', async () => {
    const { url, stop } = await startLive();
    const client = await openClient(url, 'manager', null);
    client.socket.send(`{"type":"hello","cursors":{"__proto__":1,"constructor":2,"${OWN}":0},"epoch":"epoch-1"}`);
    await client.caughtUp(OWN);
    expect({}).not.toHaveProperty(OWN);
    await stop();
  });
});

describe('a console that misbehaves', () => {
  it('says nothing: is closed', async () => {
    const { url, stop } = await startLive({ helloMs: 50 });
    const client = await openClient(url, 'manager', null);
    expect(await client.closed).toBe(4400);
    await stop();
  });

  it('says too much: is closed', async () => {
    const { url, stop } = await startLive();
    const client = await openClient(url, 'manager', HELLO);
    for (let i = 0; i < 50; i += 1) client.socket.send('{"type":"pong"}');
    expect(await client.closed).toBe(4400);
    await stop();
  });

  it('does not read: is dropped with a code to come back, and the others notice nothing', async () => {
    const { url, store, told, stop } = await startLive({ bufferedBytes: 256 * 1024 });
    const slow = await openClient(url, 'manager', HELLO);
    const quick = await openClient(url, 'editor', HELLO);
    await Promise.all([slow.caughtUp(OWN), quick.caughtUp(OWN)]);
    slow.socket.pause();
    const text = 'x'.repeat(200_000);
    let committed = 0;
    while (!told.dropped.includes('slow') && committed < 300) {
      store.commit(anOpportunity(OWN, 'big', { title: text }));
      committed += 1;
      await eventually(() => quick.seqs(OWN).length === committed, 'the change at the quick console');
    }
    expect(told.dropped).toEqual(['slow']);
    slow.socket.resume();
    expect(await slow.closed).toBe(4408);
    const seen = slow.seqs(OWN);
    const again = await openClient(url, 'manager', { cursors: { [OWN]: seen.at(-1) ?? 0 } });
    await again.caughtUp(OWN);
    expect([...seen, ...again.seqs(OWN)]).toEqual(quick.seqs(OWN));
    await stop();
  });

  it('does not read while it catches up: is dropped as well', async () => {
    const { url, store, told, stop } = await startLive({ batchMs: 100 });
    for (let i = 0; i < 100; i += 1) store.commit(anOpportunity(OWN, 'big', { title: 'x'.repeat(200_000) }));
    const client = await openClient(url, 'manager', HELLO);
    client.socket.pause();
    await eventually(() => told.dropped.includes('slow'), 'the slow client dropped');
    client.socket.resume();
    expect(await client.closed).toBe(4408);
    await stop();
  });
});

describe('the heartbeat', () => {
  it('reaches both kinds of clients, and keeps those that answer', async () => {
    const { url, told, stop } = await startLive({ heartbeatMs: 20, silenceMs: 300, messagesPerSecond: 1_000 });
    const client = await openClient(url, 'manager', HELLO);
    await client.caughtUp(OWN);
    await eventually(() => client.frames.filter((frame) => frame.type === 'ping').length > 3, 'pings');
    await sleep(400);
    expect(told).toMatchObject({ open: 1, dropped: [] });
    await stop();
  });

  it('finds the dead', async () => {
    const { url, told, stop } = await startLive({ heartbeatMs: 20, silenceMs: 100 });
    const client = await openClient(url, 'manager', HELLO);
    await client.caughtUp(OWN);
    client.socket.pause();
    await eventually(() => told.dropped.includes('dead') && told.open === 0, 'the dead client dropped');
    client.socket.terminate();
    await stop();
  });
});

describe('rights that change while the socket is open', () => {
  it('a role that is taken away ends the stream; what comes later is never seen', async () => {
    const { url, people, store, stop } = await startLive();
    const client = await openClient(url, 'manager', HELLO);
    await client.caughtUp(OWN);
    const manager = people.get('manager');
    if (manager) people.set('manager', { ...manager, grants: [] });
    expect(await client.closed).toBe(1001);
    for (let i = 0; i < 100; i += 1) store.commit(anOpportunity(OWN, 'later'));
    const again = await openClient(url, 'manager', HELLO);
    await eventually(() => again.frames.length === 1, 'hello');
    expect(again.frames[0]).toMatchObject({ type: 'hello', brands: [] });
    expect(client.seqs(OWN)).toEqual([]);
    await stop();
  });

  it('a session that ends closes the socket for good', async () => {
    const { url, people, stop } = await startLive();
    const client = await openClient(url, 'manager', HELLO);
    await client.caughtUp(OWN);
    people.delete('manager');
    expect(await client.closed).toBe(4401);
    await stop();
  });

  it('a role that is given shows at once', async () => {
    const { url, people, stop } = await startLive();
    const client = await openClient(url, 'nobody', HELLO);
    await eventually(() => client.frames.length === 1, 'hello');
    const nobody = people.get('nobody');
    if (nobody) people.set('nobody', { ...nobody, grants: [{ brand: OWN, role: 'viewer' }] });
    expect(await client.closed).toBe(1001);
    const again = await openClient(url, 'nobody', HELLO);
    await again.caughtUp(OWN);
    await stop();
  });

  it('that cannot be confirmed any more are not used any longer', async () => {
    const { url, context, told, stop } = await startLive({ staleMs: 60 });
    const client = await openClient(url, 'manager', HELLO);
    await client.caughtUp(OWN);
    Object.assign(context.accounts, { stillThere: () => Promise.reject(new Error('away')) });
    expect(await client.closed).toBe(1001);
    expect(told.dropped).toEqual(['out-of-reach']);
    await stop();
  });
});

describe('when the server stops', () => {
  it('every console is asked to come back', async () => {
    const { url, store, told, stop } = await startLive();
    const clients = await Promise.all(['manager', 'editor'].map((name) => openClient(url, name, HELLO)));
    await Promise.all(clients.map((client) => client.caughtUp(OWN)));
    await stop();
    expect(await Promise.all(clients.map((client) => client.closed))).toEqual([1001, 1001]);
    expect(told.open).toBe(0);
    expect(store.watchers.size).toBe(0);
  });

  it('a console that does not answer does not hold it up', async () => {
    const { url, stop } = await startLive();
    const client = await openClient(url, 'manager', HELLO);
    await client.caughtUp(OWN);
    client.socket.pause();
    await stop();
    client.socket.terminate();
  });
});
