import { describe, expect, it } from '@jest/globals';
import type { RawSignal } from '../../src/contract/signal.ts';
import { signalId } from '../../src/core/signal/normalise.ts';
import { createKeeping } from '../../src/core/territory/lookback/keep.ts';
import type { KeptEntry, KeptSignal } from '../../streams/archive.ts';
import { keep } from '../../streams/keep.ts';
import { topics as allTopics } from '../../streams/topics.ts';
import { createMemoryTransport } from '../../streams/transport/memory.ts';

const AT = Date.parse('2026-11-22T20:00:00Z');
const topics = allTopics({ signals: 1, mentions: 1 });

function post(n: number): RawSignal {
  const externalId = `p${n}`;
  return { source: 'test', kind: 'post', externalId, publishedAt: new Date(AT).toISOString(), text: `post ${n}` };
}
const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));

async function kept(perDay: number, many: number) {
  const transport = createMemoryTransport();
  const signals = new Map<string, KeptSignal>();
  const entries: KeptEntry[] = [];
  const consumer = await keep({
    ...{ topics, transport, perDay, keeps: ['signals', 'mentions'] },
    archive: {
      keepSignals: async (some) => some.forEach((one) => signals.set(one.signal.id, one)),
      keepEntries: async (some) => void entries.push(...some),
    },
  });
  const raw = Array.from({ length: many }, (_, n) => post(n));
  await transport.append(
    topics.signals,
    raw.map((one, n) => ({ key: n % 2 ? signalId(one) : 'of another producer', value: bytes(one), timestamp: AT + n })),
  );
  return { transport, consumer, signals, entries };
}

describe('keeping what passes', () => {
  it('keeps every signal while they are few, found by its words', async () => {
    const { transport, consumer, signals } = await kept(1_000_000, 40);
    await transport.append(topics.signals, [{ key: null, value: Buffer.from('{broken'), timestamp: AT }]);
    await transport.idle();
    await consumer.stop();
    expect(signals.size).toBe(40);
    const [one] = signals.values();
    expect(one).toMatchObject({ share: 1, mentioned: false });
    expect(one!.terms).toContain('post');
  });

  it('keeps a share of many, the same ones whoever sent them, and every mention with the words of the time', async () => {
    const { transport, consumer, signals, entries } = await kept(10_000, 4_000);
    await transport.idle();
    const shares = new Set([...signals.values()].map(({ share }) => share));
    expect(Math.min(...shares)).toBeLessThan(0.2);
    expect(signals.size).toBeLessThan(2_500);
    const [like] = signals.values();
    const signal = { ...like!.signal, id: 'mentioned-signal-id-00' };
    const mention = { id: 'x:lumo', brand: 'lumo', revision: 1, territoryVersion: 1, topics: [], noGo: [], signal };
    await transport.append(topics.mentions, [
      { key: 'lumo', value: bytes(mention), timestamp: AT },
      { key: null, value: bytes({ tick: new Date(AT).toISOString() }), timestamp: AT + 1, partition: 0 },
    ]);
    await transport.idle();
    await consumer.stop();
    expect(signals.get('mentioned-signal-id-00')).toMatchObject({ share: 1, mentioned: true });
    expect(entries.map(({ brand, offset, timestamp }) => [brand, offset, timestamp - AT])).toEqual([
      ['lumo', 0, 0],
      [null, 1, 1],
    ]);
  });
});

describe('the share that is kept', () => {
  it('is all until a day of it is more than wanted, then halves, and grows again when the hour has passed', () => {
    const keeping = createKeeping(86_400);
    expect(keeping.arrived(1_800, AT)).toBe(1);
    expect(keeping.arrived(5_400, AT)).toBe(0.5);
    expect(keeping.arrived(100_000, AT)).toBe(1 / 32);
    expect(keeping.arrived(0, AT + 6 * 3_600_000)).toBe(1);
  });

  it('is nothing but a sliver where nothing is wanted', () => {
    expect(createKeeping(0).arrived(1, AT)).toBeLessThan(1e-9);
  });
});
