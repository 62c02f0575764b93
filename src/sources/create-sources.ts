import type { SourceConfig } from '../contract/source.ts';
import { createDemonstrationSource } from './demonstration.ts';
import { createFeedSource } from './feed.ts';
import type { AddressRules } from '../outbound/guarded-agent.ts';
import { createFetcher } from './feed/fetch-document.ts';
import { createHostGate } from './feed/host-gate.ts';
import { createReplaySource } from './replay.ts';
import { createOffSource } from './source.ts';
import type { Source, SourceCursors } from './source.ts';
import type { Time } from './time.ts';

export interface SourcesDependencies {
  readonly time: Time;
  readonly cursors: SourceCursors;
  /** 0 to 1, to spread polls. */
  readonly random: () => number;
  /** How the product presents itself to servers, e.g. `Rebond/0.1.0 (+https://rebond.example)`. */
  readonly userAgent: string;
  /** The fictional evening; null where the demonstration is switched off. */
  readonly demonstrationFile: string | null;
  readonly rules?: AddressRules;
}

/** The sources that the configuration names, ready to be started, and what to close when they have stopped. */
export function createSources(configs: readonly SourceConfig[], dependencies: SourcesDependencies) {
  const { time, cursors, random, userAgent, demonstrationFile } = dependencies;
  const rules = dependencies.rules ?? { allowPrivate: false };
  const fetcher = createFetcher({ userAgent, gate: createHostGate(time), rules, clock: time.now });

  function create(config: SourceConfig): Source {
    if (!config.enabled) return createOffSource(config, time);
    switch (config.type) {
      case 'feed':
        return createFeedSource(config, { fetcher, time, cursors, random });
      case 'replay':
        return createReplaySource(config, time, cursors);
      case 'demonstration':
        return demonstrationFile === null
          ? createOffSource(config, time)
          : createDemonstrationSource(config, { file: demonstrationFile, time, cursors });
    }
  }

  return { sources: configs.map(create), close: () => fetcher.close() };
}
