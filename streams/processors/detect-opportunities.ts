import { z } from 'zod';
import type { Brand } from '../../src/contract/brand.ts';
import { Learnt } from '../../src/contract/learnt.ts';
import { Mention, Tick } from '../../src/contract/mention.ts';
import type { MomentumTable } from '../../src/contract/momentum.ts';
import type { Scoring } from '../../src/contract/scoring.ts';
import { LearntBands, type WindowModel } from '../../src/contract/window-model.ts';
import type { Territory } from '../../src/contract/territory.ts';
import { createBrandDetection, type BrandDetection, type Said } from '../../src/core/opportunity/brand-state.ts';
import { withLearnt } from '../../src/core/opportunity/relearn.ts';
import { decodeBrandState, encodeBrandState } from '../../src/core/opportunity/snapshot.ts';
import type { DelicateDays } from '../../src/core/moment/delicate-days.ts';
import type { SafetyReader } from '../../src/core/safety/reader.ts';
import type { StoryRules } from '../../src/core/story/model.ts';
import type { Snapshot } from '../ledger.ts';
import { change, drop, ended, type Outcome } from '../outcome.ts';
import type { Topics } from '../topics.ts';
import type { KeyedProcessor, PartitionState } from './processor.ts';
import { readRecord } from './read-record.ts';

/** What detection is told from outside; asked anew at every mention, so that a change counts from the next one on. */
export interface DetectionRules {
  readonly readSafety: SafetyReader;
  readonly stories: StoryRules;
  readonly momentum: MomentumTable | null;
  readonly scoring: Scoring;
  /** As shipped; what the log says was learnt since goes before it. */
  readonly window: WindowModel;
  /**
   * The brand with its live territory and delicate days, or null where it is not known (any more). `scoring`: where it has
   * one of its own.
   */
  brand(id: string): { brand: Brand; territory: Territory; days: DelicateDays; scoring?: Scoring } | null;
}

const Entry = z.union([Mention, Tick, Learnt]);

/** What was learnt is kept among the snapshots, under a name that no brand can have. */
const LEARNT = '$learnt';

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
  const learning = createLearning(rules);
  for (const { brand, state } of snapshots) {
    if (brand === LEARNT) learning.restore(state);
    else brands.set(brand, createBrandDetection(rules, decodeBrandState(state)));
  }

  function process(record: Parameters<PartitionState['process']>[0]): readonly Outcome[] {
    const read = readRecord(record, Entry);
    if ('refused' in read) return [read.refused];
    if ('tick' in read.value) return tick(read.value);
    if ('window' in read.value) return learning.take(read.value);
    return detectOpportunities(read.value);
  }

  function detectOpportunities(mention: Mention): readonly Outcome[] {
    const known = rules.brand(mention.brand);
    if (!known) return [drop('unknown-brand')];
    const detection = brands.get(mention.brand) ?? createBrandDetection(rules);
    brands.set(mention.brand, detection);
    dirty.add(mention.brand);
    const taken = detection.take(mention, { scoring: rules.scoring, ...known, window: learning.window() });
    const lives = detection.takeEnded().map(ended);
    if ('dropped' in taken) return [drop(taken.dropped), ...lives];
    return [...outcomes(taken.said, mention.signal.receivedAt), ...lives];
  }

  function tick({ tick: at }: Tick): readonly Outcome[] {
    return [...brands].flatMap(([id, detection]) => {
      const known = rules.brand(id);
      if (!known) return [];
      dirty.add(id);
      const said = detection.tick(Date.parse(at), { scoring: rules.scoring, ...known, window: learning.window() });
      return [...outcomes(said, at), ...detection.takeEnded().map(ended)];
    });
  }

  function takeSnapshots(): Snapshot[] {
    const taken = [...dirty].map((brand) => {
      const { state } = brands.get(brand) as BrandDetection;
      return { brand, state: encodeBrandState(state) };
    });
    dirty.clear();
    return [...taken, ...learning.snapshots()];
  }

  return { process, snapshots: takeSnapshots };
}

/** How long stories live, as last learnt: an entry of the log like any other, and part of the partition's state. */
function createLearning(rules: DetectionRules) {
  let learnt: LearntBands | null = null;
  let window = rules.window;
  let isNew = false;
  const use = (bands: LearntBands): void => {
    learnt = bands;
    window = withLearnt(rules.window, bands);
  };
  return {
    window: () => window,
    restore: (state: string) => use(LearntBands.parse(JSON.parse(state))),
    take({ window: bands }: Learnt): readonly Outcome[] {
      use(bands);
      isNew = true;
      return [];
    },
    snapshots(): Snapshot[] {
      if (!isNew) return [];
      isNew = false;
      return [{ brand: LEARNT, state: JSON.stringify(learnt) }];
    },
  };
}

const outcomes = (said: readonly Said[], causedAt: string): Outcome[] =>
  said.map(({ opportunity, story }) => change({ ...opportunity, causedAt }, story));
