import type { PushSignals } from '../context.ts';
import type { Fetcher } from './feed/fetch-document.ts';
import { nextPollDelay } from './feed/next-poll.ts';
import { createFeedPoller } from './feed/poll-feed.ts';
import type { FeedConfig, Polled } from './feed/poll-feed.ts';
import { createHealth } from './health.ts';
import type { Source, SourceCursors } from './source.ts';
import type { Time } from './time.ts';

export interface FeedDependencies {
  readonly fetcher: Fetcher;
  readonly time: Time;
  readonly cursors: SourceCursors;
  /** 0 to 1. */
  readonly random: () => number;
}

/** Least time between two polls that people ask for, milliseconds. */
const ASKED_PAUSE = 10_000;

/** Polls a feed for as long as there is one, and says how it does. */
export function createFeedSource(config: FeedConfig, { fetcher, time, cursors, random }: FeedDependencies): Source {
  const identity = { id: config.id, label: config.label, type: config.type, demonstration: false, address: config.url };
  const health = createHealth(identity, time.now);
  const pollFeed = createFeedPoller(config, { fetcher, clock: time.now, cursors });
  let failures = 0;
  let lastPoll = -Infinity;
  let polling: Promise<Polled> | null = null;
  let wake = new AbortController();
  let run: { push: PushSignals; signal: AbortSignal } | null = null;

  /** One poll at a time, whoever asks. */
  function pollOnce(push: PushSignals, signal: AbortSignal): Promise<Polled> {
    polling ??= poll(push, signal).finally(() => (polling = null));
    return polling;
  }

  async function poll(push: PushSignals, signal: AbortSignal): Promise<Polled> {
    lastPoll = time.now();
    health.attempted();
    const polled = await pollFeed(push, signal);
    if (!signal.aborted) note(polled);
    return polled;
  }

  function note(polled: Polled) {
    switch (polled.kind) {
      case 'gone':
        return health.became('off', polled.reason);
      case 'failed':
        failures += 1;
        return health.failed(polled.reason);
      case 'answered':
        failures = 0;
        health.answered();
        return health.received(polled.handedOver);
    }
  }

  async function start(push: PushSignals, signal: AbortSignal) {
    run = { push, signal };
    while (!signal.aborted) {
      const polled = await pollOnce(push, signal);
      if (polled.kind === 'gone') return;
      const wishes = { retryAfterMs: null, maxAgeMs: null, ttlMinutes: null, ...polled };
      const delay = nextPollDelay({ everyMinutes: config.everyMinutes, failures, ...wishes }, random);
      health.nextAttempt(time.now() + delay);
      wake = new AbortController();
      await time.wait(delay, AbortSignal.any([signal, wake.signal]));
    }
  }

  return {
    id: config.id,
    start,
    status: () => health.status(),
    async poll() {
      const tooSoon = time.now() - lastPoll < ASKED_PAUSE;
      if (!run || run.signal.aborted || tooSoon) return void (await polling);
      wake.abort();
      await pollOnce(run.push, run.signal);
    },
  };
}
