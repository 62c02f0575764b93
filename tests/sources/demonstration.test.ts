import { describe, expect, it } from '@jest/globals';
import { createDemonstrationSource } from '../../src/sources/demonstration.ts';
import { collector, createFakeTime, memoryCursors, temporaryFile, until } from './support.ts';

const HEADER = { demonstration: true, title: 'An evening', startMinute: 50 };
const post = (id: string, minute: number, more: object = {}) => ({
  source: 'demo-x',
  kind: 'post',
  externalId: id,
  text: `Post ${id}`,
  minute,
  ...more,
});
const EVENING = [
  HEADER,
  post('a', 0),
  post('b', 49.5),
  post('c', 50.25),
  post('d', 51),
  post('c', 60, { metrics: { likes: 7 }, text: null }),
  post('e', 110),
];
const config = { id: 'demonstration', label: 'Demonstration', enabled: true, type: 'demonstration' } as const;

async function setUp(lines: readonly unknown[] = EVENING, cursors = memoryCursors()) {
  const file = await temporaryFile('evening.ndjson', lines.map((line) => JSON.stringify(line)).join('\n'));
  const time = createFakeTime();
  const { push, pushed } = collector();
  const stop = new AbortController();
  const source = createDemonstrationSource(config, { file, time, cursors });
  return { source, time, pushed, stop, cursors, start: () => source.start(push, stop.signal) };
}

const MINUTE = 60_000;
type SetUp = Awaited<ReturnType<typeof setUp>>;

/** What was pushed, with the minutes between its event and the start. */
const seen = ({ pushed }: SetUp, start: number) =>
  pushed.map(({ raw, receivedAt }) => {
    expect(Date.parse((raw.publishedAt ?? raw.observedAt)!)).toBe(receivedAt);
    return [raw.externalId, (receivedAt - start) / MINUTE];
  });

describe('the demonstration', () => {
  it('begins with the past as history and lets the rest unfold', async () => {
    const evening = await setUp();
    const start = evening.time.now();
    void evening.start();
    await until(() => evening.time.waiting().length > 0);
    expect(seen(evening, start)).toEqual([
      ['a', -50],
      ['b', -0.5],
    ]);
    expect(evening.source.status()).toMatchObject({
      state: 'live',
      demonstration: true,
      signals: 2,
      rate: 0,
      speed: 1,
    });
    await evening.time.advance(14_999);
    expect(evening.pushed).toHaveLength(2);
    await evening.time.advance(1);
    await evening.time.advance(45_000);
    expect(seen(evening, start).slice(2)).toEqual([
      ['c', 0.25],
      ['d', 1],
    ]);
    expect(evening.pushed[2]!.raw).not.toHaveProperty('minute');
    evening.stop.abort();
  });

  it('never dates anything ahead of the clock, at any speed, and ends', async () => {
    const evening = await setUp();
    const start = evening.time.now();
    const running = evening.start();
    await until(() => evening.time.waiting().length > 0);
    await evening.time.advance(0.5 * MINUTE);
    evening.source.setSpeed!(20);
    await until(() => evening.time.waiting().includes(start + 0.5 * MINUTE + (0.5 * MINUTE) / 20));
    await evening.time.advance((10 * MINUTE) / 20);
    evening.source.setSpeed!('max');
    expect(evening.source.status().speed).toBe(60);
    await until(() => evening.time.waiting().length > 0);
    await evening.time.advance(MINUTE);
    await running;
    expect(seen(evening, start).map(([id]) => id)).toEqual(['a', 'b', 'c', 'd', 'c', 'e']);
    const minutes = seen(evening, start).map(([, minute]) => minute as number);
    expect(minutes).toEqual([...minutes].sort((a, b) => a - b));
    expect(minutes[3]).toBeCloseTo(0.5 + 0.5 / 20, 3);
    expect(minutes[4]).toBeCloseTo(0.5 + 9.5 / 20, 3);
    expect(evening.source.status().state).toBe('ended');
  });

  it('completes what carries only metrics, as a new observation of the same item', async () => {
    const evening = await setUp();
    void evening.start();
    await until(() => evening.time.waiting().length > 0);
    await evening.time.advance(10 * MINUTE);
    const update = evening.pushed.at(-1)!.raw;
    expect(update).toMatchObject({
      externalId: 'c',
      text: 'Post c',
      metrics: { likes: 7 },
      observedAt: expect.any(String),
    });
    expect(update.publishedAt).toBeUndefined();
    evening.stop.abort();
  });

  it('goes on where it was after a restart and pushes nothing twice', async () => {
    const first = await setUp();
    const running = first.start();
    await until(() => first.time.waiting().length > 0);
    await first.time.advance(2 * MINUTE);
    first.stop.abort();
    await running;
    const second = await setUp(EVENING, first.cursors);
    const start = second.time.now();
    void second.start();
    await until(() => second.time.waiting().length > 0);
    expect(second.pushed).toEqual([]);
    await second.time.advance(9 * MINUTE);
    expect(seen(second, start)).toEqual([['c', 9]]);
    second.stop.abort();
  });

  it('leaves out lines that are none of its own, and says so', async () => {
    const evening = await setUp([
      HEADER,
      post('a', 1),
      post('b', 2, { source: 'real-paper' }),
      { ...post('c', 3), minute: 'x' },
    ]);
    await evening.start();
    expect(evening.pushed.map(({ raw }) => raw.externalId)).toEqual(['a']);
    expect(evening.source.status()).toMatchObject({
      state: 'ended',
      lastError: '2 lines could not be read; line 3: source: must begin with "demo-"',
    });
  });

  it('says in words that there is no evening', async () => {
    const evening = await setUp([post('a', 1)]);
    await evening.start();
    expect(evening.source.status()).toMatchObject({
      state: 'failing',
      lastError: expect.stringContaining('its first line must be {"demonstration": true'),
    });
  });
});
