import { FencedError, type Claim, type Commit, type Ledger, type Snapshot } from './ledger.ts';

interface Entry {
  epoch: number;
  position: number;
  snapshotPosition: number;
  readonly snapshots: Map<string, Snapshot>;
}

/**
 * A ledger in this process's memory, for tests and replays; `write` receives the effects of each commit that moves the
 * position.
 */
export function createMemoryLedger(write: (commit: Commit, claim: Claim) => void): Ledger {
  const entries = new Map<string, Entry>();

  function entryOf(topic: string, partition: number): Entry {
    const key = `${topic}/${partition}`;
    const known = entries.get(key);
    if (known) return known;
    const entry: Entry = { epoch: 0, position: -1, snapshotPosition: -1, snapshots: new Map() };
    entries.set(key, entry);
    return entry;
  }

  return {
    claim: async (topic, partition) => {
      const entry = entryOf(topic, partition);
      entry.epoch += 1;
      const { epoch, position, snapshotPosition } = entry;
      return { topic, partition, epoch, position, snapshotPosition, snapshots: [...entry.snapshots.values()] };
    },
    commit: async (claim, commit) => {
      const entry = entryOf(claim.topic, claim.partition);
      if (entry.epoch !== claim.epoch) throw new FencedError(`${claim.topic}/${claim.partition} has another owner`);
      if (commit.position > entry.position) write(commit, claim);
      entry.position = commit.position;
      if (!commit.snapshots) return;
      entry.snapshotPosition = commit.position;
      for (const snapshot of commit.snapshots) entry.snapshots.set(snapshot.brand, snapshot);
    },
  };
}
