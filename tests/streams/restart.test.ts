import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Consumer } from '../../streams/transport/transport.ts';
import { run } from '../../streams/run.ts';
import { createMemoryTransport, type MemoryTransport } from '../../streams/transport/memory.ts';
import { createChain, createTroubledLedger, link, textOf, topicsOf, type Fate, type TroubledLedger } from './chain.ts';

const BRANDS = ['a', 'b', 'c'];
const record = fc.tuple(
  fc.constantFrom(...BRANDS),
  fc.constantFrom('one', 'two', 'three', 'quiet', 'quiet', 'bad', 'boom'),
);
const fate = fc.constantFrom<Fate>('ok', 'ok', 'ok', 'fail', 'lost', 'kill', 'kill-written');

interface Setting {
  partitions: number;
  batch: number;
  snapshotEvery: number;
}

async function logOf(
  records: readonly (readonly [string, string])[],
  { partitions }: Setting,
): Promise<MemoryTransport> {
  const transport = createMemoryTransport();
  const { mentions } = topicsOf(partitions);
  await transport.prepare([mentions]);
  await transport.append(
    mentions,
    records.map(([brand, word]) => link(brand, word, BRANDS.indexOf(brand) % partitions)),
  );
  return transport;
}

function start(transport: MemoryTransport, ledger: TroubledLedger, setting: Setting): Promise<Consumer> {
  const topics = topicsOf(setting.partitions);
  return run([{ ...createChain(), reads: topics.mentions }], { topics, transport, ledger, ...setting });
}

/** Runs until the position of every partition is its end, in as many processes as it takes. */
async function finish(transport: MemoryTransport, ledger: TroubledLedger, setting: Setting): Promise<void> {
  const ends = Map.groupBy(transport.records(topicsOf(1).mentions), ({ partition }) => partition);
  const isOver = (): boolean =>
    [...ends].every(([partition, { length }]) => ledger.positions.get(partition) === length - 1);
  while (!isOver()) {
    ledger.revive();
    let dead = false;
    void ledger.died().then(() => (dead = true));
    const consumer = await start(transport, ledger, setting);
    while (!dead && !isOver()) await new Promise(setImmediate);
    await consumer.stop();
  }
}

const perBrand = ({ written }: TroubledLedger): Record<string, string[]> =>
  Object.fromEntries(
    BRANDS.map((brand) => [brand, written.filter((one) => one.brand === brand).map(({ sum }) => sum)]),
  );

const refusedOffsets = (transport: MemoryTransport): Set<string> =>
  new Set(
    transport.records(topicsOf(1).rejected).map((one) => {
      const { partition, offset } = JSON.parse(textOf(one)) as { partition: number; offset: number };
      return `${partition}/${offset}`;
    }),
  );

describe('a process that ends anywhere and starts again', () => {
  it('loses no effect, doubles none and forgets no rejection', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 40 }),
        fc.array(fate, { maxLength: 12 }),
        fc.record({
          partitions: fc.constantFrom(1, 2),
          batch: fc.integer({ min: 1, max: 9 }),
          snapshotEvery: fc.integer({ min: 1, max: 12 }),
        }),
        async (records, fates, setting) => {
          const calm = createTroubledLedger();
          const calmLog = await logOf(records, setting);
          await finish(calmLog, calm, { ...setting, batch: 100, snapshotEvery: 1_000 });
          const troubled = createTroubledLedger([...fates]);
          const troubledLog = await logOf(records, setting);
          await finish(troubledLog, troubled, setting);
          expect(perBrand(troubled)).toEqual(perBrand(calm));
          expect(refusedOffsets(troubledLog)).toEqual(refusedOffsets(calmLog));
        },
      ),
      { numRuns: 120 },
    );
  });

  it('goes on from the last snapshot, not from the beginning', async () => {
    const setting = { partitions: 1, batch: 2, snapshotEvery: 4 };
    const records = Array.from({ length: 20 }, (_, i) => ['a', `w${i}`] as const);
    const transport = await logOf(records, setting);
    const ledger = createTroubledLedger(['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'kill']);
    const consumer = await start(transport, ledger, setting);
    await ledger.died();
    await consumer.stop();
    const claim = await ledger.claim('mentions', 0);
    expect(claim).toMatchObject({ position: 11, snapshotPosition: 11 });
    await finish(transport, ledger, setting);
    expect(ledger.written).toHaveLength(20);
  });

  it('that stops while the ledger fails keeps no snapshot of what is not written', async () => {
    const setting = { partitions: 1, batch: 1, snapshotEvery: 100 };
    const records = [['a', 'one'] as const, ['a', 'quiet'] as const, ['a', 'two'] as const];
    const transport = await logOf(records, setting);
    const fates: Fate[] = ['ok', 'fail', 'fail'];
    const ledger = createTroubledLedger(fates);
    const consumer = await start(transport, ledger, setting);
    while (fates.length > 1) await new Promise(setImmediate);
    await consumer.stop();
    await finish(transport, ledger, setting);
    const calm = createTroubledLedger();
    await finish(await logOf(records, setting), calm, setting);
    expect(perBrand(ledger)).toEqual(perBrand(calm));
  });
});
