import { describe, expect, it } from '@jest/globals';
import { Rejection } from '../../src/contract/intake.ts';
import { silentObserver, type Observer } from '../../streams/observer.ts';
import { drop, emit, reject } from '../../streams/outcome.ts';
import type { Snapshot } from '../../streams/ledger.ts';
import type { KeyedProcessor, StatelessProcessor } from '../../streams/processors/processor.ts';
import { run, type RunOptions } from '../../streams/run.ts';
import { createMemoryTransport, type MemoryTransport } from '../../streams/transport/memory.ts';
import type { NewRecord, Transport } from '../../streams/transport/transport.ts';
import { createChain, createTroubledLedger, link, textOf, topicsOf, type Fate } from './chain.ts';

const topics = topicsOf(1);

const copy: StatelessProcessor = {
  kind: 'stateless',
  name: 'copy',
  reads: topics.signals,
  process: (record) => {
    const text = textOf(record);
    if (text.endsWith('boom')) throw new Error('tripped');
    if (text.endsWith('bad')) return [reject('not-json', 'a bad word')];
    if (text.endsWith('quiet')) return [drop('tombstone')];
    return [emit(topics.mentions, { key: record.key, value: record.value as Uint8Array, timestamp: record.timestamp })];
  },
};

const rejections = (transport: MemoryTransport): Rejection[] =>
  transport.records(topics.rejected).map((record) => Rejection.parse(JSON.parse(textOf(record))));

/** A transport whose appends to a topic fail so often before they work. */
function failingAppends(memory: MemoryTransport, name: string, times: number): Transport {
  let left = times;
  return {
    ...memory,
    append: (topic, records) =>
      topic.name === name && left-- > 0 ? Promise.reject(new Error('no log')) : memory.append(topic, records),
  };
}

/** Its state is kept as seven thousand letters. */
function heavyChain(): KeyedProcessor {
  const chain = createChain();
  const heavy = ({ brand, state }: Snapshot): Snapshot => ({ brand, state: state.padEnd(7_000) });
  return {
    ...chain,
    open: (snapshots) => {
      const state = chain.open(snapshots);
      return { ...state, snapshots: () => state.snapshots().map(heavy) };
    },
  };
}

async function finish(transport: MemoryTransport, options: Partial<RunOptions> = {}): Promise<void> {
  const ledger = createTroubledLedger();
  const consumer = await run([copy], { topics, transport, ledger, ...options });
  await transport.idle();
  await consumer.stop();
}

describe('a record that cannot be handled', () => {
  it('is laid aside with its place, its reason and its first 64 KB, and stops nobody', async () => {
    const transport = createMemoryTransport();
    const long = Buffer.concat([Buffer.alloc(70_000, 'x'), Buffer.from('bad')]);
    await transport.append(topics.signals, [
      link('a', 'one'),
      link('b', 'bad'),
      link('c', 'boom'),
      link('a', 'quiet'),
      { key: null, value: long, timestamp: 5 },
      link('a', 'two'),
    ]);
    const told = { failed: [] as string[], rejected: [] as string[], dropped: [] as string[], handled: 0 };
    const observer: Observer = {
      ...silentObserver,
      handled: (_, records) => (told.handled += records),
      failed: (processor, { message }) => void told.failed.push(`${processor} ${message}`),
      rejected: (_, reason) => void told.rejected.push(reason),
      dropped: (_, reason) => void told.dropped.push(reason),
    };
    await finish(transport, { observer, batch: 4 });
    expect(transport.records(topics.mentions).map(textOf)).toEqual(['a one', 'a two']);
    const place = { topic: 'signals', partition: 0 };
    expect(rejections(transport)).toEqual([
      { ...place, offset: 1, key: 'b', reason: 'not-json: a bad word', value: Buffer.from('b bad').toString('base64') },
      {
        ...place,
        offset: 2,
        key: 'c',
        reason: 'unreadable: copy: tripped',
        value: Buffer.from('c boom').toString('base64'),
      },
      {
        ...place,
        offset: 4,
        key: null,
        reason: 'not-json: a bad word',
        value: long.subarray(0, 65_536).toString('base64'),
      },
    ]);
    expect(told).toEqual({
      failed: ['copy tripped'],
      rejected: ['not-json', 'unreadable', 'not-json'],
      dropped: ['tombstone'],
      handled: 6,
    });
  });

  it.each(['mentions', 'signals.rejected'])('is not lost when %s cannot be written for a while', async (name) => {
    const transport = createMemoryTransport();
    await transport.append(topics.signals, [link('a', 'one'), link('b', 'bad'), link('a', 'two')]);
    const consumer = await run([copy], {
      topics,
      transport: failingAppends(transport, name, 2),
      ledger: createTroubledLedger(),
    });
    await transport.idle();
    await consumer.stop();
    expect(new Set(transport.records(topics.mentions).map(textOf))).toEqual(new Set(['a one', 'a two']));
    expect(rejections(transport).map(({ offset }) => offset)).toContain(1);
  });

  it('by a processor with a state is laid aside once, also when that fails at first', async () => {
    const transport = createMemoryTransport();
    await transport.append(topics.mentions, [link('a', 'one'), link('a', 'boom'), link('a', 'bad'), link('a', 'two')]);
    const ledger = createTroubledLedger(['fail']);
    const consumer = await run([createChain()], {
      topics,
      transport: failingAppends(transport, 'signals.rejected', 1),
      ledger,
    });
    await transport.idle();
    await consumer.stop();
    expect(rejections(transport).map(({ offset, reason }) => `${offset} ${reason}`)).toEqual([
      '1 unreadable: chain: tripped',
      '2 invalid: a bad word',
    ]);
    expect(ledger.written).toHaveLength(2);
  });
});

