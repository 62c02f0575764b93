import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { FencedError } from '../../../streams/ledger.ts';
import type { Topic } from '../../../streams/topics.ts';
import type { LogRecord, NewRecord, Transport } from '../../../streams/transport/transport.ts';
import { NOON, TEST_LIMIT, read, recordOf, textOf, topicOf, until } from '../../support/reading.ts';
import type { ReadOptions, Reading } from '../../support/reading.ts';

const numbered = (count: number, keys: number): NewRecord[] =>
  Array.from({ length: count }, (_, n) => recordOf(`key-${n % keys}`, String(n), NOON + n));

const byKey = (records: readonly LogRecord[]): Map<string | null, LogRecord[]> =>
  Map.groupBy(records, (record) => record.key);

/** What every transport must do. `makeTransport` is called once; topics and groups of the tests have names of their own. */
export function transportContract(name: string, makeTransport: () => Promise<Transport>): void {
  jest.setTimeout(TEST_LIMIT);
  describe(`${name} keeps the contract of a log`, () => {
    let transport: Transport;
    const readings: Reading[] = [];
    beforeAll(async () => {
      transport = await makeTransport();
    });
    afterAll(async () => {
      await Promise.all(readings.map(({ consumer }) => consumer.stop()));
      await transport.close();
    });
    const start = async (topic: Topic, options?: ReadOptions): Promise<Reading> => {
      const reading = await read(transport, topic, options);
      readings.push(reading);
      return reading;
    };
    const prepared = async (partitions: number): Promise<Topic> => {
      const topic = topicOf(partitions);
      await transport.prepare([topic]);
      return topic;
    };
    const parts = {
      prepared,
      start,
      log: () => transport,
    };

    appending(parts);
    reading(parts);
    failing(parts);
    sharing(parts);
  });
}

interface Parts {
  readonly prepared: (partitions: number) => Promise<Topic>;
  readonly start: (topic: Topic, options?: ReadOptions) => Promise<Reading>;
  readonly log: () => Transport;
}

function appending({ prepared, start, log }: Parts): void {
  it('keeps the order of each key, and each key in one partition', async () => {
    const topic = await prepared(3);
    await log().append(topic, numbered(300, 10));
    const { records } = await start(topic);
    await until('300 records are read', () => records.length >= 300);
    for (const ofKey of byKey(records).values()) {
      const texts = ofKey.map(textOf);
      expect(texts).toEqual(texts.toSorted((a, b) => Number(a) - Number(b)));
      expect(new Set(ofKey.map((record) => record.partition)).size).toBe(1);
      const offsets = ofKey.map((record) => record.offset);
      expect(offsets).toEqual([...new Set(offsets)].toSorted((a, b) => a - b));
    }
    expect(byKey(records).size).toBe(10);
    expect(new Set(records.map((record) => record.partition)).size).toBeGreaterThan(1);
  });

  it('keeps the order of a key over calls that do not wait for one another', async () => {
    const topic = await prepared(2);
    const calls = Array.from({ length: 50 }, (_, n) => log().append(topic, [recordOf('one', String(n))]));
    await Promise.all(calls);
    const { records, texts } = await start(topic);
    await until('50 records are read', () => records.length >= 50);
    expect(texts()).toEqual(Array.from({ length: 50 }, (_, n) => String(n)));
  });

  it('keeps bytes, keys, missing keys, empty values and timestamps as they are', async () => {
    const topic = await prepared(1);
    const bytes = Uint8Array.from({ length: 256 }, (_, n) => n);
    await log().append(topic, [
      { key: 'ключ-é-🦊', value: bytes, timestamp: NOON + 7 },
      { key: null, value: bytes.subarray(3, 5), timestamp: NOON - 5000 },
      { key: '', value: new Uint8Array(0), timestamp: NOON },
    ]);
    const { records } = await start(topic);
    await until('three records are read', () => records.length >= 3);
    expect(records.map(({ key, value, timestamp }) => ({ key, value: value && [...value], timestamp }))).toEqual([
      { key: 'ключ-é-🦊', value: [...bytes], timestamp: NOON + 7 },
      { key: null, value: [3, 4], timestamp: NOON - 5000 },
      { key: '', value: [], timestamp: NOON },
    ]);
    expect(records[0]?.topic).toBe(topic.name);
  });

  it('lays a record into the partition that it asks for', async () => {
    const topic = await prepared(3);
    const records = [2, 0, 1, 2].map((partition) => ({ ...recordOf('same key', String(partition)), partition }));
    await log().append(topic, records);
    const reading = await start(topic);
    await until('four records are read', () => reading.records.length >= 4);
    expect(reading.records.map((record) => String(record.partition))).toEqual(reading.texts());
  });

  it('takes nothing as well', async () => {
    const topic = await prepared(1);
    await log().append(topic, []);
    expect(await log().lag(topic, 'nobody')).toBe(0);
  });

  it('may be prepared twice, but not with more partitions than there are', async () => {
    const topic = await prepared(2);
    await log().prepare([topic, topicOf(1)]);
    await expect(log().prepare([{ ...topic, partitions: 5 }])).rejects.toThrow(/\b2\b.*\b5\b|\b5\b.*\b2\b/);
  });
}

