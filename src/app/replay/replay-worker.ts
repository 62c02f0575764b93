import { Worker } from 'node:worker_threads';
import type { ReplayThreadData, ReplayThreadMessage } from './replay-thread.ts';
import type { StartReplay } from './replay-desk.ts';

/** What a replay may hold: pages of the archive, the state of two detections, the configuration. */
const MOST_MEGABYTES = 1_024;

/** Starts replays on threads of their own. */
export function createReplayWorker(installation: Pick<ReplayThreadData, 'settings' | 'databaseUrl'>): StartReplay {
  return function startReplay({ territory: changed, days, to }, hear) {
    const workerData: ReplayThreadData = { ...installation, changed, days, to };
    const worker = new Worker(new URL('./replay-thread.ts', import.meta.url), {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
    });
    let ended = false;
    const end = (message: Exclude<ReplayThreadMessage, { type: 'begun' | 'progress' }>): void => {
      if (ended) return;
      ended = true;
      hear(message);
    };
    worker.on('message', (message: ReplayThreadMessage) => {
      if (message.type === 'begun' || message.type === 'progress') hear(message);
      else end(message);
    });
    worker.on('error', (error: Error) => end({ type: 'failed', message: sentenceOf(error) }));
    worker.on('exit', () => end({ type: 'failed', message: 'The replay stopped before its end. Start it again.' }));
    return async () => {
      ended = true;
      await worker.terminate();
    };
  };
}

const sentenceOf = (error: Error): string =>
  'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? `The replay needed more than ${MOST_MEGABYTES} MB of memory. Try fewer days or a narrower rule.`
    : error.message;
