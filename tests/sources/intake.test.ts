import { describe, expect, it } from '@jest/globals';
import { UnreadableLine } from '../../src/context.ts';
import { createIntake } from '../../src/sources/intake.ts';
import type { AcceptedSignal } from '../../src/sources/intake.ts';
import { createKnownItems } from '../../src/sources/known-items.ts';

const NOW = Date.UTC(2026, 10, 22, 20);
const signal = {
  source: 'agency',
  kind: 'news',
  externalId: '1',
  publishedAt: '2026-11-22T19:59:00Z',
  title: 'Lights out',
};

function setUp(append = async (_: readonly AcceptedSignal[]) => {}) {
  const laid: AcceptedSignal[] = [];
  const intake = createIntake({
    append: async (signals) => {
      await append(signals);
      laid.push(...signals);
    },
    clock: () => NOW,
    knownItems: createKnownItems(),
    signalKey: (raw) => `${raw.source}/${raw.externalId}`,
  });
  return { intake, laid };
}

describe('the intake', () => {
  it('answers line by line and lays the good ones in the log', async () => {
    const { intake, laid } = setUp();
    const result = await intake.accept([
      signal,
      { ...signal, externalId: '2', publishedAt: '22/11/2026' },
      new UnreadableLine('not JSON'),
      'text',
      { ...signal, externalId: '3', source: 'demo-paper' },
      { ...signal, externalId: '4', metrics: { likes: -1 }, title: 7 },
    ]);
    expect(result).toEqual({
      accepted: 1,
      rejected: 5,
      lines: [
        { line: 1, status: 'accepted', id: 'agency/1' },
        { line: 2, status: 'rejected', reason: 'publishedAt: not an ISO 8601 time such as 2026-11-22T20:15:00Z' },
        { line: 3, status: 'rejected', reason: 'not JSON' },
        { line: 4, status: 'rejected', reason: 'not a JSON object' },
        { line: 5, status: 'rejected', reason: 'source: names that begin with "demo-" belong to the demonstration' },
        { line: 6, status: 'rejected', reason: expect.stringMatching(/^title: expected text; metrics\.likes: /) },
      ],
    });
    expect(laid).toEqual([{ raw: signal, receivedAt: NOW, key: 'agency/1' }]);
  });

  it('does not answer before the signals are durable, and fails where they cannot be', async () => {
    let release = () => {};
    const { intake } = setUp(() => new Promise((resolve) => (release = resolve)));
    let answered = false;
    const answer = intake.accept([signal]).then(() => (answered = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(answered).toBe(false);
    release();
    await answer;
    const { intake: broken } = setUp(() => Promise.reject(new Error('the log is away')));
    await expect(broken.accept([signal])).rejects.toThrow('the log is away');
  });

  it('is not led astray by names that mean something to the language', async () => {
    const { intake, laid } = setUp();
    const hostile = JSON.parse(
      `{"__proto__": {"polluted": true}, "constructor": 1, ${JSON.stringify(signal).slice(1)}`,
    ) as unknown;
    expect(await intake.accept([hostile])).toMatchObject({ accepted: 1 });
    expect(laid[0]!.raw).toEqual(signal);
    expect({}).not.toHaveProperty('polluted');
  });

  it('completes the metrics of an item sent before', async () => {
    const { intake, laid } = setUp();
    await intake.accept([signal]);
    await intake.accept([
      { source: 'agency', kind: 'news', externalId: '1', observedAt: '2026-11-22T20:00:00Z', metrics: { likes: 3 } },
    ]);
    expect(laid[1]!.raw).toMatchObject({ title: 'Lights out', metrics: { likes: 3 } });
  });
});