function reading({ prepared, start, log }: Parts): void {
  it('brings 5,000 records through, each once, in batches no larger than asked for', async () => {
    const topic = await prepared(4);
    const reading = await start(topic, { batch: 250 });
    const all = numbered(5000, 97);
    for (let at = 0; at < all.length; at += 500) await log().append(topic, all.slice(at, at + 500));
    await until('5,000 records are read', () => reading.records.length >= 5000);
    expect(reading.records.length).toBe(5000);
    expect(new Set(reading.texts()).size).toBe(5000);
    expect(reading.largest()).toBeLessThanOrEqual(250);
    expect(reading.consumer.healthy()).toBe(true);
  });

  it('shows every group everything, also what was appended before it came', async () => {
    const topic = await prepared(2);
    await log().append(topic, numbered(20, 5));
    const readings = [await start(topic), await start(topic)];
    await log().append(topic, numbered(20, 5));
    await until('both have read 40', () => readings.every(({ records }) => records.length >= 40));
    expect(readings.map(({ records }) => records.length)).toEqual([40, 40]);
  });

  it('goes on after a stop where the group left off', async () => {
    const topic = await prepared(2);
    const group = `g-${randomUUID()}`;
    const first = await start(topic, { group });
    await log().append(topic, numbered(30, 7));
    await until('30 are read', () => first.records.length >= 30);
    await first.consumer.stop();
    await log().append(topic, [recordOf('a', 'new'), recordOf('b', 'new')]);
    const second = await start(topic, { group });
    await until('two more are read', () => second.records.length >= 2);
    await until('nothing is left', async () => (await log().lag(topic, group)) === 0);
    expect(second.texts()).toEqual(['new', 'new']);
  });

  it('reads again from a given offset, whatever was acknowledged, and without anything new', async () => {
    const topic = await prepared(1);
    const group = `g-${randomUUID()}`;
    await log().append(topic, numbered(10, 1));
    const first = await start(topic, { group });
    await until('ten are read', () => first.records.length >= 10);
    await first.consumer.stop();
    const from = first.records[4]?.offset ?? Number.NaN;
    const second = await start(topic, { group, from });
    await until('six are read again', () => second.records.length >= 6);
    expect(second.records).toEqual(first.records.slice(4));
  });

  it('begins at a given offset although nothing was acknowledged', async () => {
    const topic = await prepared(1);
    await log().append(topic, numbered(10, 1));
    const probe = await start(topic);
    await until('ten are read', () => probe.records.length >= 10);
    const from = probe.records[7]?.offset ?? Number.NaN;
    const { records, texts } = await start(topic, { from });
    await until('three are read', () => records.length >= 3);
    expect(texts()).toEqual(['7', '8', '9']);
  });

  it('knows how far a group is behind', async () => {
    const topic = await prepared(2);
    const group = `g-${randomUUID()}`;
    await log().append(topic, numbered(40, 9));
    expect(await log().lag(topic, group)).toBe(40);
    const { records, consumer } = await start(topic, { group });
    await until('nothing is left', async () => (await log().lag(topic, group)) === 0);
    expect(records.length).toBe(40);
    await consumer.stop();
    await log().append(topic, numbered(3, 1));
    expect(await log().lag(topic, group)).toBe(3);
  });
}

