import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createBoard, emptyBoard } from '../../src/core/burst/board.ts';
import { createLocalHours } from '../../src/core/burst/local-hours.ts';
import { MINUTE_MS, SERIES_BYTES, SLICE_MS } from '../../src/core/burst/series.ts';
import { shippedScoring } from '../support/signals.ts';

/** Counts per minute that a term has before anything is known of it. */
const RATE = 1 / 60;

/**
 * Bursts in counts over time, as the judges in the bench folder read and write them. `--data` holds counts.csv
 * (minute,term,count) or events.csv (ts_ms,term); `--out` gets term,detected_at,score for every tick at which a term is
 * over the threshold that is shipped; `--trace` the same for every tick with any score. Ticks are minutes, or ten seconds
 * with events. Prints one JSON line.
 */
export async function benchBurst(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string' },
      out: { type: 'string' },
      trace: { type: 'string' },
      events: { type: 'boolean', default: false },
      sensitivity: { type: 'string', default: 'normal' },
      threshold: { type: 'string' },
    },
  });
  if (!values.data || !values.out)
    throw new Error('npm run bench -- burst --data FOLDER --out FILE [--trace FILE] [--events]');
  const withEvents = values.events || !existsSync(join(values.data, 'counts.csv'));
  const scoring = shippedScoring();
  const threshold = Number(values.threshold ?? scoring.surge[values.sensitivity as 'low' | 'normal' | 'high']);
  const tick = withEvents ? SLICE_MS : MINUTE_MS;
  const board = createBoard(emptyBoard(), { hours: createLocalHours('UTC'), finest: tick });
  const alerts = rows(values.out);
  const trace = values.trace ? rows(values.trace) : null;
  const terms = new Set<string>();
  let ticks = 0;
  let alarms = 0;
  let busy = 0;

  const close = (end: number): void => {
    const start = performance.now();
    for (const term of terms) {
      const { score } = board.surge(term, end - 1);
      if (score >= threshold) {
        alerts.write(`${term},${end / 1_000},${score.toFixed(4)}\n`);
        alarms += 1;
      }
      if (score > 0) trace?.write(`${term},${end / 1_000},${score.toFixed(4)}\n`);
    }
    busy += performance.now() - start;
    ticks += terms.size;
  };
  let end = 0;
  for await (const { at, term, n } of readCounts(values.data, withEvents)) {
    if (end === 0) end = Math.floor(at / tick) * tick + tick;
    for (; at >= end; end += tick) close(end);
    const start = performance.now();
    terms.add(term);
    board.count(term, at, RATE, n);
    busy += performance.now() - start;
  }
  close(end);
  await Promise.all([alerts, ...(trace ? [trace] : [])].map((file) => new Promise((done) => file.end(done))));
  const report = {
    terms: terms.size,
    ticks,
    tickSeconds: tick / 1_000,
    threshold,
    alarmTicks: alarms,
    termTicksPerSecond: Math.round((1_000 * ticks) / busy),
    bytesPerTerm: SERIES_BYTES,
  };
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

function rows(path: string) {
  const file = createWriteStream(path);
  file.write('term,detected_at,score\n');
  return file;
}

interface Count {
  readonly at: number;
  readonly term: string;
  readonly n: number;
}

async function* readCounts(folder: string, withEvents: boolean): AsyncGenerator<Count> {
  const lines = createInterface({ input: createReadStream(join(folder, withEvents ? 'events.csv' : 'counts.csv')) });
  let isHead = true;
  for await (const line of lines) {
    if (isHead || line === '') {
      isHead = false;
      continue;
    }
    const [time = '', term = '', count = '1'] = line.split(',');
    yield { at: withEvents ? Number(time) : Number(time) * MINUTE_MS, term, n: Number(count) };
  }
}
