import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { createReplaySource, readSignals } from '../../src/sources/replay.ts';
import type { RecordedLine } from '../../src/sources/replay.ts';
import { collector, createFakeTime, memoryCursors, temporaryFile, until } from './support.ts';

const item = (id: string, minute: number, more: object = {}) => ({
  source: 'paper',
  kind: 'news',
  externalId: id,
  publishedAt: new Date(Date.UTC(2021, 6, 12, 20, minute)).toISOString(),
  title: `Headline ${id}`,
  ...more,
});
const ndjson = (...lines: unknown[]) => lines.map((line) => JSON.stringify(line)).join('\n') + '\n';
const clock = () => Date.UTC(2026, 10, 22);

async function readAll(file: string, limit?: number): Promise<RecordedLine[]> {
  const lines: RecordedLine[] = [];
  for await (const batch of readSignals(file, { clock, limit })) lines.push(...batch);
  return lines;
}
const reasons = (lines: RecordedLine[]) =>
  lines.flatMap((line) => ('reason' in line ? [[line.line, line.reason]] : []));
const ids = (lines: RecordedLine[]) => lines.flatMap((line) => ('raw' in line ? [line.raw.externalId] : []));

describe('reading a recording', () => {
  it('reads plain and compressed files alike, each signal received at its own time', async () => {
    const text = ndjson(item('a', 1, { text: null, url: '/sport/1' }), item('b', 2));
    const plain = await readAll(await temporaryFile('x.ndjson', text));
    const packed = await readAll(await temporaryFile('renamed.txt', gzipSync(text)));
    expect(packed).toEqual(plain);
    expect(plain).toMatchObject([
      { line: 1, receivedAt: Date.UTC(2021, 6, 12, 20, 1), raw: { externalId: 'a', text: null, url: '/sport/1' } },
      { line: 2, receivedAt: Date.UTC(2021, 6, 12, 20, 2) },
    ]);
  });

  it('says what is wrong with a line and reads the others', async () => {
    const text = [
      JSON.stringify(item('a', 1)),
      '{"source": "pap',
      '',
      '[]',
      JSON.stringify({ ...item('c', 1), kind: 'rumour', publishedAt: 'yesterday' }),
      'x'.repeat(1_000_001),
      JSON.stringify(item('b', 2)),
    ].join('\n');
    const lines = await readAll(await temporaryFile('x.ndjson', text));
    expect(ids(lines)).toEqual(['a', 'b']);
    expect(reasons(lines)).toEqual([
      [2, 'not JSON'],
      [4, 'not a JSON object'],
      [5, 'kind: expected one of news, post; publishedAt: not an ISO 8601 time such as 2026-11-22T20:15:00Z'],
      [6, 'the line is longer than 1,000,000 bytes'],
    ]);
  });

  it('reads what lies before the break of a compressed file', async () => {
    const noise = (i: number) => createHash('shake256', { outputLength: 300 }).update(String(i)).digest('base64');
    const whole = gzipSync(ndjson(...Array.from({ length: 2_000 }, (_, i) => item(String(i), 1, { text: noise(i) }))));
    const lines = await readAll(await temporaryFile('x.gz', whole.subarray(0, whole.length - 20_000)));
    const read = ids(lines);
    expect(read.length).toBeGreaterThan(1_500);
    expect(read).toEqual(Array.from({ length: read.length }, (_, i) => String(i)));
    expect(reasons(lines).at(-1)).toEqual([
      expect.any(Number),
      'the compressed file ends too early (cut off): what came before was read',
    ]);
    const damaged = Buffer.from(whole);
    damaged.fill(0xff, whole.length - 5_000, whole.length - 4_000);
    expect(reasons(await readAll(await temporaryFile('y.gz', damaged))).at(-1)?.[1]).toContain('damaged from here on');
  });

  it('says in words that a file is empty, missing or not text', async () => {
    expect(reasons(await readAll(await temporaryFile('x', '')))).toEqual([[1, 'the file is empty']]);
    expect(reasons(await readAll(await temporaryFile('x.gz', gzipSync(''))))).toEqual([[1, 'the file is empty']]);
    expect(reasons(await readAll(await temporaryFile('x', Buffer.from([0xff, 0xfe, 10]))))).toEqual([
      [1, 'the line is not UTF-8'],
    ]);
    await expect(readAll('/nowhere/x.ndjson')).rejects.toThrow('Cannot read /nowhere/x.ndjson: there is no such file.');
  });

  it('completes metric updates of known items, and refuses those of unknown ones', async () => {
    const update = {
      source: 'paper',
      kind: 'news',
      observedAt: '2021-07-12T21:00:00Z',
      metrics: { likes: 9 },
      title: null,
    };
    const lines = await readAll(
      await temporaryFile(
        'x',
        ndjson(
          item('a', 1, { metrics: { likes: 1 }, author: { id: 'ann' } }),
          { ...update, externalId: 'a' },
          { ...update, externalId: 'z' },
        ),
      ),
    );
    expect(lines[1]).toMatchObject({
      receivedAt: Date.UTC(2021, 6, 12, 21),
      raw: { title: 'Headline a', author: { id: 'ann' }, metrics: { likes: 9 } },
    });
    expect(reasons(lines)).toEqual([[3, expect.stringContaining('only metrics, of an item that is not known')]]);
  });

  it('does not let a date in the future push time forward', async () => {
    const text = ndjson(item('a', 1), item('b', 0, { publishedAt: '9999-01-01T00:00:00Z' }), item('c', 2));
    const lines = await readAll(await temporaryFile('x', text));
    expect(lines.map((line) => 'raw' in line && new Date(line.receivedAt).toISOString())).toEqual([
      '2021-07-12T20:01:00.000Z',
      '2021-07-12T20:01:00.000Z',
      '2021-07-12T20:02:00.000Z',
    ]);
  });

  it('stops after as many signals as asked for', async () => {
    const file = await temporaryFile('x', ndjson(item('a', 1), {}, item('b', 2), item('c', 3)));
    expect(ids(await readAll(file, 2))).toEqual(['a', 'b']);
  });
});

