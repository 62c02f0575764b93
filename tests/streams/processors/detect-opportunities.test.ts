import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Opportunity } from '../../../src/contract/opportunity.ts';
import { Story } from '../../../src/contract/story.ts';
import type { Snapshot } from '../../../streams/ledger.ts';
import type { Outcome } from '../../../streams/outcome.ts';
import { createDetectOpportunities } from '../../../streams/processors/detect-opportunities.ts';
import { run } from '../../../streams/run.ts';
import { createMemoryTransport } from '../../../streams/transport/memory.ts';
import type { LogRecord } from '../../../streams/transport/transport.ts';
import { HOUR, iso, mentionOf, MINUTE, NOON, post } from '../../support/signals.ts';
import { createTroubledLedger } from '../chain.ts';
import { asBytes, entry, eveningLog, shippedRules, tickAt, topics } from '../evening.ts';

const processor = createDetectOpportunities(topics, shippedRules());
let log: LogRecord[] = [];
let whole: Outcome[][] = [];

const changes = (outcomes: readonly Outcome[]): Opportunity[] =>
  outcomes.flatMap((outcome) => (outcome.kind === 'change' ? [outcome.opportunity] : []));

function pass(records: readonly LogRecord[], snapshots: readonly Snapshot[] = []) {
  const state = processor.open(snapshots);
  return { outcomes: records.map((record) => [...state.process(record)]), snapshots: () => state.snapshots() };
}

beforeAll(() => {
  log = eveningLog();
  whole = pass(log).outcomes;
});

describe('the fictional evening', () => {
  it('opens cards for both brands, all of them as the contract says', () => {
    const opportunities = changes(whole.flat());
    expect(new Set(opportunities.map(({ brand }) => brand))).toEqual(new Set(['harbour-and-pine', 'maison-sorbier']));
    for (const [i, outcome] of whole.flat().entries()) {
      if (outcome.kind !== 'change') continue;
      expect(outcome.story).toMatchObject({ id: outcome.opportunity.story, brand: outcome.opportunity.brand });
      if (i % 10 > 0) continue;
      expect(Opportunity.parse(outcome.opportunity)).toEqual(JSON.parse(JSON.stringify(outcome.opportunity)));
      expect(Story.parse(outcome.story)).toEqual(JSON.parse(JSON.stringify(outcome.story)));
    }
  });

  it('gives the same opportunities twice, byte for byte', () => {
    expect(asBytes(changes(pass(log).outcomes.flat()))).toEqual(asBytes(changes(whole.flat())));
  });

  it('goes on from a snapshot taken anywhere as if nothing had happened', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: log.length }), (cut) => {
        const before = pass(log.slice(0, cut));
        const after = pass(log.slice(cut), before.snapshots());
        expect(JSON.stringify(after.outcomes)).toBe(JSON.stringify(whole.slice(cut)));
      }),
      { numRuns: 5, examples: [[0], [log.length]] },
    );
  });

  it('gives the same snapshot after a snapshot', () => {
    const cut = Math.floor(log.length / 2);
    const [first] = pass(log.slice(0, cut)).snapshots();
    const again = processor.open([first as Snapshot]);
    again.process(entry(cut, tickAt(0)));
    expect(again.snapshots()).toEqual([first]);
  });

  it('run in small batches, with restarts, writes what one pass would', async () => {
    const transport = createMemoryTransport();
    await transport.append(
      topics.mentions,
      log.map(({ value }) => ({ key: null, value: value as Uint8Array, timestamp: 0, partition: 0 })),
    );
    const ledger = createTroubledLedger(['ok', 'ok', 'fail', 'ok', 'kill-written', 'ok', 'lost', 'ok', 'ok', 'kill']);
    for (let over = false; !over;) {
      ledger.revive();
      const consumer = await run([processor], { topics, transport, ledger, batch: 40, snapshotEvery: 90 });
      over = await Promise.race([transport.idle().then(() => true), ledger.died().then(() => false)]);
      await consumer.stop();
    }
    expect(asBytes(ledger.opportunities)).toEqual(asBytes(changes(whole.flat())));
  });

  it('says each thing once where the log holds every entry twice', () => {
    const twice = log.flatMap((record) => [record, record]);
    const opportunities = changes(pass(twice).outcomes.flat());
    expect(asBytes(opportunities)).toEqual(asBytes(changes(whole.flat())));
  });
});

describe('ticks', () => {
  const calm = (): Map<string, string> => {
    const state = processor.open([]);
    const states = new Map<string, string>();
    for (const record of log) for (const { id, state: card } of changes(state.process(record))) states.set(id, card);
    const end = NOON + 24 * HOUR;
    for (let at = NOON; at < end; at += MINUTE) {
      for (const { id, state: card } of changes(state.process(entry(0, tickAt(at))))) states.set(id, card);
    }
    return states;
  };

  it('close every card in the end when nothing arrives any more', () => {
    const states = calm();
    expect(states.size).toBeGreaterThan(1);
    expect([...new Set(states.values())]).toEqual(['closed']);
  });

  it('of another time do not disturb a recording that is being played', () => {
    const state = processor.open([]);
    const day = 24 * HOUR;
    const said = log.flatMap((record, i) => {
      const wrong = [NOON + 30 * day, NOON - 30 * day][i % 2] as number;
      expect(state.process(entry(0, tickAt(wrong)))).toEqual([]);
      return changes(state.process(record));
    });
    expect(asBytes(said)).toEqual(asBytes(changes(whole.flat())));
  });

  it('say nothing to a brand without mentions, and a broken one is refused', () => {
    const state = processor.open([]);
    expect(state.process(entry(0, tickAt(NOON)))).toEqual([]);
    expect(state.process(entry(1, { tick: 'soon' }))).toMatchObject([{ kind: 'reject', reason: 'invalid' }]);
    expect(state.snapshots()).toEqual([]);
  });
});

describe('a mention', () => {
  it('of a brand that is not known ends here', () => {
    const state = processor.open([]);
    expect(state.process(entry(0, mentionOf(post('final'))))).toEqual([{ kind: 'drop', reason: 'unknown-brand' }]);
  });

  it('that comes twice, or days late, ends here', () => {
    const state = processor.open([]);
    const brand = 'maison-sorbier';
    const fresh = mentionOf(post('finale'), { brand });
    expect(state.process(entry(0, fresh))).toEqual([]);
    expect(state.process(entry(1, fresh))).toEqual([{ kind: 'drop', reason: 'duplicate' }]);
    const old = mentionOf(post('finale', { at: NOON - 73 * HOUR }), { brand });
    expect(state.process(entry(2, old))).toEqual([{ kind: 'drop', reason: 'too-old' }]);
  });

  it('says when the signal was received that led to a change', () => {
    const opportunities = changes(whole.flat());
    for (const { causedAt } of opportunities) expect(causedAt).toBe(iso(Date.parse(causedAt as string)));
  });
});
