import { z } from 'zod';
import type { Brand } from '../../src/contract/brand.ts';
import { Mention, Tick } from '../../src/contract/mention.ts';
import type { Scoring } from '../../src/contract/scoring.ts';
import type { Territory } from '../../src/contract/territory.ts';
import { createBrandDetection, type BrandDetection, type Said } from '../../src/core/opportunity/brand-state.ts';
import { decodeBrandState, encodeBrandState } from '../../src/core/opportunity/snapshot.ts';
import type { EventReader } from '../../src/core/safety/events.ts';
import type { Snapshot } from '../ledger.ts';
import { change, drop, type Outcome } from '../outcome.ts';
import type { Topics } from '../topics.ts';
import type { KeyedProcessor, PartitionState } from './processor.ts';
import { readRecord } from './read-record.ts';

/** What detection is told from outside; asked anew at every mention, so that a change counts from the next one on. */
export interface DetectionRules {
  readonly readEvents: EventReader;
  readonly scoring: Scoring;
  /** The brand with its live territory, or null where it is not known (any more). */
  brand(id: string): { brand: Brand; territory: Territory } | null;
}

const Entry = z.union([Mention, Tick]);

/** Mentions in, opportunities out: groups, counts, judges and scores each brand's mentions in the order of the log. */
export function createDetectOpportunities(topics: Topics, rules: DetectionRules): KeyedProcessor {
  return {
    kind: 'keyed',
    name: 'detect-opportunities',
    reads: topics.mentions,
    open: (snapshots) => openPartition(rules, snapshots),
  };
}

function openPartition(rules: DetectionRules, snapshots: readonly Snapshot[]): PartitionState {
  const brands = new Map<string, BrandDetection>();
  const dirty = new Set<string>();
  for (const { brand, state } of snapshots) {
    brands.set(brand, createBrandDetection(rules.readEvents, decodeBrandState(state)));
  }

  function process(record: Parameters<PartitionState['process']>[0]): readonly Outcome[] {
    const read = readRecord(record, Entry);
    if ('refused' in read) return [read.refused];
    return 'tick' in read.value ? tick(read.value) : detectOpportunities(read.value);
  }

  function detectOpportunities(mention: Mention): readonly Outcome[] {
    const known = rules.brand(mention.brand);
    if (!known) return [drop('unknown-brand')];
    const detection = brands.get(mention.brand) ?? createBrandDetection(rules.readEvents);
    brands.set(mention.brand, detection);
    dirty.add(mention.brand);
    const taken = detection.take(mention, { ...known, scoring: rules.scoring });
    return 'dropped' in taken ? [drop(taken.dropped)] : outcomes(taken.said, mention.signal.receivedAt);
  }

  function tick({ tick: at }: Tick): readonly Outcome[] {
    return [...brands].flatMap(([id, detection]) => {
      const known = rules.brand(id);
      if (!known) return [];
      dirty.add(id);
      return outcomes(detection.tick(Date.parse(at), { ...known, scoring: rules.scoring }), at);
    });
  }

  function takeSnapshots(): Snapshot[] {
    const taken = [...dirty].map((brand) => {
      const { state } = brands.get(brand) as BrandDetection;
      return { brand, state: encodeBrandState(state) };
    });
    dirty.clear();
    return taken;
  }

  return { process, snapshots: takeSnapshots };
}

const outcomes = (said: readonly Said[], causedAt: string): Outcome[] =>
  said.map(({ opportunity, story }) => change({ ...opportunity, causedAt }, story));