describe('playing a recording', () => {
  const config = (file: string, speed: number | 'max') =>
    ({ id: 'rerun', label: 'Rerun', enabled: true, type: 'replay', file, speed }) as const;

  it('keeps the rhythm of the recording, and changes it on the way', async () => {
    const file = await temporaryFile('x', ndjson(item('a', 0), item('b', 10), item('c', 20), item('d', 80)));
    const time = createFakeTime();
    const { push, pushed } = collector();
    const source = createReplaySource(config(file, 1), time, memoryCursors());
    const stop = new AbortController();
    const running = source.start(push, stop.signal);
    await until(() => time.waiting().length > 0);
    expect(pushed.map(({ raw }) => raw.externalId)).toEqual(['a']);
    await time.advance(9 * 60_000);
    expect(pushed).toHaveLength(1);
    await time.advance(60_000);
    await until(() => pushed.length === 2);
    source.setSpeed!(60);
    await until(() => time.waiting().some((at) => at === time.now() + 10_000));
    await time.advance(10_000);
    await until(() => pushed.length === 3);
    source.setSpeed!('max');
    await running;
    expect(pushed.map(({ raw }) => raw.externalId)).toEqual(['a', 'b', 'c', 'd']);
    expect(source.status()).toMatchObject({ state: 'ended', signals: 4, speed: 'max', lagSeconds: 0 });
  });

  it('goes on after the last durable line when started again', async () => {
    const file = await temporaryFile(
      'x',
      ndjson(item('a', 0), item('b', 10), {
        source: 'paper',
        kind: 'news',
        externalId: 'a',
        observedAt: '2021-07-12T20:30:00Z',
        metrics: { likes: 3 },
      }),
    );
    const time = createFakeTime();
    const cursors = memoryCursors();
    const first = collector();
    const stop = new AbortController();
    const running = createReplaySource(config(file, 1), time, cursors).start(first.push, stop.signal);
    await until(() => time.waiting().length > 0);
    await time.advance(10 * 60_000);
    await until(() => first.pushed.length === 2);
    stop.abort();
    await running;
    const second = collector();
    await createReplaySource(config(file, 'max'), time, cursors).start(second.push, new AbortController().signal);
    expect(second.pushed.map(({ raw }) => [raw.externalId, raw.title])).toEqual([['a', 'Headline a']]);
  });

  it('holds back while the log has not taken what it gave', async () => {
    const file = await temporaryFile('x', ndjson(...Array.from({ length: 1_200 }, (_, i) => item(String(i), 1))));
    const taken: number[] = [];
    let release = () => {};
    const push = (signals: readonly unknown[]) => {
      taken.push(signals.length);
      return new Promise<void>((resolve) => (release = resolve));
    };
    const running = createReplaySource(config(file, 'max'), createFakeTime(), memoryCursors()).start(
      push,
      new AbortController().signal,
    );
    await until(() => taken.length === 1);
    for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
    expect(taken).toEqual([500]);
    release();
    await until(() => taken.length === 2);
    release();
    await until(() => taken.length === 3);
    release();
    await running;
    expect(taken).toEqual([500, 500, 200]);
  });

  it('says that its file is missing instead of breaking down', async () => {
    const source = createReplaySource(config('/nowhere.ndjson', 1), createFakeTime(), memoryCursors());
    await source.start(collector().push, new AbortController().signal);
    expect(source.status()).toMatchObject({
      state: 'failing',
      lastError: 'Cannot read /nowhere.ndjson: there is no such file.',
    });
  });
});
