import { describe, expect, it } from '@jest/globals';
import { createReplayDesk, type ReplayOrder, type StartReplay } from '../../../src/app/replay/replay-desk.ts';
import type { ReplayThreadMessage } from '../../../src/app/replay/replay-thread.ts';
import { ReplayRequest, type Replay, type ReplayResult } from '../../../src/contract/replay.ts';

const alert = (opportunity: string) => ({
  ...{ opportunity, title: opportunity, at: '2026-11-22T20:00:00Z', level: 'alert' as const, score: 60, exists: false },
});
const RESULT: ReplayResult = {
  ...{ from: '2026-11-19T20:00:00Z', to: '2026-11-22T20:00:00Z', daysCovered: 3, warmUpHours: 72, share: 1 },
  ...{ versions: [1], mentions: { before: 1, after: 1, found: 0, dropped: 0 }, perDay: [], forecast: null, seconds: 1 },
  counts: { before: 1, after: 2, same: 0, gained: 1, lost: 0, moved: 1 },
  ...{ gained: [alert('quiet')], lost: [] },
  moved: [{ before: alert('known'), after: alert('unknown'), minutes: 4 }],
};

function trial() {
  const begun: { order: ReplayOrder; stopped: boolean; hear(message: ReplayThreadMessage): void }[] = [];
  const start: StartReplay = (order, hear) => {
    const one = { order, hear, stopped: false };
    begun.push(one);
    return async () => void (one.stopped = true);
  };
  const time = { now: 1_000_000 };
  const cards = { get: async (_: string, id: string) => (['known', 'quiet'].includes(id) ? ({} as never) : null) };
  const desk = createReplayDesk({ start, cards, clock: () => time.now });
  const ask = async (brand: string, query = 'cacao') =>
    (await desk.start(
      brand,
      ReplayRequest.parse({ territory: { brand, topics: [{ id: 't', label: 'T', query }] } }),
    )) as Replay;
  return { desk, begun, time, ask };
}

const settled = () => new Promise(setImmediate);

describe('replays that people ask for', () => {
  it('run one at a time, the brands in turn, and say how far they are and who goes before', async () => {
    const { desk, begun, time, ask } = trial();
    const [first, second, third] = [await ask('lumo'), await ask('lumo'), await ask('otter')];
    expect([first.ahead, second.ahead, third.ahead]).toEqual([0, 1, 0]);
    expect(begun.map(({ order }) => order.territory.brand)).toEqual(['lumo']);
    begun[0]!.hear({ type: 'begun' });
    time.now += 10_000;
    begun[0]!.hear({ type: 'progress', progress: { share: 0.25, entries: 5_000 } });
    const running = await desk.get('lumo', first.id);
    expect(running).toMatchObject({
      state: 'running',
      progress: { share: 0.25, entriesPerSecond: 500, secondsLeft: 30 },
    });
    begun[0]!.hear({ type: 'done', result: RESULT });
    await settled();
    expect(begun.map(({ order }) => order.territory.brand)).toEqual(['lumo', 'otter']);
    const { state, result } = (await desk.get('lumo', first.id))!;
    expect(state).toBe('done');
    expect([result!.gained[0]!.exists, result!.moved[0]!.before.exists, result!.moved[0]!.after.exists]).toEqual([
      ...[true, true, false],
    ]);
  });

  it('belong to their brand, and end when somebody ends them', async () => {
    const { desk, begun, ask } = trial();
    const [first, second] = [await ask('lumo'), await ask('otter')];
    expect(await desk.get('otter', first.id)).toBeNull();
    expect(await desk.cancel('otter', first.id)).toBeNull();
    expect(await desk.cancel('lumo', first.id)).toMatchObject({ state: 'cancelled' });
    expect(begun[0]!.stopped).toBe(true);
    begun[0]!.hear({ type: 'done', result: RESULT });
    await settled();
    expect(await desk.get('lumo', first.id)).toMatchObject({ state: 'cancelled', result: null });
    begun[1]!.hear({ type: 'failed', message: 'The disk is full.' });
    await settled();
    expect(await desk.get('otter', second.id)).toMatchObject({ state: 'failed', failure: 'The disk is full.' });
  });

  it('are refused where a query cannot be read, or where the brand has enough of them', async () => {
    const { ask } = trial();
    expect(await ask('lumo', 'cacao AND (')).toMatchObject({ unreadable: [{ path: 'territory.topics.0.query' }] });
    for (let n = 0; n < 3; n++) await ask('lumo');
    expect(await ask('lumo')).toBe('full');
    expect(await ask('otter')).toMatchObject({ state: 'waiting' });
  });
});
