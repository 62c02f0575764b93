import type { Logger } from 'pino';
import type { Metrics } from '../api/metrics.ts';
import type { CleanUp } from './clean-up.ts';
import type { Installation } from './installation.ts';
import type { Readiness } from './readiness.ts';

interface Watched {
  readonly installation: Pick<Installation, 'transport' | 'topics'>;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
  readonly cleanUp: CleanUp;
  readonly log: Logger;
}

/** Between two looks, milliseconds. */
const LOOK_MS = 5_000;

/** Measures how far the processors are behind. */
export function watchLag({ installation: { transport, topics }, metrics, cleanUp, log }: Watched): void {
  const groups = [
    [topics.signals, 'match-territories'],
    [topics.mentions, 'detect-opportunities'],
  ] as const;
  let measuring = false;
  const measure = async (): Promise<void> => {
    for (const [topic, group] of groups) metrics.lag(topic.name, group, await transport.lag(topic, group));
  };
  const timer = setInterval(() => {
    if (measuring) return;
    measuring = true;
    measure()
      .catch((error: unknown) => log.debug({ err: error }, 'the lag could not be read'))
      .finally(() => (measuring = false));
  }, LOOK_MS);
  cleanUp.add('lag', () => clearInterval(timer));
}

/** As `/readyz` says it, for whoever looks at metrics alone. */
export function watchReadiness({ readiness, metrics, cleanUp, log }: Watched): void {
  let asking = false;
  const timer = setInterval(() => {
    if (asking) return;
    asking = true;
    readiness
      .ready()
      .then(({ checks }) => metrics.ready(checks))
      .catch((error: unknown) => log.debug({ err: error }, 'readiness could not be asked'))
      .finally(() => (asking = false));
  }, LOOK_MS);
  cleanUp.add('readiness', () => clearInterval(timer));
}
