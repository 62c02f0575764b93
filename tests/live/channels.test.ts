import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { CardStore, ChangeStore } from '../../src/ports/newsroom.ts';
import { createChannels } from '../../src/live/channels.ts';
import { eventually } from '../support/live.ts';

const nobody = { published: () => undefined, lost: () => undefined };

/** A store out of reach: what is asked of it fails when it is told to. */
function createAway() {
  const asked = { last: 0 };
  let wake: (brand: string) => void = () => undefined;
  let give: (error: Error) => void = () => undefined;
  const changes: ChangeStore = {
    epoch: async () => 'epoch',
    last: () => {
      asked.last += 1;
      return new Promise((_, reject) => (give = reject));
    },
    since: async () => [],
    watch: async (listener) => {
      wake = listener;
      return async () => undefined;
    },
  };
  return { asked, changes, wake: (brand: string) => wake(brand), fail: () => give(new Error('out of reach')) };
}

describe('the reader of a brand’s changes', () => {
  it('rests once nobody listens any more, though the store was out of reach when it was woken', async () => {
    const away = createAway();
    const warned: string[] = [];
    const log = pino({ level: 'warn' }, { write: (line: string) => void warned.push(line) });
    const channels = await createChannels({
      ...{ changes: away.changes, cards: {} as CardStore, log, pollMs: 60_000, retryMs: 1 },
    });
    const opening = channels.open('lumo', nobody);
    await eventually(() => away.asked.last === 1, 'the store is asked');
    away.wake('lumo');
    away.fail();
    await expect(opening).rejects.toThrow('out of reach');
    const before = warned.length;
    // As many turns of the clock as would bring the next tries.
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve, 2));
    expect(warned.length - before).toBeLessThan(2);
    await channels.stop();
  });
});
