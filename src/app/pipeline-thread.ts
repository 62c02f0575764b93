import { parentPort, workerData } from 'node:worker_threads';
import { pino } from 'pino';
import { startPipeline } from './pipeline.ts';
import { createReporter } from './pipeline-report.ts';
import type { Settings } from '../settings/env.ts';

/** What the main thread gives the pipeline's thread. */
export interface ThreadData {
  readonly settings: Settings;
  readonly databaseUrl: string;
  readonly processors: readonly string[];
}

export type ThreadMessage =
  | { readonly type: 'started' }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'stopped' }
  | { readonly type: 'report'; readonly report: ReturnType<ReturnType<typeof createReporter>['take']> };

const REPORT_MS = 250;

/** The pipeline on a thread of its own, so that matching never delays a heartbeat of the sockets. */
async function main(): Promise<void> {
  const port = parentPort!;
  const send = (message: ThreadMessage): void => port.postMessage(message);
  const data = workerData as ThreadData;
  const log = pino({ level: data.settings.logLevel, name: 'pipeline' }, pino.destination({ fd: 2, sync: true }));
  const clock = () => Date.now();
  const reporter = createReporter(clock);
  try {
    const pipeline = await startPipeline({ ...data, ...reporter, log, clock });
    send({ type: 'started' });
    const timer = setInterval(() => send({ type: 'report', report: reporter.take(pipeline.healthy()) }), REPORT_MS);
    port.once('message', () => {
      clearInterval(timer);
      void pipeline.stop().then(
        () => (send({ type: 'report', report: reporter.take(false) }), send({ type: 'stopped' })),
        (error: unknown) => send({ type: 'failed', message: (error as Error).message }),
      );
    });
  } catch (error) {
    send({ type: 'failed', message: (error as Error).message });
  }
}

await main();