function failing({ prepared, start, log }: Parts): void {
  it('gives a failing handler the same records again, and loses none', async () => {
    const topic = await prepared(1);
    await log().append(topic, numbered(20, 3));
    const attempts: string[] = [];
    const { records, texts } = await start(topic, {
      batch: 5,
      handle: (batch) => {
        const first = batch[0] ? textOf(batch[0]) : '';
        attempts.push(first);
        if (first === '5' && attempts.filter((one) => one === '5').length < 3) throw new Error('not this time');
      },
    });
    await until('20 are read', () => records.length >= 20);
    expect(texts()).toEqual(Array.from({ length: 20 }, (_, n) => String(n)));
    expect(attempts.filter((one) => one === '5').length).toBe(3);
  });

  it('acknowledges nothing that was not handled', async () => {
    const topic = await prepared(1);
    const group = `g-${randomUUID()}`;
    await log().append(topic, numbered(6, 1));
    let attempts = 0;
    const failing = await start(topic, {
      group,
      handle: () => {
        attempts += 1;
        throw new Error('never');
      },
    });
    await until('it was tried twice', () => attempts >= 2);
    expect(await log().lag(topic, group)).toBe(6);
    await failing.consumer.stop();
    const { records } = await start(topic, { group });
    await until('all six are read', () => records.length >= 6);
    expect(records.length).toBe(6);
  });

  it('lets the other partitions go on while one fails', async () => {
    const topic = await prepared(2);
    const { records } = await start(topic, {
      handle: (batch) => {
        if (batch[0]?.partition === 0) throw new Error('never');
      },
    });
    await log().append(topic, [{ ...recordOf('a', 'a'), partition: 0 }]);
    for (let n = 0; n < 5; n++) {
      await log().append(topic, [{ ...recordOf('b', String(n)), partition: 1 }]);
      await until(`record ${n} of the other partition is read`, () => records.length > n);
    }
    expect(records.every(({ partition }) => partition === 1)).toBe(true);
  });

  it('assigns the partition anew when its handler was fenced off', async () => {
    const topic = await prepared(1);
    let fenced = false;
    const { records, assignments, closed } = await start(topic, {
      handle: () => {
        if (!fenced) {
          fenced = true;
          throw new FencedError('somebody else has it');
        }
      },
    });
    await log().append(topic, numbered(3, 1));
    await until('three are read', () => records.length >= 3);
    expect(assignments.length).toBeGreaterThanOrEqual(2);
    expect(closed.length).toBe(assignments.length - 1);
  });
}

function sharing({ prepared, start, log }: Parts): void {
  it('lets a running handler finish on stop, acknowledges it, and closes every handler', async () => {
    const topic = await prepared(2);
    const group = `g-${randomUUID()}`;
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    let running = 0;
    const reading = await start(topic, {
      group,
      handle: async () => {
        running += 1;
        await gate;
        expect(reading.closed).not.toContain(0);
      },
    });
    await log().append(topic, [{ ...recordOf('a', 'a'), partition: 0 }]);
    await until('a handler runs', () => running === 1);
    const stopped = reading.consumer.stop();
    release();
    await stopped;
    expect(reading.texts()).toEqual(['a']);
    expect(reading.closed.toSorted()).toEqual(reading.assignments.map(({ partition }) => partition).toSorted());
    expect(await log().lag(topic, group)).toBe(0);
    expect(reading.consumer.healthy()).toBe(false);
  });

  it('hands each record to one member of a group, and all to the last one that stays', async () => {
    const topic = await prepared(4);
    const group = `g-${randomUUID()}`;
    const members = [await start(topic, { group }), await start(topic, { group })];
    const texts = (): string[] => members.flatMap((member) => member.texts());
    let sent = 0;
    const send = async (): Promise<void> => {
      await log().append(
        topic,
        [0, 1, 2, 3].map((partition) => ({ ...recordOf(null, String(sent++)), partition })),
      );
    };
    await until('both have read something', async () => {
      await send();
      return members.every(({ records }) => records.length > 0);
    });
    await members[0]?.consumer.stop();
    const before = members[1]?.records.length ?? 0;
    await send();
    await until('everything was read', () => new Set(texts()).size === sent);
    await until('the other one goes on alone', () => (members[1]?.records.length ?? 0) >= before + 4);
    expect(new Set(texts())).toEqual(new Set(Array.from({ length: sent }, (_, n) => String(n))));
  });
}
