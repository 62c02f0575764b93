import { describe, expect, it } from '@jest/globals';
import { createLine } from '../../streams/line.ts';
import { drop, reject } from '../../streams/outcome.ts';
import type { StatelessProcessor } from '../../streams/processors/processor.ts';
import { run } from '../../streams/run.ts';
import { createMemoryTransport } from '../../streams/transport/memory.ts';
import { eventually } from '../support/postgres.ts';
import { createTroubledLedger, link, textOf, topicsOf } from './chain.ts';

/** A clock that stands still until somebody waits by it. */
function createWatch() {
  const waits: { ms: number; go: () => void }[] = [];
  let now = 0;
  return {
    clock: () => now,
    waits,
    wait: (ms: number, signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true });
        waits.push({
          ms,
          go: () => {
            now += ms;
            resolve();
          },
        });
      }),
  };
}

function trial() {
  const watch = createWatch();
  const said: (string | null)[] = [];
  const line = createLine({ ...watch, processor: 'copy', changed: (why) => said.push(why) });
  return { ...watch, line, said };
}

const flags = (count: number, refused: boolean): boolean[] => Array.from({ length: count }, () => refused);

describe('the line', () => {
  it('stands still for a hundred refused in a row, not for one in a hundred, nor for a source that is two thirds rubbish', () => {
    const { line, said } = trial();
    for (let n = 0; n < 200; n++) line.handled([...flags(99, false), true]);
    for (let n = 0; n < 500; n++) line.handled([true, true, false]);
    line.handled(flags(99, true));
    expect(said).toEqual([]);
    line.handled([false, ...flags(100, true)]);
    expect(said).toEqual(['copy refused 100 records in a row']);
  });

  it('stands still where hardly one record in ten can be read', () => {
    const { line, said } = trial();
    for (let n = 0; n < 60; n++) line.handled([...flags(19, true), false]);
    expect(said).toEqual([expect.stringMatching(/^copy refused 9\d\d of the last 1000 records$/)]);
  });

  it('tries one batch every half minute, whoever waits, and goes on once most of one can be read', async () => {
    const { line, said, waits, clock } = trial();
    line.handled(flags(100, true));
    const passed: number[] = [];
    for (const who of [1, 2]) void line.pass().then(() => passed.push(who));
    await eventually(() => waits.length === 2);
    waits.splice(0).forEach(({ go }) => go());
    await eventually(() => passed.length === 1);
    expect(clock()).toBeGreaterThanOrEqual(30_000);
    line.handled(flags(10, true));
    await eventually(() => waits.length === 1);
    expect(passed).toEqual([1]);
    line.handled([...flags(4, true), ...flags(6, false)]);
    waits.splice(0).forEach(({ go }) => go());
    await eventually(() => passed.length === 2);
    await line.pass();
    expect(said.at(-1)).toBeNull();
    expect(line.stopped()).toBeNull();
  });
});

const topics = topicsOf(1);

/** Cannot read anything until it is mended. */
function createSick(state: { mended: boolean }): StatelessProcessor {
  return {
    kind: 'stateless',
    name: 'sick',
    reads: topics.signals,
    process: (record) => (state.mended ? [drop('duplicate')] : [reject('invalid', textOf(record))]),
  };
}

describe('a processor that can read nothing', () => {
  it('lays little aside, keeps the rest in the log, and handles it once it is mended', async () => {
    const watch = createWatch();
    const transport = createMemoryTransport();
    const state = { mended: false };
    const words = Array.from({ length: 1_000 }, (_, n) => link('a', `word-${n}`));
    await transport.append(topics.signals, words);
    const line = (processor: string) => createLine({ ...watch, processor, changed: () => {} });
    const ledger = createTroubledLedger();
    const consumer = await run([createSick(state)], { topics, transport, ledger, batch: 50, line });
    await eventually(() => watch.waits.length === 1);
    const aside = transport.records(topics.rejected).length;
    expect(aside).toBe(100);
    state.mended = true;
    watch.waits[0]!.go();
    await transport.idle();
    expect(transport.records(topics.rejected)).toHaveLength(aside);
    await consumer.stop();
  });

  it('does not keep a process from ending', async () => {
    const watch = createWatch();
    const transport = createMemoryTransport();
    await transport.append(
      topics.signals,
      Array.from({ length: 300 }, (_, n) => link('a', String(n))),
    );
    const line = (processor: string) => createLine({ ...watch, processor, changed: () => {} });
    const options = { topics, transport, ledger: createTroubledLedger(), batch: 100, line };
    const consumer = await run([createSick({ mended: false })], options);
    await eventually(() => watch.waits.length === 1);
    await consumer.stop();
    expect(transport.records(topics.rejected).length).toBeLessThan(300);
  });
});