/** Sums of an undisturbed pass over the same records. */
async function undisturbed(words: readonly [brand: string, word: string][]): Promise<string[]> {
  const transport = createMemoryTransport();
  await transport.append(
    topics.mentions,
    words.map(([brand, word]) => link(brand, word)),
  );
  const ledger = createTroubledLedger();
  const consumer = await run([createChain()], { topics, transport, ledger });
  await transport.idle();
  await consumer.stop();
  return ledger.written.map(({ sum }) => sum);
}

const words: [string, string][] = ['one', 'two', 'quiet', 'three', 'four', 'bad', 'five', 'six'].map((word, i) => [
  i % 3 === 0 ? 'a' : 'b',
  word,
]);

describe('effects', () => {
  const troubles: [string, Fate[]][] = [
    ['fails at first', ['fail', 'fail', 'fail']],
    ['fails now and then', ['ok', 'fail', 'ok', 'fail', 'fail', 'ok', 'fail']],
    ['writes and cannot say so', ['lost', 'ok', 'lost', 'lost']],
  ];
  it.each(troubles)('are written once and in order when the ledger %s', async (_, fates) => {
    const transport = createMemoryTransport();
    await transport.append(
      topics.mentions,
      words.map(([brand, word]) => link(brand, word)),
    );
    const ledger = createTroubledLedger([...fates]);
    const changed: string[] = [];
    const observer = { ...silentObserver, changed: ({ title }: { title: string }) => void changed.push(title) };
    const consumer = await run([createChain()], { topics, transport, ledger, observer, batch: 3 });
    await transport.idle();
    await consumer.stop();
    const wanted = await undisturbed(words);
    expect(ledger.written.map(({ sum }) => sum)).toEqual(wanted);
    expect(changed).toEqual(wanted);
  });

  it('are written by the new owner alone once a partition has one', async () => {
    const transport = createMemoryTransport();
    const ledger = createTroubledLedger();
    await transport.append(
      topics.mentions,
      words.slice(0, 4).map(([brand, word]) => link(brand, word)),
    );
    const first = await run([createChain()], { topics, transport, ledger });
    await transport.idle();
    const second = await run([createChain()], { topics, transport, ledger });
    await transport.append(
      topics.mentions,
      words.slice(4).map(([brand, word]) => link(brand, word)),
    );
    await transport.idle();
    await Promise.all([first.stop(), second.stop()]);
    expect(ledger.written.map(({ sum }) => sum)).toEqual(await undisturbed(words));
    expect(ledger.written.map(({ epoch }) => epoch)).toEqual([1, 1, 1, 2, 2, 2]);
  });

  it('need no going over again after a stop in good order', async () => {
    const transport = createMemoryTransport();
    const ledger = createTroubledLedger();
    await transport.append(
      topics.mentions,
      words.map(([brand, word]) => link(brand, word)),
    );
    const consumer = await run([createChain()], { topics, transport, ledger });
    await transport.idle();
    await consumer.stop();
    const claim = await ledger.claim(topics.mentions.name, 0);
    expect(claim).toMatchObject({ position: 7, snapshotPosition: 7 });
    expect(claim.snapshots.map(({ brand }) => brand).sort()).toEqual(['a', 'b']);
  });

  it('come with a snapshot after so many records, and only of what changed since the last', async () => {
    const transport = createMemoryTransport();
    const ledger = createTroubledLedger();
    await transport.append(
      topics.mentions,
      ['a', 'b', 'a', 'a', 'a', 'a'].map((brand) => link(brand, 'x')),
    );
    const consumer = await run([createChain()], { topics, transport, ledger, batch: 2, snapshotEvery: 4 });
    await transport.idle();
    const brands = ledger.commits.map(({ snapshots }) => snapshots?.map(({ brand }) => brand) ?? null);
    expect(brands).toEqual([null, ['a', 'b'], null]);
    await consumer.stop();
    expect(ledger.commits.at(-1)).toMatchObject({
      position: 5,
      effects: { opportunities: [] },
      snapshots: [{ brand: 'a' }],
    });
  });

  it('come with one further apart the longer it is, also after a restart', async () => {
    const transport = createMemoryTransport();
    const ledger = createTroubledLedger();
    const kept = () => ledger.commits.flatMap(({ position, snapshots }) => (snapshots ? [position] : []));
    const consume = async (count: number) => {
      await transport.append(topics.mentions, Array<NewRecord>(count).fill(link('a', 'x')));
      const consumer = await run([heavyChain()], { topics, transport, ledger, batch: 1, snapshotEvery: 4 });
      await transport.idle();
      await consumer.stop();
    };
    await consume(22);
    expect(kept()).toEqual([3, 10, 17, 21]);
    await consume(8);
    expect(kept()).toEqual([3, 10, 17, 21, 28, 29]);
  });
});
