import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { CORPUS, indexOf, readRecords, readTerritories, RECORDINGS } from './hop-inputs.ts';
import { timePass, warmUp, type Pass } from './hop-run.ts';
import { matcherOf, timeStages } from './hop-stages.ts';
import type { Share } from './hop-worker.ts';

interface Options {
  readonly queries: string;
  readonly limit: number;
  readonly runs: number;
  /** Lays the index out anew after the warm-up, with the frequencies it has seen. */
  readonly learn: boolean;
}

/**
 * The hop from raw signals to mentions with 1,000 stored queries (100 brands with ten topics each): bytes in, outcomes
 * out, no transport. Prints one JSON line a file, of the run in the middle. Arguments: files (BBC and Hacker News
 * recordings and the corpus of the comparison of engines), `--queries FILE` made by that comparison's generator,
 * `--limit` signals of each, `--runs` (3), `--threads`, `--learn`. Only one thread is taken apart into stages.
 */
export async function benchHop(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    options: {
      queries: { type: 'string' },
      limit: { type: 'string', default: 'Infinity' },
      runs: { type: 'string', default: '3' },
      threads: { type: 'string', default: '1' },
      learn: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  if (!values.queries) {
    throw new Error(
      'name a file of queries: --queries queries-1000.jsonl, made by gen-queries.mjs of the comparison of engines (its README says how)',
    );
  }
  const [limit, runs, threads] = [values.limit, values.runs, values.threads].map(Number) as [number, number, number];
  const options = { queries: values.queries, limit, runs, learn: values.learn };
  for (const file of positionals.length > 0 ? positionals : [...RECORDINGS, CORPUS]) {
    report(await (threads > 1 ? hopOnThreads(file, threads, options) : hop(file, options)));
  }
}

/** A run, and the seconds of processor that it took, with the collector's and the compiler's threads. */
interface Timed {
  readonly passes: readonly Pass[];
  readonly cpuSeconds: number;
}

async function hop(file: string, { queries, limit, runs, learn }: Options): Promise<object> {
  const records = await readRecords(file, limit);
  const territories = await readTerritories(queries);
  const index = indexOf(territories);
  warmUp(index, records, learn);
  const timed: Timed[] = [];
  for (let run = 0; run < runs; run++) timed.push(await onCpu(async () => [timePass(index, records)]));
  const line = summary(file, timed);
  if (learn) return line;
  const bare = matcherOf(territories);
  timeStages(index, bare, records);
  return { ...line, stages: timeStages(index, bare, records) };
}

async function hopOnThreads(file: string, threads: number, { runs, ...options }: Options): Promise<object> {
  const workers = Array.from({ length: threads }, (_, number) => {
    const workerData: Share = { ...options, file, number, threads };
    return new Worker(new URL('./hop-worker.ts', import.meta.url), { workerData });
  });
  try {
    await Promise.all(workers.map((worker) => once(worker, 'message')));
    const timed: Timed[] = [];
    for (let run = 0; run < runs; run++) timed.push(await onCpu(() => Promise.all(workers.map(passOf))));
    return { ...summary(file, timed), threads };
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

async function passOf(worker: Worker): Promise<Pass> {
  worker.postMessage('go');
  const [pass] = (await once(worker, 'message')) as [Pass];
  return pass;
}

async function onCpu(run: () => Promise<readonly Pass[]>): Promise<Timed> {
  const before = process.cpuUsage();
  const passes = await run();
  const { user, system } = process.cpuUsage(before);
  return { passes, cpuSeconds: (user + system) / 1e6 };
}

function summary(file: string, runs: readonly Timed[]): object {
  const slowest = ({ passes }: Timed): number => Math.max(...passes.map(({ seconds }) => seconds));
  const middle = [...runs].sort((a, b) => slowest(a) - slowest(b))[Math.floor(runs.length / 2)]!;
  const { passes, cpuSeconds } = middle;
  const total = (count: (pass: Pass) => number): number => passes.reduce((sum, pass) => sum + count(pass), 0);
  const signals = total((pass) => pass.signals);
  const latencies = Float64Array.from(passes.flatMap((pass) => [...pass.latencies])).sort();
  const at = (share: number): number => round(latencies[Math.min(signals - 1, Math.floor(share * signals))]!);
  return {
    file: file.split('/').at(-1),
    signals,
    refused: total((pass) => pass.refused),
    signalsPerSecond: Math.round(signals / slowest(middle)),
    signalsPerCpuSecond: Math.round(signals / cpuSeconds),
    hitShare: Math.round((total((pass) => pass.hits) / signals) * 10_000) / 10_000,
    mentions: total((pass) => pass.mentions),
    microseconds: {
      mean: round((slowest(middle) * passes.length * 1e6) / signals),
      p50: at(0.5),
      p99: at(0.99),
      most: at(1),
    },
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

const round = (value: number): number => Math.round(value * 100) / 100;

const report = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
