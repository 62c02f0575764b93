import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { PushSignals } from '../../src/context.ts';
import { createSourceDesk } from '../../src/sources/desk.ts';
import { createHealth } from '../../src/sources/health.ts';
import type { Source } from '../../src/sources/source.ts';
import { collector, createFakeTime, until } from './support.ts';

const log = pino({ level: 'silent' });
const raw = { source: 's', kind: 'news', externalId: '1', publishedAt: '2026-11-22T19:59:00Z', title: 'T' } as const;

function source(
  id: string,
  work: (push: PushSignals, signal: AbortSignal) => Promise<void>,
  time = createFakeTime(),
): Source {
  const health = createHealth({ id, label: id, type: 'feed', demonstration: false }, time.now);
  return { id, start: work, status: () => health.status() };
}
const forever = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));

describe('the source desk', () => {
  it('starts a source that broke down again, and does not let it disturb the others', async () => {
    const time = createFakeTime();
    const { push, pushed } = collector();
    let starts = 0;
    const broken = source('broken', async () => {
      starts += 1;
      throw new Error('broken');
    });
    const good = source('good', async (to, signal) => {
      await to([{ raw, receivedAt: time.now() }]);
      await forever(signal);
    });
    const desk = createSourceDesk({ sources: [broken, good], push, time, log });
    desk.start();
    await until(() => pushed.length === 1 && time.waiting().length === 1);
    await time.advance(60_000);
    expect(starts).toBe(2);
    expect(desk.statuses().map(({ id }) => id)).toEqual(['broken', 'good']);
    await desk.stop();
  });

  it('holds signals back while the log is away and loses none', async () => {
    const time = createFakeTime();
    const { push, pushed } = collector();
    let away = 3;
    const flaky: PushSignals = async (signals) => {
      if (away-- > 0) throw new Error('the log is away');
      await push(signals);
    };
    let gave = false;
    const giver = source('giver', async (to) => {
      await to([{ raw, receivedAt: time.now() }]);
      gave = true;
    });
    const desk = createSourceDesk({ sources: [giver], push: flaky, time, log });
    desk.start();
    await until(() => time.waiting().length === 1);
    expect(gave).toBe(false);
    await time.advance(500 + 1_000 + 2_000);
    expect(gave).toBe(true);
    expect(pushed).toHaveLength(1);
    await desk.stop();
  });

  it('stops while a source is being held back', async () => {
    const time = createFakeTime();
    const giver = source('giver', (to) => to([{ raw, receivedAt: 0 }]));
    const desk = createSourceDesk({ sources: [giver], push: () => Promise.reject(new Error('away')), time, log });
    desk.start();
    await until(() => time.waiting().length === 1);
    await desk.stop();
  });

  it('knows what can be set and asked', async () => {
    const time = createFakeTime();
    const speeds: unknown[] = [];
    const recording = { ...source('recording', async () => {}), setSpeed: (speed: unknown) => void speeds.push(speed) };
    const desk = createSourceDesk({
      sources: [recording, source('feed', async () => {})],
      push: collector().push,
      time,
      log,
    });
    expect([desk.setSpeed('recording', 60), desk.setSpeed('feed', 60), desk.setSpeed('nobody', 1)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(speeds).toEqual([60]);
    expect(await desk.test('nobody')).toBeNull();
    expect(await desk.test('feed')).toMatchObject({ id: 'feed', state: 'starting' });
  });
});

describe('the health of a source', () => {
  it('tells the rate of the last quarter of an hour and how late the newest item was', async () => {
    const time = createFakeTime(Date.parse('2026-11-22T20:00:00Z'));
    const health = createHealth({ id: 's', label: 'S', type: 'feed', demonstration: false }, time.now);
    health.attempted();
    health.answered();
    health.received(Array.from({ length: 30 }, () => ({ raw, receivedAt: time.now() })));
    expect(health.status()).toMatchObject({ state: 'live', signals: 30, rate: 30, lagSeconds: 60 });
    await time.advance(10 * 60_000);
    expect(health.status().rate).toBe(3);
    await time.advance(10 * 60_000);
    expect(health.status()).toMatchObject({ rate: 0, signals: 30, lastSignalAt: '2026-11-22T20:00:00.000Z' });
    health.failed('nothing answers at this address');
    expect(health.status()).toMatchObject({ state: 'failing', lastError: 'nothing answers at this address' });
    health.answered();
    expect(health.status()).toMatchObject({ state: 'live', lastError: null });
  });
});
