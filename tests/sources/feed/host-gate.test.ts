import { describe, expect, it } from '@jest/globals';
import { createHostGate } from '../../../src/sources/feed/host-gate.ts';
import { createFakeTime } from '../support.ts';

describe('the gate of a host', () => {
  it('lets one request through at a time, a second apart, and other hosts meanwhile', async () => {
    const time = createFakeTime(0);
    const gate = createHostGate(time);
    const { signal } = new AbortController();
    const log: string[] = [];
    const request = (host: string, name: string, ms: number) =>
      gate.pass(host, signal, async () => {
        log.push(`${time.now()} ${name}`);
        await time.wait(ms, signal);
      });
    const all = Promise.all([
      request('a', 'first', 500),
      request('a', 'second', 0),
      request('b', 'other', 0),
      request('a', 'third', 0),
    ]);
    await time.advance(10_000);
    await all;
    expect(log).toEqual(['0 first', '0 other', '1500 second', '2500 third']);
  });

  it('opens again after a request that failed', async () => {
    const time = createFakeTime(0);
    const gate = createHostGate(time);
    const { signal } = new AbortController();
    await expect(gate.pass('a', signal, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const next = gate.pass('a', signal, async () => time.now());
    await time.advance(1_000);
    expect(await next).toBe(1_000);
  });
});
