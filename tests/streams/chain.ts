import type { Opportunity } from '../../src/contract/opportunity.ts';
import type { Story } from '../../src/contract/story.ts';
import { hash32 } from '../../src/core/text/hash.ts';
import type { Claim, Commit, Ledger } from '../../streams/ledger.ts';
import { createMemoryLedger } from '../../streams/memory-ledger.ts';
import { change, reject } from '../../streams/outcome.ts';
import type { KeyedProcessor } from '../../streams/processors/processor.ts';
import { topics as allTopics } from '../../streams/topics.ts';
import type { LogRecord, NewRecord } from '../../streams/transport/transport.ts';

export const topicsOf = (partitions: number) => allTopics({ signals: partitions, mentions: partitions });

export const textOf = (record: Pick<LogRecord, 'value'>): string => Buffer.from(record.value ?? []).toString();

/** A record of the chain: `brand word`. */
export const link = (brand: string, word: string, partition?: number): NewRecord => ({
  key: brand,
  value: Buffer.from(`${brand} ${word}`),
  timestamp: 0,
  ...(partition !== undefined && { partition }),
});

/**
 * A processor whose every answer depends on all records of the brand before: one lost, doubled or exchanged changes all
 * that follow. The words quiet, bad and boom change the state silently, are refused, and make it trip.
 */
export function createChain(): KeyedProcessor {
  return {
    kind: 'keyed',
    name: 'chain',
    reads: topicsOf(1).mentions,
    open: (snapshots) => {
      const sums = new Map(snapshots.map(({ brand, state }) => [brand, state]));
      const dirty = new Set<string>();
      return {
        process: (record) => {
          const [brand = '', word = ''] = textOf(record).split(' ');
          if (word === 'boom') throw new Error('tripped');
          if (word === 'bad') return [reject('invalid', 'a bad word')];
          const sum = String(hash32(`${sums.get(brand) ?? ''} ${word}`));
          sums.set(brand, sum);
          dirty.add(brand);
          const opportunity = { id: brand, brand, title: sum } as Opportunity;
          return word === 'quiet' ? [] : [change(opportunity, { id: brand, brand } as Story)];
        },
        snapshots: () => {
          const taken = [...dirty].map((brand) => ({ brand, state: sums.get(brand) as string }));
          dirty.clear();
          return taken;
        },
      };
    },
  };
}

/** What becomes of a commit: `lost` is written although the writer is told otherwise; kills end the process there. */
export type Fate = 'ok' | 'fail' | 'lost' | 'kill' | 'kill-written';

export interface TroubledLedger extends Ledger {
  /** Every change that was written, in order. */
  readonly written: { epoch: number; brand: string; sum: string }[];
  readonly opportunities: Opportunity[];
  readonly commits: Commit[];
  /** Last position written, per partition. */
  readonly positions: Map<number, number>;
  /** Resolves when a commit was fatal; nothing is written by that process any more. */
  died(): Promise<void>;
  /** A new process begins. */
  revive(): void;
}

/** A ledger whose commits meet the given fates, one after another; then all goes well. */
export function createTroubledLedger(fates: Fate[] = []): TroubledLedger {
  const written: TroubledLedger['written'] = [];
  const opportunities: Opportunity[] = [];
  const commits: Commit[] = [];
  const positions = new Map<number, number>();
  const memory = createMemoryLedger((commit, claim) => {
    opportunities.push(...commit.effects.opportunities);
    for (const { brand, title } of commit.effects.opportunities)
      written.push({ epoch: claim.epoch, brand, sum: title });
  });
  let dead = false;
  let death = Promise.withResolvers<void>();

  async function commit(claim: Claim, what: Commit): Promise<void> {
    if (dead) throw new Error('this process is dead');
    const fate = fates.shift() ?? 'ok';
    if (fate === 'ok' || fate === 'lost' || fate === 'kill-written') {
      await memory.commit(claim, what);
      commits.push(what);
      positions.set(claim.partition, what.position);
    }
    if (fate === 'kill' || fate === 'kill-written') {
      dead = true;
      death.resolve();
    }
    if (fate !== 'ok') throw new Error(`the ledger: ${fate}`);
  }

  return {
    written,
    opportunities,
    commits,
    positions,
    claim: memory.claim,
    commit,
    died: () => death.promise,
    revive: () => {
      dead = false;
      death = Promise.withResolvers();
    },
  };
}
