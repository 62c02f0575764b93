import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { Pipeline } from './pipeline.ts';
import type { PipelineReport } from './pipeline-report.ts';
import type { ThreadData, ThreadMessage } from './pipeline-thread.ts';

interface WorkerOptions {
  readonly data: ThreadData;
  readonly log: Logger;
  report(report: PipelineReport): void;
  /** The thread has ended without being asked to. */
  died(why: string): void;
}

const STOP_MS = 6_000;

/** Starts the pipeline on a thread of its own; resolves when it consumes. */
export async function startPipelineThread(options: WorkerOptions): Promise<Pipeline> {
  const worker = new Worker(new URL('./pipeline-thread.ts', import.meta.url), { workerData: options.data });
  let healthy = false;
  let stopping = false;
  let stopped: () => void = () => {};
  const end = new Promise<void>((resolve) => (stopped = resolve));

  await new Promise<void>((resolve, reject) => {
    worker.on('message', (message: ThreadMessage) => {
      if (message.type === 'started') {
        healthy = true;
        resolve();
      } else if (message.type === 'report') {
        healthy = message.report.healthy;
        for (const failure of message.report.failures) options.log.error({ failure }, 'the pipeline reports an error');
        options.report(message.report);
      } else if (message.type === 'failed') {
        options.log.error({ why: message.message }, 'the pipeline failed');
        reject(new Error(message.message));
      } else stopped();
    });
    worker.on('error', (error: Error) => {
      options.log.error({ err: error }, 'the pipeline thread broke');
      reject(error);
    });
    worker.on('exit', () => {
      healthy = false;
      stopped();
      if (!stopping) options.died('the pipeline thread ended');
    });
  });

  return {
    healthy: () => healthy,
    stop: async () => {
      stopping = true;
      worker.postMessage('stop');
      await Promise.race([end, new Promise((resolve) => setTimeout(resolve, STOP_MS).unref())]);
      await worker.terminate();
    },
  };
}
