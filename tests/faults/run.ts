import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Skipped, type AloneTrial } from './alone.ts';
import { clockJumps } from './clock.ts';
import { consoles } from './consoles.ts';
import { diskFull } from './disk.ts';
import type { Load } from './recorder.ts';
import { runTrial, type Trial } from './trial.ts';
import { killTrial, TRIALS } from './trials.ts';

const HELP = `npm run faults -- [F2 F3 …] [options]

The product by its roles on a real Kafka and a real PostgreSQL, a load, and a fault in the middle of it. What is left is held
against what was sent. Prints one JSON line a fault; exit code 1 where something is lost, told twice, or otherwise wrong.
Needs Java and Maven. Without names: kill -9 at random moments (F1), so many times as the options say. F9, F14 and F15 are
of the product as one process with its embedded database: they need no broker, and bring their own load. What a machine
cannot do is skipped, and said.

  --signals N         signals of the load [20000]
  --rate N            signals a second [200]
  --service-kills N   of F1 [9]
  --broker-kills N    of F1 [0]
  --database-kills N  of F1 [0]
  --long              of F15 also consoles that are away for 9 and 11 minutes
  --seed N            the same seed gives the same load and the same victims [random]

`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    signals: { type: 'string', default: '20000' },
    rate: { type: 'string', default: '200' },
    'service-kills': { type: 'string', default: '9' },
    'broker-kills': { type: 'string', default: '0' },
    'database-kills': { type: 'string', default: '0' },
    long: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(randomInt(1e9)) },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

const F1 = killTrial({
  service: Number(values['service-kills']),
  broker: Number(values['broker-kills']),
  database: Number(values['database-kills']),
});
/** One of the list, whatever it runs on. */
interface Entry extends Pick<Trial, 'name' | 'about' | 'target'> {
  run(say: (step: string) => void): Promise<{ readonly faults: readonly string[] }>;
}

const load: Load = { seed: Number(values.seed), signals: Number(values.signals), rate: Number(values.rate) };
const all: readonly Entry[] = [
  ...[F1, ...TRIALS].map(onTheRig),
  ...[diskFull, clockJumps, consoles].map(standingAlone),
].sort((a, b) => Number(a.name.slice(1)) - Number(b.name.slice(1)));
const listed = all.map(({ name, about, target }) => `  ${name.padEnd(5)}${about}\n       ${target}`).join('\n');

async function main(): Promise<void> {
  const wanted = positionals.length === 0 ? ['F1'] : positionals;
  const unknown = wanted.filter((name) => !all.some((one) => one.name === name));
  if (values.help || unknown.length > 0) {
    process.stdout.write(`${HELP}${listed}\n`);
    if (unknown.length > 0) process.exitCode = 2;
    return;
  }
  for (const name of wanted) {
    await runOne(all.find((one) => one.name === name)!);
  }
}

async function runOne({ name, about, run }: Entry): Promise<void> {
  const { seed } = load;
  process.stderr.write(`${name}: ${about} (--seed ${seed})\n`);
  const answer = await run((step) => {
    process.stderr.write(`  ${new Date().toISOString().slice(11, 19)} ${step}\n`);
  }).catch((error: unknown) =>
    error instanceof Skipped
      ? { name, skipped: error.message }
      : { name, seed, failed: String(error), faults: ['failed'] },
  );
  process.stdout.write(`${JSON.stringify(answer)}\n`);
  if ('faults' in answer && (answer.faults ?? []).length > 0) process.exitCode = 1;
}

function onTheRig(trial: Trial): Entry {
  return { ...trial, run: (say) => runTrial(trial, { ...load, ...trial.load }, say) };
}

function standingAlone({ name, about, target, run }: AloneTrial): Entry {
  return {
    ...{ name, about, target },
    async run(say) {
      const begun = performance.now();
      const { found, faults, notes } = await run({ seed: load.seed, long: values.long }, say);
      const seconds = Math.round((performance.now() - begun) / 1_000);
      const all_ = [...new Set([...(found?.faults ?? []), ...faults])];
      return { name, seed: load.seed, ...found, faults: all_, seconds, notes };
    },
  };
}

await main();
