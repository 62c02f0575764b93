import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listRejected, replayRejected, type Choice } from '../../src/commands/rejected.ts';
import { createReplayed } from '../../src/store/replayed.ts';
import { drop, type Outcome } from '../../streams/outcome.ts';
import { readRecord } from '../../streams/processors/read-record.ts';
import { run } from '../../streams/run.ts';
import { topics as allTopics } from '../../streams/topics.ts';
import { createMemoryTransport } from '../../streams/transport/memory.ts';
import { createPostgresLog } from '../../streams/transport/postgres-log.ts';
import type { LogRecord, Transport } from '../../streams/transport/transport.ts';
import { createTroubledLedger } from '../streams/chain.ts';
import { eventually, quiet, testDatabase, type TestDatabase } from '../support/postgres.ts';
import { AT, clock, createSink } from './sink.ts';

const topics = allTopics({ signals: 2, mentions: 1 });
const RECEIVED = Date.parse(AT);
const ALL: Choice = { places: [], reason: null, limit: Infinity };

const signal = (id: string): string =>
  JSON.stringify({ source: 's', kind: 'post', externalId: id, publishedAt: AT, text: `about ${id}` });

/** Reads signals and trips over some, until it is mended. */
function createReader() {
  const handled: LogRecord[] = [];
  const state = { broken: true };
  const process = (record: LogRecord): readonly Outcome[] => {
    const read = readRecord(record, topics.signals.schema);
    if ('refused' in read) return [read.refused];
    if (state.broken && record.key?.startsWith('odd')) throw new Error('tripped');
    handled.push(record);
    return [drop('outside-every-territory')];
  };
  return { state, handled, processor: { kind: 'stateless', name: 'reader', reads: topics.signals, process } as const };
}

describe.each(['memory', 'postgres'] as const)('what was refused, with the log in %s', (kind) => {
  let database: TestDatabase;
  let transport: Transport;
  beforeAll(async () => {
    database = await testDatabase('rejected');
    const connection = { connectionString: database.url };
    transport =
      kind === 'memory'
        ? createMemoryTransport()
        : createPostgresLog({ pool: database.pool, connection, log: quiet, pollMs: 50 });
    await transport.prepare(Object.values(topics));
  });
  afterAll(async () => {
    await transport.close();
    await database.drop();
  });

  function command(act: typeof replayRejected, choice: Partial<Choice> = {}): Promise<string> {
    const { out, said } = createSink();
    const replayed = createReplayed({ db: database.db, clock });
    return act({ transport, topics, replayed, out }, { ...ALL, ...choice }).then(said);
  }
  const list = (choice: Partial<Choice> = {}) => command((shell, all) => listRejected(shell, all, false), choice);
  const replay = (choice: Partial<Choice> = {}) => command(replayRejected, choice);

  it('is listed with its reason, and after a fix goes through the log again, each record once', async () => {
    const values = { 'odd-1': signal('odd-1'), 'odd-2': signal('odd-2'), fine: signal('fine'), torn: '{"source":' };
    const entries = [...Object.entries(values), ['long', 'x'.repeat(70_000)] as const];
    await transport.append(
      topics.signals,
      entries.map(([key, value]) => ({ key, value: Buffer.from(value), timestamp: RECEIVED })),
    );
    const { processor, handled, state } = createReader();
    const consumer = await run([processor], { topics, transport, ledger: createTroubledLedger() });
    const refused = /4 refused/;
    const listed = await eventually(async () => {
      const said = await list();
      return refused.test(said) ? said : null;
    });
    expect(listed).toMatch(
      /^signals\/\d\/\d\t2026-11-22T20:00:00\.000Z\tunreadable: reader: tripped\tcan be replayed\t\{/m,
    );
    expect(listed).toMatch(/not-json: .*\tthey still cannot be read\t\{"source":$/m);
    expect(listed).toMatch(/not-json: .*\tonly their first 64 KB were kept\tx{100}$/m);

    state.broken = false;
    expect(await list({ reason: 'tripped', limit: 1 })).toMatch(/\n1 refused\.$/);
    expect(await replay({ reason: 'no such reason' })).toBe('0 replayed, 0 had been before.');
    const both = await Promise.all([replay(), replay()]);
    const counts = both.map((said) => Number(/^\d+/.exec(said)![0]));
    expect(counts.sort()).toEqual([0, 2]);
    expect(both[0]).toMatch(/1 stay: they still cannot be read\./);
    await eventually(() => handled.length >= 3);
    expect(await replay()).toMatch(/^0 replayed, 2 had been before\./);
    expect((await list({ reason: 'tripped' })).match(/\treplayed\t/g)).toHaveLength(2);
    await consumer.stop();
    expect(handled.map(({ key }) => key).sort()).toEqual(['fine', 'odd-1', 'odd-2']);
    expect(new Set(handled.map(({ timestamp }) => timestamp))).toEqual(new Set([RECEIVED]));
  });

  it('is found by its place, and a place that is none is refused', async () => {
    const [place = ''] = (await list({ reason: 'tripped' })).split('\t');
    expect(await list({ places: [place] })).toMatch(/^signals.*\n1 refused\.$/);
    expect(await list({ places: ['signals/9/999'] })).toBe('Nothing that was refused fits.');
    await expect(list({ places: ['signals'] })).rejects.toThrow('signals is no place of a record');
  });
});
